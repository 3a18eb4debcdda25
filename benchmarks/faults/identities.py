"""What a text's figures must satisfy: relations between named figures, and identities with every legal reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from .figures import Day, Value, Values

_WHOLE = Decimal(100)


class Relation(Protocol):
    """Something that holds or not for the values of some figures."""

    @property
    def names(self) -> tuple[str, ...]:
        """The figures it ties together."""
        ...

    def holds(self, values: Values) -> bool:
        """True when the values may stand side by side."""
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the sum of `parts`; with `bound`, a part may be unprinted, so that they must only not exceed it."""

    total: str
    parts: tuple[str, ...]
    bound: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)

    def holds(self, values: Values) -> bool:
        """Exact: counts have no tolerance."""
        total, parts = _count(values[self.total]), sum(_count(values[part]) for part in self.parts)
        return parts <= total if self.bound else parts == total


@dataclass(frozen=True, slots=True)
class Share:
    """`percentage` is `of` in `base`, sums of figures (a name with «-» is taken off); ±1 of the last printed digit.

    100 % without decimals allows half a unit: nobody cuts up to a hundred.
    """

    percentage: str
    of: tuple[str, ...]
    base: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The percentage, numerator and denominator."""
        return (self.percentage, *(name.removeprefix("-") for name in (*self.of, *self.base)))

    def holds(self, values: Values) -> bool:
        """True when a rounded or a cut quotient may have been printed so."""
        printed = values[self.percentage]
        assert isinstance(printed, Decimal)
        base = _signed(values, self.base)
        if base <= 0:
            return False
        exact = Fraction(100 * _signed(values, self.of), base)
        exponent = printed.as_tuple().exponent
        assert isinstance(exponent, int)
        unit = Fraction(1, 10**-exponent) if exponent < 0 else Fraction(1)
        allowed = unit / 2 if printed == _WHOLE and exponent == 0 else unit
        return abs(Fraction(printed) - exact) <= allowed


@dataclass(frozen=True, slots=True)
class AtMostHundred:
    """A share of a whole is no more than 100 %."""

    percentage: str

    @property
    def names(self) -> tuple[str, ...]:
        """The percentage."""
        return (self.percentage,)

    def holds(self, values: Values) -> bool:
        """True up to 100."""
        printed = values[self.percentage]
        return isinstance(printed, Decimal) and printed <= _WHOLE


@dataclass(frozen=True, slots=True)
class Whole:
    """Percentages of the parts of one whole make 100, ±1 of the last digit for each of them."""

    names: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        """True when rounding explains the difference."""
        printed = [share for share in (values[name] for name in self.names) if isinstance(share, Decimal)]
        allowed = sum((Decimal(1).scaleb(int(share.as_tuple().exponent)) for share in printed), Decimal(0))
        return abs(sum(printed, Decimal(0)) - _WHOLE) <= allowed


@dataclass(frozen=True, slots=True)
class Same:
    """One thing printed several times."""

    names: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        """True when all say the same; a date without year agrees with every year, decimals count only as printed."""
        first, *others = (values[name] for name in self.names)
        return all(_same(first, other) for other in others)


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


@dataclass(frozen=True, slots=True)
class Identity:
    """A rule (A5, P2, R-DOC-YEAR) on these figures: it is broken when no reading, a set of relations, holds as a whole."""

    rule: str
    readings: tuple[tuple[Relation, ...], ...]

    @property
    def names(self) -> frozenset[str]:
        """The figures in it."""
        return frozenset(name for reading in self.readings for relation in reading for name in relation.names)

    def holds(self, values: Values) -> bool:
        """True when some reading holds."""
        return any(all(relation.holds(values) for relation in reading) for reading in self.readings)


def one(rule: str, relation: Relation) -> Identity:
    """An identity that can be read in one way only."""
    return Identity(rule, ((relation,),))


def broken(identities: Iterable[Identity], values: Values) -> list[Identity]:
    """The identities that the values contradict under every reading."""
    return [identity for identity in identities if not identity.holds(values)]


def _count(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _day(value: Value) -> Day:
    assert isinstance(value, tuple)
    return value


def _signed(values: Values, names: Iterable[str]) -> int:
    return sum(-_count(values[name[1:]]) if name.startswith("-") else _count(values[name]) for name in names)


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


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one[:2] == other[:2] and (one[2] == other[2] or None in (one[2], other[2]))
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        places = min(-int(one.as_tuple().exponent), -int(other.as_tuple().exponent), 4)
        step = Decimal(1).scaleb(-places)
        exact = one.as_tuple().exponent == other.as_tuple().exponent
        return one == other if exact else abs(one - other) <= step
    return one == other
