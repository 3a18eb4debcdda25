"""The days that a period means: "2026-Q2", "2026-H1", "2026-04", "2026-03-15/2026-06-14"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractors.calendar.calendar_values import exists, last_day

_PARTS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_DAY, _MONTH, _YEAR = len("2026-06-14"), len("2026-06"), len("2026")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first day to the last one."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has; not above 0 when it ends before it begins."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int:
        """How many whole months it has, rounded."""
        return round(self.days / 30.44)

    def overlap(self, other: Stretch) -> int:
        """How many days both have."""
        return max(0, Stretch(max(self.first, other.first), min(self.last, other.last)).days)

    @property
    def legal(self) -> Stretch:
        """From the 15th of the month before to the 14th of the last month (Nghị định 09/2019/NĐ-CP, Điều 12)."""
        before = self.first - timedelta(days=1)
        return Stretch(before.replace(day=15), self.last.replace(day=14))


def day_of(iso: str) -> date | None:
    """The day an ISO date names; None for a partial one, and for one that the calendar lacks."""
    if len(iso) != _DAY:
        return None
    year, month, day = (int(part) for part in iso.split("-"))
    return date(year, month, day) if year and 1 <= month <= 12 and exists(year, month, day) else None


def stretch_of(iso: str) -> Stretch | None:
    """The days of a period in the form of the contract."""
    first, _, last = iso.partition("/")
    begin, end = _unit(first), _unit(last or first)
    return Stretch(begin.first, end.last) if begin and end else None


def grain_of(iso: str) -> str:
    """The kind of a period: "month", "quarter", "half", "year", or "range" for any other stretch."""
    if "/" in iso or len(iso) == _DAY:
        return "range"
    if len(iso) == _YEAR:
        return "year"
    return {"Q": "quarter", "H": "half"}.get(iso[5], "month")


def _unit(iso: str) -> Stretch | None:
    """The days of a day, month, quarter, half-year or year."""
    if len(iso) == _DAY:
        day = day_of(iso)
        return Stretch(day, day) if day else None
    year, part = int(iso[:_YEAR]), iso[_YEAR + 1 :]
    first, last = _PARTS.get(part) or ((int(part), int(part)) if part else (1, 12))
    return Stretch(date(year, first, 1), date(year, last, last_day(year, last)))
