"""The subject of a document (trích yếu nội dung: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II khoản 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from normalizers import fold, patterns

from ..vocabulary import load
from .cells import Cell, joined
from .header_fields import Field
from .letterhead import Head, is_stamp, is_state_line
from .named_type import Named

_TITLE = 700  # characters of a subject; more is no subject but a paragraph
_LINES = 5  # lines of a subject
_TOP = 12  # cells within which «V/v» stands

# Words that open the text after the subject; in a garbled text one letter may be misread.
_OPENING = (
    r"(?:c\S{1,2}n\s+c\S{1,2}|th\S{1,2}[ce]\s+hi\S{1,3}|thi\s+h\S{1,2}nh|k\Snh\s+g\S{1,2}i|x\Set\b|x\St\s+d\S\s+nghi|"
    r"ti\S{1,2}p\s+theo|tr\S{1,2}n\s+c\S\s+s\S|th\S{1,2}i\s+gian\s+qua|nh\S{1,2}m\s|theo\s+d\S\s+nghi|trong\s|n\S{1,2}m\s+\d|"
    r"ng\S{1,2}y\s+\d|t\S{1,2}\s+ng\S{1,2}y|de\s)"
)
_BEGINS = patterns.pattern(_OPENING)
_BASIS = patterns.pattern(r"c\S{1,2}n\s+c\S{1,2}")
_NUMBERED = patterns.pattern(
    r"\(|(?:[ivx]{1,4}|\d{1,2}|[a-h])\s?[.)]|[-+•*]|(?:dieu|phan|chuong|muc)\s+[\divx]+(?!\p{L})"
)
_INSIDE = patterns.pattern(rf"\s(?={_OPENING})|\s\((?=so\s+lieu|kem\s+theo|ban\s+hanh|tu\s+ngay|du\s+thao)")
_SUBJECT = patterns.pattern(r"(?:v\s?/\s?v|ve\s+viec|trich\s+yeu)\b\s*[:.]?\s*")


def find_title(head: Head, named: Named, issuer: Field | None) -> Field | None:
    """The lines of the subject under the type, up to an empty line or the first words of the text."""
    parts = list(_subject_cells(head, named))
    if parts and issuer:
        parts = _without_authority(parts, head, issuer)
    if not parts or sum(len(part.text) for part in parts) > _TITLE:
        return None
    return joined(parts, head.value, 0.9 if named.rest is None else 0.8)


def _without_authority(parts: list[Cell], head: Head, issuer: Field) -> list[Cell]:
    """The subject without the line of who decides («CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …») that stands before «Căn cứ»."""
    last = parts[-1]
    following = next((cell for cell in head.cells if cell.span.start >= last.span.end), None)
    if following is None or not _BASIS.match(following.folded):
        return parts  # the line of who decides comes still: the subject itself ends in the agency's name
    name = patterns.alternation([fold(issuer.value)]).replace(" ", r"\s+")
    authority = patterns.pattern(rf"(?:^|\s)(?:{_offices()}\s+)?{name}$").search(last.folded)
    if authority is None:
        return parts
    return [*parts[:-1], *([last.part(0, authority.start())] if authority.start() else [])]


@cache
def _offices() -> str:
    return patterns.alternation([fold(phrase) for phrases in load("positions").values() for phrase in phrases])


def _subject_cells(head: Head, named: Named) -> Iterator[Cell]:
    at = head.cells.index(named.cell) if named.cell else len(head.cells)
    candidates = [*([named.rest] if named.rest else []), *head.cells[at + 1 :]]
    capital = None
    for index, cell in enumerate(candidates[:_LINES]):
        if index and (cell.after_blank or capital != cell.capital or cell.text.endswith(":")):
            return
        if is_state_line(cell) or is_stamp(cell) or _begins_text(cell):
            return
        capital = cell.capital
        end = _text_inside(cell)
        yield cell if end is None else cell.part(0, end)
        if end is not None or cell.text.endswith((".", ";", "./.")):
            return


def _begins_text(cell: Cell) -> bool:
    """True for the first words of the text or of its first heading; in capitals they may be the subject itself."""
    if cell.text[:2].islower():
        return False
    opening = None if cell.capital else _BEGINS.match(cell.folded)
    return (opening or _NUMBERED.match(cell.folded)) is not None


def _text_inside(cell: Cell) -> int | None:
    """Where the text begins inside a cell: a PDF's lines may run on («… năm 2026 Thực hiện Quyết định …»)."""
    for match in _INSIDE.finditer(cell.folded):
        following = cell.text[match.end() : match.end() + 2]
        if match[0].endswith("(") or (following[:1].isupper() and following[1:].islower()):
            return match.start()
    return None


def find_subject(head: Head, issuer: Field | None) -> Field | None:
    """The subject of a công văn: the cell «V/v …» and the cells of the same column that continue it."""
    if not head.anchored:
        return None
    for index, cell in enumerate(head.cells[:_TOP]):
        match = _SUBJECT.match(cell.folded)
        if match and match.end() < len(cell.text):
            parts = [cell.part(match.end()), *_continued(head.cells[index + 1 :], cell.line)]
            parts = _without_authority(parts, head, issuer) if issuer else parts
            return joined(parts, head.value, 0.9) if parts else None
    return None


def _continued(cells: Sequence[Cell], line: int) -> Iterator[Cell]:
    """The first cells of the following lines as long as they go on in lower case."""
    for cell in cells:
        if cell.line == line or is_state_line(cell):
            continue
        if cell.line != line + 1 or cell.after_blank or not cell.text[0].islower():
            return
        line = cell.line
        yield cell
