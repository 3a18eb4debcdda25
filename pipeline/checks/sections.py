"""The parts of a report: from one heading of the first two levels (I., 1.) to the next."""

from __future__ import annotations

from bisect import bisect_right
from weakref import WeakKeyDictionary

from extractors.matching.mentions import split
from extractors.matching.sections import heading_level
from normalizers import Span, patterns

from .submission import Submission

_LINE_END = patterns.pattern(r"\n")
_LETTER = patterns.pattern(r"\p{L}{2}")  # «32.» alone on a line is the end of the line before
_known: WeakKeyDictionary[Submission, list[int]] = WeakKeyDictionary()


def section_at(submission: Submission, offset: int) -> int:
    """Where the heading over `offset` stands; 0 before the first one."""
    if submission not in _known:
        _known[submission] = _headings(submission)
    index = bisect_right(_known[submission], offset)
    return _known[submission][index - 1] if index else 0


def _headings(submission: Submission) -> list[int]:
    value = submission.subject.value
    lines = split(value, _LINE_END, Span(0, len(value)))
    return [line.start for line in lines if heading_level(value, line) in (1, 2) and _LETTER.search(line.of(value))]
