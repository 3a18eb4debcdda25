"""Walls between two cells of a scanned grid that are worn away, or were never there, as the words on both sides tell.

On a copy of a copy the rules between columns come and go from row to row. A column that most rows have is one in the
others too where words stand on both sides of it and none over it; what few rows have, and words stand over, is dirt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipeline.document import Box

from .ruled_tables import Table, Unit

_SPACE = 4.5  # points: more than the space between two words
_OVER = 2.0  # points on each side: a word stands over a wall, and does not touch it
_MOST, _FEW = 0.4, 0.34  # of the rows
_LEAST_ROWS = 3


def with_worn_walls(table: Table, words: Sequence[Box]) -> Table:
    """`table` with the walls between its columns as the boxes of the `words` on its page tell them."""
    rows = len(table.owners)
    if rows < _LEAST_ROWS:
        return table
    walls = [sum(_has_wall(owners, column) for owners in table.owners) for column in range(len(table.xs) - 1)]
    tall = {unit for at, row in enumerate(table.owners) for unit in row if unit[0] != at}  # cells of several rows
    owners = []
    for at, row in enumerate(table.owners):
        here = [box for box in words if _is_in(box, table, at)]
        parted = [_is_walled(row, column, walls[column] / rows, table.xs[column], here) for column in range(len(row))]
        owners.append(tuple(_owned(at, row, parted, tall)))
    return _without_idle_columns(replace(table, owners=tuple(owners)))


def _without_idle_columns(table: Table) -> Table:
    """`table` without the columns that no row has a wall before."""
    kept = [at for at in range(len(table.xs) - 1) if not at or any(_has_wall(row, at) for row in table.owners)]
    owners = tuple(tuple((row[at][0], bisect_right(kept, row[at][1]) - 1) for at in kept) for row in table.owners)
    return Table((*(table.xs[at] for at in kept), table.xs[-1]), table.ys, owners)


def _has_wall(row: Sequence[Unit], column: int) -> bool:
    """True where the cells left and right of the left side of `column` are not one."""
    return column > 0 and row[column] != row[column - 1]


def _is_in(box: Box, table: Table, row: int) -> bool:
    across = table.xs[0] <= (box.x0 + box.x1) / 2 < table.xs[-1]
    return across and table.ys[row] <= (box.top + box.bottom) / 2 < table.ys[row + 1]


def _is_walled(row: Sequence[Unit], column: int, share: float, at: float, words: Sequence[Box]) -> bool:
    """Whether a wall stands at the left side of `column`, which is at `at` and a wall in that `share` of the rows."""
    if _has_wall(row, column):
        is_over = any(box.x0 < at - _OVER and box.x1 > at + _OVER for box in words)
        return not (is_over and share <= _FEW)
    if not column or share < _MOST:
        return False
    before = [box.x1 for box in words if (box.x0 + box.x1) / 2 < at]
    after = [box.x0 for box in words if (box.x0 + box.x1) / 2 >= at]
    return bool(before and after) and min(after) - max(before) >= _SPACE


def _owned(at: int, row: Sequence[Unit], parted: Sequence[bool], tall: Set[Unit]) -> Iterator[Unit]:
    """The owners of a row; cells of several rows stay as they are."""
    owner = row[0]
    for column, (unit, wall) in enumerate(zip(row, parted, strict=True)):
        if unit in tall:
            owner = unit
        elif not column or wall or owner in tall:
            owner = (at, column)
        yield owner
