"""The diacritics of signatories' names: what recognition read, weighed against what the network sees on the letters.

Both are wrong now and then, seldom at the same word: of 1,434 words of names under a seal on pages for development
recognition had 14 wrong, the network 6, both 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from pipeline.document import Box, Cell, Line, Word

from ..family_names import signatories
from ..replacing import replaced
from .crops import crop, line_of_word
from .network import Scores, log_likelihood, scores
from .spellings import Spelling, spellings

Image = NDArray[np.uint8]

_MARGIN = 0.5  # of the log-odds that another spelling needs against the confidence of the reading
_SUREST = 0.99  # confidence: more is believed of no reading, and no less than the rest is left of doubt
_OF_MENDED = 0.9  # the most that a word has whose diacritics were changed


def with_diacritics_of_names(image: Image, lines: Sequence[Line], dpi: int) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the diacritics of signatories' names as both make them likeliest.

    A word's confidence is then the probability that both give its spelling among those with the same letters.
    """
    decided: dict[int, Word | None] = {}
    for name in signatories(lines):
        decided |= {id(word): _weighed(word, found) for word, found in zip(name, _seen(image, name, dpi), strict=True)}
    return tuple(replaced(line, decided) for line in lines) if decided else tuple(lines)


def _seen(image: Image, name: Cell, dpi: int) -> list[Scores]:
    line = reduce(Box.union, (word.box for word in name))
    return scores([crop(image, dpi, line_of_word(word.box, line)) for word in name])


def _weighed(word: Word, found: Scores) -> Word:
    """`word` in the likeliest of its spellings by its confidence and the `found` scores."""
    read = Spelling.of(word.text)
    known = spellings(fold(word.text))
    others = {each: log_likelihood(each, found) for each in known if each.classes != read.classes}
    if not others or len(others) == len(known):
        return word
    rival = max(others, key=lambda each: others[each])
    confidence = min(max(word.confidence, 1 - _SUREST), _SUREST)
    odds = others[rival] - log_likelihood(read, found) - log(confidence / (1 - confidence))
    if odds > _MARGIN:
        return replace(word, text=rival.text.capitalize(), confidence=round(min(_share(odds), _OF_MENDED), 4))
    return replace(word, confidence=round(max(word.confidence, min(_share(-odds), _SUREST)), 4))


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
