"""Seals and signatures in coloured ink taken off a page, so that the name printed under them can be read.

The red seal lies over a third of the signature and of the signatory's title or name (Nghị định 30/2020/NĐ-CP,
Phụ lục I, phần II). Only round red figures and what is coloured beside them are taken off (`unmixing`, `remnants`);
headings in red or blue and bands of colour stay.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from .remnants import without_remnants
from .resolution import Image
from .unmixing import Mask, tones_of, unmixed

Place = tuple[tuple[int, int], tuple[int, int]]  # (top, bottom), (left, right)

_LOOK_DPI = 100  # coarse enough to even out the colour noise of JPEG
_COLOURED = 30  # gray levels between the strongest and the weakest channel, at _LOOK_DPI
_BESIDE = (0.3, 1.6)  # inches above and below, left and right of a seal: the signature begins on it
_LARGEST = 2.0  # inches: the longest side of a seal; official ones have 36 mm
# Inches: gaps over which strokes belong together, the least side of a seal joined so, and how many times its shorter
# side the longer one may be, where print hides a part of it.
_JOINS = ((0.05, 0.7, 1.5), (0.12, 1.1, 1.25), (0.25, 1.2, 1.2))
_FILLED = 0.55  # of its box: a seal has its rings, letters and a star, a band of colour more
_LEAST = 0.0003  # of the page: fewer coloured pixels are no seal


def gray_without_seals(image: NDArray[np.uint8], dpi: int) -> tuple[Image, bool]:
    """The RGB `image` (height, width, 3) in gray, large coloured figures lifted, and whether there were any."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    paper = np.percentile(image[::16, ::16].reshape(-1, 3), 75, axis=0)
    balance = [np.clip(np.arange(256) * (255.0 / max(tone, 64.0)), 0, 255).astype(np.uint8) for tone in paper]
    places = _figures(image, dpi, balance)
    if not places:
        return gray, False
    tones = tones_of(image, gray)
    for place in places:
        gray[place] = without_remnants(*unmixed(image[place], gray[place], tones, dpi), tones, dpi)
    return gray, True


def _balanced(image: NDArray[np.uint8], balance: Sequence[Image]) -> list[Image]:
    """The three channels of `image` with its paper in white: yellowed paper is no coloured ink."""
    return [
        cv2.LUT(np.ascontiguousarray(image[..., at]), table).astype(np.uint8, copy=False)
        for at, table in enumerate(balance)
    ]


def _tint(channels: Sequence[Image]) -> Image:
    """How much stronger than the weakest the strongest channel of each pixel is."""
    red, green, blue = channels
    weakest = cv2.min(cv2.min(red, green), blue)
    return cv2.subtract(cv2.max(cv2.max(red, green), blue), weakest).astype(np.uint8, copy=False)


def _figures(image: NDArray[np.uint8], dpi: int, balance: Sequence[Image]) -> list[tuple[slice, slice]]:
    """The places (rows, columns) of seals, each with the signature beside it."""
    scale = min(1.0, max(_LOOK_DPI / dpi, 1 / min(image.shape[:2])))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    channels = _balanced(small, balance)
    coloured = _tint(channels) > _COLOURED
    if coloured.mean() < _LEAST:
        return []
    seals = _seals(coloured & (channels[0] >= channels[2]), dpi * scale)
    return [_widened(place, scale, dpi) for place in seals]


def _widened(place: Place, scale: float, dpi: int) -> tuple[slice, slice]:
    """The rows and columns of a figure found at `scale` in the full image, and a little around it."""
    rows, columns = (
        slice(max(0, int(start / scale - beside * dpi)), int(end / scale + beside * dpi) + 1)
        for (start, end), beside in zip(place, _BESIDE, strict=True)
    )
    return rows, columns


def _seals(red: Mask, dpi: float) -> list[Place]:
    """((top, bottom), (left, right)) of the seals of a mask: as high as wide, larger than letters, and not filled.

    A red heading is wide, a band of colour behind white letters is filled; neither may be touched. Print and pen
    break the ring of a seal to pieces: what is joined over wider gaps must be as large and as round as a seal is.
    """
    found: list[Place] = []
    for reach, least, roundness in _JOINS:
        side = max(3, round(reach * dpi)) | 1
        joined = cv2.morphologyEx(red.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        _, _, figures, _ = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_32S)
        for left, top, width, height, _ in figures[1:].tolist():
            inked = float(red[top : top + height, left : left + width].mean())
            round_ = max(width, height) <= roundness * min(width, height)
            if round_ and least * dpi <= min(width, height) <= _LARGEST * dpi and inked < _FILLED:
                found.append(((top, top + height), (left, left + width)))
    return [place for place in dict.fromkeys(found) if not any(_lies_in(place, other) for other in found)]


def _lies_in(place: Place, other: Place) -> bool:
    """True when `place` is a part of `other`, and not the same."""
    within = (a <= c and d <= b for (c, d), (a, b) in zip(place, other, strict=True))
    return place != other and all(within)
