"""Figures that are printed wider than what was read of them: a digit was overlooked.

All digits of a type have one width, half an em in serif types and a little more in others, so «0» cannot be as wide as
it is high and a half. Tesseract drops the second digit of short figures in small tables with full confidence.
"""

from __future__ import annotations

from normalizers.patterns import pattern
from pipeline.document import Word

_FIGURE = pattern(r"[(]?\d+(?:[.,]\d+)*[)%]{0,2}[.,;]?")
_WIDTHS = {".": 0.37, ",": 0.37, ";": 0.4, "(": 0.5, ")": 0.5, "%": 1.25}
_DIGIT = 0.755  # of its height: the width of a digit with the gap behind it
_GAP = 0.1  # the same, between digits: the last has none
_WIDER = 0.55  # digits


def is_too_wide(word: Word) -> bool:
    """True for a figure whose box has room for one more digit; `word` lies on a line without slant."""
    if not _FIGURE.fullmatch(word.text):
        return False
    height = word.box.bottom - word.box.top
    units = sum(_WIDTHS.get(sign, _DIGIT) for sign in word.text) / _DIGIT
    return height > 0 and ((word.box.x1 - word.box.x0) / height + _GAP) / _DIGIT - units > _WIDER
