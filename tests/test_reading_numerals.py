"""Roman numbers by the strokes of their print."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.document import Box, Line, Word
from pipeline.reading.numerals import with_numerals
from pipeline.reading.preparation.strokes import strokes

DPI = 200
POINT = 72 / DPI
HEIGHT, PITCH, WIDE = 26, 13, 4  # pixels: of a capital, from stroke to stroke, of a stroke


def printed(signs: str, serif: int = 3) -> tuple[NDArray[np.uint8], Box]:
    """A gray image of upright strokes «I», figures one «1», a slash «/», a «0» and stops, and the box of them all."""
    image = np.full((HEIGHT + 20, 40 + PITCH * 2 * len(signs)), 245, np.uint8)
    x = 15
    for sign in signs:
        if sign in "I1":
            image[10 : 10 + HEIGHT, x : x + WIDE] = 20
            image[7 + HEIGHT : 10 + HEIGHT, x - serif : x + WIDE + serif] = 20
            right = serif if sign == "I" else 0
            image[10:13, x - serif : x + WIDE + right] = 20
        elif sign == "/":
            for row in range(HEIGHT):
                at = x + (HEIGHT - row) // 3
                image[10 + row, at : at + 3] = 20
        elif sign == "0":
            image[10 : 10 + HEIGHT, x : x + 12] = 20
            image[14 : 6 + HEIGHT, x + 4 : x + 8] = 245
        else:
            image[6 + HEIGHT : 10 + HEIGHT, x : x + 4] = 20
        x += {"I": PITCH, "1": PITCH, "/": 14, "0": 17}.get(sign, 9)
    return image, Box(12 * POINT, 10 * POINT, x * POINT, (10 + HEIGHT) * POINT)


# what is printed, strokes at its head, the first is even: an I
PRINTED = [
    ("I", 1, True),
    ("II.", 2, True),
    ("III.", 3, True),
    ("III/00", 3, True),
    ("I/00", 1, True),
    ("I.00", 1, True),
    ("II.00", 2, True),
    ("1.", 1, False),
    ("1/00", 1, False),
    ("0.", 2, None),  # its sides are upright; no word that is read 0 is asked for
]


@pytest.mark.parametrize(("signs", "count", "is_even"), PRINTED)
def test_strokes(signs: str, count: int, is_even: bool | None) -> None:
    image, box = printed(signs)
    found = strokes(image, DPI, box)
    assert (found.count, found.is_even) == (count, is_even)


def test_nothing_there() -> None:
    assert strokes(np.full((60, 60), 250, np.uint8), DPI, Box(1, 1, 15, 12)).count == 0
    assert strokes(np.full((60, 60), 250, np.uint8), DPI, Box(90, 90, 95, 95)).count == 0
    assert strokes(np.full((60, 60), 250, np.uint8), DPI, Box(1, 1, 1.2, 1.2)).count == 0


# words around, what was read, what is printed there, what it becomes
READ = [
    ("⟦II.⟧ TỔ CHỨC", "III.", "III."),
    ("⟦HI.⟧ TỔ CHỨC", "III.", "HI."),  # as many strokes as read: the normaliser spells it
    ("⟦II⟧ năm", "III", "III"),
    ("quý ⟦II/2021⟧ đạt", "III/00", "III/2021"),
    ("Quý ⟦1/2019,⟧ Bộ", "I/00", "I/2019,"),
    ("Quý ⟦1/2019,⟧ Bộ", "1/00", "1/2019,"),
    ("Quý ⟦1⟧ năm", "I", "I"),
    ("quý ⟦11/2024⟧ đạt", "II/00", "II/2024"),
    ("tháng ⟦11/2024⟧ đạt", "II/00", "11/2024"),
    ("đúng hạn ⟦II⟧ hồ", "I", "II"),  # a stroke is overlooked, not made up
    ("⟦1.⟧ CÔNG TÁC CHỈ", "I.", "I."),
    ("⟦1.⟧ Công tác chỉ", "I.", "1."),
    ("⟦1.⟧ CÔNG TÁC CHỈ", "1.", "1."),
    ("Biểu số ⟦I.06a/VPCP/KSTT⟧", "II.00", "II.06a/VPCP/KSTT"),
    ("ngày ⟦II⟧ tháng", "III", "II"),
    ("mục ⟦II.471⟧ hồ", "III", "II.471"),
    ("tỷ lệ ⟦1/2⟧ là", "I/00", "1/2"),
]


@pytest.mark.parametrize(("text", "signs", "expected"), READ)
def test_numerals(text: str, signs: str, expected: str) -> None:
    image, box = printed(signs)
    words = tuple(
        Word(each.strip("⟦⟧"), box if each[0] == "⟦" else Box(200 + 20 * at, 5, 215 + 20 * at, 15), 0.9)
        for at, each in enumerate(text.split())
    )
    (line,) = with_numerals(image, DPI, [Line((words,))])
    told = [each.strip("⟦⟧") if each[0] != "⟦" else expected for each in text.split()]
    assert [word.text for word in line.words] == told
    assert [word.box for word in line.words] == [word.box for word in words]


def test_figures_of_a_table_stay() -> None:
    image, box = printed("III")
    row = Line(((Word("tên", Box(200, 5, 215, 15), 0.9),), (Word("II", box, 0.9),)))
    assert with_numerals(image, DPI, [row]) == (row,)


@given(st.text("0123456789./,%", min_size=1, max_size=8).filter(lambda text: text not in ("1", "1.", "1/")))
def test_other_figures_are_never_touched(text: str) -> None:
    image, box = printed("III")
    line = Line(((Word("đạt", Box(200, 5, 215, 15), 0.9), Word(text, box, 0.9)),))
    assert with_numerals(image, DPI, [line]) == (line,)
