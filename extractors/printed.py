"""What document numbers, dates and periods share: the symbols, dates and date ranges of a text, found once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from normalizers import Span

from .calendar.date_forms import PrintedDate, find_dated
from .calendar.date_ranges import DateRange, find_ranges
from .calendar.date_years import fill_years
from .calendar.short_dates import find_short_dates
from .calendar.timeline import Timeline, timeline
from .span_sets import SpanSet
from .subject import Subject
from .symbols.addresses import find_addresses
from .symbols.document_dates import date_after
from .symbols.document_symbols import Symbol, find_symbols


@dataclass(frozen=True, slots=True)
class Printed:
    """The symbols, dates (each with a year) and ranges of one text, left to right; `told` knows its years."""

    symbols: tuple[Symbol, ...]
    dates: tuple[PrintedDate, ...]
    ranges: tuple[DateRange, ...]
    told: Timeline
    addresses: tuple[Span, ...]

    def spans(self) -> list[Span]:
        """The places of addresses, symbols and dates: their digits are explained."""
        return [*self.addresses, *(symbol.span for symbol in self.symbols), *(date.span for date in self.dates)]


def read_printed(subject: Subject) -> Printed:
    """Symbols, dates and ranges of a text; three extractors ask, one answers."""
    return _read(subject.value, subject.folded)


@lru_cache(maxsize=4)
def _read(value: str, folded: str) -> Printed:
    addresses = tuple(find_addresses(value))
    taken = SpanSet(addresses)
    symbols = find_symbols(value, folded, taken)
    places = SpanSet(symbol.span for symbol in symbols)
    found = find_short_dates(value, folded, find_dated(folded, taken), taken)
    dated = [date for date in found if date.year]
    cited = SpanSet(
        date.span for symbol in symbols if symbol.number and (date := date_after(folded, symbol.span, dated))
    )
    told = timeline(value, folded, found, cited, places)
    dates = fill_years(folded, found, told)
    return Printed(tuple(symbols), tuple(dates), tuple(find_ranges(folded, dates)), told, addresses)
