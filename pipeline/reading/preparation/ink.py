"""Letters on a page, found without recognition: what must have been read, if nothing was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
_LEAST_LETTERS = 3  # in a row: fewer may be specks or part of a drawing
_PAIR = 2  # «T.D»
_TALL = 0.75  # of the usual height of letters: what is lower is no capital and no figure
_MARGIN = 0.04  # inches around a line of letters
HEAD = 0.12  # of the page's height: where page numbers stand, above and below
_APART, _BESIDE = 0.12, 0.02  # inches between a page number, or a figure in a row, and any word


@dataclass(frozen=True, slots=True)
class Unread:
    """Letters outside all words: rows, pairs and single ones that may be figures (boxes in points); the share read."""

    rows: tuple[Box, ...] = ()
    pairs: tuple[Box, ...] = ()
    lone: tuple[Box, ...] = ()
    coverage: float = 1.0


def unread_letters(image: Image, dpi: int, words: Iterable[Box]) -> Unread:
    """The letters outside all `words` (points) of a gray, straight page; rules, large figures and dust are none."""
    small = reduced(image, dpi, _LOOK_DPI)
    dpi = min(dpi, _LOOK_DPI)
    letters = _letters(small, dpi)
    if not len(letters):
        return Unread()
    read = np.zeros(small.shape, bool)
    around = _AROUND * dpi
    for word in words:
        left, top, right, bottom = (side * dpi / 72 for side in (word.x0, word.top, word.x1, word.bottom))
        read[_at(top - around) : _at(bottom + around), _at(left - around) : _at(right + around)] = True
    middle_x, middle_y = (letters[:, :2] + letters[:, 2:4] / 2).astype(int).T
    missed = ~read[middle_y, middle_x]
    if not missed.any():
        return Unread()
    coverage = 1.0 - float(letters[missed, 4].sum() / letters[:, 4].sum())
    rows = list(_rows(letters[missed], small.shape, dpi))
    usual = float(np.median(letters[:, 3]))
    few = [(box, count, _is_lone(box, read, dpi, usual)) for box, count in rows if count < _LEAST_LETTERS]
    lone = (_tight(box) for box, _, is_lone in few if is_lone)
    tall = ((box, n) for box, n, is_lone in few if not is_lone and _height(box, dpi) >= _TALL * usual)
    pairs = (box for box, n in tall if n == _PAIR)
    return Unread(tuple(box for box, n in rows if n >= _LEAST_LETTERS), tuple(pairs), tuple(lone), coverage)


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


def _rows(letters: NDArray[np.int32], shape: tuple[int, ...], dpi: int) -> Iterator[tuple[Box, int]]:
    """Boxes in points of `letters` that stand in a row, and how many they are."""
    mask = np.zeros(shape, np.uint8)
    for left, top, width, height, _ in letters.tolist():
        mask[top : top + height, left : left + width] = 1
    kernel = np.ones((_odd(_LEADING * dpi), _odd(_GAP * dpi)), np.uint8)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
    _, rows, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    middle_x, middle_y = (letters[:, :2] + letters[:, 2:4] / 2).astype(int).T
    counts = np.bincount(rows[middle_y, middle_x], minlength=len(found))
    for (left, top, width, height, _), count in zip(found[1:].tolist(), counts[1:].tolist(), strict=True):
        sides = (left, top, left + width, top + height)
        around = (-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        box = (round(max(0.0, side / dpi + edge) * 72, 2) for side, edge in zip(sides, around, strict=True))
        yield Box(*box), count


def _height(box: Box, dpi: int) -> float:
    """Of the letters in the `box` of a row, in pixels."""
    return (box.bottom - box.top) * dpi / 72 - 2 * _MARGIN * dpi


def _tight(box: Box) -> Box:
    margin = 72 * _MARGIN
    return Box(box.x0 + margin, box.top + margin, box.x1 - margin, box.bottom - margin)


def _is_lone(box: Box, read: NDArray[np.bool_], dpi: int, usual: float) -> bool:
    """True for a sign of usual height by itself that may be a figure: in the head or foot of a page, or beside words.

    The head and foot hold page numbers; in a row with words stand the short figures of tables without rules.
    """
    scale, height = dpi / 72, read.shape[0]
    top, bottom = box.top * scale, box.bottom * scale
    if not _TALL * usual <= _height(box, dpi) <= 2.5 * usual:
        return False
    at_edge = bottom <= HEAD * height or top >= (1 - HEAD) * height
    if not at_edge and not read[min(_at((top + bottom) / 2), height - 1)].any():
        return False
    apart = (_APART if at_edge else _BESIDE) * dpi
    left, right = box.x0 * scale, box.x1 * scale
    return not read[_at(top - apart) : _at(bottom + apart), _at(left - apart) : _at(right + apart)].any()


def _odd(side: float) -> int:
    return max(3, round(side)) | 1
