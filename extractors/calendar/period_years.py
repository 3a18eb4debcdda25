"""The year of a period printed without one, told by its neighbours, its like, or the time the text speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalizers import patterns

from .date_forms import PrintedDate
from .head_words import YEAR
from .period_values import PrintedPeriod
from .timeline import Timeline, nearest_place, year_by

_REACH = 110  # characters to the neighbour: «quý I và phương hướng, nhiệm vụ trọng tâm quý II năm 2018»
_SENTENCE_END = patterns.pattern(r"[.!?:]\s|\n|\t")
_COMPARED = patterns.pattern(r"\bso voi\b|\bcung ky\b")
_JOINED = patterns.pattern(r"\s*(?:,|;|va|&|-|–)?\s*(?:ca\s+|nhiem vu\s+)?")
_YEAR_SHIFT = patterns.pattern(
    rf"\s*(?:cua\s+)?{YEAR}\s*(?P<which>truoc|ngoai|nay|sau|toi)\b|\s*cung\s+ky\s+{YEAR}\s*(?P<which>truoc)"
)
_SHIFTS = {"truoc": -1, "ngoai": -1, "nay": 0, "sau": 1, "toi": 1}


def fill_period_years(folded: str, periods: Sequence[PrintedPeriod], told: Timeline) -> list[PrintedPeriod]:
    """`periods` in order, each with a year; a period for which nothing tells a year is left out."""
    clues = _Clues(periods, told)
    filled: list[PrintedPeriod] = []
    following: PrintedPeriod | None = None
    for index in range(len(periods) - 1, -1, -1):
        period = periods[index]
        if period.year is None:
            year = _year(folded, period, periods[index - 1] if index else None, following, clues)
            if year is None:
                continue
            period = period.in_year(year)
        filled.append(period)
        following = period
    return filled[::-1]


class _Clues:
    """What tells years at a distance: the timeline, and periods of the same name whose year is printed."""

    def __init__(self, periods: Sequence[PrintedPeriod], told: Timeline) -> None:
        places = told.places or tuple(_year_place(period) for period in periods if period.year)
        self.told = replace(told, places=places)
        self._likes: dict[tuple[object, ...], list[PrintedDate]] = {}
        for period in periods:
            if period.year:
                self._likes.setdefault(period.name, []).append(_year_place(period))

    def year_of_like(self, period: PrintedPeriod) -> int | None:
        """The year printed with the same quarter, month or stretch at the nearest other place."""
        likes = self._likes.get(period.name, ())
        return year_by(_middle(period), nearest_place(period.span.start, likes))


def _year(
    folded: str,
    period: PrintedPeriod,
    before: PrintedPeriod | None,
    following: PrintedPeriod | None,
    clues: _Clues,
) -> int | None:
    """The year of one period."""
    shift = _YEAR_SHIFT.match(folded, period.span.end)
    if shift is None and following and (year := _year_of_following(folded, period, following)):
        return year
    if shift is None and before and before.year and before.grain != "year" and _is_list(folded, before, period):
        return before.year
    year = clues.year_of_like(period) if shift is None else None
    year = year or clues.told.year_of(_middle(period))
    return year + _SHIFTS[shift["which"]] if year and shift else year


def _year_of_following(folded: str, period: PrintedPeriod, following: PrintedPeriod) -> int | None:
    """«quý I và nhiệm vụ quý II năm 2018»: one year for both, or the one before («quý IV … quý I năm 2018»)."""
    gap = folded[period.span.end : following.span.start]
    if len(gap) > _REACH or _SENTENCE_END.search(gap) or _COMPARED.search(gap) or following.year is None:
        return None
    if following.grain == "year" and not _JOINED.fullmatch(gap):
        return None
    return (
        following.first.year if following.first.year and period.months[0] <= following.months[1] else following.year - 1
    )


def _is_list(folded: str, before: PrintedPeriod, period: PrintedPeriod) -> bool:
    """True for «quý I/2026, quý II»."""
    return _JOINED.fullmatch(folded[before.span.end : period.span.start]) is not None


def _middle(period: PrintedPeriod) -> PrintedDate:
    """The middle of a period as a date whose year is to be found."""
    first, last = period.months
    return PrintedDate(period.span, 15, (first + max(first, last)) // 2, None, "period-middle")


def _year_place(period: PrintedPeriod) -> PrintedDate:
    """A period whose year is printed, as a place that tells a year."""
    return PrintedDate(period.span, None, None, period.year, "year-place")
