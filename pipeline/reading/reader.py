"""The recognition of one page within its time: first the whole of it, then the places that are looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box, Word
from pipeline.errors import TimeLimitError

from .ocr import LINE, Engine, RecognisedLine
from .ocr_lines import without_rules

Image = NDArray[np.uint8]

_LEAST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a page: a box in points, which is cut out with a white margin around it."""

    box: Box
    margin: float = 6.0  # points


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads gray images at `dpi` with `engine` until `deadline` (of the monotonic clock)."""

    engine: Engine
    dpi: int
    deadline: float

    def page(self, image: Image) -> tuple[RecognisedLine, ...]:
        """The lines of a page; raises TimeLimitError."""
        seconds = max(self.deadline - monotonic(), _LEAST_SECONDS)
        return without_rules(self.engine.page(image, self.dpi, seconds))

    def places(self, image: Image, places: Sequence[Place], *, psm: int = LINE) -> list[tuple[Word, ...]]:
        """The words at each place, boxes in points on `image`; nothing where the time of the page is over."""
        read = self.crops([self.cut(image, place) for place in places], self.dpi, psm=psm)
        return [tuple(_moved(word, place) for word in words) for words, place in zip(read, places, strict=True)]

    def crops(self, crops: Sequence[Image], dpi: int, *, psm: int, signs: str = "") -> list[tuple[Word, ...]]:
        """The words of each crop at `dpi`, boxes in points on it; nothing where the time of the page is over."""
        seconds = self.deadline - monotonic()
        if not crops or seconds < _LEAST_SECONDS:
            return [()] * len(crops)
        try:
            return self.engine.crops(crops, dpi, seconds, psm=psm, signs=signs)
        except TimeLimitError:  # what was read before is kept
            return [()] * len(crops)

    def cut(self, image: Image, place: Place) -> Image:
        """The part of `image` at `place` with its margin."""
        height, width = image.shape
        scale = self.dpi / 72.0
        left, top = max(0, round(place.box.x0 * scale)), max(0, round(place.box.top * scale))
        right, bottom = min(width, round(place.box.x1 * scale)), min(height, round(place.box.bottom * scale))
        margin = round(place.margin * scale)
        cut = image[top : max(bottom, top + 1), left : max(right, left + 1)]
        return np.pad(cut, margin, constant_values=int(np.percentile(cut, 90)) if cut.size else 255)


def _moved(word: Word, place: Place) -> Word:
    """`word` of a crop with its box on the page, clipped to the place."""
    box, x, y = place.box, max(0.0, place.box.x0) - place.margin, max(0.0, place.box.top) - place.margin
    x0, x1 = (min(max(side + x, box.x0), box.x1) for side in (word.box.x0, word.box.x1))
    top, bottom = (min(max(side + y, box.top), box.bottom) for side in (word.box.top, word.box.bottom))
    return Word(word.text, Box(*(round(side, 2) for side in (x0, top, x1, bottom))), word.confidence)
