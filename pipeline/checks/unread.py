"""Numbers in a stretch of text that no fact explains: a part of a sum may be among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from normalizers import Span, patterns

from .submission import Submission

_NUMBER = patterns.pattern(
    r"(?<![\p{L}\d/.,-])"
    r"(?<!\b(?:[Mm]ức độ|[Mm]ức|[Cc]ấp độ|[Qq]uý|[Tt]háng|[Nn]ăm|[Đđ]iều|[Bb]iểu|[Ss]ố|muc do|muc|thang|nam) )"
    r"\d[\d.,]*(?![\p{L}\d/])"
)
# What stands for a number that was not filled in or not read.
_DOSSIERS = r"\s+(?:hồ sơ|ho so|HS)\b"
_BLANK = patterns.pattern(
    r"\.{3,}|…|_{2,}|\[\s*\.*\s*\]"
    rf"|(?<![\p{{L}}\d])(?=\w*[lOoIi])(?=\w*\d|[lOoIi]+\b)[\dlOoIi]{{2,6}}{_DOSSIERS}"  # «4O hồ sơ», «l0 hồ sơ»
    rf"|(?:\b[Xx]{{1,3}}|[*#⓪]{{1,3}}|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm)){_DOSSIERS}"
)
_STOP = patterns.pattern(
    r"[.;](?=\s+\p{Lu})|\n\s*\n|\n\s*[-+•*\p{L}]|(?<=[.;:\n])\s*\d{1,2}(?:\.\d{1,2})*[.)][ \t]+\p{L}|[.;]\s*$"
)
_BEHIND = 120  # characters behind the last part in which another may follow
_LONGEST = 60  # characters of a fact, so that one that begins before is seen


def is_undecided(submission: Submission, span: Span, missing: int, own: Sequence[Span]) -> bool:
    """True when the text around a sum may hold the part that is missing.

    A number that no fact explains, a blank («đúng hạn … hồ sơ», «4O hồ sơ»), or another number that is just what is
    missing: «đang giải quyết 15 hồ sơ; chờ thực hiện nghĩa vụ tài chính 5 hồ sơ». `own` are the figures of the sum.
    """
    if unread_number(submission, span, missing):
        return True
    value = submission.subject.value
    end = min(len(value), span.end + _BEHIND)
    if _BLANK.search(value, span.start, end):
        return True
    for match in _NUMBER.finditer(value, span.start, end):
        number = Span(match.start(), match.end())
        same = match[0].rstrip(".,").replace(".", "").lstrip("0") == str(missing)
        if same and not any(number.overlaps(place) for place in own):
            return True
    return False


def unread_number(submission: Submission, span: Span, missing: int | None = None) -> bool:
    """True when a number stands in `span`, or in the rest of its sentence, that no fact explains.

    Behind the sentence only the number that is `missing` counts: «hồ sơ công dân rút⏎32.⏎Số hồ sơ …» looks like a
    list whose item has the number 32.
    """
    value = submission.subject.value
    end = min(len(value), span.end + _BEHIND)
    stop = _STOP.search(value, span.end, end)
    sentence = stop.start() if stop else end
    first = bisect_left(submission.facts, span.start - _LONGEST, key=lambda fact: fact.extraction.span.start)
    last = bisect_left(submission.facts, end, key=lambda fact: fact.extraction.span.start)
    known = [fact.extraction.span for fact in submission.facts[first:last]]
    for match in _NUMBER.finditer(value, span.start, end):
        number = Span(match.start(), match.end())
        unread = not any(number.overlaps(place) for place in known)
        if unread and (number.start < sentence or match[0].rstrip(".,").replace(".", "") == str(missing)):
            return True
    return False
