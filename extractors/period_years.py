"""The year of a period printed without one, told by its neighbours, its like, or the time the text speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from normalizers import Span, patterns

from .date_forms import PrintedDate
from .date_years import nearest_year
from .head_words import YEAR
from .period_values import PrintedPeriod

_REACH = 110  # characters to the neighbour: «quý I và phương hướng, nhiệm vụ trọng tâm quý II năm 2018»
_SENTENCE_END = patterns.pattern(r"[.!?:]\s|\n|\t")
_COMPARED = patterns.pattern(r"\bso voi\b|\bcung ky\b")
_JOINED = patterns.pattern(r"\s*(?:,|;|va|&|-|–)?\s*(?:ca\s+|nhiem vu\s+)?")
_YEAR_SHIFT = patterns.pattern(
    rf"\s*(?:cua\s+)?{YEAR}\s*(?P<which>truoc|ngoai|nay|sau|toi)\b|\s*cung\s+ky\s+{YEAR}\s*(?P<which>truoc)"
)
_SHIFTS = {"truoc": -1, "ngoai": -1, "nay": 0, "sau": 1, "toi": 1}


def fill_period_years(
    folded: str, periods: Sequence[PrintedPeriod], places: Sequence[PrintedDate]
) -> list[PrintedPeriod]:
    """`periods` in order, each with a year; a period for which nothing tells a year is left out."""
    filled: list[PrintedPeriod] = []
    following: PrintedPeriod | None = None
    for index in range(len(periods) - 1, -1, -1):
        period = periods[index]
        if period.year is None:
            before = periods[index - 1] if index else None
            year = _year(folded, period, before, following, periods, places)
            if year is None:
                continue
            period = period.in_year(year)
        filled.append(period)
        following = period
    return filled[::-1]


def _year(
    folded: str,
    period: PrintedPeriod,
    before: PrintedPeriod | None,
    following: PrintedPeriod | None,
    periods: Sequence[PrintedPeriod],
    places: Sequence[PrintedDate],
) -> int | None:
    """The year of one period."""
    shift = _YEAR_SHIFT.match(folded, period.span.end)
    if shift is None and following and (year := _year_of_following(folded, period, following)):
        return year
    if shift is None and before and before.year and before.grain != "year" and _is_list(folded, before, period):
        return before.year
    year = _year_of_like(period, periods) if shift is None else None
    year = year or nearest_year(_middle(period), _all_places(periods, places))
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


def _year_of_like(period: PrintedPeriod, periods: Sequence[PrintedPeriod]) -> int | None:
    """The year printed with the same quarter, month or stretch at another place, the nearest one."""
    likes = [
        other
        for other in periods
        if other.year
        and (other.grain, other.stretch, other.first.number, other.last.number)
        == (period.grain, period.stretch, period.first.number, period.last.number)
    ]
    nearest = min(likes, key=lambda other: abs(other.span.start - period.span.start), default=None)
    return nearest.year if nearest else None


def _middle(period: PrintedPeriod) -> PrintedDate:
    """The middle of a period as a date whose year is to be found."""
    first, last = period.months
    return PrintedDate(period.span, 15, (first + max(first, last)) // 2, None, "period-middle")


def _all_places(periods: Sequence[PrintedPeriod], places: Sequence[PrintedDate]) -> list[PrintedDate]:
    """The dated places of the text; where it has none, its years."""
    if places:
        return list(places)
    return [PrintedDate(Span(p.span.start, p.span.end), None, None, p.year, "year-place") for p in periods if p.year]
