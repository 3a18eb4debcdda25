"""The network in `marks.onnx`: for each crop the log-probabilities of tone, shape and stroke."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from threading import Lock

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

from .crops import Crop, crop
from .spellings import SHAPES, TONES, Spelling

Scores = NDArray[np.float32]  # of shape (13,): natural logarithms of the probabilities of TONES, of SHAPES, of d and đ

_TONES, _SHAPES = slice(0, len(TONES)), slice(len(TONES), len(TONES) + len(SHAPES))
_STROKES = slice(_SHAPES.stop, _SHAPES.stop + 2)
_ONE_AT_A_TIME = Lock()  # a network of OpenCV keeps what it is at work on in itself


def seen(image: NDArray[np.uint8], dpi: int, places: Sequence[Box]) -> list[Scores | None]:
    """The scores of each of the `places` (points) of the gray `image` at `dpi`; None where there is nothing to see."""
    views = [crop(image, dpi, place) for place in places]
    found = iter(scores([view for view in views if view is not None]))
    return [None if view is None else next(found) for view in views]


def scores(crops: Sequence[Crop]) -> list[Scores]:
    """The scores of each of the `crops`."""
    if not crops:
        return []
    with _ONE_AT_A_TIME:
        network = _network()
        network.setInput(np.stack(crops)[:, None])
        raw = np.asarray(network.forward(), np.float32)
    for part in (_TONES, _SHAPES, _STROKES):
        raw[:, part] -= np.logaddexp.reduce(raw[:, part], axis=1, keepdims=True)
    return list(raw)


def log_likelihood(spelling: Spelling, found: Scores) -> float:
    """The natural logarithm of how likely the `found` scores make `spelling`."""
    total = found[_TONES][spelling.tone] + found[_SHAPES][spelling.shape]
    if spelling.text[0] in "dđ":
        total += found[_STROKES][int(spelling.stroke)]
    return float(total)


@cache
def _network() -> cv2.dnn.Net:
    model = files("pipeline.reading.diacritics").joinpath("marks.onnx").read_bytes()
    return cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))
