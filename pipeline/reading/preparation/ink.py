"""Letters on a page, found without recognition: what must have been read, if nothing was lost."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

from .resolution import Image, reduced

_LOOK_DPI = 150
_LETTER = (0.04, 0.4)  # inches: from a small «o» of 7 points to a capital of 28
_WIDEST = 0.9  # inches: letters that touch each other
_SMOOTH = 0.8  # pixels: the grain of a worn page is no ink
_CONTRAST = 40  # gray levels darker than what is around
_THIN = 9.0  # a stroke so many times longer than wide is a rule
_AROUND = 0.03  # inches by which a word reaches beyond its box
_GAP, _LEADING = 0.13, 0.02  # inches between letters of a line, and by which marks stand off
_EDGE = 0.11  # inches: no printer prints there, but the lid of a scanner throws its shadow
_LEAST_LETTERS = 3  # in a row: fewer are specks or part of a drawing
_MARGIN = 0.04  # inches around a line of letters


def unread_lines(image: Image, dpi: int, words: Iterable[Box]) -> tuple[list[Box], float]:
    """Lines of letters outside all `words`, and the share (0..1) of the letters that is inside; boxes in points.

    `image` is gray and straight. Rules, large figures and dust are no letters; 1.0 where there are none at all.
    """
    small = reduced(image, dpi, _LOOK_DPI)
    dpi = min(dpi, _LOOK_DPI)
    letters = _letters(small, dpi)
    if not len(letters):
        return [], 1.0
    read = np.zeros(small.shape, bool)
    around = _AROUND * dpi
    for word in words:
        left, top, right, bottom = (side * dpi / 72 for side in (word.x0, word.top, word.x1, word.bottom))
        read[_at(top - around) : _at(bottom + around), _at(left - around) : _at(right + around)] = True
    middle_x, middle_y = (letters[:, :2] + letters[:, 2:4] / 2).astype(int).T
    missed = ~read[middle_y, middle_x]
    covered = 1.0 - float(letters[missed, 4].sum() / letters[:, 4].sum())
    return (list(_lines(letters[missed], small.shape, dpi)) if missed.any() else []), covered


def letter_count(image: Image, dpi: int) -> int:
    """How many letters or parts of letters the gray `image` shows."""
    return len(_letters(reduced(image, dpi, _LOOK_DPI), min(dpi, _LOOK_DPI)))


def _at(side: float) -> int:
    return max(0, round(side))


def _letters(image: Image, dpi: int) -> NDArray[np.int32]:
    """Spots as large as letters (n, 5: left, top, width, height, area)."""
    window = round(0.27 * dpi) | 1
    smooth = cv2.GaussianBlur(image, (0, 0), _SMOOTH)
    ink = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _CONTRAST)
    _, _, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    spots = found[1:]
    width, height, area = spots[:, 2], spots[:, 3], spots[:, 4]
    least, most = (side * dpi for side in _LETTER)
    sized = (height >= least) & (height <= most) & (width <= _WIDEST * dpi)
    straight = (width > _THIN * height) | (height > _THIN * width)
    solid = area > 0.08 * width * height
    edge = _EDGE * dpi
    left, top = spots[:, 0], spots[:, 1]
    beside = (left + width < edge) | (top + height < edge)
    beside |= (left > image.shape[1] - edge) | (top > image.shape[0] - edge)
    return spots[sized & ~straight & solid & ~beside].astype(np.int32)


def _lines(letters: NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> Iterable[Box]:
    """Boxes in points of `letters` that stand in a row."""
    mask = np.zeros(shape, np.uint8)
    for left, top, width, height, _ in letters.tolist():
        mask[top : top + height, left : left + width] = 1
    kernel = np.ones((_odd(_LEADING * dpi), _odd(_GAP * dpi)), np.uint8)
    _, rows, found, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), connectivity=8
    )
    middle_x, middle_y = (letters[:, :2] + letters[:, 2:4] / 2).astype(int).T
    counts = np.bincount(rows[middle_y, middle_x], minlength=len(found))
    for row, (left, top, width, height, _) in enumerate(found.tolist()):
        if row and counts[row] >= _LEAST_LETTERS:
            sides = (left, top, left + width, top + height)
            around = (-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
            yield Box(*(round(max(0.0, side / dpi + edge) * 72, 2) for side, edge in zip(sides, around, strict=True)))


def _odd(side: float) -> int:
    return max(3, round(side)) | 1
