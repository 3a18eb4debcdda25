"""Black margins and punch holes become paper; print stays, however near to the edge and however bold."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import DPI, printed

from pipeline.reading.preparation.edges import without_edges
from pipeline.reading.preparation.prepare import prepared

WIDTH, HEIGHT = 1240, 1754
PAGE = printed(20).image


def holed(page: NDArray[np.uint8], *places: tuple[float, float, float]) -> NDArray[np.uint8]:
    """`page` with black discs (x, y, diameter in inches)."""
    image = Image.fromarray(page)
    for x, y, size in places:
        sides = [DPI * side for side in (x - size / 2, y - size / 2, x + size / 2, y + size / 2)]
        ImageDraw.Draw(image).ellipse((sides[0], sides[1], sides[2], sides[3]), fill=10)
    return np.asarray(image)


# rows and columns that are black
MARGINS = [
    (slice(0, HEIGHT), slice(0, 60)),
    (slice(0, HEIGHT), slice(1200, WIDTH)),
    (slice(0, 90), slice(0, WIDTH)),
    (slice(1650, HEIGHT), slice(0, WIDTH)),
    (slice(0, HEIGHT), slice(0, 9)),
    (slice(1500, HEIGHT), slice(1000, WIDTH)),
]


@pytest.mark.parametrize("margin", MARGINS)
def test_black_margins_become_paper(margin: tuple[slice, slice]) -> None:
    page = np.minimum(PAGE, 240)
    page[margin] = 15
    clean, found = without_edges(page, DPI)
    assert found
    assert clean[margin].min() >= 235
    inner = slice(140, 960), slice(140, 1000)
    assert np.array_equal(clean[inner], page[inner])


def test_margins_on_all_sides_become_paper() -> None:
    page = PAGE.copy()
    page[:50], page[-70:], page[:, :40], page[:, -30:] = 0, 0, 0, 0
    clean, found = without_edges(page, DPI)
    assert found
    assert np.array_equal(clean[145:-110, 145:-60], PAGE[145:-110, 145:-60])
    assert np.concatenate([clean[:50].ravel(), clean[-70:].ravel(), clean[:, :40].ravel()]).min() == 255


# x, y, diameter in inches: filing holes of two and four, 5 to 7 mm
HOLES = [((0.5, 4.5, 0.22), (0.5, 7.6, 0.22)), ((0.45, 3.0, 0.25),), ((4.1, 0.5, 0.24),), ((7.9, 5.0, 0.2),)]


@pytest.mark.parametrize("holes", HOLES)
def test_punch_holes_become_paper(holes: tuple[tuple[float, float, float], ...]) -> None:
    clean, found = without_edges(holed(PAGE, *holes), DPI)
    assert found
    assert np.array_equal(clean < 128, PAGE < 128)


# x, y, side: what is as black and no hole
NO_HOLES = [(4.0, 9.5, 0.25), (0.5, 5.0, 0.07), (3.0, 8.5, 0.2)]


@pytest.mark.parametrize("disc", NO_HOLES)
def test_other_discs_stay(disc: tuple[float, float, float]) -> None:
    page = holed(PAGE, disc)
    assert np.array_equal(without_edges(page, DPI)[0], page)


def test_black_squares_near_the_edge_stay() -> None:
    page = PAGE.copy()
    page[700:740, 60:100] = 0
    assert np.array_equal(without_edges(page, DPI)[0], page)


def large(text: str, place: tuple[int, int], size: int) -> NDArray[np.uint8]:
    """The page with `text` in bold letters `size` pixels high."""
    page = Image.fromarray(PAGE)
    ImageDraw.Draw(page).text(place, text, font=ImageFont.load_default(size), fill=0, stroke_width=3)
    return np.asarray(page)


# text, place, size in pixels at DPI: from a page number on the edge to a title of 60 points
BOLD = [("17", (2, 900), 24), ("BAO CAO", (300, 60), 60), ("OQDo", (5, 1500), 120), ("M.", (1150, 5), 80)]


@pytest.mark.parametrize(("text", "place", "size"), BOLD)
def test_letters_near_the_edge_and_bold_ones_stay(text: str, place: tuple[int, int], size: int) -> None:
    page = large(text, place, size)
    clean, found = without_edges(page, DPI)
    assert not found
    assert clean is page


def test_a_page_printed_white_on_black_stays() -> None:
    page = 255 - PAGE
    clean, found = without_edges(page, DPI)
    assert not found
    assert np.array_equal(clean, page)


@pytest.mark.parametrize("tone", [0, 60, 255])
def test_a_sheet_of_one_tone_stays(tone: int) -> None:
    page = np.full((HEIGHT, WIDTH), tone, np.uint8)
    clean, found = without_edges(page, DPI)
    assert not found
    assert np.array_equal(clean, page)


def test_a_tiny_image_is_no_fault() -> None:
    for shape in ((1, 1), (2, 300), (300, 2)):
        assert without_edges(np.zeros(shape, np.uint8), DPI)[0].shape == shape


def test_the_step_is_told() -> None:
    page = PAGE.copy()
    page[:, :60] = 0
    assert prepared(page, DPI).steps == ("edges removed",)
