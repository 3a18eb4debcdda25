"""The year of a date that is printed without one (gold rule: other end of the range, nearest dated place, own date)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date as calendar_date

from normalizers import Span, patterns

from .calendar_values import last_day
from .date_forms import PrintedDate
from .date_ranges import are_joined, month_end_after
from .head_words import MONTH, QUARTER, YEAR, YEAR_NUMBER
from .span_sets import SpanSet

_FAR = 270  # days: beyond this a date of the neighbouring year is meant (28/12 in an article of 3/1)
_DATED_PERIOD = patterns.pattern(
    rf"(?:{MONTH}\s*\d{{1,2}}|{QUARTER}\s*[iv1-4]{{1,3}}|{MONTH}\s*(?:dau|cuoi))\s*(?:/|-|\.|,?\s*{YEAR})\s*(?P<y>{YEAR_NUMBER})(?!\d)"
)
_BARE_YEAR = patterns.pattern(rf"(?<!\bsinh\s){YEAR}\s*(?P<y>{YEAR_NUMBER})(?!\d)")


def fill_years(folded: str, dates: Sequence[PrintedDate], places: Sequence[PrintedDate]) -> list[PrintedDate]:
    """`dates` in order, each with a year; a date for which nothing tells a year is left out."""
    filled: list[PrintedDate | None] = []
    for index, date in enumerate(dates):
        following = dates[index + 1] if index + 1 < len(dates) else None
        before = filled[-1] if filled and filled[-1] and are_joined(folded, filled[-1], date) else None
        filled.append(date if date.year else _filled(folded, date, before, following, places))
    return [date for date in filled if date]


def _filled(
    folded: str,
    date: PrintedDate,
    before: PrintedDate | None,
    following: PrintedDate | None,
    places: Sequence[PrintedDate],
) -> PrintedDate | None:
    """One date with its year inferred."""
    if before and before.year:
        return date.in_year(before.year + (_order(date) < _order(before)))
    month_end = month_end_after(folded, date)
    if month_end:
        return date.in_year(month_end[0] - (_order(date) > (month_end[1], 31)))
    if following and are_joined(folded, date, following):
        end = following if following.year else _nearest(following, places)
        return date.in_year(end.year - (_order(date) > _order(end))) if end and end.year else None
    return _nearest(date, places)


def _order(date: PrintedDate) -> tuple[int, int]:
    """Month and day, to compare two dates of one year."""
    return date.month or 1, date.day or 1


def _nearest(date: PrintedDate, places: Sequence[PrintedDate]) -> PrintedDate | None:
    """`date` in the year of the dated place nearest to it in the text."""
    year = nearest_year(date, places)
    return date.in_year(year) if year else None


def nearest_year(date: PrintedDate, places: Sequence[PrintedDate]) -> int | None:
    """The year of the nearest of `places` (in order), or its neighbour where that brings `date` closer than _FAR."""
    place = _nearest_place(date.span.start, places)
    if place is None or place.year is None or place.month is None:
        return place.year if place else None
    years = (place.year, place.year - 1, place.year + 1)
    return next((year for year in years if _days_between(date, year, place) <= _FAR), place.year)


def _nearest_place(at: int, places: Sequence[PrintedDate]) -> PrintedDate | None:
    """The one of the places, in order, that is nearest to the offset `at`."""
    index = bisect_left(places, at, key=lambda place: place.span.start)
    around = places[max(0, index - 1) : index + 1]
    return min(around, key=lambda place: abs(place.span.start - at), default=None)


def _days_between(date: PrintedDate, year: int, place: PrintedDate) -> int:
    """How far `date` in `year` is from the dated place."""
    return abs((_day(date, year) - _day(place, place.year or year)).days)


def _day(date: PrintedDate, year: int) -> calendar_date:
    """A date of the calendar: the middle for what is blank, the last day for one that does not exist."""
    month = date.month or 6
    return calendar_date(year, month, min(date.day or 15, last_day(year, month)))


def dated_places(folded: str, dates: Sequence[PrintedDate], cited: SpanSet, symbols: SpanSet) -> list[PrintedDate]:
    """Where the text tells the year it speaks of: its own dates and dated months and quarters, else what is left.

    `cited` holds the dates of cited documents, which say nothing of the time this document speaks of.
    """
    own = [date for date in dates if date.year and not cited.touches(date.span)]
    own += [place for place in _years(folded, _DATED_PERIOD) if not symbols.touches(place.span)]
    if own:
        return sorted(own, key=lambda place: place.span)
    return [date for date in dates if date.year] or list(_years(folded, _BARE_YEAR))


def _years(folded: str, pattern: patterns.Pattern) -> list[PrintedDate]:
    """The years that a pattern finds, as dates of which only the year is known."""
    return [
        PrintedDate(Span(match.start(), match.end()), None, None, int(match["y"]), "year-place")
        for match in pattern.finditer(folded)
    ]
