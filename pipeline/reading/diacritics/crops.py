"""One word of a row as the network sees it: of one size, ink 1 and paper 0, whatever machine made the page."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

Crop = NDArray[np.float32]  # of shape (HEIGHT, WIDTH), from -0.2 (lighter than paper) to 1.3 (darker than ink)

HEIGHT, WIDTH = 40, 144  # pixels
_ABOVE, _BELOW, _BESIDE = 0.22, 0.08, 0.05  # of the height of the row: boxes leave out marks above capitals
_TALL = 1.5  # times the median height of a row's words: a box with a stroke of a signature or a seal in it
_PAPER, _INK = 95, 1  # percentiles of the gray levels
_LEAST_CONTRAST = 20.0  # gray levels between them: less is an empty place
_LIGHTEST, _DARKEST = -0.2, 1.3
_NARROWEST = 8  # pixels


def place_of(word: Box, row: Sequence[Box]) -> Box:
    """The place (points) of `word`, as high as the words of its `row`, itself one of them, with room for marks."""
    usual = abs(median(box.bottom - box.top for box in row))
    even = [box for box in row if box.bottom - box.top <= _TALL * usual]
    top, bottom = min(box.top for box in even), max(box.bottom for box in even)
    height = bottom - top
    beside = _BESIDE * height
    return Box(word.x0 - beside, top - _ABOVE * height, word.x1 + beside, bottom + _BELOW * height)


def crop(image: NDArray[np.uint8], dpi: int, place: Box) -> Crop | None:
    """The `place` (points) of the gray `image` at `dpi`; a longer word is pressed together. None where nothing is."""
    scale = dpi / 72.0
    left, top = max(0, round(place.x0 * scale)), max(0, round(place.top * scale))
    cut = image[top : max(0, round(place.bottom * scale)), left : max(0, round(place.x1 * scale))]
    if not cut.size:
        return None
    zoom = HEIGHT / cut.shape[0]
    width = min(WIDTH, max(_NARROWEST, round(cut.shape[1] * zoom)))
    sized = cv2.resize(cut, (width, HEIGHT), interpolation=cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR)
    canvas = np.full((HEIGHT, WIDTH), float(np.percentile(sized, 90)), np.float32)
    start = (WIDTH - width) // 2
    canvas[:, start : start + width] = sized
    light, dark = (float(level) for level in np.percentile(canvas, (_PAPER, _INK)))
    if light - dark < _LEAST_CONTRAST:
        return None
    return np.asarray(np.clip((light - canvas) / (light - dark), _LIGHTEST, _DARKEST), np.float32)
