"""Boxes of a leaf lie on the page as it was scanned, and confidences mean what they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from printed_pages import A4, lines_of, printed, quarter_turned, slanted

from pipeline.document import Box, Line, Word
from pipeline.reading.calibration import calibrated
from pipeline.reading.limits import Limits
from pipeline.reading.ocr import Engine, RecognisedLine
from pipeline.reading.placement import Placement
from pipeline.reading.preparation.prepare import Leaf, prepared
from pipeline.reading.scan import scan_page

DPI = 200  # the page is taken for one printed smaller: no time is spent on making it finer
POINT = 72 / DPI
SHEET = printed(14).image
WIDTH, HEIGHT = A4[0] * POINT, A4[1] * POINT

WORDS = tuple(
    Word(word.text, Box(*(0.75 * side for side in (word.box.x0, word.box.top, word.box.x1, word.box.bottom))))
    for word in printed(14).words
)
SHARES = st.floats(0.0, 1.0)


def test_a_straight_single_leaf_stays() -> None:
    box = Box(10.123, 20, 30, 40)
    assert Placement(0.0, 0.0, WIDTH, HEIGHT).box(box) == box


def test_of_a_leaf() -> None:
    leaf = Leaf(np.zeros((600, 300), np.uint8), 50.0, 1.5)
    assert Placement.of(leaf, 300) == Placement(50.0, 1.5, 72.0, 144.0)


# left of the leaf, box on it, box on the page
PLACED = [
    (297.6, Box(10, 20, 30, 40), Box(307.6, 20, 327.6, 40)),
    (0.0, Box(0, 0, 1, 1), Box(0, 0, 1, 1)),
    (100.005, Box(0.001, 5, 10, 15), Box(100.01, 5, 110.0, 15)),
]


@pytest.mark.parametrize(("left", "box", "expected"), PLACED)
def test_boxes_move_to_their_leaf(left: float, box: Box, expected: Box) -> None:
    found = Placement(left, 0.0, 200.0, 300.0).box(box)
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx(
        (expected.x0, expected.top, expected.x1, expected.bottom), abs=0.011
    )


@given(
    left=st.floats(0, 600),
    skew=st.floats(-12, 12),
    x=st.floats(0, 190),
    y=st.floats(0, 290),
    size=st.floats(0.5, 10),
)
def test_boxes_stay_on_their_leaf_and_hold_the_word(left: float, skew: float, x: float, y: float, size: float) -> None:
    found = Placement(left, skew, 200.0, 300.0).box(Box(x, y, x + size, y + size))
    assert left - 0.01 <= found.x0 <= found.x1 <= left + 200.01
    assert -0.01 <= found.top <= found.bottom <= 300.01
    angle = math.radians(skew)
    dx, dy = x + size / 2 - 100, y + size / 2 - 150
    middle_x = left + 100 + dx * math.cos(angle) - dy * math.sin(angle)
    middle_y = 150 + dx * math.sin(angle) + dy * math.cos(angle)
    if 0 < middle_x - left < 200 and 0 < middle_y < 300:
        assert found.x0 - 0.02 <= middle_x <= found.x1 + 0.02
        assert found.top - 0.02 <= middle_y <= found.bottom + 0.02


def test_lines_keep_their_cells_and_words() -> None:
    line = Line(
        (
            (Word("một", Box(0, 0, 10, 10), 0.9), Word("hai", Box(12, 0, 20, 10), 0.5)),
            (),
            (Word("3", Box(30, 0, 35, 10)),),
        )
    )
    (placed,) = Placement(100.0, 0.0, 200.0, 300.0).lines([line])
    assert [[word.text for word in cell] for cell in placed.cells] == [["một", "hai"], [], ["3"]]
    assert [word.box.x0 for word in placed.words] == [100.0, 112.0, 130.0]
    assert [word.confidence for word in placed.words] == [calibrated(0.9), calibrated(0.5), calibrated(1.0)]


def _read(image: NDArray[np.uint8], dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
    """The words of the page where their ink lies on a straight leaf: it begins with that of the first one."""
    ink = image < 100
    x, y = (float(np.flatnonzero(ink.any(axis=axis))[0]) * 72 / dpi for axis in (0, 1))
    x -= min(word.box.x0 for word in WORDS)
    y -= min(word.box.top for word in WORDS)
    moved = (
        Word(word.text, Box(word.box.x0 + x, word.box.top + y, word.box.x1 + x, word.box.bottom + y), 0.96)
        for word in WORDS
    )
    return lines_of(tuple(moved))


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


# quarter turns and slant of a spread as it was scanned, both counter-clockwise
@pytest.mark.parametrize(("turn", "slant"), [(180, 0.0), (270, -1.2)])
def test_words_of_both_leaves_of_a_spread(turn: int, slant: float) -> None:
    sheet = np.hstack([SHEET, SHEET])
    image = quarter_turned(slanted(sheet, slant), turn)
    engine = Engine(_read, lambda crops, *_, **__: [()] * len(crops))
    found = scan_page(image, 1, "test", Limits(), dpi=DPI, engine=engine)
    assert found.rotation == turn
    assert "two pages" in found.steps
    words = [word for line in found.lines for word in line.words]
    assert [word.text for word in words] == [word.text for word in WORDS] * 2
    angle = math.radians(slant)
    for at, word in enumerate(words):
        x, y = _middle(WORDS[at % len(WORDS)].box)
        x += WIDTH * (at >= len(WORDS)) - WIDTH
        y -= HEIGHT / 2
        seen = (
            x * math.cos(angle) + y * math.sin(angle) + WIDTH,
            -x * math.sin(angle) + y * math.cos(angle) + HEIGHT / 2,
        )
        assert _middle(word.box) == pytest.approx(seen, abs=2.0 if slant else 0.6)
        assert Box(0, 0, found.width, found.height).covers(word.box)


def test_the_right_leaf_begins_where_the_left_one_ends() -> None:
    ready = prepared(np.hstack([SHEET, SHEET]), DPI)
    left, right = (Placement.of(leaf, ready.dpi) for leaf in ready.leaves)
    assert (left.left, left.left + left.width) == (0.0, right.left)
    assert right.left + right.width == pytest.approx(ready.width)


@given(SHARES)
def test_confidence_is_a_share(given_confidence: float) -> None:
    assert 0.0 <= calibrated(given_confidence) <= 1.0


@settings(max_examples=200)
@given(SHARES, SHARES)
def test_confidence_keeps_its_order(one: float, other: float) -> None:
    assert calibrated(min(one, other)) <= calibrated(max(one, other))


# Tesseract's confidence, at least, at most: a doubtful word is doubted, a sure one is not
@pytest.mark.parametrize(
    ("read", "least", "most"), [(0.0, 0.0, 0.2), (0.5, 0.2, 0.6), (0.96, 0.95, 1.0), (1.0, 0.99, 1.0)]
)
def test_confidence_of_some_words(read: float, least: float, most: float) -> None:
    assert least <= calibrated(read) <= most


@pytest.mark.parametrize("read", [-1.0, 1.5])
def test_confidence_beyond_its_range_is_clipped(read: float) -> None:
    assert calibrated(read) == calibrated(min(max(read, 0.0), 1.0))
