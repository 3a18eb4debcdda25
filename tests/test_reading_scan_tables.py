"""Tables on scans: rules found on worn paper and nowhere else, words in the right cells, doubtful cells read again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from drawn_tables import A4, DPI, GRID, POINT, drawn, line_of, scanned, worn, written
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import printed

from pipeline.document import Box, Word
from pipeline.reading.tables.cell_readings import as_numeral, better, is_doubtful, without_specks
from pipeline.reading.tables.cell_words import one_line, sort_words
from pipeline.reading.tables.rule_lines import erased, find_rules
from pipeline.reading.tables.ruled_tables import Table, find_tables
from pipeline.reading.tables.scan_tables import tabulated
from pipeline.reading.tables.scanned_grids import scanned_tables

TEXTS = [
    ["STT", "Noi dung", "Ho so", "", ""],
    ["1", "toan tinh", "12", "34", "5"],
    ["2", "trong do", "1.234", "", "6"],
    ["3", "toan xa", "", "0", "7"],
    ["", "Tong cong", "1.246", "34", "18"],
]


def _found(page: NDArray[np.uint8]) -> list[Table]:
    rules = find_rules(page, DPI)
    return scanned_tables(rules.across, rules.down)[0]


# what the scanner did: skew, noise, paper; ink and width of the rules in pixels; dotted
SCANS = [
    (0.0, 0.0, 255, 30, 2, False),
    (0.3, 4.0, 236, 30, 2, False),
    (-0.3, 4.0, 236, 30, 2, False),
    (0.1, 6.0, 180, 30, 3, False),
    (0.0, 3.0, 236, 170, 1, False),  # faint hairlines
    (0.2, 3.0, 236, 30, 2, True),
]


@pytest.mark.parametrize(("skew", "noise", "paper", "ink", "width", "dotted"), SCANS)
def test_grids(skew: float, noise: float, paper: int, ink: int, width: int, dotted: bool) -> None:
    page = written(drawn(GRID, ink=ink, width=width, dotted=dotted), GRID, TEXTS)[0]
    (table,) = _found(scanned(page, skew=skew, noise=noise, paper=paper))
    assert table.xs == pytest.approx([x * POINT for x in GRID.xs], abs=4)
    assert table.ys == pytest.approx([y * POINT for y in GRID.ys], abs=4)
    assert table.owners[0] == ((0, 0), (0, 1), (0, 2), (0, 2), (0, 2))
    assert table.owners[1:] == tuple(tuple((row, column) for column in range(5)) for row in range(1, 5))


# holes in the rules, as boxes in pixels: beside a crossing, at the end of a rule, in every other row of a column
HOLES = [
    [(300, 465, 325, 475)],
    [(1485, 520, 1500, 540), (130, 585, 160, 595)],
    [(690, y + 20, 710, y + 45) for y in GRID.ys[1:-1:2]],
]


@pytest.mark.parametrize("holes", HOLES)
def test_worn_rules(holes: list[tuple[int, int, int, int]]) -> None:
    (table,) = _found(scanned(worn(drawn(GRID), holes), noise=4.0, paper=236))
    assert (len(table.ys) - 1, len(table.xs) - 1) == (5, 5)
    assert table.owners[1][1] == (1, 1)


ROW_ALONE = ([40, 70, 240, 340, 420, 500], [60.0, 106.0])
OFF = (1.8, 0.6, 0.4, 2.2, 0.4, 0.8)  # points by which the rules of a worn page end beside the others


def test_a_row_alone_at_the_head_of_a_page() -> None:
    xs, ys = ROW_ALONE
    across = [Box(xs[0] - 4, y, xs[-1] + 4, y + 1) for y in ys]
    down = [Box(x, ys[0] + off, x + 1, ys[1] + 2.5) for x, off in zip(xs, OFF, strict=True)]
    (table,), _ = scanned_tables(across, down)
    assert (len(table.ys) - 1, len(table.xs) - 1) == (1, 5)
    stems = [Box(x, ys[0] + 2.4 + 3 * at, x + 1, ys[1] - 8 * at) for at, x in enumerate(xs[1:5])]
    assert scanned_tables(across, stems)[0] == []


def test_a_streak_over_the_page_is_no_rule() -> None:
    xs, ys = (40, 120, 300, 500), (100, 130, 160, 190)
    across = [Box(xs[0], y, xs[-1], y + 1) for y in ys]
    down = [Box(x, ys[0], x + 1, ys[-1] + 1) for x in xs]
    (table,), strokes = scanned_tables(across, [*down, Box(210, 0, 211, 400)])
    assert len(table.xs) - 1 == 3
    assert len(strokes) == len(across) + len(down)


RULES = st.lists(
    st.tuples(st.floats(0, 500), st.floats(0, 700), st.floats(15, 500)).map(
        lambda r: Box(r[0], r[1], r[0] + r[2], r[1] + 1)
    ),
    max_size=14,
)


@given(across=RULES, down=RULES)
def test_any_rules_make_whole_tables(across: list[Box], down: list[Box]) -> None:
    tables, strokes = scanned_tables(across, [Box(box.top, box.x0, box.bottom, box.x1) for box in down])
    for table in tables:
        assert list(table.xs) == sorted(table.xs)
        assert len(table.owners) == len(table.ys) - 1
        assert {len(row) for row in table.owners} == {len(table.xs) - 1}
    assert bool(strokes) == bool(tables)


def _frame() -> Image.Image:
    """A page with a border of the scan around it, the short rule under the Quốc hiệu and a round seal."""
    page = Image.fromarray(np.asarray(printed().image)).resize(A4)
    draw = ImageDraw.Draw(page)
    draw.rectangle((4, 4, A4[0] - 5, A4[1] - 5), outline=40, width=5)
    draw.line((1000, 190, 1300, 190), fill=20, width=2)
    draw.line((300, 190, 420, 190), fill=20, width=2)
    draw.ellipse((900, 1800, 1160, 2060), outline=60, width=5)
    draw.ellipse((950, 1850, 1110, 2010), outline=60, width=3)
    return page


def _bold() -> Image.Image:
    """Large letters whose stems stand above one another."""
    page = Image.new("L", A4, 255)
    for row in range(12):
        ImageDraw.Draw(page).text((200, 200 + 44 * row), "HIHI LILI HEHE", font=ImageFont.load_default(44), fill=0)
    return page


@pytest.mark.parametrize("page", [_frame(), _bold(), Image.new("L", A4, 200)], ids=["frame", "bold", "empty"])
@pytest.mark.parametrize("noise", [0.0, 5.0])
def test_no_tables(page: Image.Image, noise: float) -> None:
    assert _found(scanned(page, skew=0.2, noise=noise, paper=236)) == []


def test_specks_of_a_fax_are_no_rules() -> None:
    fax = np.where(np.random.default_rng(3).random((A4[1], A4[0])) < 0.004, 0, 255).astype(np.uint8)
    assert _found(fax) == []


def test_erasing_takes_the_rules_and_leaves_the_letters() -> None:
    page, _ = written(drawn(GRID), GRID, TEXTS)
    image = scanned(page, noise=2.0, paper=236)
    rules = find_rules(image, DPI)
    _, strokes = scanned_tables(rules.across, rules.down)
    plain = erased(image, rules, strokes, DPI)
    bare = scanned(written(Image.new("L", A4, 255), GRID, TEXTS)[0], paper=236)
    assert abs(int((plain < 150).sum()) - int((bare < 150).sum())) < 0.03 * (bare < 150).sum()
    assert plain[GRID.ys[1] - 3 : GRID.ys[1] + 4, 240:690].min() > 190


def _table(xs: Sequence[float], ys: Sequence[float]) -> Table:
    strokes = [Box(xs[0], y, xs[-1], y) for y in ys] + [Box(x, ys[0], x, ys[-1]) for x in xs]
    return find_tables(strokes)[0]


SMALL = _table((0, 30, 130, 180, 230), (100, 115, 130))
# text, x0, x1 of each word of a line at y 103..111; the cells of the first row; those that must be read again
LINES = [
    ([("1", 10, 14), ("Đất", 35, 50), ("đai", 53, 65), ("12", 140, 150), ("34", 190, 200)], ["1", "Đất đai", "12", "34"], set()),
    ([("|1", 8, 14), ("[Đất", 31, 50), ("_", 90, 100), ("12|", 140, 152), ("|", 181, 183)], ["1", "Đất", "12", ""], set()),
    ([("1", 10, 14), ("12.345", 140, 220)], ["1", "", "", ""], {(0, 2), (0, 3)}),
    ([("[1]", 8, 14), ("dài", 120, 131)], ["[1]", "dài", "", ""], set()),
    ([("12", 170, 182)], ["", "", "12", ""], set()),
]  # fmt: skip


@pytest.mark.parametrize(("words", "cells", "torn"), LINES)
def test_words_into_cells(words: list[tuple[str, float, float]], cells: list[str], torn: set[tuple[int, int]]) -> None:
    line = line_of([Word(text, Box(x0, 103, x1, 111), 0.9) for text, x0, x1 in words])
    outside = line_of([Word("Ghi", Box(10, 80, 30, 90)), Word("chú", Box(35, 80, 55, 90))])
    found = sort_words([outside, line], [SMALL])
    assert [" ".join(word.text for word in found.cell(0, (0, column))) for column in range(4)] == cells
    assert found.torn == [torn]
    assert found.loose == [outside]


def test_lines_of_a_cell_in_order() -> None:
    first = [Word("doanh", Box(20, 20, 40, 28)), Word("của", Box(5, 20, 17, 28))]
    second = [Word("nghiệp", Box(5, 32, 30, 42))]
    assert [word.text for word in one_line([second, first])] == ["của", "doanh", "nghiệp"]


def _cell(text: str, confidence: float) -> tuple[Word, ...]:
    return tuple(Word(part, Box(0, 0, 9, 9), confidence) for part in text.split())


# first reading, second reading, what is kept, how sure
READINGS = [
    (("12", 0.6), ("12", 0.9), "12", 0.9),
    (("nh", 0.41), ("17", 0.97), "17", 0.97),
    (("13", 0.8), ("18", 0.9), "18", 0.54),
    (("18", 0.95), ("13", 0.5), "18", 0.7125),
    (("1.235", 0.8), ("1235", 0.7), "1.235", 0.8),
    (("3940", 0.95), ("3.940", 0.8), "3.940", 0.8),
    (("Trựctuyến", 0.9), ("Trực tuyến", 0.85), "Trực tuyến", 0.85),
    (("4", 0.8), ("", 0.0), "4", 0.8),
    (("", 0.0), ("II", 0.5), "II", 0.5),
]


@pytest.mark.parametrize(("first", "second", "kept", "confidence"), READINGS)
def test_the_better_of_two_readings(
    first: tuple[str, float], second: tuple[str, float], kept: str, confidence: float
) -> None:
    chosen = better(_cell(*first), _cell(*second))
    assert " ".join(word.text for word in chosen) == kept
    assert min(word.confidence for word in chosen) == pytest.approx(confidence)


# reading of a cell, whether it is in the first column, what is left of it
SPECKS = [
    (".46", False, "46"),
    ("275 -", False, "275"),
    ("· 3.997,", False, "3.997"),
    ("1.", True, "1."),
    ("01.", False, "01"),
    ("(3)", False, "(3)"),
    ("-", False, "-"),
    ("- Trực tuyến", False, "- Trực tuyến"),
    ("12 hồ sơ,", False, "12 hồ sơ,"),
    ("30/6, 14/7", False, "30/6, 14/7"),
]


@pytest.mark.parametrize(("text", "is_first", "left"), SPECKS)
def test_specks_beside_a_figure(text: str, is_first: bool, left: str) -> None:
    assert " ".join(word.text for word in without_specks(_cell(text, 0.9), is_first=is_first)) == left


# reading of the number of a row, what it is
NUMERALS = [
    ("H", "II"),
    ("HI", "III"),
    ("lH", "III"),
    ("lI", "II"),
    ("I", "I"),
    ("IV", "IV"),
    ("A", "A"),
    ("HĐND", "HĐND"),
]


@pytest.mark.parametrize(("text", "numeral"), NUMERALS)
def test_numerals_run_together(text: str, numeral: str) -> None:
    (word,) = as_numeral(_cell(text, 0.9))
    assert word.text == numeral
    assert (word.confidence < 0.9) is (text != numeral)


# reading of a cell, its confidence, is of one line, ought to be read again
DOUBTS = [
    ("1.234", 0.96, True, False),
    ("(3)=(4)+(5)", 0.96, True, False),
    ("97,8%", 0.96, True, False),
    ("Quá hạn", 0.96, True, False),
    ("45/KH-UBND", 0.96, True, False),
    ("IV", 0.96, True, False),
    ("1.234", 0.7, True, True),
    ("1234", 0.96, True, True),
    ("I", 0.96, True, True),
    ("Quáhạn", 0.96, True, True),
    ("T67", 0.96, True, True),
    ("4)", 0.96, True, True),
    ("Internet", 0.96, False, False),
    ("", 0.0, True, True),
]


@pytest.mark.parametrize(("text", "confidence", "lone", "doubtful"), DOUBTS)
def test_doubtful_readings(text: str, confidence: float, lone: bool, doubtful: bool) -> None:
    assert is_doubtful(_cell(text, confidence), lone) is doubtful


def test_the_whole_page() -> None:
    drawing, words = written(drawn(GRID), GRID, TEXTS)
    page = scanned(drawing, noise=3.0, paper=236)
    asked = []

    def reread(crops: Sequence[NDArray[np.uint8]], dpi: int) -> list[tuple[Word, ...]]:
        asked.extend(crops)
        wide = [crop.shape[1] * 72 / dpi for crop in crops]
        return [(Word("3", Box(width - 12, 5, width - 7, 12), 0.9),) for width in wide]

    above = Word("Bieu", Box(60, 60, 90, 70))
    below = Word("Nguoi", Box(60, 400, 90, 410))
    seen = [word for word in words if word.text != "3"]  # the first reading lacks the «3»
    lines = tabulated(page, DPI, [line_of([above]), line_of(seen), line_of([below])], reread)
    rows = [[" ".join(word.text for word in cell) for cell in line.cells] for line in lines]
    assert rows == [["Bieu"], *TEXTS, ["Nguoi"]]
    assert len(asked) == 1
    (again,) = (word for line in lines for word in line.words if word.text == "3")
    true = next(word for word in words if word.text == "3")
    assert again.box.x0 == pytest.approx(true.box.x0, abs=6)
    assert again.box.bottom == pytest.approx(true.box.bottom, abs=6)
