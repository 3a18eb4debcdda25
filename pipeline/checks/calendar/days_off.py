"""R-WEEKEND and R-HOLIDAY: documents dated on a day on which offices are closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractors.extraction import Date, DocumentNumber

from ...facts import Fact
from ...labels import Label
from ..finding import Finding
from ..rules import rule
from ..submission import Submission
from .issue_date import issue_fact
from .public_holidays import holiday
from .stretches import day_of

_SATURDAY, _SUNDAY = 5, 6
_NAMES = {_SATURDAY: Label("thứ Bảy", "a Saturday"), _SUNDAY: Label("Chủ nhật", "a Sunday")}
_MOST = 20  # cited dates told of: more would bury the rest
_BESIDE = 160  # characters between the number of a document and its date


def days_off(submission: Submission) -> Iterator[Finding]:
    """The document's own date on a Saturday, Sunday or public holiday; cited dates on a Sunday or public holiday."""
    own = issue_fact(submission)
    if own:
        yield from _judged(submission, own, own=True)
    told = 0
    for fact in _cited_dates(submission):
        for finding in _judged(submission, fact, own=False):
            told += finding.fails
            if told <= _MOST:
                yield finding


def _cited_dates(submission: Submission) -> Iterator[Fact]:
    """The printed dates of cited documents: each beside a number that has it."""
    numbers: list[tuple[int, str]] = [
        (fact.extraction.span.start, fact.value.date)
        for fact in submission.facts
        if isinstance(fact.value, DocumentNumber) and fact.value.role == "reference" and fact.value.date
    ]
    numbers.sort()
    at = 0
    for fact in sorted(submission.facts, key=lambda one: one.extraction.span):
        if not isinstance(fact.value, Date) or fact.value.inferred_year:
            continue
        start = fact.extraction.span.start
        while at < len(numbers) and numbers[at][0] < start - _BESIDE:
            at += 1
        near = (iso for place, iso in numbers[at : at + 3] if place < start)
        if fact.value.iso in near:
            yield fact


def _judged(submission: Submission, fact: Fact, *, own: bool) -> Iterator[Finding]:
    day = day_of(fact.value.iso) if isinstance(fact.value, Date) else None
    if day is None:
        return
    printed, evidence = " ".join(fact.text.split()), [submission.evidence(fact)]
    said = "own" if own else "cited"
    name = holiday(day)
    if name:
        yield rule("R-HOLIDAY").fails(said, evidence, found=day, printed=printed, holiday=name)
    elif _closed(day, own):
        yield rule("R-WEEKEND").fails(said, evidence, found=day, printed=printed, weekday=_NAMES[day.weekday()])
    elif own:
        yield rule("R-HOLIDAY").holds(evidence, printed=printed)
        yield rule("R-WEEKEND").holds(evidence, printed=printed)


def _closed(day: date, own: bool) -> bool:
    """Offices that serve citizens work on Saturday mornings: only the document itself is asked about that day."""
    return day.weekday() == _SUNDAY or (own and day.weekday() == _SATURDAY)
