"""The public holidays of Viet Nam by the library `holidays` (MIT): the only place that knows it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ...labels import Label

if TYPE_CHECKING:
    from holidays import HolidayBase


# The months and days between which a public holiday or a day off in its place can lie: New Year, Tết (20/01-25/02),
# Giỗ Tổ (10/3 of the lunar calendar), 30/4 and 1/5, 2/9, 24/11. Other days need no library.
_SEASONS = (((1, 1), (3, 1)), ((3, 28), (5, 6)), ((8, 28), (9, 6)), ((11, 21), (11, 27)), ((12, 28), (12, 31)))


def holiday(day: date) -> Label | None:
    """The name of the public holiday that falls on `day`, None for any other day."""
    if not any(first <= (day.month, day.day) <= last for first, last in _SEASONS):
        return None
    vi, en = _calendar("vi").get(day), _calendar("en_US").get(day)
    return Label(vi, en) if vi and en else None


@cache
def _calendar(language: str) -> HolidayBase:
    from holidays import country_holidays  # noqa: PLC0415 - takes a tenth of a second, and few dates need it

    return country_holidays("VN", language=language)
