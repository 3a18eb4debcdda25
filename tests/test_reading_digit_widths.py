"""Figures wider than their digits, and figures taken apart behind a comma."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Line, Word
from pipeline.reading.digit_widths import is_too_wide
from pipeline.reading.joined_figures import joined_figures
from pipeline.reading.tables.cell_readings import better, is_doubtful

# text, width of its box at a height of 10, a digit was overlooked
WIDTHS = [
    ("0", 6.5, False),
    ("0", 13.0, True),
    ("1", 3.0, False),
    ("11", 10.5, False),
    ("14", 14.0, False),
    ("14", 21.0, True),
    ("(4)", 14.0, False),
    ("1.234", 33.0, False),
    ("1.23", 33.0, True),
    ("98,5%", 38.0, False),
    ("2026,", 33.0, False),
    ("không", 90.0, False),
    ("09/6/2025", 90.0, False),  # dates are not measured
]


def word(text: str, x0: float, width: float, confidence: float = 0.95) -> Word:
    return Word(text, Box(x0, 0, x0 + width, 10), confidence)


@pytest.mark.parametrize(("text", "width", "expected"), WIDTHS)
def test_wider_than_its_digits(text: str, width: float, expected: bool) -> None:
    assert is_too_wide(word(text, 0, width)) is expected


def test_no_height() -> None:
    assert not is_too_wide(Word("0", Box(0, 5, 9, 5), 0.9))


def test_a_cell_too_wide_is_read_again() -> None:
    first, second = (word("0", 0, 13),), (word("04", 0, 13, 0.6),)
    assert is_doubtful(first, lone=True)
    assert not is_doubtful((word("0", 0, 6.5),), lone=True)
    assert better(first, second) == second
    assert better(first, (word("17", 0, 13, 0.6),)) != (word("17", 0, 13, 0.6),)  # another figure, and less sure


# first and second word, points between them (digits of 10), joined
HALVES = [
    ("18,", "4%", 0.5, True),
    ("99,", "7%),", -0.5, True),
    ("2.", "407", 0.5, True),
    ("1.234.", "567", 0.5, True),
    ("4.", "!52", 0.5, True),
    ("18,", "4%", 3.0, False),  # a list
    ("18", "4%", 0.5, False),
    ("1.", "Kết", 0.5, False),
    ("12,", "l", 0.5, False),
    ("12,", "1234", 0.5, False),
]


@pytest.mark.parametrize(("first", "second", "gap", "joined"), HALVES)
def test_halves_of_a_figure(first: str, second: str, gap: float, joined: bool) -> None:
    cell = (word("đạt", 0, 20), word(first, 24, 16, 0.9), word(second, 40 + gap, 12, 0.8))
    (line,) = joined_figures([Line((cell, ()))])
    if joined:
        assert line == Line(((cell[0], Word(first + second, Box(24, 0, 52 + gap, 10), 0.8)), ()))
    else:
        assert line == Line((cell, ()))


def test_halves_on_two_lines_stay() -> None:
    cell = (word("18,", 0, 16), Word("4%", Box(16, 14, 28, 24), 0.9))
    assert joined_figures([Line((cell,))]) == (Line((cell,)),)
