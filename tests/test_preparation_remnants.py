"""Crossings of pen and seal and rims of strokes go; letters, their marks and stops stay."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.reading.preparation.remnants import without_remnants
from pipeline.reading.preparation.unmixing import Mask, Tones

DPI = 200
PAPER, INK = 235, 40
TONES = Tones(np.full(3, PAPER, np.float32), np.full(3, INK, np.float32))
Box = tuple[int, int, int, int]  # left, top, right, bottom


def page(*dark: Box) -> NDArray[np.uint8]:
    """A piece of a page with a line of «letters», 16 pixels high, at row 100; and what is `dark` besides."""
    image = np.full((200, 300), PAPER, np.uint8)
    for left in range(20, 180, 20):
        image[100:116, left : left + 5] = INK
        image[111:116, left : left + 13] = INK
    for left, top, right, bottom in dark:
        image[top:bottom, left:right] = INK
    return image


def everywhere(image: NDArray[np.uint8]) -> Mask:
    return np.ones(image.shape, bool)


# a tilde over a circumflex, an acute, a dot below, a dot of an i, a stop, a comma, a stop as far behind as that of «T.»
MARKS: list[Box] = [
    (40, 85, 49, 88),
    (40, 92, 49, 96),
    (84, 119, 88, 123),
    (60, 93, 64, 97),
    (176, 112, 180, 116),
    (176, 112, 180, 120),
    (184, 112, 188, 116),
]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_and_stops_of_letters_stay_under_a_seal(mark: Box) -> None:
    image = page(mark)
    assert np.array_equal(without_remnants(image, everywhere(image), TONES, DPI), image)


# two crossings, a piece of the rim of a stroke, far above and below the line and beside it
REMNANTS: list[Box] = [(60, 40, 64, 45), (100, 150, 105, 154), (230, 100, 235, 106), (60, 50, 90, 52)]


@pytest.mark.parametrize("remnant", REMNANTS)
def test_what_is_left_of_ink_goes(remnant: Box) -> None:
    image = page(remnant)
    assert np.array_equal(without_remnants(image, everywhere(image), TONES, DPI), page())


@pytest.mark.parametrize("spot", REMNANTS)
def test_what_no_ink_touches_stays(spot: Box) -> None:
    image = page(spot)
    nowhere = np.zeros(image.shape, bool)
    assert np.array_equal(without_remnants(image, nowhere, TONES, DPI), image)
    nowhere[:, 250:] = True
    assert np.array_equal(without_remnants(image, nowhere, TONES, DPI), image)


def test_a_piece_of_a_stroke_that_lost_its_colour_goes() -> None:
    image = page((100, 40, 108, 43))
    taken_off = np.zeros(image.shape, bool)
    taken_off[40:43, 60:99] = taken_off[40:43, 109:150] = True
    assert np.array_equal(without_remnants(image, taken_off, TONES, DPI), page())


def test_a_pale_remnant_beside_a_letter_goes_and_its_edge_stays() -> None:
    image = page()
    edges = (image[100:116, 18:40] == PAPER) & (np.arange(18, 40) < 20)
    image[100:116, 18:40][edges] = 150  # soft edges of the first letter
    expected = image.copy()
    image[104:110, 186:200] = 170  # pale, beside the last one
    assert np.array_equal(without_remnants(image, everywhere(image), TONES, DPI), expected)


@pytest.mark.parametrize("shape", [(1, 1), (3, 40), (40, 3)])
def test_small_places_are_no_fault(shape: tuple[int, int]) -> None:
    image = np.full(shape, 120, np.uint8)
    assert without_remnants(image, everywhere(image), TONES, DPI).shape == shape
