"""Who signed, and in which office (Nghị định 30/2020/NĐ-CP, Điều 8 khoản 7; domain.md 1.1 row 7)."""

from __future__ import annotations

from .cells import Cell
from .foot import AUTHORITY, Foot, is_authority, is_office, is_person, person_in
from .header_fields import Field

_DELEGATED = {
    "kt",
    "tl",
    "tuq",
}  # the office in such a line is not the signer's: «KT. CHỦ TỊCH» stands over «PHÓ CHỦ TỊCH»
_GAP = 14  # lines between office and name: seal and signature are read as lines of debris


def find_signature(foot: Foot) -> tuple[Field | None, Field | None]:
    """(signer, office of the signer); an office whose line is illegible under «KT.» is None."""
    office: Cell | None = None
    signing: int | None = None
    for cell in foot.cells:
        if signing is not None and cell.line - signing > _GAP:
            break
        if is_authority(cell):
            office, signing = _own_office(cell), cell.line
        elif is_office(cell):
            office, signing = cell, cell.line
        elif signing is not None and is_person(cell):
            return person_in(cell).field(0.95), _office_field(office)
    return None, _office_field(office)


def _own_office(cell: Cell) -> Cell | None:
    """The signer's office in a line of authority: only «Q. GIÁM ĐỐC» names it."""
    match = AUTHORITY.fullmatch(cell.folded)
    by = (match["by"] or match["by2"]) if match else None
    return cell if by == "q" else None


def _office_field(office: Cell | None) -> Field | None:
    return office.part(0, len(office.text.rstrip(" .,:;*"))).field(0.9) if office else None
