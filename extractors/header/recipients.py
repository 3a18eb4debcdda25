"""The lines of «Nơi nhận» (Nghị định 30/2020/NĐ-CP, Điều 8 khoản 9)."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers import patterns

from .cells import Cell, joined
from .foot import Foot, is_authority, is_office, is_person
from .header_fields import Field

_LABEL = patterns.pattern(r"\W*n\S{1,2}i\s+nh\S{1,2}n\s*[:;.]?\s*")
_DASH = patterns.pattern(r"[-–—+•*]\s*(?=\S)")
_FILED = patterns.pattern(r"luu\b|lu\S?\s?:")
_NEXT = patterns.pattern(r";\s*(?=[-–—+•]\s?\p{L})")
_MANY = 30  # lines of recipients


def find_recipients(foot: Foot) -> tuple[Field, ...]:
    """The recipients as printed, without dash and final sign; the last is «Lưu: …»."""
    return tuple(joined(parts, foot.value, 0.9) for parts in _items(foot))


def _items(foot: Foot) -> Iterator[list[Cell]]:
    """The cells of each recipient: a line with a dash and the lines that continue it."""
    item: list[Cell] = []
    for cell in _cells(foot):
        dash = _DASH.match(cell.text)
        if dash:
            if item:
                yield _trimmed(item)
            if item and _FILED.match(item[0].folded):
                return
            item = [cell.part(dash.end())]
        elif item and _goes_on(item[-1], cell):
            item.append(cell)
    if item:
        yield _trimmed(item)


def _cells(foot: Foot) -> Iterator[Cell]:
    """The cells after the label that belong to no signature; items that share a line are parted."""
    if foot.recipients_at is None:
        return
    first = foot.cells[foot.recipients_at]
    label = _LABEL.match(first.folded)
    rest = first.part(label.end() if label else 0)
    for cell in (rest, *foot.cells[foot.recipients_at + 1 :][:_MANY]):
        if cell.text and not (is_authority(cell) or is_office(cell) or is_person(cell)):
            yield from _parted(cell)


def _parted(cell: Cell) -> Iterator[Cell]:
    """«- A; - B» as two cells; of «- A; PHÓ CHỦ TỊCH» what belongs to the recipients."""
    start = 0
    for match in _NEXT.finditer(cell.text):
        yield cell.part(start, match.end())
        start = match.end()
    yield cell.part(start)


def _goes_on(last: Cell, cell: Cell) -> bool:
    """True when `last` has no final sign and `cell` follows in the next line."""
    return not last.text.endswith((";", ".", ")")) and cell.line - last.line == 1 and not cell.after_blank


def _trimmed(item: list[Cell]) -> list[Cell]:
    last = item[-1]
    return [*item[:-1], last.part(0, len(last.text.rstrip(" ;.,/")))]
