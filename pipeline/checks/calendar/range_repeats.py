"""R-PERIOD-REPEAT: the range of the figures wherever it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Literal

from ...labels import Label
from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .date_ranges import DateRange
from .fitting import TWO_LEVELS, begins_year, fits
from .named_periods import NamedPeriod

Part = Literal["day", "month", "year"]
Group = Sequence[DateRange]
Pair = tuple[Group, Group, bool]

_PARTS: tuple[Part, ...] = ("year", "month", "day")
_SHOWN = 3  # prints of the same range quoted beside the one that differs
_MANY = 12  # different ranges: a table of terms, not the prints of one period
_USUAL_ENDS = {14, 15, 30, 31}  # days on which figures since the beginning of the year end month by month
_QUARTERS = {(1, 1), (1, 4), (1, 7), (1, 10)} | {(day, month) for day in (15, 16) for month in (3, 6, 9, 12)}
_QUARTER = 123  # days of a quarter with the leeway of a month


def range_repeats(
    submission: Submission, ranges: Sequence[DateRange], named: Sequence[NamedPeriod]
) -> Iterator[tuple[Finding, int]]:
    """Each range that differs from another in one number of one end, with its place; then what is printed alike."""
    groups: dict[tuple[date, date], list[DateRange]] = {}
    for found in ranges:
        if not found.other:
            groups.setdefault((found.first, found.last), []).append(found)
    if len(groups) > _MANY:
        return
    told: set[int] = set()
    for one, other in combinations(groups.values(), 2):
        part = _slip(one[0], other[0])
        if part is None or one[0].span.start in told or other[0].span.start in told:
            continue
        odd, right, sure = _ordered(one, other, named)
        severity = _severity(odd, right, part, named, sure=sure)
        if severity:
            finding = _differs(submission, odd, right, severity, sure=sure)
            for found in odd if sure else (*odd, *right):
                told.add(found.span.start)
                yield finding, found.span.start
    for group in groups.values():
        if len(group) > 1:
            quotes = [submission.evidence(one.fact) for one in group[:_SHOWN]]
            printed = group[0].fact.text
            yield rule("R-PERIOD-REPEAT").holds(quotes, printed=printed, times=len(group)), -1


def _slip(one: DateRange, other: DateRange) -> Part | None:
    """The part in which two ranges differ, when it is one number of one end alone."""
    ends = [(x, y) for x, y in ((one.first, other.first), (one.last, other.last)) if x != y]
    if len(ends) != 1:
        return None
    (x, y) = ends[0]
    different = [name for name in _PARTS if getattr(x, name) != getattr(y, name)]
    return different[0] if len(different) == 1 else None


def _ordered(one: Group, other: Group, named: Sequence[NamedPeriod]) -> Pair:
    """The misprint first, and whether it is known which: what the title's period does not allow, or the rarer one."""
    one_fits, other_fits = (any(fits(group[0].stretch, period.stretch) for period in named) for group in (one, other))
    if one_fits != other_fits:
        return (other, one, True) if one_fits else (one, other, True)
    if len(one) != len(other):
        return (one, other, True) if len(one) < len(other) else (other, one, True)
    return other, one, False


def _severity(odd: Group, right: Group, part: Part, named: Sequence[NamedPeriod], *, sure: bool) -> Severity | None:
    """How grave it is that `odd` is printed beside `right`; None when both may be meant."""
    strong = _strong(odd) and _strong(right)
    told = strong or (_told(odd) and _told(right))
    inferred = any(odd[0].inferred) or any(right[0].inferred)
    by_title = sure and any(fits(right[0].stretch, period.stretch) for period in named) and not _fits_any(odd, named)
    if part == "day":
        if strong and not inferred:
            return "error"
        return "warning" if told or (_strong(right) and len(right) > max(1, len(odd)) and _told(odd)) else None
    cut = strong and sure and odd[0].stretch.days < right[0].stretch.days  # a piece of the right one in a heading
    if (_cumulative(odd[0], right[0]) and not cut) or odd[0].first == TWO_LEVELS or inferred:
        return None
    if part == "year" and by_title:
        return "error" if _strong(odd) else "warning" if _told(odd) or len(right) > 1 else None
    if strong:
        return "warning"
    return "warning" if told and by_title and not _month_by_month(odd[0], right[0]) else None


def _strong(group: Group) -> bool:
    """True when one of the prints is said to be for the figures, or closes a heading about them."""
    return any(one.role in {"stated", "heading"} for one in group)


def _told(group: Group) -> bool:
    return any(one.role != "said" for one in group)


def _fits_any(group: Group, named: Sequence[NamedPeriod]) -> bool:
    return any(fits(group[0].stretch, period.stretch) for period in named)


def _cumulative(one: DateRange, other: DateRange) -> bool:
    """True when the longer of two ranges with one end tells of the time since the year or the quarter began."""
    longer = max(one, other, key=lambda found: found.stretch.days)
    day = longer.first
    in_quarter = (day.day, day.month) in _QUARTERS and longer.stretch.days <= _QUARTER
    return one.last == other.last and (begins_year(longer.stretch) or in_quarter)


def _month_by_month(one: DateRange, other: DateRange) -> bool:
    """True for figures since the beginning of the year at the end of two months."""
    return one.first == other.first and {one.last.day, other.last.day} <= _USUAL_ENDS


def _differs(submission: Submission, odd: Group, right: Group, severity: Severity, *, sure: bool) -> Finding:
    return rule("R-PERIOD-REPEAT").fails(
        "differs",
        [submission.evidence(one.fact) for one in (*odd[:2], *right[:_SHOWN])],
        severity=severity,
        expected=right[0].fact.text if sure else None,
        found=odd[0].fact.text if sure else f"{odd[0].fact.text}; {right[0].fact.text}",
        cause=_cause(odd[0], right[0], sure=sure),
        odd=odd[0].fact.text,
        right=right[0].fact.text,
    )


def _cause(odd: DateRange, right: DateRange, *, sure: bool) -> Label:
    for x, y in ((odd.first, right.first), (odd.last, right.last)):
        if x.year != y.year and sure:
            return Label(f"Có thể năm {x.year} in nhầm, đúng là {y.year}.", f"{x.year} may be a slip for {y.year}.")
        if x.month != y.month:
            return Label("Có thể in nhầm tháng ở một đầu.", "The month at one end may be wrong.")
        if x.year != y.year:
            return Label("Có thể in nhầm năm ở một đầu.", "The year at one end may be wrong.")
    return Label("Có thể in nhầm một chữ số của ngày.", "One digit of the day may be wrong.")
