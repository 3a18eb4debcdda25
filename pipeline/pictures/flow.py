"""Dossiers received, resolved and pending over time, summed up over the units."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..archive.told import WORK, Told
from ..checks.across.series import REPORT
from .periods import Grain, commonest, ends_of, is_period, name, window


@dataclass(frozen=True, slots=True)
class Moment:
    """A period: the sum of each measure of WORK, None where no report has it, over how many `reports` with any."""

    period: str
    reports: int
    sums: tuple[int | None, ...]
    stated: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The periods in order, none left out between the first and the last."""

    grain: Grain
    moments: tuple[Moment, ...]


_Rank = tuple[bool, str]
_Work = tuple[int | None, ...]


@dataclass(slots=True)
class FlowCount:
    """The figures of one report for each unit and period: the latest, an estimate only where there is no other."""

    _kept: dict[tuple[int, int, str], tuple[_Rank, _Work]] = field(default_factory=dict)

    def add(self, report: Told) -> None:
        """Take the figures of a report, in place of an earlier one's of the same unit and period."""
        ends = ends_of(report.term)
        if report.kind != REPORT or not (report.single and report.work and report.unit) or ends is None:
            return
        if is_period(*ends):
            rank, key = (not report.estimate, report.date or ""), (*ends, report.unit)
            if key not in self._kept or self._kept[key][0] < rank:
                self._kept[key] = rank, tuple(report.work.get(measure) for measure in WORK)

    def result(self) -> Flow:
        """The sums by period, of the length that most reports have."""
        counts = Counter((grain, end) for grain, end, _ in self._kept)
        grain = commonest(counts)
        shown = window(counts, grain)
        of_end: dict[int, list[_Work]] = {end: [] for end in shown}
        for (each, end, _), (_, work) in self._kept.items():
            if each == grain and end in of_end:
                of_end[end].append(work)
        return Flow(grain, tuple(_moment(name(end, grain), found) for end, found in of_end.items()))


def _moment(period: str, found: list[_Work]) -> Moment:
    columns = [[work[at] for work in found] for at in range(len(WORK))]
    stated = [[value for value in column if value is not None] for column in columns]
    return Moment(
        period,
        len(found),
        tuple(sum(values) if values else None for values in stated),
        tuple(len(values) for values in stated),
    )
