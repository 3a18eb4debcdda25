"""The upright strokes at the head of a printed word: how many a Roman number has, and whether one is an I or a 1.

Recognition joins them («H» for II) or drops one («II» for III); halfway up the line, where no serif is, they stand
apart from each other even in small print.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

from .resolution import Image

_MOST = 4
_BAND = (0.3, 0.7)  # of the height of the letters: between the serifs
_WIDEST = 0.36  # of the height: a broader stroke is two, or no stroke
_LEAN = 0.04  # of the height that a stroke may lean over the band; a slash leans more
_PITCH = 0.7  # of the height from stroke to stroke; behind a full stop the next digit is farther off
_LEAST_HEIGHT, _LEAST_ROWS = 12, 4  # pixels
_FLAG_HEIGHT = 22  # pixels: in smaller print the flag of a 1 is no wider than the serif of an I
_TOP = 0.3  # of the height: where the flag of a 1 is
_EVEN = 0.055  # of the height: serifs stand out on both sides alike


@dataclass(frozen=True, slots=True)
class Strokes:
    """Upright strokes, and whether the first is as wide on its left as on its right on top; None: too small to tell."""

    count: int
    is_even: bool | None


def strokes(image: Image, dpi: int, word: Box) -> Strokes:
    """The upright strokes at the start of `word` (points) on the straight gray `image`; none where it is unclear."""
    scale = dpi / 72
    top, bottom = max(0, round(word.top * scale) - 1), round(word.bottom * scale) + 1
    left, right = max(0, round(word.x0 * scale) - 2), round(word.x1 * scale) + 2
    part = image[top:bottom, left:right]
    if min(part.shape) < 4:
        return Strokes(0, None)
    ink = cv2.threshold(part, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1].astype(np.uint8, copy=False)
    first = _first(ink)
    if first is None:
        return Strokes(0, None)
    begin, end = first
    band = ink[begin + round(_BAND[0] * (end - begin)) : begin + round(_BAND[1] * (end - begin))]
    count = _upright([_runs(row) for row in band], end - begin)
    return Strokes(count, _is_even(ink[begin:end], end - begin) if count else None)


def _first(ink: NDArray[np.uint8]) -> tuple[int, int] | None:
    """The rows that the leftmost tall spot covers: those of a capital."""
    _, _, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    tall = found[1:][found[1:, cv2.CC_STAT_HEIGHT] >= max(_LEAST_HEIGHT, ink.shape[0] // 2)]
    if not len(tall):
        return None
    spot = tall[tall[:, cv2.CC_STAT_LEFT].argmin()]
    top, height = int(spot[cv2.CC_STAT_TOP]), int(spot[cv2.CC_STAT_HEIGHT])
    return top, top + height


def _runs(row: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Where ink begins and ends along a row."""
    edges = np.flatnonzero(np.diff(row, prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _upright(rows: list[list[tuple[int, int]]], height: int) -> int:
    """How many strokes stand upright through all `rows`, counted from the left to the first thing that does not."""
    least = min((len(row) for row in rows), default=0) if len(rows) >= _LEAST_ROWS else 0
    before = None
    for at in range(least):
        width = max(row[at][1] - row[at][0] for row in rows)
        middles = [(row[at][0] + row[at][1]) / 2 for row in rows]
        middle = sum(middles) / len(middles)
        lean = abs(sum(middles[-3:]) - sum(middles[:3])) / 3
        if lean > max(0.9, _LEAN * height) or width > max(4.0, _WIDEST * height):
            return at
        if before is not None and middle - before > _PITCH * height:
            return at
        before = middle
    return least


def _is_even(ink: NDArray[np.uint8], height: int) -> bool | None:
    """True when the first stroke stands out alike to both sides on top, as an I does and no 1."""
    if height < _FLAG_HEIGHT:
        return None
    _, labels = cv2.connectedComponents(ink, connectivity=8)
    columns = labels[height // 2]
    spot = labels == columns[np.flatnonzero(columns)[0]]
    stem = np.flatnonzero(spot[round(0.4 * height) : round(0.7 * height)].mean(axis=0) > 0.5)
    top = np.flatnonzero(spot[: round(_TOP * height)].any(axis=0))
    if not len(stem) or not len(top) or stem[-1] - stem[0] > _WIDEST * height:
        return None  # it touches the next one
    return bool(abs((stem[0] - top[0]) - (top[-1] - stem[-1])) <= _EVEN * height)
