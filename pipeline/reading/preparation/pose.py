"""How a scanned page lies, and the page made upright and straight.

Orientation and skew come from one observation (after Baird's method): the lower edges of printed letters stand on the
base line, so of the four edges of all letter boxes the lower ones line up best, and best of all at the angle of the
lines. Seen in every place of the page at once this needs no recognition and takes some 20 ms.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

from .resolution import reduced

Image = NDArray[np.uint8]
Turn = Literal[0, 90, 180, 270]

_ANALYSIS_DPI = 150
_LEAST_SKEW = 0.2  # degrees; Tesseract reads smaller slants as well as none
_COARSE = np.arange(-12.0, 12.01, 0.5)
_FINE = np.arange(-0.6, 0.61, 0.05)
_LEAST_LETTERS = 20
_MOST_LETTERS = 6000
_MOST_SPOTS = 40_000  # beyond are pages of noise
_ASKED = 300  # letters asked for their neighbours
_CLOSE = 0.35  # of the size of a letter: the next one of a word is nearer, the line below is farther
_CLEAR_LINES = 1.3  # how much better the edges along the lines line up than those across, when it is certain
_CLEAR_DIRECTION = 1.5  # how many more letters have a neighbour on one side than on the other, when it is certain
_CLEAR_BASE = 1.08  # and the base line than the line over the letters


@dataclass(frozen=True, slots=True)
class Pose:
    """How a page lies: the clockwise `turn` that makes it upright, then the counter-clockwise `skew` to correct."""

    turn: Turn
    skew: float


def turned(image: Image, turn: int) -> Image:
    """`image` turned clockwise by `turn` degrees, a multiple of 90."""
    return np.ascontiguousarray(np.rot90(image, -(turn // 90))) if turn % 360 else image


def straightened(image: Image, skew: float) -> Image:
    """`image` turned counter-clockwise by `skew` degrees around its middle, the corners filled with white."""
    if not skew:
        return image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255).astype(
        np.uint8, copy=False
    )


def pose(image: Image, dpi: int) -> Pose:
    """How the gray page `image` lies; Pose(0, 0.0) where it holds too few letters to tell."""
    every = _letters(reduced(image, dpi, _ANALYSIS_DPI))
    if len(every) < _LEAST_LETTERS:
        return Pose(0, 0.0)
    x, y, width, height = every[:: max(1, len(every) // _MOST_LETTERS)].T
    middle_x, middle_y = x + width / 2, y + height / 2
    by_turn: dict[Turn, _Alignment] = {
        0: _alignment(middle_x, y + height),
        180: _alignment(-middle_x, -y),
        90: _alignment(-middle_y, x + width),
        270: _alignment(middle_y, -x),
    }
    turn = _turn({turn: found.score for turn, found in by_turn.items()}, _direction(every))
    skew = round(by_turn[turn].angle, 2)
    return Pose(turn, skew if abs(skew) > _LEAST_SKEW else 0.0)


def opposite(lay: Pose) -> Pose:
    """The pose of a page that lies upside down when `lay` was taken for true."""
    turns: dict[Turn, Turn] = {0: 180, 90: 270, 180: 0, 270: 90}
    return Pose(turns[lay.turn], lay.skew)


def original_box(box: Box, skew: float, width: float, height: float) -> Box:
    """Where `box`, measured on the page straightened by `skew`, lies on the page as it was; clipped to the page."""
    if not skew:
        return box
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    middle_x, middle_y = width / 2, height / 2
    corners = [(x - middle_x, y - middle_y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs = [min(max(x * cos - y * sin + middle_x, 0.0), width) for x, y in corners]
    ys = [min(max(x * sin + y * cos + middle_y, 0.0), height) for x, y in corners]
    return Box(*(round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))))


@dataclass(frozen=True, slots=True)
class _Alignment:
    """How well points line up at their best angle (degrees by which the lines must be turned counter-clockwise)."""

    score: float
    angle: float


def _direction(letters: NDArray[np.float64]) -> float:
    """How many letters have the next one of their word below them, for each that has it beside: 1 tells nothing.

    The edges of the columns of a long table line up better than its base lines, but the digits of a number still
    stand closer to each other than to those below.
    """
    x, y, width, height = letters.T
    some = slice(None, None, max(1, len(letters) // _ASKED))
    size = np.maximum(width, height)[some, None]
    right = x[None, :] - (x + width)[some, None]
    down = y[None, :] - (y + height)[some, None]
    level = np.abs((y + height / 2)[None, :] - (y + height / 2)[some, None]) < 0.5 * size
    upright = np.abs((x + width / 2)[None, :] - (x + width / 2)[some, None]) < 0.5 * size
    beside = (level & (right >= -0.1 * size) & (right < _CLOSE * size)).any(axis=1).sum()
    below = (upright & (down >= -0.1 * size) & (down < _CLOSE * size)).any(axis=1).sum()
    return float((below + 1) / (beside + 1))


def _turn(scores: dict[Turn, float], direction: float) -> Turn:
    """The clockwise turn that makes the page upright; 0 or 90 where the letters do not tell top from bottom."""
    across = max(scores[90], scores[270]) > _CLEAR_LINES * max(scores[0], scores[180])
    if not 1 / _CLEAR_DIRECTION < direction < _CLEAR_DIRECTION:
        across = direction > 1
    plain: Turn = 90 if across else 0
    turned: Turn = 270 if across else 180
    return turned if scores[turned] > _CLEAR_BASE * scores[plain] else plain


def _letters(image: Image) -> NDArray[np.float64]:
    """Boxes (n, 4: x, y, width, height) of the ink spots as large as letters; dust, rules and pictures are not."""
    ink = cv2.adaptiveThreshold(image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 18)
    _, _, spots, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    longer = spots[1:, 2:4].max(axis=1)
    shorter = spots[1:, 2:4].min(axis=1)
    area = spots[1:, 4]
    found: NDArray[np.int32] = spots[1:, :4][(longer >= 10) & (longer <= 60) & (shorter >= 3) & (area >= 20)]
    return found[:_MOST_SPOTS].astype(np.float64)


def _alignment(along: NDArray[np.float64], across: NDArray[np.float64]) -> _Alignment:
    """The alignment of points that lie `along` lines and `across` them, at whichever angle it is best."""
    coarse = _sharpness(along, across, _COARSE, 1.5)
    near = float(_COARSE[coarse.argmax()])
    fine = _sharpness(along, across, near + _FINE, 1.0)
    score = _sharpness(along, across, near + _FINE, 2.0).max()  # of all strips that which pixels disturb least
    return _Alignment(float(score), near + float(_FINE[fine.argmax()]))


def _sharpness(
    along: NDArray[np.float64], across: NDArray[np.float64], angles: NDArray[np.float64], pixels: float
) -> NDArray[np.float64]:
    """For each angle the mean number of points that share a strip `pixels` high with a point."""
    heights = (across - along * np.tan(np.radians(angles))[:, None]) / pixels
    rows = np.rint(heights - heights.min()).astype(np.int64)
    size = int(rows.max()) + 1
    rows += np.arange(len(angles))[:, None] * size
    counts = np.bincount(rows.ravel(), minlength=size * len(angles)).reshape(len(angles), size).astype(np.float64)
    squares: NDArray[np.float64] = (counts**2).sum(axis=1) / len(along)
    return squares
