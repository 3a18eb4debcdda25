"""One word of a line as the network sees it: of one size, ink 1 and paper 0, whatever machine made the page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

HEIGHT, WIDTH = 40, 144  # pixels
_ABOVE, _BELOW, _BESIDE = 0.22, 0.08, 0.05  # of the height of the line's words: boxes leave out marks above capitals
_PAPER, _INK = 95, 1  # percentiles of the gray levels
_LEAST_CONTRAST = 20.0  # gray levels
_DARKEST, _LIGHTEST = 1.3, -0.2


def line_of_word(word: Box, line: Box) -> Box:
    """The place of `word` (points) in the `line` of all the words it stands among, with room for marks."""
    height = line.bottom - line.top
    beside = _BESIDE * height
    return Box(word.x0 - beside, line.top - _ABOVE * height, word.x1 + beside, line.bottom + _BELOW * height)


def crop(image: NDArray[np.uint8], dpi: int, place: Box) -> NDArray[np.float32]:
    """The `place` (points) of the gray `image` at `dpi`, (HEIGHT, WIDTH); a longer word is pressed together."""
    scale = dpi / 72.0
    left, top = max(0, round(place.x0 * scale)), max(0, round(place.top * scale))
    right, bottom = max(left + 1, round(place.x1 * scale)), max(top + 1, round(place.bottom * scale))
    cut = image[top:bottom, left:right]
    if not cut.size:
        return np.zeros((HEIGHT, WIDTH), np.float32)
    zoom = HEIGHT / cut.shape[0]
    width = min(WIDTH, max(8, round(cut.shape[1] * zoom)))
    sized = cv2.resize(cut, (width, HEIGHT), interpolation=cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR)
    paper = float(np.percentile(sized, 90))
    canvas = np.full((HEIGHT, WIDTH), paper, np.float32)
    start = (WIDTH - width) // 2
    canvas[:, start : start + width] = sized
    return _inked(canvas)


def _inked(canvas: NDArray[np.float32]) -> NDArray[np.float32]:
    light, dark = np.percentile(canvas, (_PAPER, _INK))
    ink = (light - canvas) / max(float(light - dark), _LEAST_CONTRAST)
    return np.asarray(np.clip(ink, _LIGHTEST, _DARKEST), np.float32)
