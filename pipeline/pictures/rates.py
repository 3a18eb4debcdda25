"""Percentages that reports print as reached, against those that they print as aims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..archive.told import Told

_STEPS = 10  # of a percent: values are counted by tenths, so that a hundred thousand take no more room than a hundred
_HIGHEST = 200.0  # percent; beyond are misreadings, or growth


@dataclass(frozen=True, slots=True)
class RateRow:
    """A measure: how many `reports` print it as reached, least, middle and greatest of these, in percent.

    `target` is the aim printed most often, None without one; `below` is how many miss it, or the aim they print.
    """

    measure: str
    reports: int
    least: float
    median: float
    greatest: float
    target: float | None
    below: int | None


@dataclass(slots=True)
class _Measure:
    own: Counter[tuple[int, int | None]] = field(default_factory=Counter)  # reached, with the aim beside it
    aims: Counter[int] = field(default_factory=Counter)


@dataclass(slots=True)
class RateCount:
    """How often each value is printed, by measure."""

    _measures: dict[str, _Measure] = field(default_factory=lambda: defaultdict(_Measure))

    def add(self, document: Told) -> None:
        """Count the percentages of a document; second files of a report are passed over."""
        if not document.single:
            return
        known = {
            (rate.measure, rate.role): round(rate.percent * _STEPS) for rate in document.rates if _sound(rate.percent)
        }
        for (measure, role), value in known.items():
            if role == "achieved":
                self._measures[measure].own[value, known.get((measure, "target"))] += 1
            else:
                self._measures[measure].aims[value] += 1

    def result(self) -> tuple[RateRow, ...]:
        """The measures that are printed as reached, the most frequent first."""
        rows = [_row(name, measure) for name, measure in self._measures.items() if measure.own]
        return tuple(sorted(rows, key=lambda row: (-row.reports, row.measure)))


def _sound(percent: float) -> bool:
    return 0 <= percent <= _HIGHEST


def _row(name: str, measure: _Measure) -> RateRow:
    reached: Counter[int] = Counter()
    for (value, _), count in measure.own.items():
        reached[value] += count
    target = max(measure.aims, key=lambda aim: (measure.aims[aim], -aim)) if measure.aims else None
    return RateRow(
        name,
        reached.total(),
        min(reached) / _STEPS,
        _median(reached) / _STEPS,
        max(reached) / _STEPS,
        None if target is None else target / _STEPS,
        None if target is None else _below(measure, target),
    )


def _below(measure: _Measure, target: int) -> int:
    return sum(count for (value, own), count in measure.own.items() if value < (target if own is None else own))


def _median(counts: Mapping[int, int]) -> int:
    """The lower middle one."""
    left = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        left -= counts[value]
        if left <= 0:
            return value
    raise ValueError("no values")
