"""A figure printed in a text, and the value read from its characters alone, independently of the extractors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Kind = Literal["count", "percentage", "date", "year", "number", "period"]
Day = tuple[int, int, int | None]  # day, month, year; None where the year stands at the other end of a range
Value = int | Decimal | Day | str
Values = Mapping[str, Value]

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Figure:
    """`text` stands at `start` of the source; `role` says what it is there: «table cell», «ratio numerator»."""

    name: str
    kind: Kind
    role: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    def printed(self, text: str) -> Figure:
        """The same figure with other characters."""
        return replace(self, text=text)


def value(figure: Figure) -> Value:
    """What the characters say: a whole number, a percentage with its decimals, a day, a name."""
    match figure.kind:
        case "count" | "year":
            return int("".join(_DIGITS.findall(figure.text)))
        case "percentage":
            return Decimal(figure.text.replace(" ", "").replace("%", "").replace(",", "."))
        case "date":
            return _day(figure.text)
        case "number" | "period":
            return figure.text.upper().lstrip("0")


def values(figures: Iterable[Figure]) -> dict[str, Value]:
    """The value of each figure by its name."""
    return {figure.name: value(figure) for figure in figures}


def _day(text: str) -> Day:
    day, month, *year = (int(part) for part in _DIGITS.findall(text))
    return day, month, year[0] if year else None


def grouped(count: int, separator: str = ".") -> str:
    """A whole number with its thousands apart: 4911 as 4.911."""
    return f"{count:,}".replace(",", separator)
