"""R-PERIOD-REPEAT and R-PERIOD-QUARTER: the range of the figures against its other prints and against the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from extractors.calendar.calendar_values import last_day

from ...labels import Label
from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .date_ranges import DateRange, date_ranges
from .issue_date import issue_day
from .named_periods import NamedPeriod
from .stretches import Stretch
from .title_periods import results_of_title

_LEEWAY = 31  # days that the cut-off of an office may be off the calendar and the legal one
_YEAR = 365
_TWO_LEVELS = date(2025, 7, 1)  # provinces and communes alone since then: many figures are counted from that day
_SHOWN = 3  # prints of the same range quoted beside the one that differs


def range_lengths(submission: Submission) -> Iterator[Finding]:
    """The findings on the ranges of days of a text; nothing where the text prints none."""
    ranges = [found for found in date_ranges(submission) if found.first <= found.last]
    if not ranges:
        return
    named = results_of_title(submission)
    told: set[int] = set()
    for finding, at in _repeats(submission, ranges, named):
        told.add(at)
        yield finding
    if len(named) == 1:
        for found in ranges:
            if found.other or found.span.start in told:
                continue
            if found.stated:
                yield from _against_title(submission, found, named[0])
            elif _year_off(submission, found, named[0].stretch):
                yield _too_long(submission, found, named[0], "warning", sure=True)


def _repeats(
    submission: Submission, ranges: Sequence[DateRange], named: Sequence[NamedPeriod]
) -> Iterator[tuple[Finding, int]]:
    """Each range that differs from others in the year or the day of one end, with its place."""
    groups: dict[tuple[date, date], list[DateRange]] = {}
    for found in ranges:
        if not found.other:
            groups.setdefault((found.first, found.last), []).append(found)
    if len(groups) > _MANY:
        return
    for group in groups.values():
        same = [other for other in groups.values() if other is not group and _slip(group[0], other[0])]
        for other in same:
            finding = _repeat(submission, group, other, named)
            if finding:
                yield from ((finding, one.span.start) for one in group)
                break
    for group in groups.values():
        if len(group) > 1:
            first = group[0]
            yield (
                rule("R-PERIOD-REPEAT").holds(
                    [submission.evidence(one.fact) for one in group[:_SHOWN]], printed=first.fact.text, times=len(group)
                ),
                -1,
            )


_MANY = 12  # different ranges: a table of terms, not the prints of one period


def _repeat(
    submission: Submission, group: Sequence[DateRange], other: Sequence[DateRange], named: Sequence[NamedPeriod]
) -> Finding | None:
    """The verdict that `group` is `other` misprinted; None when both may be meant."""
    odd, right = group[0], other[0]
    severity: Severity
    by_year = odd.first.year != right.first.year or odd.last.year != right.last.year
    fits = [period for period in named if _fits(right.stretch, period.stretch)]
    odd_fits = any(_fits(odd.stretch, period.stretch) for period in named)
    stated = any(one.stated for one in group)
    if by_year and fits and not odd_fits and (stated or len(other) > 1):
        severity = "error" if stated and not any(odd.inferred) else "warning"
    elif stated and any(one.stated for one in other) and len(other) > len(group) and not any(odd.inferred):
        severity = "warning"
    else:
        return None
    evidence = [submission.evidence(one.fact) for one in (*group[:2], *other[:_SHOWN])]
    return rule("R-PERIOD-REPEAT").fails(
        "differs",
        evidence,
        severity=severity,
        expected=right.fact.text,
        found=odd.fact.text,
        cause=_cause(odd, right),
        odd=odd.fact.text,
        right=right.fact.text,
    )


def _slip(one: DateRange, other: DateRange) -> bool:
    """True when two ranges differ in one number alone: the year or the day of one end."""
    parts = [
        (a, b)
        for x, y in ((one.first, other.first), (one.last, other.last))
        for a, b in ((x.year, y.year), (x.month, y.month), (x.day, y.day))
    ]
    different = [index for index, (a, b) in enumerate(parts) if a != b]
    return len(different) == 1 and different[0] % 3 != 1


def _cause(odd: DateRange, right: DateRange) -> Label:
    for x, y in ((odd.first, right.first), (odd.last, right.last)):
        if x.year != y.year:
            return Label(f"Có thể năm {x.year} in nhầm, đúng là {y.year}.", f"{x.year} may be a slip for {y.year}.")
    return Label("Có thể in nhầm một chữ số của ngày.", "One digit of the day may be wrong.")


def _fits(found: Stretch, named: Stretch) -> bool:
    """True when a range is one that an office may use for the named period: near the legal one or the calendar's."""
    return any(
        abs((found.first - wanted.first).days) <= _LEEWAY and abs((found.last - wanted.last).days) <= _LEEWAY
        for wanted in (named, named.legal)
    )


def _against_title(submission: Submission, found: DateRange, named: NamedPeriod) -> Iterator[Finding]:
    """The length of the stated range against that of the period the title names, and the place of both in time."""
    evidence = [submission.evidence(found.fact), submission.evidence(named.fact)]
    wanted, days = named.stretch, found.stretch.days
    told: dict[str, Any] = {"printed": found.fact.text, "period": named.fact.text, "days": days, "wanted": wanted.days}
    quarter = rule("R-PERIOD-QUARTER")
    around = Stretch(wanted.legal.first, wanted.last)
    if not found.stretch.overlap(around):
        yield rule("R-TITLE-PERIOD").fails("apart", evidence, expected=named.iso, found=found.fact.text, **told)
    elif days > wanted.days + 1.5 * _LEEWAY:
        sure = _year_off(submission, found, wanted)
        yield _too_long(submission, found, named, "error" if sure else "warning", sure=sure)
    elif days < wanted.days - 1.5 * _LEEWAY:
        yield quarter.fails("too_short", evidence, severity="hint", expected=wanted.days, found=days, **told)
    elif found.stretch in (wanted, wanted.legal):
        yield quarter.holds(evidence, **told)
    else:
        yield quarter.fails(
            "cut_off",
            evidence,
            severity="hint",
            found=found.fact.text,
            first=_told(wanted.legal.first),
            last=_told(wanted.legal.last),
            **told,
        )


def _too_long(
    submission: Submission, found: DateRange, named: NamedPeriod, severity: Severity, *, sure: bool
) -> Finding:
    cause = Label("Có thể năm ở một đầu in nhầm.", "The year at one end may be wrong.") if sure else None
    return rule("R-PERIOD-QUARTER").fails(
        "too_long",
        [submission.evidence(found.fact), submission.evidence(named.fact)],
        severity=severity,
        expected=f"{named.stretch.days} ± {_LEEWAY}",
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
    if not (_fits(Stretch(later, found.last), wanted) or _fits(Stretch(found.first, earlier), wanted)):
        return False
    issued = issue_day(submission)
    return found.first != _TWO_LEVELS or (issued is not None and found.last > issued)


def _moved(day: date, years: int) -> date:
    """The same day of another year; 28/02 for 29/02."""
    return day.replace(year=day.year + years, day=min(day.day, last_day(day.year + years, day.month)))


def _told(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
