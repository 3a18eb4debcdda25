"""Columns of percentages and the two columns that give them, as the rows themselves show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, permutations, product
from math import comb, log2

from .equations import Share, readable, value_of
from .lines import Cell, Line
from .numbers import SCALE
from .sheets import Sheet

Base = tuple[tuple[int, ...], tuple[int, ...]]  # the columns of the part, and those of the whole

_SAMPLE = 16
_MAX_COUNTS = 20


def shares(sheet: Sheet) -> list[Share]:
    """The percentages whose base the table shows, those that fail included."""
    lines = [line for line in sheet.lines if line.kind in ("body", "total") and line.has_figures]
    if len(lines) < 3 or not 2 <= len(sheet.counts) <= _MAX_COUNTS:
        return []
    return [
        share for column in sheet.figures if _is_candidate(sheet, column) for share in _of_column(sheet, column, lines)
    ]


def _is_candidate(sheet: Sheet, column: int) -> bool:
    figures = [cell.figure for line in sheet.lines if (cell := line.cells[column]) and cell.figure]
    if not figures or max(figure.value for figure in figures) > 1000 * SCALE:
        return False
    return sheet.is_share(column) or sum(1 for figure in figures if figure.decimals) * 2 >= len(figures)


def _of_column(sheet: Sheet, column: int, lines: Sequence[Line]) -> list[Share]:
    """The percentages of a column over the base that its rows bear out best; another base may vouch."""
    rows = sorted(lines, key=lambda line: not _is_telling(line.cells[column]))
    counts = [other for other in sheet.counts if other != column]
    believed: list[list[Share]] = []
    for base in _bases(counts):
        if _survives(base, column, rows[:_SAMPLE]):
            found = [share for line in lines if (share := _share(line, column, base)) is not None]
            if _is_believed(found):
                believed.append(found)
    if not believed:
        return []
    best = min(believed, key=lambda found: (_broken(found), -len(found)))
    right = {share.percent.span for found in believed for share in found if share.holds(units=1)}
    return [share for share in best if share.holds(units=1) or share.percent.span not in right]


def _bases(counts: Sequence[int]) -> Iterator[Base]:
    """One column over another, over two neighbours that add up to the whole, or two neighbours over one."""
    singles = [(column,) for column in counts]
    pairs = list(pairwise(counts))
    yield from permutations(singles, 2)
    yield from product(singles, pairs)
    yield from ((pair, whole) for pair in pairs for whole in singles if whole[0] not in pair)


def _survives(base: Base, column: int, rows: Sequence[Line]) -> bool:
    wrong, allowed = 0, _allowed(len(rows))
    part, whole = base
    for line in rows:
        cells = line.cells
        percent = cells[column]
        if percent is None or percent.figure is None:
            continue
        over = sum(value_of(c) for at in whole if (c := cells[at]))
        if over:
            exact = 100 * SCALE * sum(value_of(c) for at in part if (c := cells[at])) / over
            if abs(exact - percent.figure.value) > 1.001 * SCALE / 10**percent.figure.decimals:
                wrong += 1
                if wrong > allowed:
                    return False
    return True


def _allowed(rows: int) -> int:
    return 1 if rows < 9 else 2 if rows < 30 else 3


def _share(line: Line, column: int, base: Base) -> Share | None:
    percent = line.cells[column]
    part, whole = ([line.cells[at] for at in columns] for columns in base)
    if percent is None or percent.figure is None or not readable(percent) or not all(map(readable, (*part, *whole))):
        return None
    share = Share(percent, _printed(part), _printed(whole), line, column)
    return share if share.part and share.whole and share.exact() is not None else None


def _printed(cells: Iterable[Cell | None]) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if cell is not None and cell.figure)


def _is_telling(cell: Cell | None) -> bool:
    return cell is not None and cell.figure is not None and cell.figure.value not in (0, 100 * SCALE)


def _is_believed(found: Sequence[Share]) -> bool:
    """True when the percentages that say something hold, beyond chance, in nearly all rows."""
    holding = {
        (value_of(share.percent), *(value_of(cell) for cell in share.whole)): _bits(share)
        for share in found
        if _is_telling(share.percent) and share.holds(units=1)
    }
    broken = _broken(found)
    if broken > _allowed(len(found)) or len(holding) < max(2, 3 * broken):
        return False
    return sum(holding.values()) >= 18 + log2(comb(len(found), broken))


def _bits(share: Share) -> float:
    decimals = share.percent.figure.decimals if share.percent.figure else 0
    whole = sum(value_of(cell) for cell in share.whole) / SCALE
    return min(5.6 + 3.3 * decimals, 2 * log2(1 + whole))


def _broken(found: Sequence[Share]) -> int:
    return sum(1 for share in found if not share.holds(units=1))
