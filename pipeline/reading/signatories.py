"""Names under a seal, read again: what is left of it is taken for tone marks, and no language model knows names.

The line of the name is read in four more ways, three times smaller and once smoother too. Each reading of a word votes
with its confidence, the first one with more, because its page is finer: «Bần» became Bền, «Vần» Vân (docs/reading.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, reduce

import numpy as np
from numpy.typing import NDArray

from normalizers.syllables import is_syllable
from pipeline.document import Box, Cell, Line, Word

from .family_names import DOUBTFUL, QUOTES, signatories
from .ocr import LINE
from .preparation.smoothing import smaller, smaller_and_smoother
from .reader import Place, Reader
from .replacing import replaced

Image = NDArray[np.uint8]

_VIEWS: tuple[tuple[Callable[[Image, float], Image], float], ...] = (
    (smaller, 0.6),
    (smaller, 0.8),
    (smaller, 0.9),
    (smaller_and_smoother, 0.8),
)
_FIRST = 1.5  # times the confidence of the first reading is its vote
_MOST = 0.6  # of the votes another word needs: below, a name that was read right has become another
_LEAST = 2  # readings
_BESIDE, _ABOVE = 2.0, 3.0  # points around the words of a name


def with_signatories(image: Image, lines: Sequence[Line], reader: Reader) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the names of signatories as up to five readings have them."""
    decided: dict[int, Word | None] = {}
    for name in signatories(lines):
        if any(word.confidence < DOUBTFUL for word in name):
            decided |= _decided(name, _readings(reader.cut(image, Place(_box(name))), reader))
    return tuple(replaced(line, decided) for line in lines) if decided else tuple(lines)


def _box(name: Cell) -> Box:
    box = reduce(Box.union, (word.box for word in name))
    return Box(box.x0 - _BESIDE, box.top - _ABOVE, box.x1 + _BESIDE, box.bottom + _ABOVE)


def _readings(crop: Image, reader: Reader) -> list[tuple[Word, ...]]:
    """The words of the line on `crop`, read in each of the other ways."""
    read = partial(reader.crops, psm=LINE)
    return [read([seen(crop, scale)], round(reader.dpi * scale))[0] for seen, scale in _VIEWS]


def _decided(name: Cell, readings: Sequence[Sequence[Word]]) -> dict[int, Word | None]:
    """What the doubtful words of `name` are by the `readings` that have as many words; by the number of the object."""
    told = [words for words in readings if len(words) == len(name)]
    return {
        id(word): _voted(word, [words[at] for words in told])
        for at, word in enumerate(name)
        if word.confidence < DOUBTFUL
    }


def _voted(word: Word, others: Sequence[Word]) -> Word:
    """`word`, or the syllable of its length that most of the `others` have, and two of them at least.

    Its confidence is then its share of the votes, and no more than that of any of them.
    """
    read = [(other.text.strip(QUOTES), other.confidence) for other in others]
    votes: defaultdict[str, list[float]] = defaultdict(list)
    for text, confidence in read:
        if text != word.text and len(text) == len(word.text) and text.istitle() and is_syllable(text):
            votes[text].append(confidence)
    text = max(votes, key=lambda each: sum(votes[each]), default=word.text)
    cast = _FIRST * word.confidence + sum(confidence for _, confidence in read)
    if len(votes[text]) < _LEAST or sum(votes[text]) < _MOST * cast or not cast:
        return word
    return replace(word, text=text, confidence=min(sum(votes[text]) / cast, *votes[text]))
