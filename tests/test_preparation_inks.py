"""Seals and signatures are lifted off the letters under them; print in colour and yellow paper stay as they are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import DPI, printed

from pipeline.reading.preparation.inks import gray_without_seals
from pipeline.reading.preparation.prepare import prepared
from pipeline.reading.preparation.resolution import gray

PAGE = np.ascontiguousarray(printed(11).image[:720, :820])
RED, BLUE, WHITE = (215, 45, 60), (50, 60, 190), (255, 255, 255)
Colour = tuple[int, int, int]
SEAL = (500, 360, 700, 560)  # 34 mm across, over five lines
SIGNED = [(x, 460 + round(90 * math.sin(x / 40))) for x in range(420, 760, 4)]


def coloured(paper: Colour = WHITE) -> NDArray[np.uint8]:
    """The page on coloured paper, RGB."""
    return (PAGE[..., None] * (np.array(paper) / 255)).astype(np.uint8)


def under(page: NDArray[np.uint8], drawing: Image.Image) -> NDArray[np.uint8]:
    """`drawing` on `page` as ink lies on ink: each takes its part of the light."""
    return (page * (np.asarray(drawing) / 255.0)).astype(np.uint8)


def sealed(ink: Colour = RED, size: tuple[int, int, int, int] = SEAL) -> Image.Image:
    """A round seal with a second ring and a star of strokes."""
    drawing = Image.new("RGB", PAGE.shape[::-1], WHITE)
    draw = ImageDraw.Draw(drawing)
    x0, y0, x1, y1 = size
    draw.ellipse(size, outline=ink, width=5)
    draw.ellipse((x0 + 40, y0 + 40, x1 - 40, y1 - 40), outline=ink, width=3)
    for turn in range(5):
        angle = math.radians(72 * turn - 90)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        draw.line((x, y, x + 60 * math.cos(angle), y + 60 * math.sin(angle)), fill=ink, width=9)
    return drawing


def signed(ink: Colour = BLUE) -> Image.Image:
    drawing = Image.new("RGB", PAGE.shape[::-1], WHITE)
    ImageDraw.Draw(drawing).line(SIGNED, fill=ink, width=5, joint="curve")
    return drawing


LETTERS, CLEAR = PAGE < 20, PAGE == 255
DRAWINGS = {"seal": [sealed()], "signature": [signed()], "both": [sealed(), signed()]}


STAMPED = [("seal", WHITE), ("both", WHITE), ("both", (250, 240, 205)), ("both", (215, 215, 220))]


@pytest.mark.parametrize(("name", "paper"), STAMPED)
def test_what_is_stamped_goes_and_letters_stay(name: str, paper: Colour) -> None:
    page = coloured(paper)
    stained = np.zeros(PAGE.shape, bool)
    for drawing in DRAWINGS[name]:
        page = under(page, drawing)
        stained |= np.asarray(drawing).min(axis=2) < 200
    clean, found = gray_without_seals(page, DPI)
    tone = np.median(clean[CLEAR & ~stained])
    assert found
    assert clean.dtype == np.uint8
    assert np.percentile(clean[stained & CLEAR], 5) > 0.85 * tone
    assert (stained & LETTERS).sum() > 100
    assert np.percentile(clean[stained & LETTERS], 90) < 90
    assert np.array_equal(clean[:, :300], gray(page)[:, :300])  # far from it nothing is touched


# ink, height of letters in pixels: a heading, a stamp «Đến», a line of small print
IN_COLOUR = [(RED, 28), (BLUE, 28), (RED, 18), (BLUE, 36), ((160, 30, 120), 28)]


@pytest.mark.parametrize(("ink", "size"), IN_COLOUR)
def test_a_line_printed_in_colour_stays(ink: Colour, size: int) -> None:
    image = Image.fromarray(coloured())
    text = "Trung tam phuc vu hanh chinh cong phuong"
    ImageDraw.Draw(image).text((150, 630), text, font=ImageFont.load_default(size), fill=ink)
    page = np.asarray(image)
    clean, found = gray_without_seals(page, DPI)
    assert not found
    assert np.array_equal(clean, gray(page))


PAPERS: list[Colour] = [WHITE, (250, 240, 205), (235, 215, 160), (220, 232, 245), (205, 225, 205), (90, 85, 70)]


@pytest.mark.parametrize("paper", PAPERS)
def test_coloured_paper_is_no_ink(paper: Colour) -> None:
    page = coloured(paper)
    clean, found = gray_without_seals(page, DPI)
    assert not found
    assert np.array_equal(clean, gray(page))


def test_a_gray_stamp_stays() -> None:
    page = under(coloured(), sealed((60, 60, 60)))
    assert gray_without_seals(page, DPI)[1] is False


@pytest.mark.parametrize("scale", [1, 2])
def test_colour_noise_is_no_seal(scale: int) -> None:
    noise = np.random.default_rng(5).normal(0, 12, (*PAGE.shape, 3))
    page = (coloured() + noise).clip(0, 255).astype(np.uint8).repeat(scale, 0).repeat(scale, 1)
    assert gray_without_seals(page, DPI * scale)[1] is False


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 400, 3), (16, 16, 3)])
def test_tiny_images_are_no_fault(shape: tuple[int, ...]) -> None:
    clean, found = gray_without_seals(np.full(shape, 200, np.uint8), 600)
    assert clean.shape == shape[:2]
    assert not found


def test_the_step_is_told_and_the_page_given_is_not_changed() -> None:
    page = under(coloured(), sealed())
    before = page.copy()
    assert prepared(page, DPI).steps == ("coloured ink removed",)
    assert prepared(coloured(), DPI).steps == ()
    assert np.array_equal(page, before)


# A red heading of large capitals, and white letters on a band of colour: print, not stamps.
def test_large_print_in_colour_stays() -> None:
    page = np.full((1200, 1600, 3), 255, np.uint8)
    page[200:280, 200:1400:40] = (200, 20, 30)  # strokes of a heading 0.4 inches high at 200 dpi
    page[500:700, 100:1500] = (190, 30, 40)
    page[560:640, 200:1400:40] = 255
    gray, removed = gray_without_seals(page, 200)
    assert not removed
    assert gray[240, 200] < 120
    assert gray[510, 110] < 120


def broken(gaps: tuple[tuple[int, int, int, int], ...]) -> Image.Image:
    """A seal whose rings print has broken to pieces: white boxes over it."""
    drawing = sealed()
    draw = ImageDraw.Draw(drawing)
    for gap in gaps:
        draw.rectangle(gap, fill=WHITE)
    return drawing


# what print hides of the seal
GAPS = [
    ((500, 420, 700, 438),),
    ((588, 360, 606, 560),),
    ((500, 420, 700, 438), (590, 360, 606, 560)),
    ((500, 400, 700, 420), (500, 500, 700, 520)),
]


@pytest.mark.parametrize("gaps", GAPS)
def test_a_seal_in_pieces_goes_as_a_whole(gaps: tuple[tuple[int, int, int, int], ...]) -> None:
    drawing = broken(gaps)
    stained = np.asarray(drawing).min(axis=2) < 200
    clean, found = gray_without_seals(under(coloured(), drawing), DPI)
    assert found
    assert np.percentile(clean[stained & CLEAR], 5) > 0.85 * np.median(clean[CLEAR & ~stained])


def test_red_headings_one_below_the_other_are_no_seal() -> None:
    drawing = Image.new("RGB", PAGE.shape[::-1], WHITE)
    draw = ImageDraw.Draw(drawing)
    for row in range(4):
        draw.text((520, 380 + 45 * row), "SỞ NỘI VỤ", font=ImageFont.load_default(32), fill=RED)
    page = under(np.full_like(coloured(), 255), drawing)
    clean, found = gray_without_seals(page, DPI)
    assert not found
    assert np.array_equal(clean, gray(page))
