"""Rows that are the sum of other rows: «Tổng cộng», «Cộng (I)», «Toàn tỉnh», and headings of sections with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from math import comb, log2

from normalizers import fold

from ..causes import is_slip
from .equations import Sum, readable, value_of
from .lines import Line
from .numbers import SCALE
from .sheets import Sheet

Reading = tuple[Line, ...]

_NEAR = 150  # rows above which only the last totals may sum the whole table, so that long tables stay cheap


def column_sums(sheet: Sheet) -> list[Sum]:
    """The sums down columns that the table shows to be meant, those that fail included."""
    lines = [line for line in sheet.lines if line.kind != "odd" or not line.has_figures or _has_cells(line)]
    found: list[Sum] = []
    for at, line in enumerate(lines):
        if line.kind == "total":
            found += _of_total(sheet, lines, at)
    return found + _of_sections(sheet, lines)


def _has_cells(line: Line) -> bool:
    return not any(line.cells)  # a row that fits no columns stays, so that no sum over it is believed


def _of_total(sheet: Sheet, lines: Sequence[Line], at: int) -> list[Sum]:
    """The columns of a total row under the reading that most of them bear out."""
    readings = [[*_columns(sheet, lines[at], reading)] for reading in dict.fromkeys(_readings(lines, at))]
    believed = [sums for sums in readings if _is_believed(sums)]
    if not believed:
        return _unmistakable(sheet, lines, at)
    best = max(believed, key=lambda sums: (sum(1 for one in sums if not one.off and one.bits), -_broken(sums)))
    right = {one.column for sums in believed for one in sums if not one.off}
    told = [_weak(one) if one.off and one.column in right else one for one in _weighed(best)]
    # The sums of all rows and of the subtotals hold side by side: where one of them fails, a subtotal is wrong.
    return told + [_weak(one) if one.off else one for sums in believed if sums is not best for one in sums]


def _weak(one: Sum) -> Sum:
    """A sum that may fail only together with another."""
    return replace(one, strong=False)


def _readings(lines: Sequence[Line], at: int) -> Iterator[Reading]:
    """The rows that a total row may sum: all, those of its section, of the first rank, the subtotals, its own kind."""
    above = list(lines[:at])
    near = at < _NEAR or sum(1 for line in islice(lines, at + 1, None) if line.kind == "total") < 3
    below = list(lines[at + 1 :]) if at < 3 else []
    section = list(takewhile(lambda line: line.kind == "body", reversed(above)))[::-1]
    yield tuple(section)
    yield from _first_rank(section)
    for ranks in {line.rank for line in section if line.rank is not None}:
        yield tuple(line for line in section if line.rank == ranks)
    since = next((i for i in range(at - 1, -1, -1) if lines[i].kind == "total"), -1)
    yield tuple(line for line in above[since + 1 :] if line.kind == "body")
    if not near:
        return
    for rows in (above, below):
        bodies = [line for line in rows if line.kind == "body"]
        yield tuple(bodies)
        yield from _first_rank(bodies)
        yield tuple(line for line in bodies if line.rank is not None)
    yield tuple(line for line in above if line.kind == "total")
    kind = _last_label(lines[at])
    if kind:
        yield tuple(line for line in above if line.kind == "body" and _last_label(line) == kind)
    nested = [line for line in above if line.kind == "total"]
    if len(nested) > 2:
        yield tuple(line for line in nested if fold(line.label).split("(")[0] == fold(nested[-1].label).split("(")[0])


def _first_rank(rows: Sequence[Line]) -> Iterator[Reading]:
    ranks = [line.rank for line in rows if line.rank is not None]
    if ranks:
        yield tuple(line for line in rows if line.rank == min(ranks))


def _last_label(line: Line) -> str | None:
    """The words in the last cell before the figures, where they are not the label itself: «Bộ Công an | Tổng»."""
    words = [cell.text for cell in line.cells if cell and cell.text and not cell.figure and not cell.nothing]
    first_figure = next((i for i, cell in enumerate(line.cells) if i and cell and cell.figure), 0)
    before = [cell.text for cell in line.cells[:first_figure] if cell and cell.text in words]
    return before[-1] if len(before) > 1 and any(char.isalpha() for char in before[-2]) else None


def _columns(sheet: Sheet, total: Line, rows: Reading) -> Iterator[Sum]:
    """The sums of the counted columns over these rows."""
    if not rows or any(not any(line.cells) for line in rows):
        return
    levels = all(fold(line.label).lstrip("abi123. ").startswith("cap ") for line in rows)
    for column in sheet.counts:
        cell = total.cells[column]
        parts = [line.cells[column] for line in rows]
        if cell is None or cell.figure is None or not readable(cell) or not all(map(readable, parts)):
            continue
        shown = tuple(part for part in parts if part is not None and part.text)
        if any(part.figure for part in shown):
            yield Sum(cell, shown, "column", total, column, (), rows, levels=levels)


def _is_believed(sums: Sequence[Sum]) -> bool:
    """True when the reading holds in most columns, beyond chance."""
    held = [one for one in sums if not one.off and value_of(one.total)]
    holding = {
        tuple(value_of(c) for c in (one.total, *one.parts)): log2(1 + value_of(one.total) / SCALE) for one in held
    }
    broken = _broken(sums)
    told = sum(holding.values()) - log2(comb(len(sums), broken)) if sums else 0
    if any(one.bits >= 1 for one in held):
        return len(holding) >= max(2, broken + 1) and told >= 10
    return len(holding) >= max(4, 3 * broken) and told >= 25  # a section of one row, and its total


def _broken(sums: Sequence[Sum]) -> int:
    return sum(1 for one in sums if one.off)


def _weighed(sums: Sequence[Sum]) -> list[Sum]:
    """The sums, those weak that fail and may be none."""
    return [one if not one.off or _is_sum(one) else _weak(one) for one in sums]


def _is_sum(one: Sum) -> bool:
    """False for a total that may be none, as that of averages or ranks: less than its parts, or far from their sum."""
    value, parts = value_of(one.total), [value_of(part) for part in one.parts]
    added, most = sum(parts), max(parts)
    if is_slip(value // SCALE, added // SCALE) or added - most <= value < most:
        return True
    return value >= most and abs(one.off) * 2 <= max(added, value)


def _unmistakable(sheet: Sheet, lines: Sequence[Line], at: int) -> list[Sum]:
    """The total of a table of one or two columns whose rows are numbered 1 to n, all of one rank."""
    rows = tuple(line for line in lines[:at] if line.has_figures)
    if (
        len(sheet.counts) > 2
        or len(rows) < 3
        or any(line.kind == "group" for line in lines[:at])
        or at + 1 < len(lines)
    ):
        return []
    if sheet.serials is None or len(sheet.figures) > len(sheet.counts) + 1:
        return []
    serials = [cell.text.strip(".) ") if (cell := line.cells[sheet.serials]) else "" for line in rows]
    if serials != [str(n) for n in range(1, len(rows) + 1)] and serials != [
        f"{n:02d}" for n in range(1, len(rows) + 1)
    ]:
        return []
    sums = list(_columns(sheet, lines[at], rows))
    full = all(len(one.parts) == len(rows) for one in sums)
    return [one for one in sums if full and (not one.off or _is_near(one))]


def _is_near(one: Sum) -> bool:
    """True when a slip of the hand in the total, or a small one in a part, explains the difference."""
    value, added = value_of(one.total), sum(value_of(part) for part in one.parts)
    return is_slip(value // SCALE, added // SCALE) or (
        value >= max(value_of(part) for part in one.parts) and abs(one.off) * 5 <= added
    )


def _of_sections(sheet: Sheet, lines: Sequence[Line]) -> list[Sum]:
    """Headings of sections with figures of their own: I = 1 + 2 + 3, believed when nearly all columns of all hold."""
    sums: list[Sum] = []
    for at, line in enumerate(lines):
        if line.kind == "body" and line.rank is not None and line.rank < 3:
            children = _children(lines, at, line.rank)
            sums += _columns(sheet, line, children)
    holding = {
        tuple(value_of(c) for c in (one.total, *one.parts)): one.bits for one in sums if not one.off and one.bits >= 1
    }
    broken = _broken(sums)
    told = sum(holding.values())
    if len(holding) < max(3, 3 * broken) or told < 20 + log2(comb(max(1, len(sums)), broken)):
        return []
    return _weighed(sums)


def _children(lines: Sequence[Line], at: int, rank: int) -> Reading:
    """The rows of the next rank below a row, up to one of its own rank."""
    under = list(
        takewhile(lambda line: line.kind == "body" and (line.rank is None or line.rank > rank), lines[at + 1 :])
    )
    ranks = [99 if line.rank is None else line.rank for line in under]
    return tuple(line for line, own in zip(under, ranks, strict=True) if own == min(ranks))
