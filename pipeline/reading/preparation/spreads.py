"""Two pages on one image, as an open book or a folded sheet is scanned."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image, reduced

_LOOK_DPI = 75
_SHAPE = (1.2, 1.75)  # width over height of two upright pages side by side
_MIDDLE = (0.42, 0.58)  # of the width: where the fold may be
_GUTTER = 0.45  # inches: the least margin between the texts of the two pages
_STROKES = (0.012, 0.35)  # inches: the height of letters, dots and marks included
_LEAST_STROKES = 60  # over the columns of a half: fewer are no page of its own, but the last one may be a signature
_RULE = 0.8  # inches: a longer stroke across the middle is the rule of a table
_FULL = 0.35  # of the width of a half that the text of a page covers


def fold(image: Image, dpi: int) -> int | None:
    """The column of an upright gray `image` between its two pages; None for a single page.

    A page across, with a table or with lines of text through its middle, is one page.
    """
    height, width = image.shape
    if not _SHAPE[0] <= width / height <= _SHAPE[1]:
        return None
    small = reduced(image, dpi, _LOOK_DPI)
    scale = small.shape[1] / width
    columns = _strokes(small, dpi * scale)
    gutter = _widest_gap(columns)
    if not columns.any() or gutter is None or gutter[1] - gutter[0] < _GUTTER * dpi * scale:
        return None
    left, right = columns[: gutter[0]], columns[gutter[1] :]
    if min(left.sum(), right.sum()) < _LEAST_STROKES or _is_ruled_over(small, gutter, dpi * scale):
        return None
    if min(np.mean(left > 0), np.mean(right > 0)) < _FULL:
        return None
    return int((gutter[0] + gutter[1]) / 2 / scale)


def _is_ruled_over(small: Image, gutter: tuple[int, int], dpi: float) -> bool:
    """True when a rule runs from one half to the other."""
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 21, 12)
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))  # a rule on a slanted page steps from row to row
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(_RULE * dpi)), np.uint8))
    return bool(runs[:, gutter[0] : gutter[1]].any(axis=1).any() and runs[:, sum(gutter) // 2].any())


def _strokes(small: Image, dpi: float) -> NDArray[np.int64]:
    """How many letters and marks stand over each column of the image; shadows and rules across are none."""
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 21, 18)
    _, _, spots, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    columns = np.zeros(small.shape[1] + 1, np.int64)
    least, most = (side * dpi for side in _STROKES)
    for left, _, width, height, area in spots[1:].tolist():
        if area >= 4 and least <= height <= most:
            columns[left] += 1
            columns[left + width] -= 1
    return np.cumsum(columns)[:-1]


def _widest_gap(columns: NDArray[np.int64]) -> tuple[int, int] | None:
    """The widest stretch of empty columns that touches the middle."""
    start, end = (round(share * len(columns)) for share in _MIDDLE)
    few = columns <= max(1, int(0.01 * columns.max()))
    edges = np.flatnonzero(np.diff(np.r_[False, few, False].astype(np.int8)))
    gaps = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < end and b > start]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)
