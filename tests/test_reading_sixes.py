"""The 6 of Lato and Carlito, read as «ó»: where second readings show it, and where nothing does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Box, Line, Word
from pipeline.reading.sixes import lacks_only_sixes, with_sixes

# second reading, first reading -> whether the second lacks nothing but sixes
LACKING = [
    ("1", "1ó", True),
    ("4.79", "4.79ó", True),
    (".649", "ó.649", True),
    ("", "ó", True),
    ("0", "óO", True),
    (",28", "óó,28", True),
    ("1.49", "1.4ó9", True),
    ("16", "1ó", False),  # it has them all
    ("9", "5ó", False),
    ("12", "1ó", False),
    ("1", "15", False),
]


@pytest.mark.parametrize(("found", "read", "expected"), LACKING)
def test_what_a_second_reading_lacks(found: str, read: str, expected: bool) -> None:
    assert lacks_only_sixes(found, read) is expected


@given(st.text("0123456789ó", min_size=1, max_size=6))
def test_a_reading_without_any_six_lacks_them(read: str) -> None:
    assert lacks_only_sixes(read.replace("ó", ""), read) is ("ó" in read)


def line(*texts: str) -> Line:
    return Line(tuple((Word(text, Box(40 * at, 10, 40 * at + 30, 20), 0.9),) for at, text in enumerate(texts)))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [word.text for told in lines for word in told.words]


def test_proven_sixes_prove_the_others() -> None:
    first = line("1ó", "ó2", "5ó", "ó", "có", "3,ó%", "gió")
    second = line("16", "62", "5ó", "ó", "có", "3,ó%", "gió")
    doubted = [cell[0] for cell in first.cells[:4]]
    assert texts(with_sixes(doubted, [second])) == ["16", "62", "56", "6", "có", "3,6%", "gió"]
    assert with_sixes(doubted, [second])[0].cells[2][0].confidence == 0.5


def test_one_six_proves_nothing() -> None:
    first, second = line("1ó", "5ó"), line("16", "5ó")
    assert texts(with_sixes([cell[0] for cell in first.cells], [second])) == ["16", "5ó"]


def test_a_word_alone_stays_where_it_was_not_doubted() -> None:
    first, second = line("1ó", "ó2", "ó"), line("16", "62", "ó")
    assert texts(with_sixes([cell[0] for cell in first.cells[:2]], [second])) == ["16", "62", "ó"]
