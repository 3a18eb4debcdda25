"""Vietnamese read by an OCR without Vietnamese: «hé so da giai quyét» is no text in an old encoding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .encodings import TABLED
from .evidence import Found
from .scoring import AS_IS, TOKEN, words

_ACCENTED = 0.3  # share of words with diacritics, after decoding; sound Vietnamese has 0.5 and more, ruins 0.2 and less
# What such an OCR knows beside ASCII; a line with any other sign is none of its work.
_ITS_SIGNS = re.compile("[\\x00-\\x7féèêàâçëïôûüöä§£¢©®°«»€“”‘’„–—…•™¢¥¬·×\\xa0]*")


def is_ruin(value: str, run: Found) -> bool:
    """True when the line of `run` has too few words with diacritics to be Vietnamese in an encoding with a table."""
    start, end = value.rfind("\n", 0, run.span.start) + 1, value.find("\n", run.span.end)
    line = value[start : end if end >= 0 else len(value)]
    if not _ITS_SIGNS.fullmatch(line):
        return False
    tokens = TOKEN.findall(line)
    table, column = words(), AS_IS + 1 + TABLED.index(run.encoding)
    rows = table.rows(tokens)
    altered = table.spelling[rows, column] != table.spelling[rows, AS_IS]
    return is_mostly_bare(int((altered & (table.number[rows, column] >= 0)).sum()), tokens)


def is_mostly_bare(accented: int, tokens: Sequence[str]) -> bool:
    """True when `accented` of the words are too few; abbreviations do not count."""
    return accented < _ACCENTED * sum(not token.isupper() for token in tokens)
