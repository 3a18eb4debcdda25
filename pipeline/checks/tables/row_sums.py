"""Columns that are sums of other columns, as the rows themselves show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import comb, log2

from normalizers import fold, patterns

from .equations import Sum, readable, value_of
from .lines import Cell, Line
from .sheets import Sheet

_MAX_PAIRED = 16  # columns up to which every pair is tried
_MAX_STEPPED = 40  # columns up to which sums of columns that lie apart are tried
_SAMPLE = 24  # rows that decide whether a relation is worth a whole look
_NUMBERS = patterns.pattern(r"\d+")
_FORMULA = patterns.pattern(r"[\d()+ =]+")
_PLAN = ("ke hoach", "chi tieu", "duoc giao", "du toan", "nhiem vu giao")
_EMPTY = Cell(0, "", None, True)


@dataclass(frozen=True, slots=True)
class _Relation:
    """Column `total` is the sum of columns `addends`."""

    total: int
    addends: tuple[int, ...]
    formula: bool = False

    @property
    def columns(self) -> frozenset[int]:
        return frozenset((self.total, *self.addends))


@dataclass(frozen=True, slots=True)
class _Tried:
    relation: _Relation
    sums: tuple[Sum, ...]
    strong: bool

    @property
    def broken(self) -> int:
        return sum(1 for tried in self.sums if tried.off)


def row_sums(sheet: Sheet) -> list[Sum]:
    """The sums along rows that the table shows to be meant, those that fail included."""
    lines = [line for line in sheet.lines if line.kind in ("body", "total", "odd") and line.has_figures]
    if len(sheet.counts) < 3 or len(lines) < 2:
        return []
    values = _sample(sheet, lines)
    formulas = list(_formulas(sheet))
    relations = formulas + [r for r in _distinct(sheet.counts) if _survives(r, values)]
    tried = [found for relation in relations if (found := _tried(sheet, relation, lines)) is not None]
    return [told for one in tried if not _is_refuted(one, tried, sheet) for told in one.sums]


def _sample(sheet: Sheet, lines: Sequence[Line]) -> list[list[int | None]]:
    """The figures of the rows with most of them: nothing printed is 0, None where a cell cannot be read."""
    rows: list[list[int | None]] = []
    for line in lines:
        cells = line.cells
        rows.append([value_of(c) if c and c.figure else (0 if readable(c) else None) for c in cells])
    wanted = sheet.counts
    return sorted(rows, key=lambda row: -sum(1 for c in wanted if row[c]))[:_SAMPLE]


@lru_cache(maxsize=128)
def _distinct(columns: tuple[int, ...]) -> tuple[_Relation, ...]:
    """The candidates of a table with these columns, each once; tables of one form come again and again."""
    return tuple(dict.fromkeys(_candidates(columns)))


def _candidates(columns: tuple[int, ...]) -> Iterator[_Relation]:
    """The sums that tables have: of neighbours, at equal steps, of any two columns."""
    size = len(columns)
    for at, total in enumerate(columns):
        for length in range(2, min(8, size)):
            yield from (
                _Relation(total, columns[a : a + length]) for a in (at + 1, at - length) if 0 <= a <= size - length
            )
        if size > _MAX_STEPPED:
            continue
        for length in (3, 4):
            for first in range(size - length + 1):
                if not first <= at < first + length:
                    yield _Relation(total, columns[first : first + length])
        for step in range(2, size // 2 + 1):
            for run in (columns[at + step :: step], columns[at - step :: -step] if at >= step else ()):
                yield from (_Relation(total, tuple(sorted(run[:n]))) for n in range(2, len(run) + 1))
        if size <= _MAX_PAIRED:
            yield from (_Relation(total, pair) for pair in combinations(columns, 2) if total not in pair)


def _survives(relation: _Relation, rows: Sequence[Sequence[int | None]]) -> bool:
    """True unless the first rows show that the columns do not add up."""
    wrong, allowed, total = 0, _allowed(len(rows)), relation.total
    for row in rows:
        printed = row[total]
        if not printed:
            continue
        added = 0
        for column in relation.addends:
            added += row[column] or 0
        if added != printed and abs(added - printed) > 50 * (len(relation.addends) + 1) * bool(added % 10_000):
            wrong += 1
            if wrong > allowed:
                return False
    return True


def _allowed(rows: int) -> int:
    return 1 if rows < 9 else 2 if rows < 40 else 3


def _tried(sheet: Sheet, relation: _Relation, lines: Iterable[Line]) -> _Tried | None:
    """The relation in every row that prints it; None when the rows do not speak for it."""
    levels = _is_levels(sheet, relation)
    sums = tuple(found for line in lines if (found := _sum(sheet, relation, line, levels)) is not None)
    broken = [one for one in sums if one.off]
    telling = {
        tuple(value_of(c) for c in (one.total, *one.parts)): one.bits for one in sums if not one.off and one.bits >= 1
    }
    if len(broken) > _allowed(len(sums)) or len(sums) < 2:
        return None
    told = sum(telling.values())
    doubt = 22.5 + log2(comb(len(sums), len(broken)))
    doubt -= 6 * _is_beside(relation) + 6 * ("tong" in fold(sheet.headings[relation.total]))
    if relation.formula:
        strong = sum(1 for one in sums if not one.off and value_of(one.total)) > len(broken)
    else:
        strong = len(telling) >= max(3, 2 * len(broken)) and told >= doubt
    if not strong and (len(telling) < 2 or told < 10):
        return None
    if not strong:
        return _Tried(relation, tuple(replace(one, strong=False) for one in sums), strong)
    if not relation.formula and not _is_beside(relation):
        # Received = resolved + pending, unless some were rejected: a rest that is not printed is no contradiction.
        sums = tuple(replace(one, strong=False) if one.off > 0 else one for one in sums)
    return _Tried(relation, sums, strong)


def _is_beside(relation: _Relation) -> bool:
    """True for the sum of the columns next to it: «Tổng số | trực tuyến | trực tiếp»."""
    return min(relation.addends) - relation.total == 1 or relation.total - max(relation.addends) == 1


def _sum(sheet: Sheet, relation: _Relation, line: Line, levels: bool) -> Sum | None:
    total = line.cells[relation.total]
    parts = [line.cells[column] or _EMPTY for column in relation.addends]
    if total is None or total.figure is None or not all(map(readable, (total, *parts))):
        return None
    if not any(part.figure for part in parts):
        return None
    shown = tuple(part for part in parts if part.text)
    found = Sum(total, shown, "row", line, relation.total, relation.addends, (line,), levels=levels)
    if found.off and not _is_sayable(found, parts, sheet, line):
        return None
    return found


def _is_sayable(found: Sum, parts: Sequence[Cell], sheet: Sheet, line: Line) -> bool:
    """False where an empty cell, a plan outdone or the note of the row may explain the difference."""
    if found.off > 0 and any(not part.text for part in parts):
        return False
    heading = fold(sheet.headings[found.column])
    if any(word in heading for word in _PLAN) and sum(1 for part in parts if value_of(part)) < 2:
        return False
    notes = [cell for column, cell in enumerate(line.cells) if cell and column > found.column and not cell.figure]
    off = abs(found.off) // 10_000
    return not any(int(number[0]) == off for note in notes for number in _NUMBERS.finditer(note.text[:400]))


def _is_levels(sheet: Sheet, relation: _Relation) -> bool:
    """True when the addends are cấp tỉnh, (cấp huyện,) cấp xã, also under a heading whose cells are merged."""
    if any(sheet.headings[column] for column in relation.addends):
        return all(fold(sheet.headings[column]).startswith("cap ") for column in relation.addends)
    levels = len(relation.addends)
    heads = [[fold(cell.text) for cell in line.cells if cell and cell.text] for line in sheet.head]
    told = any(len(head) == levels + 1 and all(word.startswith("cap ") for word in head[1:]) for head in heads)
    return told and relation.addends == tuple(range(relation.total + 1, relation.total + 1 + levels))


def _is_refuted(one: _Tried, tried: Sequence[_Tried], sheet: Sheet) -> bool:
    """True for a relation that fails somewhere while another of the same columns fails less."""
    if not one.broken:
        return False
    columns = one.relation.columns
    if not one.relation.formula and any(
        other.broken < one.broken and other.strong >= one.strong and len(columns & other.relation.columns) >= 2
        for other in tried
    ):
        return True
    return any(_explains(column, one) for column in sheet.counts if column not in columns)


def _explains(column: int, one: _Tried) -> bool:
    """True when a further column, empty in all the rows that hold, makes up the difference in those that fail."""
    for tried in one.sums:
        cell = tried.place.cells[column]
        if abs(tried.off) != (value_of(cell) if cell else 0):
            return False
    return True


def _formulas(sheet: Sheet) -> Iterator[_Relation]:
    """The sums that the row of column numbers states: (3)=(4)+(5)+(6)."""
    for line in sheet.head:
        if len(line.cells) != sheet.width:
            continue
        stated = [
            (column, cell.text) for column, cell in enumerate(line.cells) if cell and cell.text[:1] in "(0123456789"
        ]
        columns = {int(match[0]): column for column, text in stated if (match := _NUMBERS.search(text))}
        for column, text in stated:
            numbers = [int(match[0]) for match in _NUMBERS.finditer(text)]
            if "=" in text and _FORMULA.fullmatch(text) and len(numbers) > 2 and set(numbers) <= set(columns):
                yield _Relation(column, tuple(columns[number] for number in numbers[1:]), formula=True)
