"""Streaks down a whole scan, from dirt on the glass of a feeder or a scratch on the drum of a copier, lifted.

A streak runs from the first row of pixels to the last in one column of the scan as it was fed, so it is sought before
the page is turned or straightened. No printed rule reaches both edges of the paper. What lies under it is kept: it is
made lighter by as much as the streak darkens the paper.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image

_BANDS = 24
_LOOKED_AT = (0, 12, 23)  # of them, at first
_STEP = 5  # every so many rows of pixels tell the tone of a column in a band
_WIDEST = 0.045  # inches
_FAINTEST = 0.03  # of the tone of the paper beside it
_RIM = 0.012  # the same at its sides
_MARGIN = 0.1  # inches at the sides of the scan, where shadows are
_PART = 0.92  # of the bands show it
_MOST = 6  # columns of pixels a hundred: more is a picture or shading
_LEAST_TONE = 40.0


def without_streaks(page: Image, dpi: int) -> tuple[Image, bool]:
    """The gray `page` (height, width), upright or not, with its streaks lifted, and whether there were any."""
    height, width = page.shape
    if height < _BANDS * _STEP * 2 or width < dpi:
        return page, False
    lifts = _lifts(page, dpi)
    columns = np.flatnonzero(lifts > 1)
    if not len(columns) or 100 * len(columns) > _MOST * width:
        return page, False
    result = page.copy()
    lifted = page[:, columns].astype(np.float32) * lifts[columns]
    result[:, columns] = np.clip(np.rint(lifted), 0, 255).astype(np.uint8)
    return result, True


def _lifts(page: Image, dpi: int) -> NDArray[np.float32]:
    """By how much each column of pixels is to be multiplied: 1 where no streak is."""
    few = _depth(page, dpi, _LOOKED_AT)
    if not (few > _FAINTEST).all(axis=0).any():  # nearly every page: no need to look at all of it
        return np.ones(page.shape[1], np.float32)
    depth = _depth(page, dpi, tuple(range(_BANDS)))
    shows = depth > _FAINTEST
    streak = (shows.mean(axis=0) >= _PART) & shows[0] & shows[-1]
    usual = np.median(depth, axis=0)
    beside = cv2.dilate(streak.astype(np.uint8)[None, :], np.ones((1, 3), np.uint8))[0] > 0
    taken = streak | (beside & (usual > _RIM))
    return np.where(taken, 1 / (1 - np.clip(usual, 0, 0.9)), 1).astype(np.float32)


def _depth(page: Image, dpi: int, bands: tuple[int, ...]) -> NDArray[np.float32]:
    """How much darker than the paper beside it each column of pixels is, as a share: (bands, width)."""
    rows = page.shape[0] // _BANDS
    cut = (page[band * rows : (band + 1) * rows : _STEP] for band in bands)
    profile = np.stack([np.median(part, axis=0) for part in cut]).astype(np.float32)
    kernel = np.ones((1, max(3, round(_WIDEST * dpi)) | 1), np.uint8)
    paper = np.maximum(cv2.morphologyEx(profile, cv2.MORPH_CLOSE, kernel), _LEAST_TONE)
    depth = (1 - profile / paper).astype(np.float32)
    rim = round(_MARGIN * dpi)
    depth[:, :rim] = depth[:, -rim:] = 0
    return depth
