"""Paper and ink tones of a page: uneven light and faded print made even.

A photocopy of a photocopy has grey paper, darker along an edge, and print that fades from one place to another.
Tesseract looks for one threshold a line or a block; where the ink of one place is lighter than the paper of another,
it drops whole paragraphs. So each place is measured against the paper and the ink around it. Nothing is made black
or white: letters keep their soft edges, which recognition needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image, reduced

_PAPER_DPI, _INK_DPI = 100, 150
_LOOK_DPI, _LOOK_PAPER_DPI = 100, 50  # enough to judge a page by
_STROKE = 0.25  # inches: wider dark areas are paper (a shaded cell), narrower ones ink
_BLOCK = 0.35  # inches: a place whose ink is measured by itself, some lines high
_INK_SHARE = 0.97  # of a block of text is no ink: its darkest part shows what ink is like there
_SLACK = 1.05
_FAINTEST, _DARKEST = 0.35, 1.3  # of the usual depth of ink; beyond lie dust and pictures
_UNEVEN_PAPER = 25  # gray levels between the darkest and the lightest paper of a page
_PALE_INK = 70  # gray levels between paper and ink
_FEW = 100  # pixels


@dataclass(frozen=True, slots=True)
class Tone:
    """Gray levels of a page: how far its paper varies, and how much darker its ink is than its paper."""

    paper_spread: float
    depth: float

    @property
    def is_worn(self) -> bool:
        """True for a page that Tesseract reads better once it is made even; office scans stay as they are."""
        return self.paper_spread > _UNEVEN_PAPER or 0 < self.depth < _PALE_INK


def is_bilevel(image: Image) -> bool:
    """True when nearly all of the gray `image` is black or white, as a fax machine sends it."""
    sample = image[::3, ::3]
    return bool(np.mean((sample > 40) & (sample < 215)) < 0.002)


def tone_of(image: Image, dpi: int) -> Tone:
    """The tone of a gray page."""
    image, dpi = reduced(image, dpi, _LOOK_DPI), min(dpi, _LOOK_DPI)
    paper = _paper(image, dpi, _LOOK_PAPER_DPI)
    low, high = np.percentile(paper, (2, 98))
    return Tone(float(high - low), _usual_depth(_depth(image, dpi, paper)))


def even(image: Image, dpi: int) -> Image:
    """The gray `image` with white paper and dark ink in all places."""
    paper = _paper(image, dpi, _PAPER_DPI)
    depth = _depth(image, dpi, paper)
    ink = _ink(depth, _usual_depth(depth), round(_BLOCK * min(dpi, _INK_DPI)))
    size = (image.shape[1], image.shape[0])
    darkness = cv2.subtract(cv2.resize(paper, size), image)
    return cv2.bitwise_not(cv2.divide(darkness, cv2.resize(ink, size), scale=255)).astype(np.uint8, copy=False)


def _paper(image: Image, dpi: int, wanted: int) -> Image:
    """The tone of the paper in each place, at `wanted` dpi or the dpi of the image."""
    small = reduced(image, dpi, wanted)
    side = round(_STROKE * min(dpi, wanted)) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    closed = cv2.morphologyEx(cv2.medianBlur(small, 5), cv2.MORPH_CLOSE, kernel)
    return cv2.GaussianBlur(closed, (0, 0), side / 3).astype(np.uint8, copy=False)


def _depth(image: Image, dpi: int, paper: Image) -> Image:
    """How much darker than the `paper` each place is, at _INK_DPI: coarse enough to even out grain."""
    small = reduced(image, dpi, _INK_DPI)
    smooth = cv2.GaussianBlur(small, (0, 0), 0.5)
    return cv2.subtract(cv2.resize(paper, (small.shape[1], small.shape[0])), smooth).astype(np.uint8, copy=False)


def _grain(depth: Image) -> float:
    """The standard deviation of the grain of the paper, for most of a page is paper."""
    middle = _percentile(depth, 50)
    return 1.48 * _percentile(np.abs(depth.astype(np.int16) - middle).astype(np.uint8), 50)


def _usual_depth(depth: Image) -> float:
    """How much darker than paper the ink of a page usually is; 0 where there is hardly any."""
    counts = np.bincount(depth.ravel(), minlength=256)
    counts[: int(max(25.0, 4 * _grain(depth))) + 1] = 0
    if counts.sum() < _FEW:
        return 0.0
    return float(np.searchsorted(np.cumsum(counts), 0.6 * counts.sum()))


def _percentile(values: Image, percent: float) -> int:
    """A percentile of gray levels, from their histogram: sorting a page takes ten times as long."""
    counts = np.cumsum(np.bincount(values.ravel(), minlength=256))
    return int(np.searchsorted(counts, percent / 100 * counts[-1]))


def _ink(depth: Image, usual: float, block: int) -> Image:
    """How dark the ink of each block of `depth` is, taken from its neighbours where it has none."""
    usual = usual or 60.0
    levels = np.percentile(_blocks(depth, block), 100 * _INK_SHARE, axis=2).astype(np.float32)
    inked = (levels > max(12.0, 3 * _grain(depth) + 6)).astype(np.float32)
    told = cv2.GaussianBlur(inked, (0, 0), 1.2) + 1e-3
    around = (cv2.GaussianBlur(levels * inked, (0, 0), 1.2) + 1e-3 * usual) / told
    height, width = depth.shape
    whole = (around.shape[1] * block, around.shape[0] * block)
    local = cv2.resize(around, whole, interpolation=cv2.INTER_LINEAR)[:height, :width]
    return (np.clip(local, _FAINTEST * usual, _DARKEST * usual) * _SLACK).clip(1, 255).astype(np.uint8)


def _blocks(values: Image, side: int) -> NDArray[np.uint8]:
    """`values` in square blocks: (rows, columns, side * side), the last ones filled up with 0."""
    height, width = values.shape
    rows, columns = -(-height // side), -(-width // side)
    filled = np.zeros((rows * side, columns * side), np.uint8)
    filled[:height, :width] = values
    return filled.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
