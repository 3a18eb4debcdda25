"""Walls between two cells of a scanned grid that are worn away, or were never there, as the words on both sides tell.

On a copy of a copy the rules between columns come and go from row to row. A column that two rows in five have is one
in the others too where words stand on both sides of it and none over it; what few rows have under words is dirt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from statistics import median

from normalizers.syllables import is_syllable
from pipeline.document import Box, Word

from .ruled_tables import Table, Unit

_SPACE, _SPACE_SHARE = 4.5, 0.4  # points, and of the height of words: more than the space between two words
_TOUCH = 1.0  # points by which a word may reach over a wall that it stands at
_OVER = 2.0  # points on each side: a word stands over a wall, and does not touch it
_RULE_SIGNS = "|_{}[]"
_MOST, _FEW = 0.4, 0.34  # of the rows
_LEAST_ROWS = 3
_READ = 0.3  # confidence of the words beside a wall: the rubbish of a dense head tells nothing
_CERTAIN, _LETTERS = 0.8, 3  # confidence and letters of a word that stands over a wall: there is none


def with_worn_walls(table: Table, words: Sequence[Word]) -> Table:
    """`table` with the walls between its columns as the `words` on its page tell them."""
    rows = len(table.owners)
    if rows < _LEAST_ROWS:
        return table
    walls = [sum(_has_wall(owners, column) for owners in table.owners) for column in range(len(table.xs) - 1)]
    tall = {unit for at, row in enumerate(table.owners) for unit in row if unit[0] != at}  # cells of several rows
    owners = []
    for at, row in enumerate(table.owners):
        here = [_without_rules(word) for word in words if _is_in(word.box, table, at)]
        parted = [_is_walled(row, column, walls[column] / rows, table.xs[column], here) for column in range(len(row))]
        owners.append(tuple(_owned(at, row, parted, tall)))
    return _without_idle_columns(replace(table, owners=tuple(owners)))


def _without_idle_columns(table: Table) -> Table:
    """`table` without the columns that no row has a wall before."""
    kept = [at for at in range(len(table.xs) - 1) if not at or any(_has_wall(row, at) for row in table.owners)]
    owners = tuple(tuple((row[at][0], bisect_right(kept, row[at][1]) - 1) for at in kept) for row in table.owners)
    return Table((*(table.xs[at] for at in kept), table.xs[-1]), table.ys, owners)


def _without_rules(word: Word) -> Word:
    """`word` without the pieces of rules that it was read with («|và»), its box about as much narrower."""
    text = word.text.strip(_RULE_SIGNS)
    if not text or text == word.text:
        return word
    before = len(word.text) - len(word.text.lstrip(_RULE_SIGNS))
    sign, box = (word.box.x1 - word.box.x0) / len(word.text), word.box
    return replace(
        word, text=text, box=replace(box, x0=box.x0 + sign * before, x1=box.x0 + sign * (before + len(text)))
    )


def _has_wall(row: Sequence[Unit], column: int) -> bool:
    """True where the cells left and right of the left side of `column` are not one."""
    return column > 0 and row[column] != row[column - 1]


def _is_in(box: Box, table: Table, row: int) -> bool:
    across = table.xs[0] <= (box.x0 + box.x1) / 2 < table.xs[-1]
    return across and table.ys[row] <= (box.top + box.bottom) / 2 < table.ys[row + 1]


def _is_walled(row: Sequence[Unit], column: int, share: float, at: float, words: Sequence[Word]) -> bool:
    """Whether a wall stands at the left side of `column`, which is at `at` and a wall in that `share` of the rows."""
    if _has_wall(row, column):
        over = [word for word in words if word.box.x0 < at - _OVER and word.box.x1 > at + _OVER]
        return not (over and share <= _FEW) and not any(map(_is_one, over))
    if not column or share < _MOST or not words:
        return False
    before = max((w for w in words if _middle(w) < at), key=lambda w: w.box.x1, default=None)
    after = min((w for w in words if _middle(w) >= at), key=lambda w: w.box.x0, default=None)
    if not before or not after or min(before.confidence, after.confidence) < _READ:
        return False
    space = max(_SPACE, _SPACE_SHARE * median(word.box.bottom - word.box.top for word in words))
    return before.box.x1 - _TOUCH <= at <= after.box.x0 + _TOUCH and after.box.x0 - before.box.x1 >= space


def _middle(word: Word) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _is_one(word: Word) -> bool:
    """True for a word that was read for certain, and that two cells cannot have made up."""
    return word.confidence >= _CERTAIN and len(word.text) >= _LETTERS and is_syllable(word.text)


def _owned(at: int, row: Sequence[Unit], parted: Sequence[bool], tall: Set[Unit]) -> Iterator[Unit]:
    """The owners of a row; cells of several rows stay as they are."""
    owner = row[0]
    for column, (unit, wall) in enumerate(zip(row, parted, strict=True)):
        if unit in tall:
            owner = unit
        elif not column or wall or owner in tall:
            owner = (at, column)
        yield owner
