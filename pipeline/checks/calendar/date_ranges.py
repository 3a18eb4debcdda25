"""The ranges of days a text prints, and which of them say for what time the figures of the report are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractors.extraction import Date, Period
from normalizers import Span, patterns

from ...facts import Fact
from ..submission import Submission
from .named_periods import named_facts
from .stretches import Stretch, day_of

Role = Literal["stated", "heading", "opening", "said"]

_RULES = {"period-date-range", "period-date-to-month"}
_REACH = 110  # characters before a range, and after it, that say what it is for
_HEAD = 400  # characters behind the title in which a line of its own tells the period of the figures
_HEADING = 220  # characters before a range in which the heading that it closes begins
# «(Số liệu tính từ ngày …», «Trong kỳ báo cáo (từ …», «Kỳ báo cáo: từ ngày …».
_CUE = patterns.pattern(r"\b(?:so lieu|ky bao cao|ky nay|trong ky)\b[^\n.;]{0,60}$")
_ELSE = patterns.pattern(r"\b(?:luy ke|cong don|cung ky|ky truoc|so voi|giai doan|ke tu khi|du kien)\b")
_OPENS = patterns.pattern(r"[\s(*_]*(?:thoi gian\s*:?\s*)?(?:\(\s*)?(?:tinh\s+)?(?:tu\s+)?(?:ngay\s+)?$")
# «2. Tình hình, kết quả giải quyết thủ tục hành chính (từ ngày …)»; the line may be broken.
_NUMBERED = patterns.pattern(
    r"\n[\s*_#]*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])[.)]\s+(?P<words>(?:[^\n.;:(]|\n(?!\s*\n))*?)"
    r"\(\s*(?:tinh\s+)?(?:tu\s+)?(?:ngay\s+)?$"
)
_CLOSED = patterns.pattern(r"\s*\)[\s*_]*[:.]?[ \t]*(?:\n|$)")
_SENTENCE = patterns.pattern(
    r"(?:\n|[.;:]\s)[\s*_+•–-]*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s+)?(?:tinh\s+)?tu\s+(?:ngay\s+)?$"
)
_DOSSIERS = r"\b(?:ho so|tiep nhan|giai quyet|thu tuc|phan anh|kien nghi|tra ket qua)\b"
_FIGURES = patterns.pattern(_DOSSIERS)
_TOLD = patterns.pattern(rf"[^.;]{{0,{_REACH}}}?{_DOSSIERS}")
# A campaign, a check, a week: something with a time of its own.
_PART = patterns.pattern(
    r"\b(?:rieng|dot|chien dich|cao diem|tuan|thi diem|thi dua|tap huan|kiem tra|thanh tra|hoi thi|dien tap)\b"
)


@dataclass(frozen=True, slots=True)
class DateRange:
    """A range with both its ends, as printed.

    Its `role`: "stated" when the text says that the figures are for it, "heading" when it closes a heading about them,
    "opening" when a sentence with figures begins with it, "said" anywhere else. `other` when words beside it say that
    it is for something else: the same time of last year, the time since the beginning.
    """

    fact: Fact
    first: date
    last: date
    inferred: tuple[bool, bool]
    role: Role
    other: bool

    @property
    def stated(self) -> bool:
        """True when words say that it is the range of the figures."""
        return self.role == "stated"

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
    other = _ELSE.search(folded, begin, span.start) or _ELSE.search(after)
    inferred = starts.get(span.start, False), ends.get(span.end, False)
    return DateRange(fact, first, last, inferred, _role(submission, span, begin), other is not None)


def _role(submission: Submission, span: Span, begin: int) -> Role:
    """What the place of a range says of it."""
    folded = submission.subject.folded
    if _CUE.search(folded, begin, span.start) is not None or _heads(submission, span, begin):
        return "stated"
    heading = _NUMBERED.search(folded, max(0, span.start - _HEADING), span.start)
    if heading and _CLOSED.match(folded, span.end):
        words = heading["words"]
        own = _FIGURES.search(words) and not _PART.search(words) and _names_title(submission, heading.span("words"))
        return "heading" if own else "said"
    opens = _SENTENCE.search(folded, max(0, span.start - 40), span.start)
    if opens and _TOLD.match(folded, span.end) and not _PART.search(folded, span.end, span.end + _REACH // 2):
        return "opening"
    return "said"


def _names_title(submission: Submission, words: tuple[int, int]) -> bool:
    """False when the words of a heading name another period than the title: «Quý I (từ …)» in a half-year's report."""
    title = submission.header.title
    facts = named_facts(submission)
    named = {
        getattr(fact.value, "iso", "")
        for fact in facts
        if words[0] <= fact.extraction.span.start < fact.extraction.span.end <= words[1]
    }
    if not named:
        return True
    wanted = {
        getattr(fact.value, "iso", "")
        for fact in facts
        if title and title.span.start <= fact.extraction.span.start < title.span.end
    }
    return named <= wanted


def _heads(submission: Submission, span: Span, begin: int) -> bool:
    """True for a line right below the title that holds nothing but the range: «(Từ ngày 15/3/2026 đến 14/6/2026)»."""
    title = submission.header.title
    if title is None or not 0 <= span.start - title.span.end <= _HEAD:
        return False
    folded = submission.subject.folded
    stop = folded.find("\n", span.end)
    rest = folded[span.end : stop if stop >= 0 else len(folded)]
    return _OPENS.fullmatch(folded, begin, span.start) is not None and not rest.strip(" )*_.;,|")
