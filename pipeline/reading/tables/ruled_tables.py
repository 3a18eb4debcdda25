"""Tables drawn with rules: where their cells are, and which cell a point of the page falls into."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from pipeline.document import Box

_SNAP = 3.0  # points: rules this close are one (double rules, borders of neighbouring cells)
_JOIN = 3.0  # points: pieces of a rule this close continue each other (dotted rules)
_SHORT = 6.0  # points: shorter rules are strokes of a letter or a tick box
_MOST_CROSSINGS = 100_000  # beyond these the page is a drawing or squared paper

Unit: TypeAlias = tuple[int, int]  # row and column


class Rule(NamedTuple):
    """A straight rule: its place across (y of a horizontal one, x of a vertical one) and its extent along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of rows between `ys` and columns between `xs` (points, increasing).

    `owners[row][column]` is the top left unit of the cell that the unit belongs to, so that a merged cell
    has its words once.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: tuple[tuple[Unit, ...], ...]

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell(self, x: float, y: float) -> Unit | None:
        """The row and column of the cell at a point, or None outside the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owners[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def find_tables(strokes: Iterable[Box]) -> list[Table]:
    """The tables that `strokes` (thin boxes of lines and borders) draw, of two columns and more, top to bottom."""
    across, down = [], []
    for box in strokes:
        width, height = box.x1 - box.x0, box.bottom - box.top
        if width >= height:
            across.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        else:
            down.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
    if len(across) < 2 or len(down) < 3:
        return []
    across, down = _merged(across), _merged(down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    grids = _connected(across, down)
    tables = [_table(rows, columns) for rows, columns in grids if len(rows) >= 2 and len(columns) >= 3]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """`rules` snapped to common places, and the pieces on one place joined."""
    merged: list[Rule] = []
    for group in _snapped(rules):
        at = sum(rule.at for rule in group) / len(group)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + _JOIN:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORT]


def _snapped(rules: Sequence[Rule]) -> list[list[Rule]]:
    """`rules` in groups of one place, each by its start."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [sorted(group, key=itemgetter(1)) for group in groups]


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The sets of rules that cross each other, directly or through others: one a table."""
    remaining = set(range(len(down)))
    taken: set[int] = set()
    grids = []
    for first in range(len(across)):
        if first in taken:
            continue
        rows, columns, waiting = {first}, set[int](), [first]
        while waiting:
            row = across[waiting.pop()]
            new = {column for column in remaining if _cross(row, down[column])}
            remaining -= new
            columns |= new
            for column in new:
                reached = {at for at in range(len(across)) if at not in rows and _cross(across[at], down[column])}
                rows |= reached
                waiting += reached
        taken |= rows
        grids.append(([across[row] for row in sorted(rows)], [down[column] for column in sorted(columns)]))
    return grids


def _cross(row: Rule, column: Rule) -> bool:
    return row.start - _SNAP <= column.at <= row.end + _SNAP and column.start - _SNAP <= row.at <= column.end + _SNAP


def _table(rows: Sequence[Rule], columns: Sequence[Rule]) -> Table:
    """The grid of `rows` and `columns`, units without a rule between them being one cell."""
    ys, xs = _places(rows, columns), _places(columns, rows)
    height, width = len(ys) - 1, len(xs) - 1
    parents = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def owner(unit: Unit) -> Unit:
        while parents[unit] != unit:
            unit = parents[unit]
        return unit

    def unite(unit: Unit, other: Unit) -> None:
        first, second = sorted((owner(unit), owner(other)))
        parents[second] = first

    for row, column in list(parents):
        x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column and not _ruled(columns, xs[column], y):
            unite((row, column), (row, column - 1))
        if row and not _ruled(rows, ys[row], x):
            unite((row, column), (row - 1, column))
    return Table(xs, ys, tuple(tuple(owner((row, column)) for column in range(width)) for row in range(height)))


def _places(rules: Sequence[Rule], crossing: Sequence[Rule]) -> tuple[float, ...]:
    """The places of `rules`, and the two ends of the `crossing` ones where a table has no outer border."""
    places = sorted({rule.at for rule in rules})
    starts, ends = sorted(rule.start for rule in crossing), sorted(rule.end for rule in crossing)
    for end in (starts[len(starts) // 2], ends[len(ends) // 2]):  # a single rule may run on, into a stain
        if end < places[0] - 2 * _SNAP or end > places[-1] + 2 * _SNAP:
            places.append(end)
    return tuple(sorted(places))


def _ruled(rules: Sequence[Rule], place: float, along: float) -> bool:
    return any(rule.at == place and rule.start - _SNAP <= along <= rule.end + _SNAP for rule in rules)
