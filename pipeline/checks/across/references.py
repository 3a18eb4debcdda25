"""R-REF-DATE: one document cited with two dates in different reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from normalizers import fold

from ..finding import Finding
from ..rules import rule
from .abstract import Abstract, Reference
from .candidates import ordinal
from .series import REFORM
from .units import is_central

Cited = tuple[str, int, tuple[object, ...]]  # a document: its symbol, its year, and whose it is


@dataclass(frozen=True, slots=True)
class Usual:
    """The date that most reports give a document, how many do, and the one of them that is shown."""

    date: str
    count: int
    model: Abstract


def references(abstracts: Sequence[Abstract]) -> Iterator[Finding]:
    """The citations whose date is not that of most other reports, each beside one that is; each report comes once."""
    dates: dict[Cited, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, abstract in enumerate(abstracts):
        for cited, day in citations(abstract):
            dates[cited][day].append(index)
    for cited, citing in dates.items():
        if len(citing) > 1:
            right = usual({day: len(reports) for day, reports in citing.items()}, cited[1])
            model = min((abstracts[index] for index in citing[right]), key=lambda abstract: ordinal(abstract.sha256))
            others = sorted({index for day, reports in citing.items() if day != right for index in reports})
            for index in others:
                yield from odd_ones(abstracts[index], cited, Usual(right, len(citing[right]), model))


def citations(abstract: Abstract) -> dict[tuple[Cited, str], Reference]:
    """The documents cited, with the dates given to them and where each is given first."""
    found: dict[tuple[Cited, str], Reference] = {}
    for reference in abstract.references:
        cited = _key(abstract, reference)
        if cited:
            found.setdefault((cited, reference.date), reference)
    return found


def usual(counts: Mapping[str, int], year: int) -> str:
    """The date most reports give; of several, one in the year of the document."""
    return min(counts, key=lambda day: (-counts[day], int(day[:4]) != year, day))


def odd_ones(abstract: Abstract, cited: Cited, right: Usual) -> Iterator[Finding]:
    """The other dates that a report gives; one that gives both contradicts itself: that is R-DOC-DATE."""
    mine = citations(abstract)
    if (cited, right.date) in mine:
        return
    model = citations(right.model)[cited, right.date]
    for (other, day), reference in mine.items():
        if other != cited:
            continue
        yield rule("R-REF-DATE").fails(
            "fails",
            [abstract.evidence(reference.quote, day), right.model.evidence(model.quote, right.date)],
            expected=right.date,
            found=day,
            number=reference.canonical,
            found_day=_printed(day),
            expected_day=_printed(right.date),
            count=right.count,
        )


def _key(abstract: Abstract, reference: Reference) -> Cited | None:
    """What tells documents apart: symbol, year, and for those that are not of the centre who cites them as whose.

    «11/KH-UBND» is the commune's plan and the province's; two reports mean the same one only when they are of one
    unit of a known place and say whose document it is.
    """
    year = reference.year or int(reference.date[:4])
    if reference.agency and is_central(reference.agency):
        return fold(reference.canonical), year, ()
    unit = abstract.unit
    if not (unit and (unit.province or unit.within) and reference.issuer):
        return None
    before_reform = year == REFORM.year and reference.date < REFORM.isoformat()
    whose = (unit.name, unit.province, unit.within, reference.issuer, before_reform)
    return fold(reference.canonical), year, whose


def _printed(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
