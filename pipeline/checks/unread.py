"""Numbers in a stretch of text that no fact explains: a part of a sum may be among them."""

from __future__ import annotations

from bisect import bisect_left

from normalizers import Span, patterns

from .submission import Submission

_NUMBER = patterns.pattern(
    r"(?<![\p{L}\d/.,-])"
    r"(?<!\b(?:[Mm]ức độ|[Mm]ức|[Cc]ấp độ|[Qq]uý|[Tt]háng|[Nn]ăm|[Đđ]iều|[Bb]iểu|[Ss]ố|muc do|muc|thang|nam) )"
    r"\d[\d.,]*(?![\p{L}\d/])"
)
_STOP = patterns.pattern(
    r"[.;](?=\s+\p{Lu})|\n\s*\n|\n\s*[-+•*\p{L}]|(?<=[.;:\n])\s*\d{1,2}(?:\.\d{1,2})*[.)][ \t]+\p{L}|[.;]\s*$"
)
_BEHIND = 120  # characters behind the last part in which another may follow
_LONGEST = 60  # characters of a fact, so that one that begins before is seen


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
