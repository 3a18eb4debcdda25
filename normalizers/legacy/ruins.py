"""Vietnamese read by an OCR without Vietnamese: «hé so da giai quyét» is no text in an old encoding."""

from __future__ import annotations

import re

from ..text import Span
from .encodings import TABLED
from .evidence import Found
from .scoring import AS_IS, words
from .suspicion import LINE_END
from .tokens import tokens, word_of

ACCENTED = 0.3  # share of words with diacritics, after decoding; sound Vietnamese has 0.5 and more, ruins 0.2 and less
_REACH = 500  # characters
# What such an OCR knows beside ASCII; a line with any other sign is none of its work.
_OTHER_SIGN = re.compile("[^\\x00-\\x7féèêàâçëïôûüöä§£¢©®°«»€“”‘’„–—…•™¢¥¬·×\\xa0]")


def is_ruin(value: str, run: Found) -> bool:
    """True when the line of `run` has too few words with diacritics to be Vietnamese in an encoding with a table."""
    if _OTHER_SIGN.search(value, run.span.start, run.span.end):
        return False
    line = _line_of(value, run.span)
    if _OTHER_SIGN.search(line):
        return False
    found = tokens(line)
    table, column = words(), AS_IS + 1 + TABLED.index(run.encoding)
    rows = table.rows(found)
    altered = table.spelling[rows, column] != table.spelling[rows, AS_IS]
    accented = int((altered & (table.number[rows, column] >= 0)).sum())
    return accented < ACCENTED * sum(not word_of(token).isupper() for token in found)  # abbreviations do not count


def _line_of(value: str, span: Span) -> str:
    """The line of `span`, as far as _REACH characters to either side."""
    first = max(0, span.start - _REACH)
    before = max(value.rfind("\n", first, span.start), value.rfind("\f", first, span.start))
    after = LINE_END.search(value, span.end, span.end + _REACH)
    return value[first if before < 0 else before + 1 : after.start() if after else span.end + _REACH]
