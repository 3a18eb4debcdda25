"""The stretch of time a report tells of: the months it is named after, and the days its data were taken from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from normalizers import patterns

Fit = Literal["days", "months", "mixed"]  # what two terms were laid side by side by

_PART = patterns.pattern(
    r"(?P<year>(?:19|20)\d\d)(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?"
)
_EARLIEST, _LATEST = 45, 20  # days that data may begin before the first named month, and end after the last one


@dataclass(frozen=True, slots=True)
class Term:
    """`months` are the first and the last, counted from year 0 (year * 12 + month - 1); `days` are ordinals of dates.

    «Quý II/2026 (từ ngày 15/3/2026 đến ngày 14/6/2026)» has both; the cut-off is not always that of
    Nghị định 09/2019/NĐ-CP, Điều 12, so that terms are compared by the days where both print them.
    """

    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None

    def follows(self, before: Term) -> Fit | None:
        """How it is known that this term begins when `before` has ended; None when it is not."""
        if self.days and before.days:
            return "days" if self.days[0] == before.days[1] + 1 else None
        if self.months and before.months and self.months[0] == before.months[1] + 1:
            return "mixed" if self.days or before.days else "months"
        return None

    def contradicts(self, other: Term) -> bool:
        """True when the two are of different times."""
        for mine, theirs in ((self.days, other.days), (self.months, other.months)):
            if mine and theirs and mine != theirs:
                return True
        return False

    @property
    def middle(self) -> int:
        """The day in the middle, as an ordinal."""
        months = self.months or (1, 1)
        first, last = self.days or (_first_day(months[0]), _first_day(months[1] + 1))
        return (first + last) // 2

    @property
    def name(self) -> str:
        """The term for people: «quý II/2026», or the days when no months are named."""
        return (
            _named(self.months) if self.months else "-".join(f"{date.fromordinal(d):%d/%m/%Y}" for d in self.days or ())
        )


def term_of(name: str | None, data: str | None) -> Term | None:
    """The term of a report of `name` with data of `data`, both as values of periods; None when they disagree."""
    months, days = months_of(name), days_of(data) or days_of(name)
    if months and days and not _plausible(months, days):
        return None
    return Term(months, days) if months or days else None


def months_of(iso: str | None) -> tuple[int, int] | None:
    """The months of "2026-Q2", "2026-H1", "2026-04", "2026", "2026-01/2026-09"; None for days or several years."""
    found = [_PART.fullmatch(part) for part in (iso or "").split("/")]
    ends = [_months(match) for match in found if match]
    if len(ends) != len(found) or not ends or ends[-1][1] - ends[0][0] >= 12 or ends[0][0] > ends[-1][1]:
        return None
    return ends[0][0], ends[-1][1]


def _months(match: patterns.Match) -> tuple[int, int]:
    january = int(match["year"]) * 12
    for unit, length in (("quarter", 3), ("half", 6), ("month", 1)):
        if match[unit]:
            first = january + (int(match[unit]) - 1) * length
            return first, first + length - 1
    return january, january + 11


def days_of(iso: str | None) -> tuple[int, int] | None:
    """The days of "2026-03-15/2026-06-14"; None for any other period and for an end before the start."""
    try:
        first, last = (date.fromisoformat(part).toordinal() for part in (iso or "").split("/"))
    except ValueError:
        return None
    return (first, last) if first <= last and len(iso or "") == len("2026-03-15/2026-06-14") else None


def _plausible(months: tuple[int, int], days: tuple[int, int]) -> bool:
    """False for days of another year or of another length: a slip, or figures of another period (lũy kế)."""
    first, after = _first_day(months[0]), _first_day(months[1] + 1)
    return first - _EARLIEST <= days[0] and days[1] < after + _LATEST and days[1] - days[0] < after - first + _LATEST


def _first_day(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal()


def _named(months: tuple[int, int]) -> str:
    year, month = divmod(months[0], 12)
    length = months[1] - months[0] + 1
    if length == 1:
        return f"{month + 1:02d}/{year}"
    if length == 3 and month % 3 == 0:
        return f"{('I', 'II', 'III', 'IV')[month // 3]}/{year}"
    return str(year) if length == 12 and month == 0 else f"{month + 1:02d}-{months[1] % 12 + 1:02d}/{months[1] // 12}"
