"""The diacritics of signatories' names: what recognition read, weighed against what the network sees on the letters.

Both are wrong now and then, seldom at the same word: of 1,434 words of names under a seal on pages for development
recognition had 14 wrong, the network 6, both 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from pipeline.document import Line, Word

from ..family_names import signatories
from ..ocr_lines import by_rows
from ..replacing import replaced
from .crops import place_of
from .network import Scores, log_likelihood, seen
from .spellings import Spelling, spellings

Image = NDArray[np.uint8]

_MARGIN = 0.5  # natural logarithm of the odds that another spelling needs beyond the confidence of the reading
_DOUBT = 0.01  # that is left of any reading, and of its contrary
_LEAST, _MOST = 0.5, 0.9  # confidence of a word that was changed: its letters are as doubtful as they were


def with_diacritics_of_names(image: Image, lines: Sequence[Line], dpi: int) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the diacritics of signatories' names as both tell them.

    What is not changed keeps its confidence: the network was asked for the marks on the letters, not for the letters.
    """
    decided: dict[int, Word | None] = {}
    for row in (row for name in signatories(lines) for row in by_rows(name)):
        boxes = [word.box for word in row]
        found = seen(image, dpi, [place_of(box, boxes) for box in boxes])
        decided |= {id(word): _weighed(word, told) for word, told in zip(row, found, strict=True) if told is not None}
    return tuple(replaced(line, decided) for line in lines) if decided else tuple(lines)


def _weighed(word: Word, found: Scores) -> Word:
    """`word`, or another spelling of it, if its confidence and the `found` scores make that likelier."""
    read = Spelling.of(word.text)
    known = spellings(fold(word.text))
    others = {each: log_likelihood(each, found) for each in known if each.classes != read.classes}
    if not others or len(others) == len(known):
        return word
    rival = max(others, key=lambda each: others[each])
    confidence = min(max(word.confidence, _DOUBT), 1 - _DOUBT)
    odds = others[rival] - log_likelihood(read, found) - log(confidence / (1 - confidence))
    if odds <= _MARGIN:
        return word
    believed = min(_share(odds), _MOST, max(word.confidence, _LEAST))
    return replace(word, text=rival.text.capitalize(), confidence=round(believed, 4))


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
