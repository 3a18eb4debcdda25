"""R-PERIOD-QUARTER: the length of the range of the figures, and its place, against the period of the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from extractors.calendar.calendar_values import last_day
from normalizers import patterns

from ...labels import Label
from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .date_ranges import DateRange, date_ranges
from .fitting import LEEWAY, TWO_LEVELS, begins_year, fits
from .issue_date import issue_day
from .named_periods import NamedPeriod
from .range_repeats import range_repeats
from .stretches import Stretch
from .title_periods import results_of_title

_TOO_MANY = 20  # days that a range may be longer than the named period: cut-offs of 15/12 to 31/3 exist
_YEAR = 365
_ESTIMATE = patterns.pattern(r"\b(?:uoc|du kien|du uoc)\b")


def range_lengths(submission: Submission) -> Iterator[Finding]:
    """The findings on the ranges of days of a text; nothing where the text prints none."""
    ranges = [found for found in date_ranges(submission) if found.first <= found.last]
    if not ranges:
        return
    named = results_of_title(submission)
    told: set[int] = set()
    last: Finding | None = None
    for finding, at in range_repeats(submission, ranges, named):
        told.add(at)
        if finding is not last:
            yield finding
        last = finding
    title = submission.header.title
    if len(named) != 1 or title is None:
        return
    if _ESTIMATE.search(submission.subject.folded, title.span.start, title.span.end):
        return
    alone = _is_alone(ranges)
    for found in ranges:
        if found.other or found.span.start in told:
            continue
        if found.role in {"stated", "heading"} or (found.role == "opening" and alone):
            yield from _against_title(submission, found, named[0])
        elif _year_off(submission, found, named[0].stretch):
            yield _too_long(submission, found, named[0], "warning", sure=True)


def _is_alone(ranges: Sequence[DateRange]) -> bool:
    """True when one range alone opens sentences with figures, and none is printed as the range of the figures."""
    mine = [found for found in ranges if not found.other]
    openings = {(found.first, found.last) for found in mine if found.role == "opening"}
    return len(openings) == 1 and not any(found.role in {"stated", "heading"} for found in mine)


def _against_title(submission: Submission, found: DateRange, named: NamedPeriod) -> Iterator[Finding]:
    """The length of the range against that of the period the title names, and the place of both in time."""
    evidence = [submission.evidence(found.fact), submission.evidence(named.fact)]
    wanted, days = named.stretch, found.stretch.days
    told: dict[str, Any] = {"printed": found.fact.text, "period": named.fact.text, "days": days, "wanted": wanted.days}
    quarter = rule("R-PERIOD-QUARTER")
    if not found.stretch.overlap(wanted):
        yield rule("R-TITLE-PERIOD").fails("apart", evidence, expected=named.iso, found=found.fact.text, **told)
    elif days > wanted.days + _TOO_MANY:
        sure = _year_off(submission, found, wanted)
        if sure or not _may_be_longer(found, wanted):
            error = sure and found.role != "opening"
            yield _too_long(submission, found, named, "error" if error else "warning", sure=sure)
    elif days < wanted.days / 2 and not _may_be_shorter(submission, found, wanted):
        yield quarter.fails("too_short", evidence, severity="warning", expected=wanted.days, found=days, **told)
    elif days < wanted.days - 1.5 * LEEWAY:
        if found.stated:
            yield quarter.fails("too_short", evidence, severity="hint", expected=wanted.days, found=days, **told)
    elif found.stretch in (wanted, wanted.legal):
        yield quarter.holds(evidence, **told)
    elif found.stated:
        yield quarter.fails(
            "cut_off",
            evidence,
            severity="hint",
            found=found.fact.text,
            first=_told(wanted.legal.first),
            last=_told(wanted.legal.last),
            **told,
        )


def _may_be_longer(found: DateRange, wanted: Stretch) -> bool:
    """True for figures since a beginning: of the two levels, or in a section of the year; in a sentence of any year."""
    if found.first == TWO_LEVELS:
        return True
    since = begins_year(found.stretch) and (found.last - wanted.last).days <= _TOO_MANY
    a_year = found.role == "opening" and abs(found.stretch.days - _YEAR) <= 1
    return not found.stated and (since or a_year)


def _may_be_shorter(submission: Submission, found: DateRange, wanted: Stretch) -> bool:
    """True for a unit that began within the period, for a report before its end, and for what but opens a sentence."""
    issued = issue_day(submission)
    return found.role == "opening" or found.first == TWO_LEVELS or (issued is not None and issued < wanted.legal.last)


def _too_long(
    submission: Submission, found: DateRange, named: NamedPeriod, severity: Severity, *, sure: bool
) -> Finding:
    cause = Label("Có thể năm ở một đầu in nhầm.", "The year at one end may be wrong.") if sure else None
    return rule("R-PERIOD-QUARTER").fails(
        "too_long",
        [submission.evidence(found.fact), submission.evidence(named.fact)],
        severity=severity,
        expected=f"{named.stretch.days} ± {_TOO_MANY}",
        found=found.stretch.days,
        cause=cause,
        printed=found.fact.text,
        period=named.fact.text,
        days=found.stretch.days,
        wanted=named.stretch.days,
    )


def _year_off(submission: Submission, found: DateRange, wanted: Stretch) -> bool:
    """True when the range fits the period as soon as one of its ends is moved by a year, and no other reading holds.

    Figures since the units of two levels began to work run from 1/7/2025 whatever the period of the report is; only
    an end that lies after the date of issue is then a slip.
    """
    if any(found.inferred) or found.stretch.days <= _YEAR:
        return False
    later, earlier = _moved(found.first, 1), _moved(found.last, -1)
    if not (fits(Stretch(later, found.last), wanted) or fits(Stretch(found.first, earlier), wanted)):
        return False
    issued = issue_day(submission)
    return found.first != TWO_LEVELS or (issued is not None and found.last > issued)


def _moved(day: date, years: int) -> date:
    """The same day of another year; 28/02 for 29/02."""
    return day.replace(year=day.year + years, day=min(day.day, last_day(day.year + years, day.month)))


def _told(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
