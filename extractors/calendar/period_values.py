"""A period as printed, and its ISO form: "2026-Q2", "2026-H1", "2026-04", "2026", "2026-04/2026-11"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from normalizers import Span

from .calendar_values import iso

Grain = Literal["month", "quarter", "year"]

# «6 tháng đầu năm» and its like have a name of their own; any other stretch of months is given by its ends.
_STRETCHES = {(1, 6): "H1", (7, 12): "H2", (1, 3): "Q1", (10, 12): "Q4"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A month, quarter or year; the number is 0 for a year, `year` is None when it is not printed."""

    number: int
    year: int | None

    @property
    def order(self) -> tuple[int, int]:
        """For comparing two units of the same grain whose years are known."""
        return self.year or 0, self.number


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """A period at its place: its first and last unit, the same one for a single month, quarter or year."""

    span: Span
    grain: Grain
    first: Unit
    last: Unit
    rule: str
    confidence: float = 1.0
    inferred: bool = False
    stretch: bool = False  # «N tháng đầu năm»

    @property
    def year(self) -> int | None:
        """The year of the last unit."""
        return self.last.year

    @property
    def name(self) -> tuple[object, ...]:
        """What the period is called without its year."""
        return self.grain, self.stretch, self.first.number, self.last.number

    @property
    def months(self) -> tuple[int, int]:
        """The first month of the period and the last one, from 1 to 12."""
        if self.grain == "month":
            return self.first.number, self.last.number
        if self.grain == "quarter":
            return self.first.number * 3 - 2, self.last.number * 3
        return 1, 12

    def in_year(self, year: int) -> PrintedPeriod:
        """The period with its missing year inferred."""
        first, last = replace(self.first, year=year), replace(self.last, year=year)
        if first.number > last.number:
            first = replace(first, year=year - 1)
        return replace(self, first=first, last=last, inferred=True, confidence=min(self.confidence, 0.85))

    @property
    def iso(self) -> str:
        """The period in the form of the contract; only for a period whose years are known."""
        if self.stretch and (self.first.number, self.last.number) in _STRETCHES:
            return f"{self.last.year}-{_STRETCHES[self.first.number, self.last.number]}"
        first, last = self._unit_iso(self.first), self._unit_iso(self.last)
        return first if first == last and not self.stretch else f"{first}/{last}"

    def _unit_iso(self, unit: Unit) -> str:
        if unit.year is None:
            raise ValueError("a period without a year has no ISO form")
        if self.grain == "quarter":
            return f"{unit.year}-Q{unit.number}"
        return iso(unit.year, unit.number if self.grain == "month" else None)
