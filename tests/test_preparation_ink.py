"""Letters that no word holds are found; specks, rules, pictures and the shadow of the lid are none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import A4, DPI, POINT, printed

from pipeline.document import Box
from pipeline.reading.preparation.ink import letter_count, unread_letters

PAGE = printed(12)
BOXES = [word.box for word in PAGE.words]
WIDTH, HEIGHT = A4[0] * POINT, A4[1] * POINT


def marked(text: str, place: tuple[int, int], size: int = 28) -> NDArray[np.uint8]:
    """The page with `text` at `place`, pixels at DPI."""
    page = Image.fromarray(PAGE.image)
    ImageDraw.Draw(page).text(place, text, font=ImageFont.load_default(size), fill=0)
    return np.asarray(page)


def test_nothing_is_missed_where_all_words_are_read() -> None:
    found = unread_letters(PAGE.image, DPI, BOXES)
    assert (found.rows, found.lone, found.coverage) == ((), (), 1.0)


# first and last word that was not read
LOST = [(0, 8), (16, 24), (40, 44), (88, 96), (3, 4)]


@pytest.mark.parametrize(("first", "last"), LOST)
def test_words_that_were_lost_are_found(first: int, last: int) -> None:
    found = unread_letters(PAGE.image, DPI, BOXES[:first] + BOXES[last:])
    lost = BOXES[first:last]
    assert found.lone == ()
    assert 0.8 < found.coverage < 1.0
    assert all(any(row.covers(word) for row in found.rows) for word in lost)
    around = Box(
        min(box.x0 for box in lost) - 4,
        min(box.top for box in lost) - 4,
        max(box.x1 for box in lost) + 4,
        max(box.bottom for box in lost) + 4,
    )
    assert all(around.covers(row) for row in found.rows)


def test_a_page_without_words_is_all_unread() -> None:
    found = unread_letters(PAGE.image, DPI, [])
    assert len(found.rows) >= 12
    assert found.coverage == 0.0


@pytest.mark.parametrize("dpi", [150, 300])
def test_places_do_not_depend_on_the_resolution(dpi: int) -> None:
    size = (A4[0] * dpi // DPI, A4[1] * dpi // DPI)
    image = np.asarray(Image.fromarray(PAGE.image).resize(size))
    (row,) = unread_letters(image, dpi, BOXES[:16] + BOXES[24:]).rows
    assert (row.x0, row.top) == pytest.approx((BOXES[16].x0 - 3, BOXES[16].top - 3), abs=2)
    assert row.x1 == pytest.approx(BOXES[23].x1 + 3, abs=2)
    assert letter_count(image, dpi) == pytest.approx(letter_count(PAGE.image, DPI), rel=0.05)


# sign, where it stands in pixels, found alone: page numbers above and below
LONE = [
    ("2", (610, 60), True),
    ("7", (610, 1650), True),
    ("12", (610, 60), True),
    ("2", (610, 900), False),  # in the midst of the page
    ("2", (470, 112), False),  # too close to the first line
    (".", (610, 60), False),
    ("-", (610, 60), False),
]


@pytest.mark.parametrize(("sign", "place", "found"), LONE)
def test_lone_signs_in_head_and_foot(sign: str, place: tuple[int, int], found: bool) -> None:
    page = marked(sign, place)
    unread = unread_letters(page, DPI, BOXES)
    assert bool(unread.lone) is found
    assert unread.rows == ()
    for box in unread.lone:
        x, y = place[0] * POINT, place[1] * POINT
        assert x - 1 <= box.x0 < box.x1 <= x + 18
        assert y - 1 <= box.top < box.bottom <= y + 18


def test_a_row_of_letters_in_the_head_is_no_lone_sign() -> None:
    unread = unread_letters(marked("trang hai", (500, 60)), DPI, BOXES)
    assert unread.lone == ()
    assert len(unread.rows) in (1, 2)


# signs, where they stand in pixels, found as a pair: short lines that are no page number
PAIRS = [
    ("TD", (200, 900), True),
    ("12", (610, 60), False),  # a page number
    ("D", (200, 900), False),
    ("TDA", (200, 900), False),
    ("..", (200, 900), False),
]


@pytest.mark.parametrize(("signs", "place", "found"), PAIRS)
def test_pairs_of_letters(signs: str, place: tuple[int, int], found: bool) -> None:
    unread = unread_letters(marked(signs, place), DPI, BOXES)
    assert bool(unread.pairs) is found
    assert not found or unread.lone == unread.rows == ()


def dust() -> NDArray[np.uint8]:
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    rng = np.random.default_rng(1)
    page[rng.integers(0, A4[1], 3000), rng.integers(0, A4[0], 3000)] = 0
    return page


def rules() -> NDArray[np.uint8]:
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    for at in range(200, 1500, 130):
        page[at : at + 3, 100:1100] = 0
        page[at : at + 2, 300:330] = 0
        page[200:1500, at % 1100 : at % 1100 + 2] = 0
    return page


def lid() -> NDArray[np.uint8]:
    """What shows beside the paper, up to the width of the lid's shadow."""
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    page[100:1500:23, 1:12] = 0
    page[100:1500:23, -10:-2] = 0
    page[2:12, 100:1100:19] = 0
    return page


def grain() -> NDArray[np.uint8]:
    noise = np.random.default_rng(2).normal(205, 14, (A4[1], A4[0]))
    return noise.clip(0, 255).astype(np.uint8)


def picture() -> NDArray[np.uint8]:
    page = np.full((A4[1], A4[0]), 255, np.uint8)
    page[300:700, 300:900] = np.linspace(60, 200, 600).astype(np.uint8)
    page[900:1000, 300:360] = 0
    return page


@pytest.mark.parametrize("draw", [dust, rules, lid, grain, picture])
def test_what_is_no_letter(draw: object) -> None:
    assert callable(draw)
    page = draw()
    assert letter_count(page, DPI) == 0
    assert unread_letters(page, DPI, []).coverage == 1.0


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (16, 200)])
def test_tiny_images_are_no_fault(shape: tuple[int, int]) -> None:
    assert letter_count(np.zeros(shape, np.uint8), 600) == 0
    assert unread_letters(np.zeros(shape, np.uint8), 600, [Box(0, 0, 1, 1)]).rows == ()


# boxes beyond the sheet, empty, turned inside out
ODD = [Box(-50, -50, -10, -10), Box(9000, 9000, 9100, 9100), Box(100, 100, 100, 100), Box(200, 200, 100, 100)]


@pytest.mark.parametrize("box", ODD)
def test_odd_boxes_hold_nothing(box: Box) -> None:
    assert unread_letters(PAGE.image, DPI, [*BOXES, box]).coverage == 1.0
    assert unread_letters(PAGE.image, DPI, [box]).coverage < 0.05
