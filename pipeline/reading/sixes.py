"""A 6 of Lato and Carlito is read as «ó», in italics as «é» or «á», and often left out by the reading of digits alone.

No Vietnamese word mixes these with digits, and none is «ó» alone. Where a page has shown that one is a six, those that
no second reading confirmed are sixes too; so is an «ó» before or behind «tháng», or one that numbers a line. All are
doubted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from normalizers.folding import fold
from normalizers.patterns import pattern
from pipeline.document import Cell, Line, Word

from .digit_shapes import AS_DIGITS

_LIKE_SIX = "óÓéÉáÁ"
_IN_FIGURE = pattern(r"[-–+]?[(]?(?=.*[\dóÓ])[\dóÓéÉáÁO]+(?:[.,/:-][\dóÓéÉáÁO]+)*%?[)]?[.,;:]{0,2}")
_ALONE = pattern(r"[óÓ][.,;:)]?")
_MONTHS = "thang"
_DAYS = frozenset({"thang", "ngay"})
_DOUBT = 0.5


def lacks_only_sixes(found: str, read: str) -> bool:
    """True when `found` has every digit of the figure `read`, but for some of those read as «ó»."""
    digits = "".join(filter(str.isdigit, found))
    shown = [(sign.translate(AS_DIGITS), sign in _LIKE_SIX) for sign in read]
    figure = [(digit, may_lack) for digit, may_lack in shown if digit.isdigit()]
    places = {0}  # of `digits` that may be reached
    for digit, may_lack in figure:
        onward = {at + 1 for at in places if digits[at : at + 1] == digit}
        places = onward | places if may_lack else onward
    return len(digits) in places and len(digits) < len(figure)


def with_sixes(doubted: Iterable[Word], lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` with the sixes read as letters, where second readings or what stands beside them show them.

    `doubted` are the words that were read a second time, as they were read first.
    """
    told = tuple(lines)
    doubts = {word.box for word in doubted if _has_six(word)}
    proven = any(word.box in doubts and not _has_six(word) and "6" in word.text for line in told for word in line.words)
    return tuple(Line(tuple(_with_sixes(cell, proven=proven) for cell in line.cells)) for line in told)


def _has_six(word: Word) -> bool:
    return any(sign in word.text for sign in _LIKE_SIX)


def _with_sixes(cell: Cell, *, proven: bool) -> Cell:
    return tuple(
        _as_six(word) if _has_six(word) and _is_six(cell, at, proven=proven) else word for at, word in enumerate(cell)
    )


def _is_six(cell: Cell, at: int, *, proven: bool) -> bool:
    text = cell[at].text
    if not _IN_FIGURE.fullmatch(text):
        return False
    if any(map(str.isdigit, text)) or proven:
        return proven
    before, after = (fold(cell[near].text) if 0 <= near < len(cell) else "" for near in (at - 1, at + 1))
    numbers_line = at == 0 and len(cell) > 1 and text.endswith(".")
    return _ALONE.fullmatch(text) is not None and (after.startswith(_MONTHS) or before in _DAYS or numbers_line)


def _as_six(word: Word) -> Word:
    return replace(word, text=word.text.translate(AS_DIGITS), confidence=min(word.confidence, _DOUBT))
