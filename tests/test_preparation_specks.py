"""Lone specks go; dots of i, tone marks and full stops stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import DPI, printed

from pipeline.reading.preparation.prepare import prepared
from pipeline.reading.preparation.specks import is_speckled, speckle, without_specks

PAGE = printed(12).image[:700]


def lettered(text: str, size: int = 28) -> NDArray[np.uint8]:
    """A strip with `text`, 28 pixels at DPI being 13 points."""
    strip = Image.new("L", (700, 120), 255)
    ImageDraw.Draw(strip).text((60, 40), text, font=ImageFont.load_default(size), fill=0)
    return np.asarray(strip)


def dusty(page: NDArray[np.uint8], places: list[tuple[int, int]], side: int = 1) -> NDArray[np.uint8]:
    """`page` with black squares at `places` (x, y)."""
    copy = page.copy()
    for x, y in places:
        copy[y : y + side, x : x + side] = 0
    return copy


DOTTED = ["i . i", "Minh: 1.234.567; ij!", "a,b.c", "...", "98,5 %", "I. ii) i: -", "1 . 2"]


@pytest.mark.parametrize("size", [22, 24, 28, 40])
@pytest.mark.parametrize("text", DOTTED)
def test_dots_and_stops_stay(text: str, size: int) -> None:
    strip = lettered(text, size)
    assert np.array_equal(without_specks(strip, DPI), strip)


@pytest.mark.xfail(reason="below 200 dpi the least speck is 4 pixels whatever the dpi: a lone stop of 8 points is lost")
@pytest.mark.parametrize("text", ["i . i", "...", "I. ii) i: -"])
def test_stops_of_small_print_stay(text: str) -> None:
    strip = lettered(text, 18)
    assert np.array_equal(without_specks(strip, DPI), strip)


# dpi, pixels from the letter to the dot below it, and its side: «ạ» at 12 points and 8 points
TONE_DOTS = [(150, 3, 3), (150, 2, 2), (300, 6, 6), (300, 4, 4)]


@pytest.mark.parametrize(("dpi", "gap", "side"), TONE_DOTS)
def test_the_dot_below_a_letter_stays(dpi: int, gap: int, side: int) -> None:
    strip = np.full((200, 200), 255, np.uint8)
    strip[60:90, 80:84] = 0
    strip[90 + gap : 90 + gap + side, 80 : 80 + side] = 0
    assert np.array_equal(without_specks(strip, dpi), strip)


@settings(max_examples=15, deadline=None)
@given(
    above=st.lists(st.tuples(st.integers(0, 240), st.integers(0, 26)), max_size=30),
    beside=st.lists(st.tuples(st.integers(200, 240), st.integers(0, 130)), max_size=10),
    side=st.integers(1, 2),
)
def test_far_specks_go_and_nothing_else_changes(
    above: list[tuple[int, int]], beside: list[tuple[int, int]], side: int
) -> None:
    page = PAGE.copy()
    page[:, 980:] = 255
    assert page[:145].min() == 255
    dust = dusty(page, [(5 * x, 5 * y) for x, y in above + beside], side)  # five pixels apart: none touches another
    assert np.array_equal(without_specks(dust, DPI), page)


def test_soft_edges_of_a_speck_go_with_it() -> None:
    page = np.full((100, 100), 255, np.uint8)
    page[49:52, 49:52] = 190
    page[50, 50] = 20
    assert without_specks(page, DPI).min() == 255


# specks a square inch, disturbing
@pytest.mark.parametrize(("density", "expected"), [(0, False), (1, False), (8, True), (40, True)])
def test_speckled_pages_are_told(density: int, expected: bool) -> None:
    inches = PAGE.size / DPI**2
    rows, columns = np.mgrid[0:700:4, 0:1240:4].reshape(2, -1)
    chosen = np.random.default_rng(2).choice(len(rows), round(density * inches), replace=False)
    page = dusty(np.full_like(PAGE, 255), list(zip(columns[chosen].tolist(), rows[chosen].tolist(), strict=True)))
    assert speckle(page, DPI) == pytest.approx(density, rel=0.02)
    assert is_speckled(page, DPI) is expected


def test_text_is_no_dust() -> None:
    assert speckle(PAGE, DPI) == 0


def test_a_speckled_page_is_cleaned_and_says_so() -> None:
    rng = np.random.default_rng(4)
    places = list(zip(rng.integers(0, 1238, 900).tolist(), rng.integers(0, 698, 900).tolist(), strict=True))
    found = prepared(dusty(PAGE, places), DPI)
    assert found.steps == ("specks removed",)
    assert prepared(PAGE, DPI).steps == ()
    assert np.sum(found.leaves[0].image[:250] < 128) < 0.1 * 4 * np.sum(dusty(PAGE, places)[:125] < 128)
