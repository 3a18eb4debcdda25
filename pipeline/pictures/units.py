"""What units are called in pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..archive.told import Told
from ..printable import escaped


@dataclass(slots=True)
class Units:
    """The names of the units met, by their keys."""

    _names: dict[str, str] = field(default_factory=dict)
    _provinces: dict[str, str] = field(default_factory=dict)

    def add(self, report: Told) -> None:
        """Note what the unit of a report is called; a name in capitals only where no report has another."""
        if report.unit is None:
            return
        known = self._names.get(report.unit)
        if known is None or (known.isupper() and report.issuer and not report.issuer.isupper()):
            self._names[report.unit] = escaped(report.issuer or "?")
        if report.province:
            self._provinces.setdefault(report.unit, escaped(report.province).title())

    def named(self) -> dict[str, str]:
        """The name of each unit by its key; with the province where several units have the name."""
        times = Counter(self._names.values())
        return {
            key: f"{name} ({self._provinces[key]})" if times[name] > 1 and key in self._provinces else name
            for key, name in self._names.items()
        }
