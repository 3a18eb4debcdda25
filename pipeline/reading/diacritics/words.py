"""The diacritics of weak words: the network's view of the letters, and the language model's of the words around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
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
from .crops import place_of
from .network import Scores, log_likelihood, seen
from .spellings import Spelling, spellings

Image = NDArray[np.uint8]

_LIKELIER = 1.0  # log10 of the odds that another spelling needs, by the words around and what is seen
_TRUST = 0.7  # of what the network sees: on bad pages it is a little too sure
_MOST = 150  # words of a page, the weakest first
_RIVALS = 2  # spellings of a word that are weighed
_BELIEVED = 0.8  # confidence of a word that was changed


@dataclass(frozen=True, slots=True)
class _Other:
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
    """`lines` of the straight gray page `image` with the diacritics of weak words that network and language model tell.

    How weak a word is plays no further part: on pages for development it told good changes from bad ones no better.
    """
    weak = [each for each in weak_words(lines, worn=worn) if _is_spelled(each)][:_MOST]
    found = seen(image, dpi, [place_of(each.word.box, each.row) for each in weak])
    told = ((each, scores) for each, scores in zip(weak, found, strict=True) if scores is not None)
    others = [other for each, scores in told for other in _others(each, scores)]
    weights = odds([Rival(each.weak.text, each.weak.span, each.spelling.text) for each in others])
    totals = (weight + _TRUST * each.weight for each, weight in zip(others, weights, strict=True))
    decided: dict[int, Word | None] = {}
    for total, other in sorted(zip(totals, others, strict=True), key=lambda pair: pair[0]):
        if total >= _LIKELIER:
            decided[id(other.weak.word)] = other.mended()
    return tuple(replaced(line, decided) for line in lines)


def _is_spelled(weak: Weak) -> bool:
    """True for a syllable in one case; «a)» begins an item of a list."""
    text = weak.span.of(weak.text)
    if len(text) == 1 and text != weak.word.text:
        return False
    return is_syllable(text) and text in (text.lower(), text.upper(), text.capitalize())


def _others(weak: Weak, found: Scores) -> Iterator[_Other]:
    """The spellings of `weak` that the network finds likelier than what was read, the first few."""
    text = weak.span.of(weak.text)
    read = Spelling.of(text)
    for each in nlargest(_RIVALS, spellings(fold(text)), key=lambda each: log_likelihood(each, found)):
        weight = (log_likelihood(each, found) - log_likelihood(read, found)) / log(10)
        if each.classes != read.classes and weight > 0:
            yield _Other(weak, each, weight)
