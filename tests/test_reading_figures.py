"""Figures read twice: whose digits are taken, how sure they are, and which words are doubted at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.document import Box, Cell, Line, Word
from pipeline.reading.figures import DIGITS, size_anchor, with_figures
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.reader import Reader
from pipeline.reading.tables.columns_of_figures import out_of_sequence, taken_for_letters
from pipeline.reading.two_readings import LONE, decide, is_figure, lone_sign

BOX = Box(10, 10, 40, 22)

# first reading, its confidence, second reading, its confidence -> text, confidence (None: dust)
DECIDED: list[tuple[str, float, str, float, str | None, float]] = [
    ("12", 0.60, "12", 0.90, "12", 0.90),  # both agree: the higher confidence
    ("12", 0.79, "12", 0.30, "12", 0.79),
    ("(12)", 0.60, "12", 0.95, "(12)", 0.95),  # brackets and stops are no digits
    ("98,5%", 0.50, "98,5", 0.97, "98,5%", 0.97),
    ("1.234,", 0.50, "1.234", 0.96, "1.234,", 0.96),
    ("12", 0.60, "17", 0.90, "17", 0.50),  # they differ: the surer one, doubted
    ("12", 0.60, "17", 0.55, "12", 0.50),
    ("12", 0.40, "17", 0.35, "12", 0.40),
    ("12", 0.60, "", 0.00, "12", 0.60),  # nothing seen: nothing changed
    ("12", 0.60, "/-", 0.95, "12", 0.50),
    ("§", 0.90, "8", 0.90, "8", 0.90),  # signs that look like digits
    ("1§", 0.90, "18", 0.30, "18", 0.50),
    ("Š0", 0.70, "50", 0.95, "50", 0.95),
    ("2O2l", 0.80, "2021", 0.99, "2021", 0.99),
    ("l3", 0.90, "13", 0.92, "13", 0.92),
    ("II", 0.95, "11", 0.97, "11", 0.97),
    ("I|", 0.20, "11", 0.60, "11", 0.60),
    ("§", 0.90, "3", 0.90, "3", 0.80),  # they differ: a sure figure is taken, and doubted
    ("II", 0.95, "10", 0.99, "10", 0.80),
    ("II", 0.95, "10", 0.70, "11", 0.50),  # strokes among figures are ones
    ("4I", 0.70, "4", 0.00, "41", 0.50),
    ("11/11I2021", 0.70, "11/112021", 0.30, "11/11I2021", 0.50),  # a slash was lost
    ("lì", 0.60, "11", 0.00, "11", 0.50),
    ("!3", 0.60, "13", 0.90, "13", 0.90),
    ("4)", 0.60, "(4)", 0.90, "(4)", 0.90),  # both halves of the brackets
    ("04", 0.40, "0", 0.78, "04", 0.40),  # a digit is overlooked, not made up
    ("II", 0.95, "", 0.00, "11", 0.50),
    ("1§", 0.30, "", 0.00, "1§", 0.30),
    ("1§", 0.95, "12-", 0.95, "1§", 0.50),
    ("5", 0.30, "", 0.00, None, 0.0),  # a scribble
    ("5", 0.45, "", 0.00, "5", 0.45),
    ("15", 0.30, "", 0.00, "15", 0.30),
    ("I", 0.39, "", 0.00, None, 0.0),
    (LONE, 0.00, "7", 0.90, "7", 0.85),  # a page number
    (LONE, 0.00, "112", 0.80, "112", 0.85),
    (LONE, 0.00, "7", 0.79, None, 0.0),
    (LONE, 0.00, "1234", 0.99, None, 0.0),
    (LONE, 0.00, "1/2", 0.99, None, 0.0),
    (LONE, 0.00, "", 0.00, None, 0.0),
]


@pytest.mark.parametrize(("first", "confidence", "second", "sure", "text", "expected"), DECIDED)
def test_what_two_readings_give(
    first: str, confidence: float, second: str, sure: float, text: str | None, expected: float
) -> None:
    again = [Word(second, Box(0, 0, 9, 9), sure)] if second else []
    assert decide(Word(first, BOX, confidence), again) == (None if text is None else Word(text, BOX, expected))


def test_parts_of_a_second_reading_are_one_figure() -> None:
    again = [Word("1.", BOX, 0.97), Word("234", BOX, 0.91)]
    assert decide(Word("1.234", BOX, 0.5), again) == Word("1.234", BOX, 0.91)


FIGURE_SIGNS = st.text("0123456789.,/%()-§ŠØOoIl|", max_size=6)
SURE = st.floats(0, 1)


@given(FIGURE_SIGNS.filter(bool), SURE, FIGURE_SIGNS, SURE)
def test_digits_come_from_a_reading(first: str, confidence: float, second: str, sure: float) -> None:
    found = decide(Word(first, BOX, confidence), [Word(second, BOX, sure)] if second else [])
    if found is None:
        assert not second
        assert confidence < 0.4
        return
    assert found.box == BOX
    assert found.text in (first, second, first.translate(str.maketrans("§ŠØOoIl|¡S", "8500011115")))
    if found.text not in (first, second):  # the digits of the second reading, or strokes taken for ones, doubted
        agreed = [sign for sign in found.text if sign.isdigit()] == [sign for sign in second if sign.isdigit()]
        assert agreed or found.confidence <= 0.5
    assert 0 <= found.confidence <= max(confidence, sure, 0.5)
    if found.text == first and second and second.strip("().,;:%") != first.strip("().,;:%"):
        assert found.confidence <= 0.5


# text, is a figure
FIGURES = [("12", True), ("1.234,5", True), ("(98%)", True), ("09/6/2025", True), ("12.;", True), ("3:", True)]
NO_FIGURES = [("", False), ("I", False), ("§", False), ("12a", False), ("%", False), ("1..2", False), ("-5", False)]


@pytest.mark.parametrize(("text", "expected"), FIGURES + NO_FIGURES)
def test_figures(text: str, expected: bool) -> None:
    assert is_figure(text) is expected


# Columns.


def row(at: int, *cells: str) -> Line:
    """A row of a table whose cells hold words."""
    placed = []
    for column, cell in enumerate(cells):
        x, y = 60.0 * column, 20.0 * at
        words = (Word(text, Box(x + 12 * n, y, x + 12 * n + 10, y + 10), 0.95) for n, text in enumerate(cell.split()))
        placed.append(tuple(words))
    return Line(tuple(placed))


# cells of one column (blank: none), those taken for letters: a column of figures beside one of names
COLUMNS = [
    ("9 12 II 30", "II"),
    ("9 12 I 30", "I"),
    ("9 12 O 30", "O"),
    ("9 12 §§ 30", "§§"),
    ("9 12 l] 30 S", "l] S"),
    ("1.234 98,5% (4) II", "II"),
    ("9 12 30 7", ""),
    ("9 12 II", ""),  # two figures make no column of them
    ("I II III IV V", ""),
    ("9 12 30 tốt II khá giỏi", ""),
    ("9 12 30 Il1I", ""),  # too long to be one
    ("9 12 30 -", ""),
]


@pytest.mark.parametrize(("cells", "expected"), COLUMNS)
def test_letters_in_a_column_of_figures(cells: str, expected: str) -> None:
    rows = [row(at, "tên", cell) for at, cell in enumerate(cells.split())]
    assert [word.text for word in taken_for_letters(rows)] == expected.split()


# cells of a row of column numbers, those that are not the number of their column
SEQUENCES = [
    ("(1) (2) (3) (4) (5)", ""),
    ("(1) (2) (3) (17) (5) (6)", "(17)"),
    ("(1) (2) (3) 4) (?5) (6) (7)", "4) (?5)"),
    ("(4) (5) (6) (7) (1)", "(1)"),  # the columns of a continued table
    ("(1) (2) (3)", ""),
    ("1 2 3 17 5", ""),
    ("(1) (9) (3) (8) (5) (2)", ""),
]


@pytest.mark.parametrize(("cells", "expected"), SEQUENCES)
def test_numbers_of_columns(cells: str, expected: str) -> None:
    assert [word.text for word in out_of_sequence([row(0, *cells.split())])] == expected.split()


def test_a_column_number_is_read_again() -> None:
    (line,) = Second("(4)", 0.6).on([row(0, "(1)", "(2)", "(3)", "(17)", "(5)", "(6)")])
    assert [word.text for word in line.words] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]


# the first column, which numbers its rows: Roman numbers are doubted only where they are alone of their kind
FIRST_COLUMNS = [
    ("I 1 2 3 II 4 5 6", ""),
    ("I 2 3 4 5", "I"),
    ("1 2 3 II 5", ""),
    ("l 2 3 4 5", "l"),
    ("I 1 2 O 4 II 5 6 7", "O"),
    ("I 1 2 3 4 5 6 7 8", "I"),
    ("A 1 2 3", ""),
]


@pytest.mark.parametrize(("cells", "expected"), FIRST_COLUMNS)
def test_numbers_of_rows(cells: str, expected: str) -> None:
    rows = [row(at, cell, "tên") for at, cell in enumerate(cells.split())]
    assert [word.text for word in taken_for_letters(rows)] == expected.split()


def test_lines_of_text_are_no_column() -> None:
    assert list(taken_for_letters([row(at, cell) for at, cell in enumerate(["9", "12", "30", "II"])])) == []


def test_tables_of_other_widths_are_apart() -> None:
    rows = [row(0, "a", "9"), row(1, "b", "12"), row(2, "a", "9", "30"), row(3, "b", "II", "30"), row(4, "c", "5", "1")]
    assert list(taken_for_letters(rows)) == []


def test_cells_of_several_words_count_as_filled() -> None:
    cells = ["9", "12", "30", "hai mươi", "ba mươi", "bốn mươi", "năm mươi", "sáu mươi", "II"]
    assert list(taken_for_letters([row(at, "tên", cell) for at, cell in enumerate(cells)])) == []


# Which words of a page are read again.


class Second:
    """A second reading: the same text for every place that is asked, seen in the midst of the cell's own part."""

    def __init__(self, text: str = "", confidence: float = 0.97) -> None:
        self.text, self.confidence = text, confidence
        self.asked = 0
        self.signs = ""

    def crops(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        self.asked += len(crops)
        self.signs = signs
        widths = (crop.shape[1] * 72 / dpi for crop in crops)
        return [(Word(self.text, Box(w - 9, 5, w - 7, 9), self.confidence),) if self.text else () for w in widths]

    def on(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        sheet = np.full((600, 900), 255, np.uint8)
        return with_figures(sheet, lines, Reader(Engine(none, self.crops), 150, monotonic() + 60))


def text_line(text: str, confidence: float = 0.95) -> Line:
    return Line((tuple(replace(word, confidence=confidence) for word in row(0, text).cells[0]),))


# line, confidence of its words, how many of them are read again
DOUBTED = [
    ("đã tiếp nhận 12 hồ sơ", 0.95, 0),
    ("đã tiếp nhận 12 hồ sơ", 0.70, 1),
    ("tháng II năm 2025", 0.95, 1),
    ("ngày l3 tháng 6", 0.95, 1),
    ("ngày l3 tháng II", 0.95, 2),
    ("Ngày 1l tháng 6", 0.95, 1),
    ("quý II năm 2025", 0.95, 0),
    ("phần II Kết quả", 0.95, 0),
    ("tháng III năm", 0.95, 0),
    ("đạt 9§,5%", 0.95, 1),
    ("2O26 và 20l5", 0.95, 2),
    ("số 12/BC-UBND", 0.70, 0),
    ("quý II/2026, tháng II/2026", 0.95, 1),
    ("!3 hồ sơ", 0.95, 1),
    ("Io ol OI", 0.95, 0),  # letters alone
    ("quá hạn O hồ sơ, xử lý: O.", 0.95, 2),
    ("§", 0.95, 1),
    (LONE, 0.0, 1),
]


@pytest.mark.parametrize(("text", "confidence", "count"), DOUBTED)
def test_which_words_are_read_again(text: str, confidence: float, count: int) -> None:
    second = Second()
    second.on([text_line(text, confidence)])
    assert second.asked == count
    assert second.signs == (DIGITS if count else "")


def test_the_second_reading_is_put_in_its_place() -> None:
    (line,) = Second("11").on([text_line("tháng II năm 2025")])
    assert [(word.text, word.confidence) for word in line.words] == [
        ("tháng", 0.95),
        ("11", 0.97),
        ("năm", 0.95),
        ("2025", 0.95),
    ]
    assert line.cells[0][1].box == text_line("tháng II năm 2025").cells[0][1].box


def test_a_column_is_read_again_in_its_cells() -> None:
    rows = [row(at, "tên", cell) for at, cell in enumerate(["9", "12", "II", "30"])]
    found = Second("11").on(rows)
    assert [[word.text for word in line.words] for line in found] == [
        ["tên", "9"],
        ["tên", "12"],
        ["tên", "11"],
        ["tên", "30"],
    ]
    assert all(len(line.cells) == 2 for line in found)


def test_dust_goes_and_its_cell_stays() -> None:
    rows = [row(0, "tên", "9"), Line((row(1, "tên").cells[0], (Word("5", Box(60, 20, 70, 30), 0.2),)))]
    found = Second().on(rows)
    assert found == (rows[0], Line((rows[1].cells[0], ())))


def test_a_line_of_dust_alone_goes() -> None:
    kept = text_line("đã tiếp nhận")
    assert Second().on([Line(((lone_sign(BOX),),)), kept]) == (kept,)


def test_nothing_doubtful_nothing_read() -> None:
    second = Second("11")
    lines = [text_line("đã tiếp nhận 12 hồ sơ"), row(1, "a", "", "b")]
    assert second.on(lines) == tuple(lines)
    assert second.asked == 0


def test_places_of_a_page_have_an_end() -> None:
    second = Second()
    lines = second.on([text_line("12", 0.5)] * 200 + [text_line(LONE, 0.0)])
    assert 1 <= second.asked <= 100
    assert len(lines) == 200  # the page number is looked at first: unread it would stay as a sign of its own


# words, the one that tells the size of letters
ANCHORS = [
    ("đã tiếp 1234 nhận", "1234"),
    ("đã 12 nhận", None),
    ("đã hai 12", None),
    ("hai 225", "225"),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), ANCHORS)
def test_the_word_that_tells_the_size(text: str, expected: str | None) -> None:
    words = list(text_line(text).words)
    found = size_anchor(words)
    assert found == next((word.box for word in words if word.text == expected), None)
    assert size_anchor(replace(word, confidence=0.9) for word in words) is None


def test_a_page_number_alone_on_a_page() -> None:
    cell: Cell = (lone_sign(BOX),)
    (line,) = Second("7").on([Line((cell,))])
    assert [word.text for word in line.words] == ["7"]
