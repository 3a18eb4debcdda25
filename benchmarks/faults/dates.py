"""Relations between dates, and between a date and a year or a period that is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .figures import Day, Value, Values


@dataclass(frozen=True, slots=True)
class YearOf:
    """The year inside a document's symbol is that of its date."""

    year: str
    date: str

    @property
    def names(self) -> tuple[str, ...]:
        """The year and the date."""
        return self.year, self.date

    def holds(self, values: Values) -> bool:
        """True when they are equal."""
        return values[self.year] == _day(values[self.date])[2]


@dataclass(frozen=True, slots=True)
class Real:
    """A date that is in the calendar."""

    date: str

    @property
    def names(self) -> tuple[str, ...]:
        """The date."""
        return (self.date,)

    def holds(self, values: Values) -> bool:
        """False for 31/4."""
        return _date(_day(values[self.date])) is not None


@dataclass(frozen=True, slots=True)
class NotAfter:
    """`earlier` is no later than `later`: start and end of a range, a cited document and the citing one.

    A range with its year only at the end takes it from there. With `days`, the two lie no further apart than that.
    """

    earlier: str
    later: str
    days: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Both dates."""
        return self.earlier, self.later

    def holds(self, values: Values) -> bool:
        """True as well where one of them is no date: that is another relation's matter."""
        start, end = _day(values[self.earlier]), _day(values[self.later])
        if start[2] is None:
            start = (start[0], start[1], end[2])
        first, last = _date(start), _date(end)
        if first is None or last is None:
            return True
        return first <= last and (self.days is None or (last - first).days <= self.days)


@dataclass(frozen=True, slots=True)
class Before:
    """A cited document is no later than `day`, the last that the citing one can have been signed on."""

    dated: str
    day: date

    @property
    def names(self) -> tuple[str, ...]:
        """The date."""
        return (self.dated,)

    def holds(self, values: Values) -> bool:
        """True as well where it is no date."""
        found = _date(_day(values[self.dated]))
        return found is None or found <= self.day


@dataclass(frozen=True, slots=True)
class Covers:
    """A named period («quý II năm 2026») has a day in common with the data's range, or has begun by the date of issue.

    `number` is the figure with the month or quarter, or for a half «đầu» or «cuối» itself; without `start` the period
    must have begun on the day `end`, half a month before its first day at the earliest: reports close on the 14th.
    """

    kind: str
    number: str
    year: str
    start: str | None
    end: str

    @property
    def names(self) -> tuple[str, ...]:
        """The parts of the name and the dates."""
        number = () if self.kind == "half" else (self.number,)
        return (*number, self.year, *((self.start,) if self.start else ()), self.end)

    def holds(self, values: Values) -> bool:
        """True as well where a part is no date."""
        number = self.number if self.kind == "half" else str(values[self.number])
        first, last = _months(self.kind, number)
        year = int(str(values[self.year]))
        end = _date(_day(values[self.end]))
        start = _date(_day(values[self.start])) if self.start else end
        if start is None or end is None:
            return True
        begins = date(year, first, 1) - timedelta(17)
        return begins <= end if self.start is None else begins <= end and start < _after(year, last)


def _day(value: Value) -> Day:
    assert isinstance(value, tuple)
    return value


def _date(day: Day) -> date | None:
    try:
        return date(day[2] if day[2] is not None else 2024, day[1], day[0])
    except ValueError:
        return None


def _months(kind: str, number: str) -> tuple[int, int]:
    """The first and the last month of a period."""
    if kind == "month":
        return int(number), int(number)
    if kind == "quarter":
        last = 3 * (1 + ("I", "II", "III", "IV").index(number))
        return last - 2, last
    return (1, 6) if number == "đầu" else (7, 12)


def _after(year: int, month: int) -> date:
    """The day after the last of a month."""
    return date(year + month // 12, month % 12 + 1, 1)
