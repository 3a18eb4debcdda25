"""The periods that pictures have a column for: months, quarters, half-years or years, whichever most reports are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..checks.term import Term
from ..labels import Label

Grain = int  # months of a period
GRAINS: tuple[Grain, ...] = (1, 3, 6, 12)
GRAIN_NAMES = {
    1: Label("tháng", "month"),
    3: Label("quý", "quarter"),
    6: Label("6 tháng", "half-year"),
    12: Label("năm", "year"),
}
_MOST = 24  # periods in a picture


def ends_of(term: Term | None) -> tuple[int, int] | None:
    """The length in months of a report's term and its last month, counted from year 0; None for days alone."""
    if term is None or term.months is None:
        return None
    return term.months[1] - term.months[0] + 1, term.months[1]


def is_period(length: int, end: int) -> bool:
    """Whether a term of `length` months that ends with `end` is a month, quarter, half-year or year of the calendar."""
    return length in GRAINS and (end + 1) % length == 0


def commonest(counts: Mapping[tuple[Grain, int], int]) -> Grain:
    """The grain that most reports are of, given how many there are by grain and end; of equals the shorter."""
    of_grain: Counter[Grain] = Counter()
    for (grain, _), count in counts.items():
        of_grain[grain] += count
    return max(GRAINS, key=lambda grain: (of_grain[grain], -grain))


def window(counts: Mapping[tuple[Grain, int], int], grain: Grain) -> range:
    """The last months of the periods to show: the run of at most _MOST that has most reports, the latest of equals.

    A year misread as 2062 must not push the others out of the picture.
    """
    mine = {end: count for (each, end), count in counts.items() if each == grain}
    if not mine:
        return range(0)
    starts = sorted(mine)
    best = max(starts, key=lambda start: (_inside(mine, start, grain), start))
    last = max(end for end in mine if end < best + _MOST * grain)
    return range(best, last + 1, grain)


def name(end: int, grain: Grain) -> str:
    """What a period is called: 04/2026, II/2026, 01-06/2026, 2026."""
    return Term((end - grain + 1, end)).name


def _inside(counts: Mapping[int, int], start: int, grain: Grain) -> int:
    return sum(count for end, count in counts.items() if start <= end < start + _MOST * grain)
