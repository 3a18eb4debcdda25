"""A faded, unevenly lit page comes out even; one in order is told apart and left alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from printed_pages import A4, DPI, printed

from pipeline.reading.preparation.prepare import prepared
from pipeline.reading.preparation.tone import Tone, even, is_bilevel, tone_of

Image = NDArray[np.uint8]
PAGE = printed(12).image[:700]
BLANK = np.full_like(PAGE, 255)
INK, PAPER = PAGE < 20, PAGE == 255
BLOCKS = [
    (slice(row, row + 175), slice(column, column + 248)) for row in range(0, 700, 175) for column in range(0, 1240, 248)
]


def copied(page: Image, paper: tuple[float, float], depth: tuple[float, float], *, grain: float = 0.0) -> Image:
    """`page` as a bad copier gives it: tone of the paper and depth of the ink from the left side to the right."""
    across = np.linspace(0, 1, page.shape[1])[None, :]
    papers, depths = (first + (last - first) * across for first, last in (paper, depth))
    noise = np.random.default_rng(3).normal(0, grain, page.shape) if grain else 0.0
    return (papers - depths * (255.0 - page) / 255.0 + noise).clip(0, 255).astype(np.uint8)


# paper left and right, depth of ink left and right, grain: all worn
WORN = [
    ((245, 150), (110, 60), 0.0),
    ((245, 150), (60, 110), 3.0),
    ((200, 200), (60, 60), 3.0),
    ((250, 250), (45, 75), 2.0),
    ((130, 120), (70, 90), 2.0),
]


@pytest.mark.parametrize(("paper", "depth", "grain"), WORN)
def test_a_worn_page_becomes_even_in_all_places(
    paper: tuple[float, float], depth: tuple[float, float], grain: float
) -> None:
    page = copied(PAGE, paper, depth, grain=grain)
    assert tone_of(page, DPI).is_worn
    clean = even(page, DPI)
    assert clean.shape == page.shape
    assert clean.dtype == np.uint8
    for block in BLOCKS:
        assert np.median(clean[block][PAPER[block]]) > 240
        if INK[block].sum() > 200:
            assert np.percentile(clean[block][INK[block]], 75) < 90


# paper, depth of ink, grain: as an office scanner gives them
CLEAN = [((255, 255), (255, 255), 0.0), ((250, 250), (220, 220), 3.0), ((245, 235), (150, 150), 3.0)]


@pytest.mark.parametrize(("paper", "depth", "grain"), CLEAN)
def test_a_clean_page_is_not_worn(paper: tuple[float, float], depth: tuple[float, float], grain: float) -> None:
    assert not tone_of(copied(PAGE, paper, depth, grain=grain), DPI).is_worn


# what makes a page worn: spread of the paper, depth of the ink
TONES = [(0, 200, False), (25, 85, False), (26, 200, True), (0, 69, True), (0, 0, False), (30, 0, True)]


@pytest.mark.parametrize(("spread", "depth", "worn"), TONES)
def test_what_makes_a_page_worn(spread: float, depth: float, worn: bool) -> None:
    assert Tone(spread, depth).is_worn is worn


@pytest.mark.parametrize("grain", [0.0, 3.0, 8.0])
def test_blank_paper_has_no_ink(grain: float) -> None:
    page = copied(BLANK, (200, 200), (0, 0), grain=grain)
    assert tone_of(page, DPI).depth == 0
    assert not tone_of(page, DPI).is_worn
    assert np.percentile(even(page, DPI), 1) > 150


def test_letters_keep_their_soft_edges() -> None:
    soft = (PAGE > 60) & (PAGE < 190)
    clean = even(copied(PAGE, (245, 150), (110, 60)), DPI)
    assert np.mean((clean[soft] > 30) & (clean[soft] < 225)) > 0.8


def test_a_shaded_cell_becomes_white_and_its_letters_stay() -> None:
    page = copied(PAGE, (240, 240), (200, 200))
    cell = slice(140, 330), slice(130, 700)
    page[cell] = np.minimum(page[cell], 255) * 0.7
    clean = even(page, DPI)
    inner = slice(170, 300), slice(170, 660)
    assert np.median(clean[inner][PAPER[inner]]) > 230
    assert np.percentile(clean[inner][INK[inner]], 75) < 90


# share of gray pixels, bilevel
@pytest.mark.parametrize(("share", "expected"), [(0.0, True), (0.001, True), (0.01, False), (1.0, False)])
def test_bilevel(share: float, expected: bool) -> None:
    page = np.where(PAGE < 128, 0, 255).astype(np.uint8)
    page[np.random.default_rng(1).random(page.shape) < share] = 120
    assert is_bilevel(page) is expected


def test_a_fax_is_not_made_even() -> None:
    page = np.where(copied(PAGE, (255, 150), (150, 60)) < 140, 0, 255).astype(np.uint8)
    page[:, 900:] &= (np.indices(page[:, 900:].shape).sum(axis=0) % 2 * 255).astype(np.uint8)  # a dithered shadow
    assert is_bilevel(page)
    assert "tone evened" not in prepared(page, DPI).steps


@settings(max_examples=10, deadline=None)
@given(paper=st.integers(0, 255), dpi=st.sampled_from([72, 100, 150, 300]), height=st.integers(3, 90))
def test_any_sheet_of_one_tone_becomes_white(paper: int, dpi: int, height: int) -> None:
    assert even(np.full((height, 2 * height), paper, np.uint8), dpi).min() == 255


def test_pixels_of_a_page_stay_in_their_places() -> None:
    clean = even(copied(np.pad(PAGE, 7, constant_values=255), (245, 150), (110, 60)), DPI)[7:-7, 7:-7]
    assert np.mean((clean < 128) == (PAGE < 128)) > 0.99
    assert A4[0] == clean.shape[1]
