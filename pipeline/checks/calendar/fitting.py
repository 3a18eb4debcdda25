"""Whether a range may be the one of a named period: near the legal one, near the calendar's, or since a beginning."""

from __future__ import annotations

from datetime import date

from .stretches import Stretch

LEEWAY = 31  # days that the cut-off of an office may be off the calendar and the legal one
TWO_LEVELS = date(2025, 7, 1)  # provinces and communes alone since then: many figures are counted from that day
_DECEMBER, _YEAR = 12, 366
_CUT_OFFS = {1, 11, 14, 15, 16, 20, 21}  # days of December on which the new year of reports begins


def fits(found: Stretch, named: Stretch) -> bool:
    """True when a range is one that an office may use for the named period."""
    return any(
        abs((found.first - wanted.first).days) <= LEEWAY and abs((found.last - wanted.last).days) <= LEEWAY
        for wanted in (named, named.legal)
    )


def begins_year(found: Stretch) -> bool:
    """True when a range begins with the year that it ends in, by the calendar or by a cut-off in December before."""
    first, last = found.first, found.last
    if (first.day, first.month) == (1, 1):
        return first.year == last.year
    return first.month == _DECEMBER and first.day in _CUT_OFFS and first.year == last.year - 1 and found.days <= _YEAR
