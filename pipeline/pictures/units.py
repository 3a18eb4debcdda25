"""What units are called in pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..archive.told import Told
from ..printable import escaped


@dataclass(slots=True)
class Units:
    """The names of the units met, by their keys."""

    _names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, report: Told) -> None:
        """Note what the unit of a report is called."""
        if report.unit and (report.unit not in self._names or not self._names[report.unit][1]):
            self._names[report.unit] = (escaped(report.issuer or "?"), escaped(report.province or ""))

    def named(self) -> dict[str, str]:
        """The name of each unit by its key; with the province where several units have the name."""
        times = Counter(name for name, _ in self._names.values())
        return {
            key: f"{name} ({province.title()})" if times[name] > 1 and province else name
            for key, (name, province) in self._names.items()
        }
