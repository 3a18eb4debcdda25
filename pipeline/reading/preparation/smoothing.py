"""A page smaller, and freed of noise: how words are read that recognition was not sure of."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_WINDOW = 3  # pixels: the median of a window leaves strokes and takes the grain of toner


def smaller_and_smoother(image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The gray `image` without the noise of single pixels, `scale` (below 1) times as large."""
    return smaller(cv2.medianBlur(image, _WINDOW).astype(np.uint8, copy=False), scale)


def smaller(image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The gray `image` at `scale` (below 1) times its size."""
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
