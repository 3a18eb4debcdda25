"""Print, seal and pen are told apart by their densities: letters under ink keep their shape, also after JPEG."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from printed_pages import DPI
from test_preparation_inks import BLUE, DRAWINGS, PAGE, RED, Colour, coloured, under

from pipeline.reading.preparation.inks import gray_without_seals
from pipeline.reading.preparation.resolution import gray
from pipeline.reading.preparation.unmixing import tones_of, unmixed

SIDE = 60
PAPERS: list[Colour] = [(255, 255, 255), (250, 240, 205), (215, 215, 220), (236, 232, 228)]


def patches(paper: Colour, *pairs: tuple[tuple[float, ...], ...]) -> NDArray[np.uint8]:
    """Paper with a row of squares, each of the inks (parts of light that come back) that lie on it."""
    page = np.full((400, 900, 3), paper, np.float64)
    for at, inks in enumerate(pairs):
        page[40 : 40 + SIDE, 20 + 100 * at : 20 + 100 * at + SIDE] *= np.prod(inks, axis=0)
    return page.astype(np.uint8)


BLACK_INK, RED_INK, BLUE_INK = (0.1, 0.1, 0.1), tuple(c / 255 for c in RED), tuple(c / 255 for c in BLUE)
PALE_RED, PALE_BLUE = (tuple(0.5 + part / 2 for part in ink) for ink in (RED_INK, BLUE_INK))


@pytest.mark.parametrize("paper", PAPERS)
def test_each_ink_is_known_alone_and_on_another(paper: Colour) -> None:
    inks = ((BLACK_INK,), (RED_INK,), (BLUE_INK,), (PALE_RED, PALE_BLUE), (BLACK_INK, PALE_RED), (PALE_BLUE,))
    page = patches(paper, *inks)
    plain = gray(page)
    lifted, taken = unmixed(page, plain, tones_of(page, plain), DPI)
    middles = [lifted[40 + SIDE // 2, 20 + 100 * at + SIDE // 2] for at in range(len(inks))]
    white = plain[200, 450]
    assert [level > 0.9 * white for level in middles] == [False, True, True, True, False, True]
    assert middles[0] == plain[70, 50]
    assert middles[4] < 0.3 * white
    assert not taken[40 : 40 + SIDE, 20 : 20 + SIDE].any()
    assert not taken[150:].any()
    assert np.array_equal(lifted[150:], plain[150:])


@pytest.mark.parametrize("lines", [1, 8])
def test_the_tones_of_a_page_are_those_of_its_paper_and_its_print(lines: int) -> None:
    page = np.full((1000, 800, 3), (240, 230, 210), np.uint8)
    for line in range(lines):
        page[100 + 60 * line : 112 + 60 * line, 100:600] = (45, 42, 40)
    page[800:860, 300:500] = RED
    tones = tones_of(page, gray(page))
    assert tones.paper == pytest.approx((240, 230, 210))
    assert tones.print == pytest.approx((45, 42, 40))
    assert tones.gray_print < tones.gray_paper == pytest.approx(230.7, abs=0.5)


def test_a_seal_is_no_print() -> None:
    page = np.full((300, 300, 3), 240, np.uint8)
    page[100:150, 100:200] = RED
    page[10:14, 10:40] = 45  # the one word of a page
    assert tones_of(page, gray(page)).print.max() <= 0.4 * 240


def test_faded_print_is_print() -> None:
    page = np.full((300, 300, 3), 240, np.uint8)
    page[20:28, 20:280] = 140
    tones = tones_of(page, gray(page))
    assert tones.print == pytest.approx((140, 140, 140))


@pytest.mark.parametrize("black", [40, 90, 130])
def test_faded_letters_stay_under_a_seal(black: int) -> None:
    page = coloured()
    for drawing in DRAWINGS["both"]:
        page = under(page, drawing)
    faded = (black + page * ((238 - black) / 255)).astype(np.uint8)
    letters = (PAGE < 20) & (np.asarray(DRAWINGS["both"][0]).min(axis=2) < 200)
    clean, found = gray_without_seals(faded, DPI)
    assert found
    assert letters.sum() > 100
    assert (clean[letters] < (black + 238) / 2).mean() > 0.95


def as_jpeg(page: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """`page` after JPEG with colour at half the resolution."""
    buffer = io.BytesIO()
    Image.fromarray(page).save(buffer, "JPEG", quality=quality, subsampling="4:2:0")
    return np.asarray(Image.open(buffer))


def scanned(page: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """`page` with black at 40 and paper at 238, and noise, as an office scanner makes it."""
    noise = np.random.default_rng(8).normal(0, 2.5, page.shape)
    return as_jpeg((40 + page * (198 / 255) + noise).clip(0, 255).astype(np.uint8), quality)


# what is drawn, quality of the JPEG, the least share of letters that stay and of ink that goes; thresholds on the tint
# left 0.55 to 0.74 of the letters
SCANNED = [
    ("seal", 50, 0.92, 0.99),
    ("seal", 75, 0.98, 0.99),
    ("both", 50, 0.80, 0.97),
    ("both", 75, 0.93, 0.97),
    ("both", 90, 0.97, 0.97),
]


@pytest.mark.parametrize(("name", "quality", "kept", "gone"), SCANNED)
def test_letters_under_a_seal_keep_their_strokes(name: str, quality: int, kept: float, gone: float) -> None:
    page = coloured()
    for drawing in DRAWINGS[name]:
        page = under(page, drawing)
    clean, found = gray_without_seals(scanned(page, quality), DPI)
    plain = gray(scanned(coloured(), quality))
    drawn = Image.fromarray(np.min([np.asarray(drawing).min(axis=2) for drawing in DRAWINGS["both"]], axis=0))
    near = np.asarray(drawn.filter(ImageFilter.MinFilter(9))) < 200
    print_, paper = near & (plain < 80), near & (plain > 225)
    assert found
    assert print_.sum() > 2000
    assert (clean[print_] < 120).mean() > kept
    assert (clean[paper] > 170).mean() > gone
