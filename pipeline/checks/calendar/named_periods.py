"""What the periods named in a title, a heading or a sentence stand for: results told, or tasks set."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.extraction import Period
from normalizers import Span, patterns

from ...facts import Fact
from ..submission import Submission
from .stretches import Stretch, grain_of, stretch_of

Use = Literal["results", "tasks", "name"]

_TASK = r"(?:phuong huong|nhiem vu|cong tac trong tam|trong tam|giai phap)"
_TASKS = patterns.pattern(rf"\b{_TASK}\b")
_RESULTS = patterns.pattern(
    r"\b(?:ket qua|tinh hinh|danh gia|so ket|tong ket|uoc|da thuc hien|da trien khai|dat duoc|hoan thanh"
    r"|(?:thuc hien|trien khai)(?:\s+cac)? nhiem vu)\b"
)
# «Kết quả công tác và phương hướng quý III» opens a clause of its own for what is to come.
_NEXT = patterns.pattern(rf"(?:\b(?:va|de ra)\s|[;,]\s*)(?:\s*(?:de ra|mot so|cac|nhung))*\s*{_TASK}\b")
# «Kế hoạch CCHC năm 2026», «so với quý I»: the period is part of the name of something else, or compared with.
_PLAN = patterns.pattern(r"\bke hoach\b")
_OTHER = patterns.pattern(
    r"\b(?:du toan|chuong trinh|nghi quyet|chi tieu|muc tieu|de an|chi so|so voi|cung ky|luy ke|ton tai|han che"
    r"|khac phuc|ky truoc|chuyen sang|chuyen tiep)\b"
)
# A month, quarter or number of months before a year that the year is read without.
_UNREAD = patterns.pattern(
    r"\b(?:thang|quy)\s+(?:\d{1,2}|[ivxl]{1,5})\s*(?:cua\s+)?$|(?<!\d)\d{1,2}\s+thang\s+(?:dau|cuoi)\s*$"
)
_BEFORE = 24  # characters before a year


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A month, quarter, half-year or year and what it is named for."""

    fact: Fact
    iso: str
    use: Use

    @property
    def grain(self) -> str:
        """The kind of period."""
        return grain_of(self.iso)

    @property
    def stretch(self) -> Stretch:
        """Its days in the calendar."""
        found = stretch_of(self.iso)
        assert found is not None
        return found


def named_facts(submission: Submission) -> list[Fact]:
    """The periods by name, in the order of the text."""
    folded = submission.subject.folded
    found = [
        fact
        for fact in submission.facts
        if isinstance(fact.value, Period)
        and grain_of(fact.value.iso) != "range"
        and stretch_of(fact.value.iso)
        and not (grain_of(fact.value.iso) == "year" and _is_rest(folded, fact.extraction.span.start))
    ]
    return sorted(found, key=lambda fact: fact.extraction.span)


def _is_rest(folded: str, start: int) -> bool:
    """True for the year of a period that cannot be: «quý 0 năm 2026», «13 tháng đầu năm 2026»."""
    return _UNREAD.search(folded, max(0, start - _BEFORE), start) is not None


def named_within(submission: Submission, facts: Sequence[Fact], span: Span) -> Iterator[NamedPeriod]:
    """The periods in `span`, a title, heading or sentence, each with the use that the words before it tell."""
    use: Use | None = None
    at, folded = span.start, submission.subject.folded
    index = bisect_left(facts, span.start, key=lambda fact: fact.extraction.span.start)
    for fact in facts[index:]:
        place = fact.extraction.span
        if place.end > span.end:
            return
        if isinstance(fact.value, Period):
            use = _use(folded, Span(at, place.start), grain_of(fact.value.iso), use)
            yield NamedPeriod(fact, fact.value.iso, use)
        at = place.end


def _use(folded: str, words: Span, grain: str, before: Use | None) -> Use:
    """What the words between the last period and this one say; without any, the use goes on."""
    if _OTHER.search(folded, words.start, words.end):
        return "name"
    told = list(_RESULTS.finditer(folded, words.start, words.end))
    if _PLAN.search(folded, words.start, words.end) and (grain == "year" or not told):
        return "name"
    if told:
        return "tasks" if _NEXT.search(folded, told[-1].end(), words.end) else "results"
    if _TASKS.search(folded, words.start, words.end):
        return "tasks"
    return before or "results"
