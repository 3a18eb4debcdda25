"""Walls of a scanned grid that are worn away, or that dirt has drawn, told by the words beside them."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Word
from pipeline.reading.tables.ruled_tables import Table
from pipeline.reading.tables.worn_walls import with_worn_walls

XS = (0.0, 30.0, 130.0, 200.0)
ALL, FIRST, NONE = (0, 1, 2), (0, 1, 1), (0, 0, 0)  # of the columns of a row, those where a cell begins

# the rows as they are ruled, the row looked at, the words in it (x0, x1), and its cells as they are to be
WALLS = [
    ([ALL, ALL, FIRST, ALL], 2, [(35, 120), (135, 190)], ALL),  # worn away
    ([ALL, ALL, NONE, ALL], 2, [(5, 12), (35, 120), (135, 190)], ALL),
    ([ALL, ALL, FIRST, ALL], 2, [(5, 12), (35, 180)], FIRST),  # the title of a section
    ([ALL, ALL, FIRST, ALL], 2, [(35, 128), (132, 190)], FIRST),  # the space between two words
    ([ALL, ALL, FIRST, ALL], 2, [(35, 121), (127, 190)], FIRST),  # a wide space, and no wall in it
    ([ALL, ALL, FIRST, ALL], 2, [(35, 120), (135, 190), (60, 150)], FIRST),  # the second line stands over it
    ([ALL, ALL, FIRST, ALL], 2, [(35, 120)], FIRST),  # «Tổng cộng»
    ([ALL, FIRST, FIRST, FIRST], 1, [(35, 120), (135, 190)], FIRST),  # two columns under one head, or dirt
    ([ALL, ALL, ALL, ALL], 1, [(35, 150)], ALL),  # a word read too broad
    ([FIRST, ALL], 0, [(35, 120), (135, 190)], FIRST),  # too few rows to tell
]


def _table(rows: list[tuple[int, ...]]) -> Table:
    owners = tuple(tuple((at, column) for column in row) for at, row in enumerate(rows))
    return Table(XS, tuple(20.0 * at for at in range(len(rows) + 1)), owners)


def _words(row: int, places: list[tuple[int, int]], text: str = "12.345", sure: float = 0.9) -> list[Word]:
    return [Word(text, Box(x0, 20 * row + 4, x1, 20 * row + 15), sure) for x0, x1 in places]


@pytest.mark.parametrize(("rows", "row", "words", "walled"), WALLS)
def test_walls(rows: list[tuple[int, ...]], row: int, words: list[tuple[int, int]], walled: tuple[int, ...]) -> None:
    table = _table(rows)
    found = with_worn_walls(table, _words(row, words))
    assert found.owners[row] == tuple((row, column) for column in walled)
    others = [at for at in range(len(rows)) if at != row]
    assert [found.owners[at] for at in others] == [table.owners[at] for at in others]


def test_rubbish_tells_no_wall() -> None:
    words = [*_words(2, [(35, 120)], "côn", 0.2), *_words(2, [(135, 190)], "ca", 0.9)]
    assert with_worn_walls(_table([ALL, ALL, FIRST, ALL]), words).owners[2] == ((2, 0), (2, 1), (2, 1))


def test_a_stroke_of_dirt_draws_no_column() -> None:
    """One row of four has it, and a word stands over it."""
    found = with_worn_walls(_table([FIRST, ALL, FIRST, FIRST]), _words(1, [(35, 150)]))
    assert found.xs == (0.0, 30.0, 200.0)
    assert found.owners == tuple(((at, 0), (at, 1)) for at in range(4))


@pytest.mark.parametrize(
    ("text", "sure", "walled"), [("chính", 0.9, FIRST), ("chính", 0.5, ALL), ("BC-UBND", 0.9, ALL)]
)
def test_a_word_over_a_wall(text: str, sure: float, walled: tuple[int, ...]) -> None:
    """A syllable that was read for certain is in one cell, whatever is drawn there: the title of a section."""
    found = with_worn_walls(_table([ALL, ALL, ALL, ALL]), _words(1, [(110, 150)], text, sure))
    assert found.owners[1] == tuple((1, column) for column in walled)


def test_a_rule_read_with_a_word_is_no_part_of_it() -> None:
    words = [*_words(1, [(35, 120)], "trực"), *_words(1, [(127, 143)], "_|và")]
    assert with_worn_walls(_table([ALL, FIRST, ALL, ALL]), words).owners[1] == ((1, 0), (1, 1), (1, 2))


def test_cells_of_several_rows_stay() -> None:
    owners = (((0, 0), (0, 1), (0, 2)), ((1, 0), (1, 1), (1, 2)), ((2, 0), (2, 1), (2, 1)), ((3, 0), (2, 1), (2, 1)))
    table = Table(XS, (0.0, 20.0, 40.0, 60.0, 80.0), owners)
    assert with_worn_walls(table, _words(2, [(35, 120), (135, 190)])) == table
