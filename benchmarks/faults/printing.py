"""How an office prints its figures: separators, zeros, decimals, dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from .accounts import counted
from .figures import grouped
from .office_calendar import slashed, spelled


@dataclass(frozen=True, slots=True)
class Style:
    """`separator` of thousands, zero before small counts, decimals of percentages, dates in words or not."""

    separator: str
    padded: bool
    decimals: int
    sign: str
    words: bool

    @classmethod
    def drawn(cls, random: Random) -> Style:
        """The habits of one office."""
        separator = "" if random.random() < 0.1 else "."
        sign = random.choice(("%", "%", "%", " %"))
        return cls(separator, random.random() < 0.6, random.choice((1, 2, 2)), sign, random.random() < 0.2)

    def count(self, number: int) -> str:
        """4.911, 07."""
        return f"{number:02d}" if self.padded and 0 < number < 10 else grouped(number, self.separator)

    def cell(self, number: int) -> str:
        """A number in a table: no zero before it."""
        return grouped(number, self.separator)

    def rounded(self, number: int) -> str:
        """What the press makes of it: «hơn 4.900»."""
        unit = 10 ** max(1, len(str(number)) - 2)
        return f"hơn {grouped(number // unit * unit, self.separator)}"

    def percentage(self, formula: str, counts: Mapping[str, int]) -> str:
        """99,96%: rounded half up, as many decimals as it takes not to become 100 or 0 where it is not."""
        of, _, base = formula.removesuffix(":c").partition("/")
        prefix, dot, of = of.rpartition(".")
        base = base.rpartition(".")[2]
        exact = Fraction(100 * counted(of, prefix + dot, counts), counted(base, prefix + dot, counts))
        decimals = self.decimals
        while (scaled := int(exact * 10**decimals + Fraction(1, 2))) in (0, 10 ** (decimals + 2)):
            if exact * 10**decimals == scaled:
                return f"{scaled // 10**decimals}{self.sign}"
            decimals += 1
        whole, rest = divmod(scaled, 10**decimals)
        digits = f"{rest:0{decimals}d}".rstrip("0")
        return f"{whole},{digits}{self.sign}" if digits else f"{whole}{self.sign}"

    def date(self, day: date) -> str:
        """The date after the word ngày."""
        return spelled(day) if self.words else slashed(day)
