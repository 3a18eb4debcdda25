"""The reports of one unit, put together; how sure it is that two reports are of the same unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..finding import Severity
from .abstract import Abstract
from .fingerprint import resemblance
from .term import Fit, Term

Kinship = Literal["sure", "presumed"]
_SAME_PEN = 0.4  # resemblance from which two reports of agencies of one name are written by the same hand
REPORT = "BC"


@dataclass(frozen=True, slots=True)
class Dated:
    """A periodic report (type BC) and the period it tells of."""

    abstract: Abstract
    term: Term


def series_of(abstracts: Iterable[Abstract]) -> Iterator[list[Abstract]]:
    """The reports by unit; where units of one name are in several provinces, those without a province are left out."""
    named: dict[str, list[Abstract]] = defaultdict(list)
    for abstract in abstracts:
        if abstract.unit:
            named[abstract.unit.name].append(abstract)
    for _, group in sorted(named.items()):
        if len(group) > 1:
            yield from _by_place(group)


def _by_place(group: list[Abstract]) -> Iterator[list[Abstract]]:
    places: dict[tuple[str | None, str | None], list[Abstract]] = defaultdict(list)
    provinces = {abstract.unit.province for abstract in group if abstract.unit} - {None}
    only = next(iter(provinces)) if len(provinces) == 1 else None
    superiors = {abstract.unit.within for abstract in group if abstract.unit} - {None}
    above = next(iter(superiors)) if len(superiors) == 1 else None
    for abstract in group:
        if abstract.unit and (abstract.unit.province or len(provinces) < 2):
            within = abstract.unit.within or above
            places[abstract.unit.province or only, within].append(abstract)
    yield from (members for members in places.values() if len(members) > 1)


def dated(series: Iterable[Abstract]) -> list[Dated]:
    """The periodic reports whose period is known, the earliest first; plans and directives are none."""
    found = [Dated(a, a.term) for a in series if a.term and a.type == REPORT]
    return sorted(
        found, key=lambda report: (report.term.days or (0, 0), report.term.months or (0, 0), report.abstract.file)
    )


def kinship(one: Abstract, other: Abstract) -> Kinship:
    """Whether two reports of one series are of the same unit beyond doubt: names repeat from province to province."""
    if one.unit and other.unit:
        if one.unit.province and one.unit.province == other.unit.province:
            return "sure"
        if one.unit.within and one.unit.within == other.unit.within:
            return "sure"
    if one.signer and one.signer == other.signer:
        return "sure"
    return "sure" if resemblance(one.sketch, other.sketch) >= _SAME_PEN else "presumed"


def gravity(kin: Kinship, fit: Fit) -> Severity:
    """How grave a contradiction between two periods is, by how sure unit and days are."""
    if kin == "presumed" or fit == "mixed":
        return "hint"
    return "error" if fit == "days" else "warning"
