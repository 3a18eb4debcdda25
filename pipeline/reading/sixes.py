"""A 6 of Lato and Carlito is read as «ó», and often not at all by the reading of digits alone.

No Vietnamese word mixes «ó» with digits. Where a page has shown that its «ó» among digits are sixes, those that no
second reading confirmed are sixes too, doubted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from normalizers.patterns import pattern
from pipeline.document import Line, Word

_LIKE_SIX = "óÓ"
_SIXES = str.maketrans("óÓOo", "6600")
_IN_FIGURE = pattern(r"[(]?(?=.*[\dóÓ])[\dóÓO]+(?:[.,/:-][\dóÓO]+)*%?[)]?[.,;:]{0,2}")
_PROVEN = 2  # sixes that the reading of digits has seen
_DOUBT = 0.5


def lacks_only_sixes(found: str, read: str) -> bool:
    """True when `found` has every digit of the figure `read`, but for some of those read as «ó»."""
    digits = "".join(filter(str.isdigit, found))
    shown = [(sign.translate(_SIXES), sign in _LIKE_SIX) for sign in read]
    figure = [(digit, may_lack) for digit, may_lack in shown if digit.isdigit()]
    places = {0}  # of `digits` that may be reached
    for digit, may_lack in figure:
        onward = {at + 1 for at in places if digits[at : at + 1] == digit}
        places = onward | places if may_lack else onward
    return len(digits) in places and len(digits) < len(figure)


def with_sixes(doubted: Iterable[Word], lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` with the sixes read as «ó», where second readings have shown them.

    `doubted` are the words that were read a second time, as they were read first.
    """
    told = tuple(lines)
    doubts = {word.box for word in doubted if _has_six(word)}
    proven = sum(word.box in doubts and not _has_six(word) and "6" in word.text for line in told for word in line.words)
    if proven < _PROVEN:
        return told
    return tuple(
        Line(tuple(tuple(_with_six(word, alone=word.box in doubts) for word in cell) for cell in line.cells))
        for line in told
    )


def _has_six(word: Word) -> bool:
    return any(sign in word.text for sign in _LIKE_SIX)


def _with_six(word: Word, *, alone: bool) -> Word:
    """`word` with its sixes; one without any digit only where it stands `alone` in a column of figures."""
    if not _has_six(word) or not _IN_FIGURE.fullmatch(word.text) or not (alone or any(map(str.isdigit, word.text))):
        return word
    return replace(word, text=word.text.translate(_SIXES), confidence=min(word.confidence, _DOUBT))
