"""The reports of one unit, put together; how sure it is that two reports are of the same unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..finding import Severity
from ..term import Fit, Term
from .abstract import Abstract, Unit
from .fingerprint import resemblance
from .units import NATION

Kinship = Literal["sure", "presumed"]
_SAME_PEN = 0.4  # resemblance from which two reports of agencies of one name are written by the same hand
_Place = tuple[str, str]
REPORT = "BC"
REFORM = date(2025, 7, 1)  # provinces and communes merged; numbers of documents began again (Nghị quyết 202/2025/QH15)


@dataclass(frozen=True, slots=True)
class Dated:
    """A periodic report (type BC) and the period it tells of."""

    abstract: Abstract
    term: Term


@dataclass(frozen=True, slots=True)
class Series:
    """The reports of one unit; `name` is that of the unit, its province and the superior agency where it matters.

    Not `complete` when a report of an agency of that name could not be placed.
    """

    name: tuple[str, str, str]
    members: list[Abstract]
    complete: bool


def series_of(abstracts: Iterable[Abstract]) -> Iterator[Series]:
    """The reports by unit, for units of two and more."""
    named: dict[str, list[Abstract]] = defaultdict(list)
    for abstract in abstracts:
        if abstract.unit:
            named[abstract.unit.name].append(abstract)
    for name, group in sorted(named.items()):
        yield from _by_place(name, group)


def _by_place(name: str, group: list[Abstract]) -> Iterator[Series]:
    """Where units of one name are in several places, a report without a place goes where its signer signs."""
    placed: dict[_Place, list[Abstract]] = defaultdict(list)
    told = _places(group)
    places, signing = set(told) - {None}, _signing(group, told)
    astray = False
    for abstract, given in zip(group, told, strict=True):
        only = next(iter(places), ("", "")) if len(places) < 2 else None
        place = given or only or signing.get(abstract.signer or "")
        if place is None:
            astray = True
        else:
            placed[place].append(abstract)
    yield from (Series((name, *at), members, not astray) for at, members in placed.items() if len(members) > 1)


def _places(group: list[Abstract]) -> list[_Place | None]:
    """The province and the superior agency of each report; None when that is not enough to tell it from others.

    The superior agency (of communes before 7/2025: the district) counts where a province has several for the name.
    """
    units = [abstract.unit or Unit("") for abstract in group]
    superiors: dict[str | None, set[str]] = defaultdict(set)
    for unit in units:
        if unit.within:
            superiors[unit.province].add(unit.within)
    several = {province for province, names in superiors.items() if len(names) > 1 or province is None}
    return [
        (unit.province or "", unit.within or "")
        if unit.province in several and unit.within
        else (unit.province, "")
        if unit.province and unit.province not in several
        else None
        for unit in units
    ]


def _signing(group: list[Abstract], places: list[_Place | None]) -> dict[str, _Place]:
    """The place of each signer who signs in only one."""
    signed: dict[str, set[_Place]] = defaultdict(set)
    for abstract, place in zip(group, places, strict=True):
        if abstract.signer and place:
            signed[abstract.signer].add(place)
    return {signer: next(iter(told)) for signer, told in signed.items() if len(told) == 1}


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


def gravity(reports: list[Dated], fit: Fit) -> Severity:
    """How grave a contradiction between the first report and the others is, by how sure unit, topic and days are."""
    first = reports[0].abstract
    others = [report.abstract for report in reports[1:]]
    sure = all(kinship(first, other) == "sure" for other in others)
    if not sure or fit == "mixed" or reformed(reports):
        return "hint"
    one_topic = all(same_topic(first, other) for other in others)
    return "error" if fit == "days" and one_topic else "warning"


def same_topic(one: Abstract, other: Abstract) -> bool:
    """True when the subjects share half of their words: one title may be cut off, or misread."""
    mine, theirs = set(one.subject.split()), set(other.subject.split())
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def reformed(reports: list[Dated]) -> bool:
    """True when the unit was founded anew between the reports: an old commune and a new one of its name."""
    middles = [report.term.middle for report in reports]
    unit = reports[0].abstract.unit
    local = unit is not None and unit.province != NATION
    return local and min(middles) < REFORM.toordinal() <= max(middles)
