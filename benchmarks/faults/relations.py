"""Relations between counts and between percentages, and between things that are said twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .figures import Value, Values

_WHOLE = Decimal(100)


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
class Same:
    """One thing printed several times."""

    names: tuple[str, ...]

    def holds(self, values: Values) -> bool:
        """True when all say the same; a date without year agrees with every year, decimals count only as printed."""
        first, *others = (values[name] for name in self.names)
        return all(_same(first, other) for other in others)


def _count(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _signed(values: Values, names: Iterable[str]) -> int:
    return sum(-_count(values[name[1:]]) if name.startswith("-") else _count(values[name]) for name in names)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one[:2] == other[:2] and (one[2] == other[2] or None in (one[2], other[2]))
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        places = min(-int(one.as_tuple().exponent), -int(other.as_tuple().exponent), 4)
        step = Decimal(1).scaleb(-places)
        exact = one.as_tuple().exponent == other.as_tuple().exponent
        return one == other if exact else abs(one - other) <= step
    return one == other
