"""The diacritics of weak words: the network's view of the letters, and the language model's of the words around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from normalizers.restoration.casing import cased
from normalizers.restoration.rivals import Rival, odds
from normalizers.syllables import is_syllable
from pipeline.document import Line, Word

from ..replacing import replaced
from ..weak_words import Weak, weak_words
from .crops import crop, line_of_word
from .network import Scores, log_likelihood, scores
from .spellings import Spelling, spellings

Image = NDArray[np.uint8]

_MARGIN = 1.0  # log10 of the odds that another spelling needs in all
_TRUST = 0.7  # of what the network sees: on bad pages it is a little too sure
_MOST = 150  # words of a page, the weakest first
_RIVALS = 2  # spellings of a word that are weighed
_BELIEVED = 0.8  # confidence of a word that was changed


@dataclass(frozen=True, slots=True)
class _Seen:
    """Another spelling of a weak word, and log10 of the odds between it and what was read, by the network."""

    weak: Weak
    spelling: Spelling
    weight: float

    def mended(self) -> Word:
        """The weak word in this spelling, in the case of what was read."""
        word, read = self.weak.word, self.weak.span.of(self.weak.text)
        text = word.text.replace(read, cased(self.spelling.text, read, read.isupper()), 1)
        return replace(word, text=text, confidence=_BELIEVED)


def with_diacritics_of_words(image: Image, lines: Sequence[Line], dpi: int, *, worn: bool) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the diacritics of weak words as both make them likeliest."""
    weak = weak_words(lines, worn=worn)[:_MOST]
    views = scores([crop(image, dpi, line_of_word(each.word.box, each.place)) for each in weak])
    seen = [other for each, view in zip(weak, views, strict=True) for other in _others(each, view)]
    weights = odds([Rival(each.weak.text, each.weak.span, each.spelling.text) for each in seen])
    decided: dict[int, Word | None] = {}
    totals = (weight + _TRUST * each.weight for each, weight in zip(seen, weights, strict=True))
    for total, each in sorted(zip(totals, seen, strict=True), key=lambda pair: pair[0]):
        if total >= _MARGIN:
            decided[id(each.weak.word)] = each.mended()
    return tuple(replaced(line, decided) for line in lines)


def _others(weak: Weak, view: Scores) -> Iterator[_Seen]:
    """The spellings of `weak` that the network finds likeliest, but for what was read."""
    text = weak.span.of(weak.text)
    known = spellings(fold(text))
    if not is_syllable(text) or not _is_evenly_cased(text) or (len(text) == 1 and text != weak.word.text):
        return  # «a)» begins an item of a list
    read = Spelling.of(text)
    likely = sorted(known, key=lambda each: log_likelihood(each, view), reverse=True)[: _RIVALS + 1]
    for each in likely[:_RIVALS]:
        weight = (log_likelihood(each, view) - log_likelihood(read, view)) / log(10)
        if each.classes != read.classes and weight > 0:
            yield _Seen(weak, each, weight)


def _is_evenly_cased(text: str) -> bool:
    return text in (text.lower(), text.upper(), text.capitalize())
