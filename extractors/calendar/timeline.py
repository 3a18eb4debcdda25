"""Which year a text speaks of at a place: what was told just before, the date line above, the nearest year."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as calendar_date

from normalizers import Span, patterns

from ..span_sets import SpanSet
from .calendar_values import last_day
from .date_forms import PrintedDate
from .head_words import MONTH, QUARTER, YEAR, YEAR_NUMBER

_FAR = 270  # days: beyond this a date of the neighbouring year is meant (28/12 in an article of 3/1)
_JUST_BEFORE = 600  # characters in which a story goes on from a day told with its year
_DATED_PERIOD = patterns.pattern(
    rf"(?:{MONTH}\s*\d{{1,2}}|{QUARTER}\s*[iv1-4]{{1,3}}|{MONTH}\s*(?:dau|cuoi))\s*(?:/|-|\.|,?\s*{YEAR})\s*(?P<y>{YEAR_NUMBER})(?!\d)"
)
_BARE_YEAR = patterns.pattern(rf"(?<!\bsinh\s){YEAR}\s*(?P<y>{YEAR_NUMBER})(?!\d)")
_SENTENCE_END = patterns.pattern(r"[.!?]\s|\n|\t")
_PARAGRAPH_END = patterns.pattern(r"\n\s*\n")
# A date line ends with its date and says no more than where or when: «Hà Đông, ngày …», «16:05, 17/03/2023».
_PLACE_BEFORE = patterns.pattern(
    r"(?:^[\s*_(]*|(?<!\p{L})\p{Lu}\p{L}*(?:[ .-]+\p{Lu}\p{L}*){0,5}\s?,\s*)(?:\p{L}g\p{L}{2}\s+)?\Z"
)
_TIME = r"\d{1,2}\s*[:hg]\s*\d{2}(?::\d{2})?"
_TIME_BEFORE = patterns.pattern(rf"{_TIME}[\s,|-]*\Z")
_LINE_END = r"[\s)*_]*(?:\n|\t|\Z)"
_AFTER = patterns.pattern(rf"[ ,|*)_-]*(?P<time>{_TIME})?[ ,|(]*(?:gmt\s*[+]\s*\d+)?{_LINE_END}")


@dataclass(frozen=True, slots=True)
class Timeline:
    """What tells years in a text, each in order: all its dated places, and those that are lines of their own."""

    folded: str
    places: tuple[PrintedDate, ...]
    lines: tuple[PrintedDate, ...]

    def year_of(self, date: PrintedDate) -> int | None:
        """The year meant by a day, month or quarter printed without one; None when nothing tells a year."""
        at = date.span.start
        line = self._line_above(at)
        return year_by(date, self._just_before(at, line) or line or self._nearest(at))

    def _just_before(self, at: int, line: PrintedDate | None) -> PrintedDate | None:
        """The last dated place before: a day or a time long past in the same paragraph, else in the same sentence.

        «Quý IV năm 2022 … . Trong quý II …» compares with the year before that of the date line, and then leaves it.
        """
        index = bisect_left(self.places, at, key=lambda place: place.span.start) - 1
        place = self.places[index] if index >= 0 else None
        if place is None or place.year is None or at - place.span.end > _JUST_BEFORE:
            return None
        holds = place.month is not None or (line and line.year and abs(line.year - place.year) > 1)
        end = _PARAGRAPH_END if holds else _SENTENCE_END
        return None if end.search(self.folded, place.span.end, at) else place

    def _nearest(self, at: int) -> PrintedDate | None:
        """The nearest dated place, of the same paragraph where it has one."""
        start, end = self.folded.rfind("\n\n", 0, at), self.folded.find("\n\n", at)
        first = bisect_left(self.places, start, key=lambda place: place.span.start)
        after = bisect_left(self.places, end, key=lambda place: place.span.start) if end >= 0 else None
        return nearest_place(at, self.places[first:after] or self.places)

    def _line_above(self, at: int) -> PrintedDate | None:
        """The last date line above a place: that of the document, or of the article of a collection."""
        index = bisect_right(self.lines, at, key=lambda line: line.span.start)
        return self.lines[index - 1] if index else None


def timeline(value: str, folded: str, dates: Sequence[PrintedDate], cited: SpanSet, symbols: SpanSet) -> Timeline:
    """Where the text tells the year it speaks of: its own dates and dated months and quarters, else what is left.

    `cited` holds the dates of cited documents, which say nothing of the time this document speaks of.
    """
    own = [date for date in dates if date.year and not cited.touches(date.span)]
    lines = tuple(date for date in own if _is_line(value, folded, date.span))
    own += [place for place in _years(folded, _DATED_PERIOD) if not symbols.touches(place.span)]
    told = sorted(own, key=lambda place: place.span) or [date for date in dates if date.year]
    return Timeline(folded, tuple(told or _years(folded, _BARE_YEAR)), lines)


def year_by(date: PrintedDate, place: PrintedDate | None) -> int | None:
    """The year of `place`, or its neighbour where that brings `date` closer than _FAR."""
    if place is None or place.year is None or place.month is None:
        return place.year if place else None
    years = (place.year, place.year - 1, place.year + 1)
    return next((year for year in years if _days_between(date, year, place) <= _FAR), place.year)


def nearest_place(at: int, places: Sequence[PrintedDate]) -> PrintedDate | None:
    """The one of the places, in order, that is nearest to the offset `at`."""
    index = bisect_left(places, at, key=lambda place: place.span.start)
    around = places[max(0, index - 1) : index + 1]
    return min(around, key=lambda place: abs(place.span.start - at), default=None)


def _is_line(value: str, folded: str, span: Span) -> bool:
    """True when a line ends with this date, and a time of day or the name of a place stands beside it."""
    after = _AFTER.match(folded, span.end)
    if after is None:
        return False
    start = max(0, span.start - 60)
    timed = after["time"] is not None or _TIME_BEFORE.search(folded, start, span.start) is not None
    return timed or _PLACE_BEFORE.search(value, start, span.start) is not None


def _days_between(date: PrintedDate, year: int, place: PrintedDate) -> int:
    """How far `date` in `year` is from the dated place."""
    return abs((_day(date, year) - _day(place, place.year or year)).days)


def _day(date: PrintedDate, year: int) -> calendar_date:
    """A date of the calendar: the middle for what is blank, the last day for one that does not exist."""
    month = date.month or 6
    return calendar_date(year, month, min(date.day or 15, last_day(year, month)))


def _years(folded: str, pattern: patterns.Pattern) -> list[PrintedDate]:
    """The years that a pattern finds, as dates of which only the year is known."""
    return [
        PrintedDate(Span(match.start(), match.end()), None, None, int(match["y"]), "year-place")
        for match in pattern.finditer(folded)
    ]
