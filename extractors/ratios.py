"""Two printed numbers over each other: «19/30 nhiệm vụ», «3.071 TTHC/4.888 TTHC», «1.456/1.625»."""

from __future__ import annotations

from normalizers import Span, patterns

from .extraction import Extraction, Ratio
from .indicators import indicator_of
from .mentions import Mention, find_mentions
from .phrases import book
from .subject import Subject

# Not parts of a whole: ranks, scores, parcels, addresses, «24/7», «quyển số 01/2020».
_BEFORE = patterns.pattern(r"\b(?:so|thua|to|ngo|ngach|hem|nha|kiet|mau|lo|quyen|muc|cap|khoa|ty le|duong)\s+$")
_RANK = patterns.pattern(r"\b(?:hang|thu|vi tri)\s*:?\s*$")
_BEHIND = patterns.pattern(r"\s*(?:diem|gio|ngay/tuan|m2|ha\b)")


def extract(subject: Subject) -> list[Extraction]:
    """The ratios of a text; a pair that may be a day and a month counts only with a noun behind it."""
    cues = book("dossier_states").find(subject)
    pairs = [mention for mention in find_mentions(subject, cues) if mention.numeral.over]
    return [extraction for mention in pairs if (extraction := _ratio(subject, mention))]


def _ratio(subject: Subject, mention: Mention) -> Extraction | None:
    first, second = mention.numeral, mention.numeral.over
    if second is None or first.value is None or second.value is None or not _is_part(subject, mention):
        return None
    span = Span(first.span.start, mention.end)
    indicator = indicator_of(subject, mention.left, mention.right)
    value = Ratio(first.value, second.value, mention.unit, indicator)
    return Extraction(value, span, "ratio", confidence=0.95 if mention.unit else 0.8)


def _is_part(subject: Subject, mention: Mention) -> bool:
    """True when the pair reads as a part of a whole."""
    first, second = mention.numeral, mention.numeral.over
    assert second is not None
    before = subject.folded[max(0, first.span.start - 14) : first.span.start]
    if _BEHIND.match(subject.folded, second.span.end) or _RANK.search(before):
        return False
    if not mention.unit and _BEFORE.search(before):
        return False
    if (first.printed, second.printed) == ("24", "7") or not second.value:
        return False
    year = len(second.printed) == 4 and second.printed.isdigit() and 1900 <= int(second.printed) <= 2100
    day = (first.value or 0) <= 31 and second.value <= 12
    return bool(mention.unit) or not (year or day)
