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


def test_nothing_proven_and_nothing_beside() -> None:
    first = line("5ó", "1é", "ó", "có")
    assert texts(with_sixes([cell[0] for cell in first.cells], [first])) == ["5ó", "1é", "ó", "có"]


def test_other_marks_of_italics() -> None:
    first, second = (
        line("1ó", "20/8/202á", "-2ó,ó8", "é", "1.5éO", "áo"),
        line("16", "20/8/202á", "-2ó,ó8", "é", "1.5éO", "áo"),
    )
    doubted = [cell[0] for cell in first.cells[:1]]
    assert texts(with_sixes(doubted, [second])) == ["16", "20/8/2026", "-26,68", "é", "1.560", "áo"]


# a line without any other six; as it is
BESIDE = [
    ("thủ tục ó tháng đầu năm", "thủ tục 6 tháng đầu năm"),
    ("ngày 20 tháng ó năm", "ngày 20 tháng 6 năm"),
    ("ngày ó tháng 7", "ngày 6 tháng 7"),
    ("ó. Đối với nhà đầu tư", "6. Đối với nhà đầu tư"),
    ("con chim ó. Đối với", "con chim ó. Đối với"),
    ("ó", "ó"),
    ("ó tiếng", "ó tiếng"),
    ("ngày có tháng óng", "ngày có tháng óng"),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_what_stands_beside_a_six(text: str, expected: str) -> None:
    words = tuple(Word(part, Box(40.0 * at, 10, 40.0 * at + 30, 20), 0.9) for at, part in enumerate(text.split()))
    assert " ".join(texts(with_sixes((), [Line((words,))]))) == expected
