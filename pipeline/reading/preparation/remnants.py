"""What is left of seals and signatures once their colour is off: rims of strokes, and places where pen crosses seal.

A crossing is as dark as print and as large as a tone mark, so size alone tells nothing. Letters are larger; a mark
stands above or beside a letter, and is as black as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image
from .unmixing import Mask, Tones

_INK, _BLACK = 0.5, 0.25  # of the light: ink at all, and the core of a stroke
_RIM = 0.01  # inches: the soft edge of a stroke
_GAP = 0.06  # inches along a stroke in which JPEG has lost its colour
_LETTER, _LETTER_CORE = 0.05, 0.0006  # inches and square inches: the least letter and its core
_SPOT = 0.03  # inches: the least letter that no colour surrounds
_MARK_CORE = 0.0001  # square inches
_ABOVE, _BESIDE, _BEHIND = 0.09, 0.05, 0.08  # inches: two marks stand above a letter, one below, a stop behind «T»
_SURROUNDED = 0.5  # of the rim of a spot is coloured


@dataclass(frozen=True, slots=True)
class _Spots:
    """Connected dark places: the number of each pixel (height, width), and of each its height, its core and its rim.

    `height` is in pixels, `area` and `core` in square pixels, `coloured` the share of its rim that ink touches.
    """

    labels: NDArray[np.int32]
    height: NDArray[Any]
    area: NDArray[Any]
    core: NDArray[np.intp]
    coloured: NDArray[np.float64]


def without_remnants(lifted: Image, coloured: Mask, tones: Tones, dpi: int) -> Image:
    """The gray `lifted` with paper where ink was `coloured`, but for letters and their marks."""
    rim = _square(_RIM * dpi)
    whole = cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_CLOSE, _square(_GAP * dpi / 2))
    around = cv2.dilate(whole, rim).astype(np.uint8, copy=False)
    light = tones.gray_light(lifted)
    spots = _spots(light, around, rim)
    letters = _letters(spots, dpi)
    kept = letters | _marks(spots, letters, dpi)
    print_ = cv2.dilate(kept[spots.labels].astype(np.uint8), rim)
    paper = np.uint8(min(tones.gray_paper, 255.0))
    return np.where((around > 0) & (print_ == 0), np.maximum(lifted, paper), lifted).astype(np.uint8, copy=False)


def _spots(light: NDArray[np.float32], around: Image, rim: Image) -> _Spots:
    ink = (light < _INK).astype(np.uint8)
    count, labels, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    grown = cv2.dilate(labels.astype(np.float32), rim).astype(np.int32)
    grown[ink > 0] = 0
    whole = np.bincount(grown.ravel(), minlength=count)
    touched = np.bincount(grown[around > 0], minlength=count)
    core = np.bincount(labels[light < _BLACK], minlength=count)
    numbers = labels.astype(np.int32, copy=False)
    heights = found[:, cv2.CC_STAT_HEIGHT]
    return _Spots(numbers, heights, found[:, cv2.CC_STAT_AREA], core, touched / np.maximum(whole, 1))


def _letters(spots: _Spots, dpi: int) -> Mask:
    """Which spots are letters, or parts of letters."""
    large = (spots.height >= _LETTER * dpi) & (spots.core >= _LETTER_CORE * dpi * dpi)
    free = (spots.height >= _SPOT * dpi) & (spots.coloured < _SURROUNDED)
    letters = large | free
    letters[0] = False  # the paper
    return np.asarray(letters)


def _marks(spots: _Spots, letters: Mask, dpi: int) -> Mask:
    """Which spots are marks of `letters`, or stops; and those that hardly touch any colour."""
    above, beside, behind = (round(reach * dpi) for reach in (_ABOVE, _BESIDE, _BEHIND))
    # The letter lies below its mark and before its stop.
    reach = np.ones((beside + 1 + above, behind + 1 + beside), np.uint8)
    near = cv2.dilate(letters[spots.labels].astype(np.uint8), reach, anchor=(behind, beside)) > 0
    close = 2 * np.bincount(spots.labels[near], minlength=len(letters)) >= spots.area
    black = spots.core >= _MARK_CORE * dpi * dpi
    marks = ~letters & ((black & close) | (spots.coloured < _SURROUNDED))
    marks[0] = False
    return np.asarray(marks)


def _square(reach: float) -> Image:
    side = 2 * round(reach) + 1
    return np.ones((side, side), np.uint8)
