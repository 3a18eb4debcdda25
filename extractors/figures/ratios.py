"""Two printed numbers over each other: «19/30 nhiệm vụ», «3.071 TTHC/4.888 TTHC», «1.456/1.625»."""

from __future__ import annotations

from normalizers import Span, patterns

from ..extraction import Extraction, Ratio
from ..matching.mentions import Mention, find_mentions
from ..matching.phrases import book
from ..subject import Subject
from .indicators import indicator_of

# Not parts of a whole: ranks, scores, parcels, addresses, «24/7», «quyển số 01/2020».
_BEFORE = patterns.pattern(r"\b(?:so|thua|to|ngo|ngach|hem|nha|kiet|mau|lo|quyen|muc|cap|khoa|ty le|duong)\s+\Z")
_ALWAYS_OPEN = {("24", "7"), ("24", "24")}
_DAY = patterns.pattern(r"\b(?:ngay|hom|den|tu|sang|chieu|toi|trua|truoc|sau)\s+\Z")
_COPULA = patterns.pattern(r"(?:\b(?:la|dat|duoc|co|con|giam|hoan thanh)|[:,(])\s*\Z")
# Nouns that are as often verbs behind a date («hôm 8/1 thông báo»), and measures of fractions («1/2 lần»).
_NOT_PARTS = frozenset({"thong bao", "to chuc", "bao cao", "quyet dinh", "ke hoach", "lan", "noi dung"})
_RANK = patterns.pattern(r"\b(?:hang|thu|vi tri)\s*:?\s*\Z")
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
    if second is None or not second.value or (first.printed, second.printed) in _ALWAYS_OPEN:
        return False
    before = subject.folded[max(mention.clause.start, first.span.start - 14) : first.span.start]
    if _BEHIND.match(subject.folded, second.span.end) or _RANK.search(before):
        return False
    noun = " ".join(subject.folded[second.span.end : mention.end].split()) if mention.unit else ""
    if (first.value or 0) <= 31 and second.value <= 12:  # may be a day and a month, or a fraction
        return bool(noun) and noun not in _NOT_PARTS and _DAY.search(before) is None
    if noun:
        return True
    year = len(second.printed) == 4 and second.printed.isdigit() and 1900 <= int(second.printed) <= 2100
    told = second.value >= 100 or _COPULA.search(before) is not None
    return told and not year and _BEFORE.search(before) is None
