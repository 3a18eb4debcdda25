"""Seals and signatures in coloured ink taken off a page, so that the name printed under them can be read.

The red seal lies over a third of the signature and of the signatory's title or name (Nghị định 30/2020/NĐ-CP,
Phụ lục I, phần II). Only large figures are taken off: text printed in red or blue has letters of the usual size.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image

Mask = NDArray[np.bool_]

_LOOK_DPI = 100  # coarse enough to even out the colour noise of JPEG
_COLOURED = 30  # gray levels between the strongest and the weakest channel, at _LOOK_DPI
_TINTED = 16  # the same in the full image, where a figure has been found
_LARGE = 0.28  # inches: a figure this high and wide is no line of text
_LONG = 0.5  # inches: and one side is at least this long
_REACH = 0.05  # inches: strokes of a figure closer than this belong together
_LEAST = 0.0003  # of the page: fewer coloured pixels are no seal


def gray_without_seals(image: NDArray[np.uint8], dpi: int) -> tuple[Image, bool]:
    """The RGB `image` (height, width, 3) in gray, large coloured figures faded, and whether there were any."""
    gray = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    places = _figures(image, dpi)
    if not places:
        return gray, False
    paper = np.uint8(np.percentile(gray[::4, ::4], 75))
    for place in places:
        gray[place] = _faded(image[place], gray[place], paper)
    return gray, True


def _faded(colours: NDArray[np.uint8], gray: Image, paper: np.uint8) -> Image:
    """Gray values with coloured ink lifted to `paper`: it leaves its own channel light, black print none."""
    strongest = colours.max(axis=2)
    tint = cv2.subtract(strongest, colours.min(axis=2))
    lifted = np.minimum(cv2.add(strongest, tint), paper)
    return np.where(tint > _TINTED, np.maximum(gray, lifted), gray).astype(np.uint8)


def _figures(image: NDArray[np.uint8], dpi: int) -> list[tuple[slice, slice]]:
    """The places (rows, columns) of seals and signatures; red and blue apart, since they cross."""
    scale = min(1.0, _LOOK_DPI / dpi)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.int16)
    coloured = small.max(axis=2) - small.min(axis=2) > _COLOURED
    if coloured.mean() < _LEAST:
        return []
    red = small[..., 0] >= small[..., 2]
    return [
        tuple(slice(int(start / scale), int(end / scale) + 1) for start, end in place)  # type: ignore[misc]
        for hue in (coloured & red, coloured & ~red)
        for place in _large(hue, dpi * scale)
    ]


def _large(coloured: Mask, dpi: float) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """((top, bottom), (left, right)) of the large figures of a mask."""
    side = max(3, round(_REACH * dpi)) | 1
    joined = cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, _, figures, _ = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_32S)
    return [
        ((top, top + height), (left, left + width))
        for left, top, width, height, _ in figures[1:].tolist()
        if min(width, height) >= _LARGE * dpi and max(width, height) >= _LONG * dpi
    ]
