"""Periods: «quý II năm 2026», «6 tháng đầu năm», «tháng 1,2,3», «giai đoạn 2021 - 2025», ranges (domain.md 2.3, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers import Span, patterns

from ..extraction import Extraction, Period
from ..printed import read_printed
from ..span_sets import SpanSet
from ..subject import Subject
from .calendar_values import iso
from .date_forms import PrintedDate
from .date_ranges import DateRange
from .head_words import DAY
from .period_forms import find_periods
from .period_values import PrintedPeriod
from .period_years import fill_period_years

_TO = patterns.pattern(r"\s*(?:den|toi)\s*(?:het\s+|cuoi\s+)*|[ ]?[-\u2010-\u2015\u2212][ ]?")
_TO_DAY = patterns.pattern(rf"\s*(?:den|toi)\s*(?:het\s+)?(?:{DAY}\s*)?")


def extract(subject: Subject) -> list[Extraction]:
    """The periods of a text, left to right; a range is one period, its dates are items of their own kind."""
    printed, folded = read_printed(subject), subject.folded
    taken = SpanSet(printed.spans())
    for found in printed.ranges:
        taken.claim(Span(_end_of_date(printed.dates, found), found.span.end))
    periods = fill_period_years(folded, join_ranges(folded, find_periods(subject.value, folded, taken)), printed.told)
    extractions = [_from_dates(found) for found in printed.ranges]
    extractions += [_from_period(folded, period, printed.dates) for period in periods]
    return sorted(extractions, key=lambda extraction: extraction.span)


def _end_of_date(dates: Sequence[PrintedDate], found: DateRange) -> int:
    """Where the last date inside a range ends: after it only «đến cuối tháng 10/2025» can follow."""
    return max((date.span.end for date in dates if found.span.overlaps(date.span)), default=found.span.end)


def join_ranges(folded: str, periods: Sequence[PrintedPeriod]) -> list[PrintedPeriod]:
    """`periods` with «tháng 4 đến tháng 11/2026» made one: two of one grain joined by «đến» or a dash."""
    joined: list[PrintedPeriod] = []
    for period in periods:
        gap = folded[joined[-1].span.end : period.span.start] if joined else None
        if gap is not None and joined[-1].grain == period.grain and not period.stretch and _TO.fullmatch(gap):
            whole = _joined(joined[-1], period)
            joined[-1:] = [whole] if whole else [joined[-1], period]
        else:
            joined.append(period)
    return joined


def _joined(first: PrintedPeriod, last: PrintedPeriod) -> PrintedPeriod | None:
    """One period from the first unit to the last; None when they are out of order."""
    start, end = first.first, last.last
    if start.year is None and end.year is not None:
        start = replace(start, year=end.year - (start.number > end.number))
    if end.year is None and start.year is not None:
        end = replace(end, year=start.year + (start.number > end.number))
    if start.year is not None and start.order >= end.order:
        return None
    span, confidence = Span(first.span.start, last.span.end), min(first.confidence, last.confidence)
    return PrintedPeriod(span, first.grain, start, end, f"period-{first.grain}-range", confidence)


def _from_dates(found: DateRange) -> Extraction:
    """A range with a date at an end."""
    return Extraction(
        Period(f"{found.first}/{found.last}", found.inferred), found.span, found.rule, "value", found.confidence
    )


def _from_period(folded: str, period: PrintedPeriod, dates: Sequence[PrintedDate]) -> Extraction:
    """A named period, or one that runs from a month to a date («từ tháng 7/2025 đến ngày 14/9/2025»)."""
    date = next((d for d in dates if d.span.start >= period.span.end), None)
    if date and date.day and period.grain == "month" and not period.stretch and period.first.year:
        gap = folded[period.span.end : date.span.start]
        start = iso(period.first.year, period.first.number, 1)
        if len(gap) < 30 and _TO_DAY.fullmatch(gap) and start < date.iso:
            span = Span(period.span.start, date.span.end)
            return Extraction(Period(f"{start}/{date.iso}"), span, "period-month-to-date", "value", 0.85)
    return Extraction(Period(period.iso, period.inferred), period.span, period.rule, "value", period.confidence)
