"""Comma or point in a printed number, by its shape: a comma goes below the base line, a point stands on it.

At 200 dpi both are four pixels wide, and recognition takes «100,00» for «100.00».
"""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.document import Box

from .resolution import Image

_MARGIN = 3.0  # points below the word that a tail may reach
_SMALL = 0.5  # of the height of the digits: a separator is lower
_TAIL = 0.045  # of the height of the digits that a comma goes below them: points go 0.04 at most
_LEAST_DIGITS = 2


def separators(image: Image, dpi: int, word: Box) -> str:
    """The separators of the number printed at `word` (points) of a straight gray page, left to right, as , and ."""
    scale = dpi / 72
    margin = round(_MARGIN * scale)
    top, bottom = max(0, int(word.top * scale) - 1), int(word.bottom * scale) + margin
    left, right = max(0, int(word.x0 * scale) - 1), int(word.x1 * scale) + 2
    part = image[top:bottom, left:right]
    if min(part.shape) < 4:
        return ""
    _, ink = cv2.threshold(part, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    spots = found[1:][found[1:, cv2.CC_STAT_AREA] >= 4]
    if not len(spots):
        return ""
    heights = spots[:, cv2.CC_STAT_HEIGHT]
    tall = spots[heights > _SMALL * heights.max()]
    if len(tall) < _LEAST_DIGITS:
        return ""
    height = float(np.median(tall[:, cv2.CC_STAT_HEIGHT]))
    base = float(np.median(tall[:, cv2.CC_STAT_TOP] + tall[:, cv2.CC_STAT_HEIGHT]))
    low = spots[(heights <= _SMALL * height) & (spots[:, cv2.CC_STAT_TOP] > base - 0.6 * height)]
    ends = sorted((spot[cv2.CC_STAT_LEFT], spot[cv2.CC_STAT_TOP] + spot[cv2.CC_STAT_HEIGHT]) for spot in low)
    return "".join("," if end > base + _TAIL * height else "." for _, end in ends)
