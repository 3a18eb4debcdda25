"""Findings by rule and by unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from normalizers import fold

from ..archive.told import Fault, Told
from ..checks.finding import SEVERITIES, Severity


@dataclass(frozen=True, slots=True)
class FaultRow:
    """The findings of a rule or a unit: how many of each severity, in the order of SEVERITIES."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Faults:
    """Rules by their ids and units by their names, each with those of most errors first; `total` by severity."""

    rules: tuple[FaultRow, ...]
    units: tuple[FaultRow, ...]
    total: tuple[int, ...]


@dataclass(slots=True)
class FaultCount:
    """The findings counted so far; one between reports counts once for its rule and once for each unit concerned."""

    _rules: dict[str, Counter[Severity]] = field(default_factory=lambda: defaultdict(Counter))
    _units: dict[str, Counter[Severity]] = field(default_factory=lambda: defaultdict(Counter))
    _total: Counter[Severity] = field(default_factory=Counter)

    def add(self, document: Told) -> None:
        """Count the findings of a document."""
        for fault in document.faults:
            self.note(fault, (document.unit,) if document.unit else ())

    def note(self, fault: Fault, units: Iterable[str]) -> None:
        """Count findings that concern some units."""
        self._rules[fault.rule][fault.severity] += fault.count
        self._total[fault.severity] += fault.count
        for unit in units:
            self._units[unit][fault.severity] += fault.count

    def result(self, names: Mapping[str, str]) -> Faults:
        """The counts, with the units' names by their keys."""
        units = {key: counts for key, counts in self._units.items() if key in names}
        return Faults(
            _rows(self._rules, {rule: rule for rule in self._rules}),
            _rows(units, names),
            _counts(self._total),
        )


def _rows(found: Mapping[str, Counter[Severity]], names: Mapping[str, str]) -> tuple[FaultRow, ...]:
    rows = [FaultRow(names[key], _counts(counts)) for key, counts in found.items()]
    return tuple(sorted(rows, key=lambda row: (*(-count for count in row.counts), fold(row.name), row.name)))


def _counts(counts: Counter[Severity]) -> tuple[int, ...]:
    return tuple(counts[severity] for severity in SEVERITIES)
