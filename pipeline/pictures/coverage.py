"""Which reports are there and which are missing: a grid of units and periods."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from normalizers import fold

from ..archive.told import Told
from ..checks.across.series import REPORT
from .periods import Grain, commonest, ends_of, is_period, name, window

State = Literal["present", "covered", "missing", "before"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit in a period: `reports` of it are there, or why not.

    `covered`: a longer report ends with the period; `before`: the unit has not reported until then.
    """

    state: State
    reports: int = 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with a cell for each period."""

    unit: str
    cells: tuple[Cell, ...]

    @property
    def missing(self) -> int:
        """How many periods have no report."""
        return sum(cell.state == "missing" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The grid, units with most missing reports first.

    Not in it, and counted: units with a `once`-only report, `outside` reports of other lengths or times, and reports
    that tell no period or no unit (`unplaced`).
    """

    grain: Grain
    periods: tuple[str, ...]
    units: tuple[UnitRow, ...]
    once: int
    outside: int
    unplaced: int


@dataclass(slots=True)
class CoverageCount:
    """What is counted of the reports gone through."""

    _units: dict[str, Counter[tuple[int, int]]] = field(default_factory=lambda: defaultdict(Counter))
    _unplaced: int = 0

    def add(self, report: Told) -> None:
        """Count a report; other documents and second files of a report are passed over."""
        if report.kind != REPORT or not report.single:
            return
        ends = ends_of(report.term)
        if ends is None or report.unit is None:
            self._unplaced += 1
        else:
            self._units[report.unit][ends] += 1

    def result(self, names: Mapping[str, str]) -> Coverage:
        """The grid, with the units' names by their keys."""
        counts: Counter[tuple[Grain, int]] = Counter()
        for mine in self._units.values():
            counts.update({ends: count for ends, count in mine.items() if is_period(*ends)})
        grain = commonest(counts)
        shown = window(counts, grain)
        rows = {unit: _row(names[unit], mine, grain, shown) for unit, mine in self._units.items()}
        kept = [row for row in rows.values() if sum(cell.reports for cell in row.cells) > 1]
        inside = sum(cell.reports for row in rows.values() for cell in row.cells)
        return Coverage(
            grain,
            tuple(name(end, grain) for end in shown),
            tuple(sorted(kept, key=lambda row: (-row.missing, fold(row.unit), row.unit))),
            sum(sum(cell.reports for cell in row.cells) == 1 for row in rows.values()),
            sum(mine.total() for mine in self._units.values()) - inside,
            self._unplaced,
        )


def _row(unit: str, mine: Counter[tuple[int, int]], grain: Grain, shown: range) -> UnitRow:
    longer = {end for length, end in mine if length > grain}
    first = min((end for length, end in mine if length == grain), default=shown.stop)
    return UnitRow(unit, tuple(_cell(mine[grain, end], end in longer, end < first) for end in shown))


def _cell(reports: int, covered: bool, before: bool) -> Cell:
    if reports:
        return Cell("present", reports)
    return Cell("covered" if covered else "before" if before else "missing")
