"""The ranges of days a text prints, and which of them say for what time the figures of the report are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractors.extraction import Date, Period
from normalizers import Span, patterns

from ...facts import Fact
from ..submission import Submission
from .stretches import Stretch, day_of

_RULES = {"period-date-range", "period-date-to-month"}
_REACH = 110  # characters before a range, and after it, that say what it is for
_HEAD = 400  # characters behind the title in which a line of its own tells the period of the figures
# «(Số liệu tính từ ngày …», «Trong kỳ báo cáo (từ …», «Kỳ báo cáo: từ ngày …».
_CUE = patterns.pattern(r"\b(?:so lieu|ky bao cao|ky nay|trong ky)\b[^\n.;]{0,60}$")
_ELSE = patterns.pattern(r"\b(?:luy ke|cong don|cung ky|ky truoc|so voi|giai doan|ke tu khi|du kien)\b")
_OPENS = patterns.pattern(r"[\s(*_]*(?:thoi gian\s*:?\s*)?(?:\(\s*)?(?:tinh\s+)?(?:tu\s+)?(?:ngay\s+)?$")


@dataclass(frozen=True, slots=True)
class DateRange:
    """A range with both its ends, as printed.

    `stated` is true when the text says that the figures are for it; `other` when words beside it say that it is for
    something else: the same time of last year, the time since the beginning.
    """

    fact: Fact
    first: date
    last: date
    inferred: tuple[bool, bool]
    stated: bool
    other: bool

    @property
    def stretch(self) -> Stretch:
        """Its days."""
        return Stretch(self.first, self.last)

    @property
    def span(self) -> Span:
        """Its place in the normalised text."""
        return self.fact.extraction.span


def date_ranges(submission: Submission) -> list[DateRange]:
    """The ranges whose ends are days of the calendar, in order."""
    facts = [fact for fact in submission.facts if isinstance(fact.value, Period) and fact.extraction.rule in _RULES]
    if not facts:
        return []
    inferred = {
        fact.extraction.span.end: fact.value.inferred_year for fact in submission.facts if isinstance(fact.value, Date)
    }
    starts = {
        fact.extraction.span.start: fact.value.inferred_year
        for fact in submission.facts
        if isinstance(fact.value, Date)
    }
    found = (_range(submission, fact, starts, inferred) for fact in facts)
    return [one for one in found if one]


def _range(submission: Submission, fact: Fact, starts: dict[int, bool], ends: dict[int, bool]) -> DateRange | None:
    iso = fact.value.iso if isinstance(fact.value, Period) else ""
    first, last = (day_of(end) for end in iso.split("/"))
    if first is None or last is None:
        return None
    span, folded = fact.extraction.span, submission.subject.folded
    begin = max(folded.rfind("\n", 0, span.start) + 1, span.start - _REACH)
    stop = folded.find("\n", span.end)
    after = folded[span.end : min(stop if stop >= 0 else len(folded), span.end + _REACH // 2)]
    stated = _CUE.search(folded, begin, span.start) is not None or _heads(submission, span, begin)
    other = _ELSE.search(folded, begin, span.start) or _ELSE.search(after)
    inferred = starts.get(span.start, False), ends.get(span.end, False)
    return DateRange(fact, first, last, inferred, stated, other is not None)


def _heads(submission: Submission, span: Span, begin: int) -> bool:
    """True for a line right below the title that holds nothing but the range: «(Từ ngày 15/3/2026 đến 14/6/2026)»."""
    title = submission.header.title
    if title is None or not 0 <= span.start - title.span.end <= _HEAD:
        return False
    folded = submission.subject.folded
    stop = folded.find("\n", span.end)
    rest = folded[span.end : stop if stop >= 0 else len(folded)]
    return _OPENS.fullmatch(folded, begin, span.start) is not None and not rest.strip(" )*_.;,|")
