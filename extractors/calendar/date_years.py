"""The year of a date that is printed without one (gold rule: other end of the range, nearest dated place, own date)."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers import patterns

from .date_forms import PrintedDate
from .date_ranges import are_joined, month_end_after
from .head_words import DAY
from .timeline import Timeline

_LISTED = patterns.pattern(rf"(?:\s*(?:,|;|\bva\b)\s*(?:{DAY}\b)?\s*(?:\d{{1,2}}(?![/\d]))?)+")


def fill_years(folded: str, dates: Sequence[PrintedDate], told: Timeline) -> list[PrintedDate]:
    """`dates` in order, each with a year; a date for which nothing tells a year is left out."""
    filled: list[PrintedDate | None] = []
    listed = _years_of_lists(folded, dates)
    for index, printed in enumerate(dates):
        date = printed.in_year(listed[index]) if index in listed else printed
        following = dates[index + 1] if index + 1 < len(dates) else None
        before = filled[-1] if filled and filled[-1] and are_joined(folded, filled[-1], date) else None
        filled.append(date if date.year else _filled(folded, date, before, following, told))
    return [date for date in filled if date]


def _years_of_lists(folded: str, dates: Sequence[PrintedDate]) -> dict[int, int]:
    """The years of «22/9, 4/10, 8/10 và 8/11/2025»: that of the last one, by index."""
    years: dict[int, int] = {}
    for index in range(len(dates) - 2, -1, -1):
        date, following = dates[index : index + 2]
        year = following.year or years.get(index + 1)
        if date.year or year is None or following.span.start - date.span.end > 25:
            continue
        if _order(date) < _order(following) and _LISTED.fullmatch(folded, date.span.end, following.span.start):
            years[index] = year
    return years


def _filled(
    folded: str,
    date: PrintedDate,
    before: PrintedDate | None,
    following: PrintedDate | None,
    told: Timeline,
) -> PrintedDate | None:
    """One date with its year inferred."""
    if before and before.year:
        return date.in_year(before.year + (_order(date) < _order(before)))
    month_end = month_end_after(folded, date)
    if month_end:
        return date.in_year(month_end[0] - (_order(date) > (month_end[1], 31)))
    if following and are_joined(folded, date, following):
        end = following if following.year else _in_told_year(following, told)
        return date.in_year(end.year - (_order(date) > _order(end))) if end and end.year else None
    return _in_told_year(date, told)


def _order(date: PrintedDate) -> tuple[int, int]:
    """Month and day, to compare two dates of one year."""
    return date.month or 1, date.day or 1


def _in_told_year(date: PrintedDate, told: Timeline) -> PrintedDate | None:
    """`date` in the year that the text speaks of there."""
    year = told.year_of(date)
    return date.in_year(year) if year else None
