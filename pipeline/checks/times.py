"""Whether two printed periods are the same time for a report: «quý II/2026» and «15/3/2026 đến 14/6/2026» are."""

from __future__ import annotations

from datetime import date

from .term import days_of, months_of

_EARLY, _LATE = 45, 62  # days that data may begin before the first named month, and end before its last day (estimates)


def same_time(one: str | None, other: str | None) -> bool:
    """True when nothing tells the two periods (values of a period) apart; an unknown one agrees with any."""
    first, second = _days(one), _days(other)
    if one == other or first is None or second is None:
        return True
    return abs(first[0] - second[0]) <= _EARLY and abs(first[1] - second[1]) <= _LATE and _alike(first, second)


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True when neither is less than half of the other: April is not the second quarter."""
    lengths = sorted((one[1] - one[0] + 1, other[1] - other[0] + 1))
    return 2 * lengths[0] > lengths[1]


def _days(iso: str | None) -> tuple[int, int] | None:
    """The first and the last day of a period, as ordinals."""
    if days := days_of(iso):
        return days
    months = months_of(iso)
    if months is None:
        return None
    first, after = months[0], months[1] + 1
    return date(first // 12, first % 12 + 1, 1).toordinal(), date(after // 12, after % 12 + 1, 1).toordinal() - 1
