"""The words of dates and periods (ngày, tháng, quý, năm) as patterns for folded text, and whether they are meant.

Folded, «năm 2025» and «Việt Nam 2025» are alike. Where a text bears its marks, the word must bear them too; where
OCR dropped them (sample 004: nim, ndm, ngdy, thang), the plain or garbled word counts.
"""

from __future__ import annotations

from normalizers import Span, patterns

DAY = r"ng(?:a|d|i)[yv]"
MONTH = r"th(?:ae|ad|a|d|e|i)ng"
QUARTER = r"qu[yiv]"
YEAR = r"n(?:ae|ad|de|a|d|i|e)m"
YEAR_NUMBER = r"(?:19|20)\d\d"

_SPELLINGS = {
    "n": {"năm", "nǎm", "nắm", "nám", "nằm"},
    "t": {"tháng", "thàng", "thang\u0301"},
    "q": {"quý", "qúy", "quí", "qúi"},
    "g": {"giai"},
}
_WINDOW = 80  # characters on each side that show whether the text around bears its marks
_MARKED = patterns.pattern(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")  # English OCR never reads one of these
_NAMES = patterns.pattern(r"\b(?:viet|quang|ha|mien|dong|tay|ban|binh|huong|chi)\s+\Z")


def is_head_word(value: str, folded: str, span: Span) -> bool:
    """True when the word under `span`, found by its folded form, can be the word for a unit of time."""
    word = span.of(value).lower()
    if word in _SPELLINGS.get(folded[span.start], ()):
        return True
    if bears_marks(value, span):
        return False
    return not (word == "nam" and _NAMES.search(folded, max(0, span.start - 10), span.start))


def bears_marks(value: str, span: Span) -> bool:
    """True when the text around `span` bears the marks of Vietnamese."""
    start, end = max(0, span.start - _WINDOW), min(len(value), span.end + _WINDOW)
    return _MARKED.search(value, start, end) is not None
