"""Names under a seal, read again: what is left of it is taken for tone marks, and no language model knows names.

Where two other readings of the line, one smaller, one smoother too, are surer and have the same marks, those are the
marks: on 100 pages with a seal three names that were read wrong came right («Vần» for Vân, «Uốc» for Ước), no other
changed. Without a seal the first reading, of the finer page, is the better one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from pipeline.document import Box, Cell, Line, Word

from .family_names import signatories
from .preparation.smoothing import smaller, smaller_and_smoother
from .reader import Place, Reader
from .replacing import replaced

Image = NDArray[np.uint8]

_SCALE = 0.8
_SURE = 0.93  # confidence of a word whose marks need no other reading
_BESIDE, _ABOVE = 2.0, 3.0  # points around the words of a name


def with_signatories(image: Image, lines: Sequence[Line], reader: Reader) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the names of signatories as two other readings have them."""
    names = [name for name in signatories(lines) if any(word.confidence < _SURE for word in name)]
    if not names:
        return tuple(lines)
    small = replace(reader, dpi=round(reader.dpi * _SCALE))
    read = small.places(smaller_and_smoother(image, _SCALE), [Place(_box(name)) for name in names])
    doubted = [(name, other) for name, other in zip(names, read, strict=True) if _is_other(name, other)]
    if not doubted:
        return tuple(lines)
    confirmed = small.places(smaller(image, _SCALE), [Place(_box(name)) for name, _ in doubted])
    decided: dict[int, Word | None] = {}
    for (name, other), third in zip(doubted, confirmed, strict=True):
        if len(third) == len(name):
            agreed = zip(name, other, third, strict=True)
            decided |= {id(word): _marked(word, one, two) for word, one, two in agreed if one.text == two.text}
    return tuple(replaced(line, decided) for line in lines)


def _box(name: Cell) -> Box:
    box = reduce(Box.union, (word.box for word in name))
    return Box(box.x0 - _BESIDE, box.top - _ABOVE, box.x1 + _BESIDE, box.bottom + _ABOVE)


def _is_other(name: Cell, words: Sequence[Word]) -> bool:
    """True where `words` are the `name` with other marks."""
    if len(words) != len(name) or all(one.text == two.text for one, two in zip(name, words, strict=True)):
        return False
    return all(fold(one.text) == fold(two.text) for one, two in zip(name, words, strict=True))


def _marked(word: Word, one: Word, two: Word) -> Word:
    """`word` as two other readings have it, which are the same, if both are surer than the first."""
    confidence = min(one.confidence, two.confidence)
    is_better = word.confidence < min(_SURE, confidence) and one.text != word.text
    return replace(word, text=one.text, confidence=confidence) if is_better else word
