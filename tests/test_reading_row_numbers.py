"""«I» and «1» in the first column of a table, told by what stands beside and below; numbers in symbols of documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Box, Line, Word
from pipeline.reading.code_numbers import with_code_numbers
from pipeline.reading.tables.row_numbers import with_row_numbers


def table_row(number: str, top: float, *, title: bool) -> Line:
    cells = (number, "Nội dung", "", "") if title else (number, "Việc", "Sở Y tế", "12/3/2026")
    return Line(
        tuple(
            (Word(cell, Box(40 + 80 * at, top, 70 + 80 * at, top + 10), 0.9),) if cell else ()
            for at, cell in enumerate(cells)
        )
    )


def told(column: str, titles: str) -> str:
    rows = [table_row(number, 20.0 * at, title=number in titles.split()) for at, number in enumerate(column.split())]
    return " ".join(line.cells[0][0].text for line in with_row_numbers(rows))


# first column as read, which of them are titles of sections («1» as a title is written «l»), as it is
COLUMNS = [
    ("l I 2 II I 2 3 III 1", "l II III", "I 1 2 II 1 2 3 III 1"),
    ("I 1 2 II 1 2", "I II", "I 1 2 II 1 2"),
    ("l. 1 2 II. I", "l. II.", "I. 1 2 II. 1"),
    ("I 1 H 1 2 IH 1", "I H IH", "I 1 H 1 2 IH 1"),  # nothing shows that it has sections
    ("I 1 II 1 2 HH 1", "I II HH", "I 1 II 1 2 III 1"),
    ("I 1 II 1 H 1", "I II H", "I 1 II 1 III 1"),
    ("I 1 2 3 I 2", "I", "I 1 2 3 I 2"),
    ("I II III IV", "I II III IV", "I II III IV"),
    ("1 2 3 4", "", "1 2 3 4"),
    ("I I 2 II I 2", "", "I 1 2 II 1 2"),  # sections with figures of their own: the rows around tell
    ("I II I 2", "", "I II 1 2"),
    ("V I 2", "V", "V 1 2"),
]


@pytest.mark.parametrize(("column", "titles", "expected"), COLUMNS)
def test_the_first_column(column: str, titles: str, expected: str) -> None:
    assert told(column, titles) == expected


def test_a_narrow_table_and_text_stay() -> None:
    lines = [Line(((Word("I", Box(40, 0, 45, 10), 0.9),), ())), Line(((Word("II", Box(40, 20, 45, 30), 0.9),), ()))]
    assert with_row_numbers(lines) == tuple(lines)


@given(st.lists(st.text("IVXl1H23", min_size=1, max_size=3), max_size=8))
def test_only_strokes_change(column: list[str]) -> None:
    rows = [table_row(number, 20.0 * at, title=False) for at, number in enumerate(column)]
    for before, after in zip(rows, with_row_numbers(rows), strict=True):
        assert after.cells[1:] == before.cells[1:]
        text = after.cells[0][0].text
        assert text == before.cells[0][0].text or (
            set(text) <= set("I1") and set(before.cells[0][0].text) <= set("IHl1")
        )


# words of a line as read, as they are
CODES = [
    ("số l107/BC-UBND ngày", "số 1107/BC-UBND ngày"),
    ("số I I07/BC-UBND", "số 1107/BC-UBND"),
    ("số I 107/BC-UBND", "số 1107/BC-UBND"),
    ("(20ó/BC-UBND)", "(206/BC-UBND)"),
    ("1435//BC-UBND", "1435/BC-UBND"),
    ("1435⁄/BC-UBND.", "1435/BC-UBND."),
    ("2O/KH-UBND,", "20/KH-UBND,"),
    ("ó1/2018/NĐ-CP óó/NQ-CP óó.7/2025/NQ-CP 7/202ó/NQ", "61/2018/NĐ-CP 66/NQ-CP 66.7/2025/NQ-CP 7/202ó/NQ"),
    ("1107/BC-UBND", "1107/BC-UBND"),
    ("I/BC-UBND, phần I 12", "I/BC-UBND, phần I 12"),
    ("II.06a/VPCP/KSTT", "II.06a/VPCP/KSTT"),
    ("01/2020/TT-VPCP", "01/2020/TT-VPCP"),
    ("Il/2026", "Il/2026"),
]


@pytest.mark.parametrize(("text", "expected"), CODES)
def test_numbers_of_documents(text: str, expected: str) -> None:
    words, at = [], 40.0
    for part in text.split():
        gap = 1.0 if words and words[-1].text == "I" and part[:1] in "I1" else 5.0
        at += gap
        words.append(Word(part, Box(at, 10, at + 6 * len(part), 22), 0.9))
        at += 6 * len(part)
    (line,) = with_code_numbers([Line((tuple(words),))])
    assert " ".join(word.text for word in line.words) == expected
    if text != expected:
        assert min(word.confidence for word in line.words) <= 0.9
