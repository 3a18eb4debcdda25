"""R-PERIOD: a report that is issued before the period it tells of is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from extractors.extraction import Date, DocumentNumber
from normalizers import patterns

from ...facts import Fact
from ..finding import Finding
from ..letterhead import own_date
from ..rules import rule
from ..submission import Submission
from .date_ranges import date_ranges
from .named_periods import NamedPeriod, named_facts
from .stretches import day_of, stretch_of
from .title_periods import results_of_title

_ESTIMATE = patterns.pattern(r"\b(?:uoc|du kien|du uoc)\b")
_REACH = 120  # characters behind a cited report in which its period is named
_ENDS = patterns.pattern(r"[.;\n]")


def issue_date(submission: Submission) -> Iterator[Finding]:
    """The date of issue against the ends of the period of the title and of the stated range."""
    yield from _cited(submission)
    issued = issue_fact(submission)
    day = issue_day(submission)
    title = submission.header.title
    if issued is None or day is None or title is None or submission.header.type_abbr != "BC":
        return
    if _ESTIMATE.search(submission.subject.folded, title.span.start, title.span.end):
        return
    spoke = False
    for finding in _against_ranges(submission, issued, day):
        spoke = spoke or finding.fails
        yield finding
    named = results_of_title(submission)
    if named and not spoke:
        yield _against_title(submission, issued, day, max(named, key=lambda period: period.stretch.last))


def issue_fact(submission: Submission) -> Fact | None:
    """The date in the line of place and date of the document itself."""
    return own_date(submission)


def issue_day(submission: Submission) -> date | None:
    """The day of issue; None where the clerk has still to write it."""
    fact = issue_fact(submission)
    return day_of(fact.value.iso) if fact and isinstance(fact.value, Date) else None


def _against_ranges(submission: Submission, issued: Fact, day: date) -> Iterator[Finding]:
    """The ranges for which the text states figures."""
    for found in date_ranges(submission):
        if not found.stated or found.other or found.inferred[1] or found.first > found.last:
            continue
        evidence = [submission.evidence(issued), submission.evidence(found.fact)]
        told: dict[str, Any] = {"issued": _printed(issued), "printed": found.fact.text}
        if day < found.last:
            yield rule("R-PERIOD").fails("before_range_end", evidence, expected=f"≥ {found.last}", found=day, **told)
        else:
            yield rule("R-PERIOD").holds(evidence, **told)


def _against_title(submission: Submission, issued: Fact, day: date, named: NamedPeriod) -> Finding:
    """The period of the title: before it begins is an error, before the cut-off of NĐ 09/2019 a matter of form."""
    evidence = [submission.evidence(issued), submission.evidence(named.fact)]
    told: dict[str, Any] = {"issued": _printed(issued), "printed": named.fact.text}
    legal, calendar = named.stretch.legal, named.stretch
    if day < min(legal.first, calendar.first):
        sure = not getattr(named.fact.value, "inferred_year", False)
        return rule("R-PERIOD").fails(
            "before_period",
            evidence,
            severity="error" if sure else "hint",
            expected=f"≥ {legal.last}",
            found=day,
            **told,
        )
    if day < legal.last:
        return rule("R-PERIOD").fails(
            "before_cut_off",
            evidence,
            severity="hint",
            expected=f"≥ {legal.last}",
            found=day,
            **told,
            cut_off=f"{legal.last.day}/{legal.last.month}/{legal.last.year}",
        )
    return rule("R-PERIOD").holds(evidence, **told)


def _cited(submission: Submission) -> Iterator[Finding]:
    """The reports cited with their date and period: «Ngày 09/3, … ban hành Báo cáo 113/BC-… công tác quý I»."""
    facts, folded = None, submission.subject.folded
    for fact in submission.facts:
        number = fact.value
        if not isinstance(number, DocumentNumber) or number.role == "self" or number.type != "BC" or not number.date:
            continue
        day = day_of(number.date)
        facts = named_facts(submission) if facts is None else facts
        end = fact.extraction.span.end
        near = next((one for one in facts if end <= one.extraction.span.start <= end + _REACH), None)
        if day is None or near is None or _ENDS.search(folded, end, near.extraction.span.start):
            continue
        if _ESTIMATE.search(folded, end, near.extraction.span.start):
            continue
        stretch = stretch_of(getattr(near.value, "iso", ""))
        if stretch and stretch.legal.first <= day < stretch.legal.last:
            dated = _date_beside(submission, fact, number.date)
            yield rule("R-PERIOD").fails(
                "cited_before_cut_off",
                [submission.evidence(one) for one in (dated, fact, near) if one],
                severity="hint",
                found=day,
                report=fact.text,
                printed=near.text,
                issued=f"{day.day}/{day.month}/{day.year}",
            )


def _date_beside(submission: Submission, number: Fact, iso: str) -> Fact | None:
    """The date that belongs to a cited number: of its value, the nearest one."""
    dates = [fact for fact in submission.facts if isinstance(fact.value, Date) and fact.value.iso == iso]
    return min(dates, key=lambda fact: abs(fact.span.start - number.span.start), default=None)


def _printed(fact: Fact) -> str:
    return " ".join(fact.text.split())
