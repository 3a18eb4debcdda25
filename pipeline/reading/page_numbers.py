"""Page numbers that recognition passed over: a lone digit in the head of a page looks like dust to it.

A number must not be made out of dust, so two readings have to agree on it, one that knows letters and one that does
not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from normalizers.patterns import pattern
from pipeline.document import Box, Word

from .cell_crops import crop
from .figures import DIGITS, size_anchor
from .ocr import LINE, RecognisedLine
from .reader import Reader

_NUMBER = pattern(r"\d{1,3}")
_MOST = 4  # places: more is dust
_AGREED = 0.9


def page_numbers(
    image: NDArray[np.uint8], lines: Sequence[RecognisedLine], places: Sequence[Box], reader: Reader
) -> list[tuple[Word, ...]]:
    """The numbers read at lone `places` (points) of the straight gray `image`, each as a line of one word."""
    anchor = size_anchor(word for line in lines for word in line.words)
    if anchor is None or not 0 < len(places) <= _MOST:
        return []
    crops = [crop(image, reader.dpi, place, anchor) for place in places]
    images = [each.image for each in crops]
    readings = [reader.crops(images, crops[0].dpi, psm=LINE, signs=signs) for signs in ("", DIGITS)]
    found: list[tuple[Word, ...]] = []
    for each, free, digits in zip(crops, *readings, strict=True):
        words = each.words(free)
        if len(words) == 1 and _NUMBER.fullmatch(words[0].text) and _text(each.words(digits)) == words[0].text:
            found.append((replace(words[0], confidence=max(words[0].confidence, _AGREED)),))
    return found


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
