"""Ranges with a date at one end or both: «từ ngày 15/3/2026 đến ngày 14/6/2026», «1/7 đến cuối tháng 10/2025».

The only place where two dates are joined: dates take a missing year from the other end, periods take the range.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalizers import Span, patterns

from .calendar_values import is_day, iso, last_day
from .date_forms import PrintedDate
from .head_words import DAY, MONTH, YEAR, YEAR_NUMBER

_TIME = r"(?:\d{1,2}\s*(?:h|gio|g|:)\s*(?:\d{2})?\s*(?:phut)?,?\s*)?"
_TO = rf"[^\S\n]*+,?[^\S\n]*+(?:cho\s+)?(?:den|toi)\s*(?:het\s+)?{_TIME}(?:{DAY}\s*)?(?:(?:mung|mong)\s+)?"
_DASH = rf"[ ]*(?:[-\u2010-\u2015\u2212~\u2192\u21d2\u27f6\u2794]|->|=>)[ ]*(?:{DAY}\s*)?"
_BETWEEN = patterns.pattern(rf"(?:{_TO}|{_DASH})")
_DAY_BEFORE = patterns.pattern(
    rf"(?:{DAY}\s*|\btu\s+)(?P<d>\d{{1,2}})(?:{_TO}|{_DASH})$"  # «từ ngày 15 đến ngày 20/6/2026»
)
_MONTH_AFTER = patterns.pattern(
    rf"\s*(?:den|toi)\s*(?:het\s+|cuoi\s+)*{MONTH}\s*(?P<m>\d{{1,2}})\s*(?:/|[.-]|,?\s*{YEAR})\s*(?P<y>{YEAR_NUMBER})(?!\d)"
)
_DIGIT = patterns.pattern(r"\d")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Two ends in one phrase; `span` goes from the first digit to the last one."""

    span: Span
    first: str
    last: str
    inferred: bool
    rule: str
    confidence: float


def are_joined(folded: str, first: PrintedDate, last: PrintedDate) -> bool:
    """True when nothing but «đến» or a dash stands between two dates."""
    gap = folded[first.span.end : last.span.start]
    return len(gap) < 40 and _BETWEEN.fullmatch(gap) is not None


def month_end_after(folded: str, date: PrintedDate) -> tuple[int, int, int] | None:
    """Year, month and end offset of «đến cuối tháng 10/2025» right after a date, or None."""
    match = _MONTH_AFTER.match(folded, date.span.end)
    if match is None or not is_day(1, int(match["m"])):
        return None
    return int(match["y"]), int(match["m"]), match.end()


def find_ranges(folded: str, dates: Sequence[PrintedDate]) -> list[DateRange]:
    """The ranges among `dates`, whose years are all known; a date is an end of one range only."""
    ranges: list[DateRange] = []
    used = -1
    for index, date in enumerate(dates):
        if index == used:
            continue
        following = dates[index + 1] if index + 1 < len(dates) else None
        if following and are_joined(folded, date, following):
            ranges.append(_range(folded, date, following))
            used = index + 1
        else:
            ranges += [*_to_month_end(folded, date), *_from_day(folded, date)]
    return ranges


def _range(folded: str, first: PrintedDate, last: PrintedDate) -> DateRange:
    """The range between two dates; one that ends before it begins is kept as printed, but doubtful."""
    confidence = min(first.confidence, last.confidence, 1.0 if first.iso <= last.iso else 0.6)
    inferred = first.inferred and last.inferred
    span = Span(_first_digit(folded, first.span), last.span.end)
    return DateRange(span, first.iso, last.iso, inferred, "period-date-range", confidence)


def _to_month_end(folded: str, date: PrintedDate) -> Iterator[DateRange]:
    """«1/7 đến cuối tháng 10/2025» ends on the last day of that month."""
    found = month_end_after(folded, date)
    if found and date.day:
        year, month, end = found
        last = iso(year, month, last_day(year, month))
        span = Span(_first_digit(folded, date.span), end)
        yield DateRange(span, date.iso, last, False, "period-date-to-month", 0.9)


def _from_day(folded: str, date: PrintedDate) -> Iterator[DateRange]:
    """«từ ngày 15 đến ngày 20/6/2026»: the first end has only its day printed, which is no date of its own."""
    match = _DAY_BEFORE.search(folded, max(0, date.span.start - 30), date.span.start)
    if match is None or date.day is None or date.month is None or date.year is None:
        return
    day = int(match["d"])
    if 1 <= day < date.day:
        span = Span(match.start("d"), date.span.end)
        yield DateRange(span, iso(date.year, date.month, day), date.iso, date.inferred, "period-day-range", 0.85)


def _first_digit(folded: str, span: Span) -> int:
    """Where the digits of a date begin: after «ngày» in a written one."""
    match = _DIGIT.search(folded, span.start, span.end)
    return match.start() if match else span.start
