"""Digits told by the other digits of their page: what is printed, what was read of it, what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline.document import Box, Line, Word
from pipeline.reading import figures
from pipeline.reading.copies import with_copies
from pipeline.reading.dashes import with_dashes
from pipeline.reading.likeness import with_like_signs
from pipeline.reading.misfits import fitted
from pipeline.reading.preparation.printed_signs import Print
from pipeline.reading.two_readings import LONE

DPI = 200
SIZE = 36  # pixels, some 13 points
AROUND = ["1.234", "567,89%", "09/6/2025", "15/12/2024", "83/60", "(24)", "70,5", "31.962", "4.870", "16/8/2023", "95"]


def page(
    printed: Sequence[str], read: Sequence[str]
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.uint8]], list[Line]]:
    """A page with a word a line, and the lines that were read of it."""
    sheet = Image.new("L", (700, 60 + 60 * len(printed)), 255)
    draw, font, lines = ImageDraw.Draw(sheet), ImageFont.load_default(SIZE), []
    for row, (shown, text) in enumerate(zip(printed, read, strict=True)):
        at = (60, 30 + 60 * row)
        draw.text(at, shown, font=font, fill=20)
        box = Box(*(side * 72 / DPI for side in draw.textbbox(at, shown, font=font)))
        words = [Word(text, box, 0.95)] if " " not in shown else parts(shown, text, box)
        lines.append(Line((tuple(words),)))
    return np.asarray(sheet), lines


def parts(shown: str, text: str, box: Box) -> list[Word]:
    """The words of a line, the last in the box of what is printed there."""
    draw, font = ImageDraw.Draw(Image.new("L", (9, 9))), ImageFont.load_default(SIZE)
    begin = box.x0 + draw.textlength(shown.rpartition(" ")[0] + " ", font=font) * 72 / DPI
    *before, last = text.split()
    return [Word(word, Box(box.x0, box.top, begin, box.bottom), 0.95) for word in before] + [
        Word(last, Box(begin, box.top, box.x1, box.bottom), 0.95)
    ]


def read(printed: str, as_read: str, around: Sequence[str] = AROUND) -> str:
    image, lines = page([*around, *around, printed], [*around, *around, as_read])
    found = with_like_signs(image, DPI, lines)
    assert [word.text for line in found[: 2 * len(around)] for word in line.words] == [*around, *around]
    return " ".join(word.text for line in found[2 * len(around) :] for word in line.words)


# printed, read, what comes of it
TOLD = [
    ("2026", "2024", "2026"),
    ("98%", "28%", "98%"),
    ("967", "947", "967"),
    ("558", "598", "558"),
    ("14/3/2026", "14132026", "14/3/2026"),
    ("15/12/2025", "15/1212025", "15/12/2025"),
    ("14/3/2026)", "141312026)", "14/3/2026)"),
    ("14/3/2026)", "14/3I2026)", "14/3/2026)"),
    ("15/12/2025", "15/12!12025", "15/12/2025"),
    ("15/12,", "15,12,", "15/12,"),
    ("1976", "197", "1976"),  # passed over
    ("90%).", "90%.", "90%)."),
    ("3", LONE, "3"),
    ("12", LONE, "12"),
    ("@", LONE, ""),  # no digit of this page
    ("38", "§8", "38"),
    ("15", "lŠ", "15"),
    ("5", "Š", "5"),
    ("1.733", "1/733", "1.733"),
    ("1112025", "1112025", "1112025"),  # no date: nothing that looks like a stroke
    ("31.962", "31962", "31.962"),
    ("2.500", "2.500", "2.500"),
    ("2,5", "2,5", "2,5"),
    ("25/2/2026", "25/2/20266", "25/2/2026"),  # doubled
    ("26/01/2026", "2/01/2024", "26/01/2026"),
    ("96,60", "96,660", "96,60"),
    ("(09/6/2025)", "(09/6/20225)", "(09/6/2025)"),
    ("39/48", "39,48", "39/48"),
    ("19,06", "19,Đó", "19,06"),
    ("67/BC-UBND", "667/BC-UBND", "67/BC-UBND"),
    ("216/BC-UBND", "21ó/BC-UBND", "216/BC-UBND"),
    ("67/BC-UBND", "67/BC-UBND", "67/BC-UBND"),
    ("67/BC-UBND", "1.267/BC-UBND", "1.267/BC-UBND"),  # no number of a document
]


@pytest.mark.parametrize(("printed", "as_read", "told"), TOLD)
def test_what_shapes_tell(printed: str, as_read: str, told: str) -> None:
    assert read(printed, as_read) == told


# signs told («_»: not), read, what comes of it
FITTED = [
    ("26/2/2026", "26/2/20266", "26/2/2026"),
    ("_6/2/2026", "86/2/20266", "86/2/2026"),
    ("26/2/202_", "26/2/20266", "26/2/20266"),  # the last may be two that touch
    ("26/1_2026", "26/11/2026", "26/11/2026"),  # so it is here: «1/»
    ("2_/1/2026", "2/1/2026", "2/1/2026"),  # nothing was read of it
    ("26/01/2026", "2/01/2024", "26/01/2026"),
    ("26/01/2026", "2/1/2024", "2/1/2024"),  # too many changes
    ("2524", "2.524", "2.524"),  # a point too faint to be a sign
    ("2_4", "2.4", "2.4"),
    ("2__", "234", "234"),  # too little is told
    ("", "1", "1"),
]


@pytest.mark.parametrize(("told", "as_read", "text"), FITTED)
def test_the_fewest_changes(told: str, as_read: str, text: str) -> None:
    assert fitted([sign.replace("_", "") for sign in told], as_read) == text


# numbers printed in a first column, as they were read («-»: nothing), what comes of it
FIRST = [
    ("1 2 3", "- 2 3", "1 2 3"),
    ("1 2 3", "1 2 -", "1 2 3"),
    ("7 2 3", "- 2 3", "- 2 3"),  # it does not look like the number it should be
    ("1 2 3", "- - 3", "- 2 3"),
]


@pytest.mark.parametrize(("printed", "as_read", "told"), FIRST)
def test_numbers_of_rows_that_nothing_was_read_of(printed: str, as_read: str, told: str) -> None:
    shown = [*AROUND, *AROUND, *printed.split()]
    image, lines = page(shown, shown)
    rows = []
    for line, text in zip(lines[2 * len(AROUND) :], as_read.split(), strict=True):
        box = line.cells[0][0].box
        beside = (Word("tên", Box(box.x1 + 50, box.top, box.x1 + 70, box.bottom), 0.95),)
        rows.append(Line((() if text == "-" else line.cells[0], beside, beside)))
    found = with_like_signs(image, DPI, [*lines[: 2 * len(AROUND)], *rows])[2 * len(AROUND) :]
    assert [" ".join(word.text for word in line.cells[0]) or "-" for line in found] == told.split()


def test_a_sign_before_a_figure() -> None:
    assert read("+26,11", "26,11", [*AROUND, "+1,5", "+7,2"]) == "+26,11"


def test_a_page_with_few_digits_tells_nothing() -> None:
    assert read("2026", "2024", around=["12"]) == "2024"
    assert read("3", LONE, around=["12"]) == ""


def test_what_is_changed_is_doubted() -> None:
    image, lines = page([*AROUND, "2026"], [*AROUND, "2024"])
    found = with_like_signs(image, DPI, lines)
    assert [word.confidence for line in found for word in line.words] == [0.95] * len(AROUND) + [0.8]


def test_most_of_a_kind_misread_do_not_outvote_the_rest() -> None:
    """Five nines read as 2 beside one that was read well: nothing shows which are wrong."""
    nines = ["19", "39", "89", "90", "97"]
    shown = [*AROUND[:4], *nines, "59"]
    image, lines = page(shown, [*AROUND[:4], *(text.replace("9", "2") for text in nines), "59"])
    assert with_like_signs(image, DPI, lines)[-1].cells[0][0].text == "59"


@settings(deadline=None)
@given(
    st.lists(st.from_regex(r"[1-9][0-9]{0,2}(\.[0-9]{3})?(,[0-9]{1,2}%?)?", fullmatch=True), min_size=1, max_size=12)
)
def test_what_was_read_well_stays(told: list[str]) -> None:
    image, lines = page(told, told)
    assert with_like_signs(image, DPI, lines) == tuple(lines)


# printed, read, what comes of it
COPIES = [
    ("Lưu: VT, KSTT (02b).", "Lưu: VT, KSTT (020).", "(02b)."),
    ("Lưu: VT, KSTT (02b).", "Lưu: VT, KSTT (02).", "(02b)."),
    ("Lưu: VT, KSTT (02b)", "Lưu: VT, KSTT (02))", "(02b)"),
    ("Lưu: VT, KSTT (02b).", "Lưu: VT, KSTT (02Đ).", "(02b)."),
    ("Lưu: VT (3b).", "Lưu: VT (3).", "(3b)."),
    ("Lưu: VT (3h).", "Lưu: VT (3).", "(3)."),
    ("Lưu: VT, KSTT (02).", "Lưu: VT, KSTT (02).", "(02)."),
    ("Lưu: VT, KSTT (20).", "Lưu: VT, KSTT (20).", "(20)."),
    ("Lưu: VT, KSTT (026).", "Lưu: VT, KSTT (026).", "(026)."),
    ("Phụ lục (02b).", "Phụ lục (020).", "(020)."),  # only there
]


@pytest.mark.parametrize(("printed", "as_read", "told"), COPIES)
def test_copies(printed: str, as_read: str, told: str) -> None:
    image, lines = page([printed], [as_read])
    (line,) = with_copies(image, DPI, lines)
    assert [word.text for word in line.words] == [*as_read.split()[:-1], told]


# printed, read, what comes of it
DASHES = [
    ("Tài chính - Kế", "chính- Kế", ["chính", "-", "Kế"]),
    ("Tài chính- Kế", "chính- Kế", ["chính-", "Kế"]),  # so it was typed
    ("Tài chính - kế", "chính- kế", ["chính-", "kế"]),
    ("Tài chính", "chính", ["chính"]),
]


@pytest.mark.parametrize(("printed", "as_read", "told"), DASHES)
def test_dashes(printed: str, as_read: str, told: list[str]) -> None:
    font = ImageFont.load_default(SIZE)
    sheet = Image.new("L", (700, 120), 255)
    draw, x = ImageDraw.Draw(sheet), 60.0
    draw.text((x, 30), printed, font=font, fill=20)
    first = printed.rpartition(" ")[0] if " " in as_read else printed
    boxes = [(60 + draw.textlength("Tài ", font=font), 60 + draw.textlength(first, font=font))]
    boxes.append((60 + draw.textlength(first + " ", font=font), 60 + draw.textlength(printed, font=font)))
    words = [
        Word(text, Box(*(side * 72 / DPI for side in (start, 30, end, 70))), 0.95)
        for text, (start, end) in zip(as_read.split(), boxes, strict=False)
    ]
    (line,) = with_dashes(np.asarray(sheet), DPI, [Line((tuple(words),))])
    assert [word.text for word in line.words] == told
    assert all(before.box.x1 <= after.box.x0 for before, after in pairwise(line.words))


# printed, read, what comes of it: «100,00» is read «100.00», and a stroke is no comma
COMMAS = [
    ("100,00", "100.00", "100,00"),
    ("98,5,", "98.5,", "98,5,"),
    ("98.5,", "98.5,", "98.5,"),
    ("25/11,", "25/11,", "25/11,"),
    ("3/3,", "3/3,", "3/3,"),
    ("39/48", "39/48", "39/48"),
]


@pytest.mark.parametrize(("printed", "as_read", "told"), COMMAS)
def test_commas(printed: str, as_read: str, told: str) -> None:
    image, lines = page([printed], [as_read])
    (line,) = figures._with_commas(image, lines, DPI)
    assert [word.text for word in line.words] == [told]


HOLES = [("4", 0.4, 0.6), ("6", 0.6, 0.8), ("9", 0.2, 0.42), ("0", 0.4, 0.6)]


@pytest.mark.parametrize(("sign", "least", "most"), HOLES)
def test_holes(sign: str, least: float, most: float) -> None:
    image, lines = page([sign, "1"], [sign, "1"])
    shown, stroke = (Print.of(image, DPI, line.cells[0][0].box) for line in lines)
    assert shown is not None
    assert stroke is not None
    assert least <= (shown.hole(0) or 0) <= most
    assert stroke.hole(0) is None


def test_sixes_read_as_fours_more_often_than_not() -> None:
    """A table in Lato of years 2026, most of them read 2024: fours by name have the hole of sixes."""
    shown = [*AROUND, *AROUND, *["05/2026"] * 6]
    image, lines = page(shown, [*AROUND, *AROUND, *["05/2024"] * 5, "05/2026"])
    found = with_like_signs(image, DPI, lines)
    assert [word.text for line in found for word in line.words] == shown


def test_nines_read_as_twos_now_and_then() -> None:
    shown = [*AROUND, *AROUND, "90,1", "95", "97", "2,9", "2,1", "22", "92", "29", "32,2", "42", "52"]
    image, lines = page(
        shown, [*AROUND, *AROUND, "90,1", "95", "97", "2,2", "2,1", "22", "22", "29", "32,2", "42", "52"]
    )
    found = with_like_signs(image, DPI, lines)
    assert [word.text for line in found for word in line.words] == shown


def test_nothing_is_printed_there() -> None:
    blank = np.full((200, 300), 255, np.uint8)
    assert Print.of(blank, DPI, Box(5, 5, 5.5, 5.5)) is None
    shown = Print.of(blank, DPI, Box(5, 5, 60, 30))
    assert shown is not None
    assert (shown.parts, shown.tall()) == ((), [])
    assert Print.of(blank, DPI, Box(500, 500, 600, 600)) is None
