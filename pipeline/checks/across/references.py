"""R-REF-DATE: one document cited with two dates in different reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from normalizers import fold

from ..finding import Finding
from ..rules import rule
from .abstract import Abstract, Reference
from .series import REFORM
from .units import is_central

_Cited = tuple[Abstract, Reference]
_Key = tuple[str, int, tuple[object, ...]]


def references(abstracts: Iterable[Abstract]) -> Iterator[Finding]:
    """The citations whose date is not that of most other reports, each beside one that is."""
    cited: dict[_Key, list[_Cited]] = defaultdict(list)
    for abstract in abstracts:
        for reference in abstract.references:
            key = _key(abstract, reference)
            if key:
                cited[key].append((abstract, reference))
    for citations in cited.values():
        if len({reference.date for _, reference in citations}) > 1:
            yield from _odd_ones(citations)


def _key(abstract: Abstract, reference: Reference) -> _Key | None:
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


def _odd_ones(citations: list[_Cited]) -> Iterator[Finding]:
    files: dict[str, set[str]] = defaultdict(set)
    for abstract, reference in citations:
        files[reference.date].add(abstract.file)
    counts = Counter({day: len(names) for day, names in files.items()})
    right = min(counts, key=lambda day: (-counts[day], not _fits(day, citations), day))
    model = next(citation for citation in citations if citation[1].date == right)
    told: set[tuple[str, str]] = set()
    for abstract, reference in citations:
        # A report that gives both dates contradicts itself: that is R-DOC-DATE.
        if reference.date == right or abstract.file in files[right] or (abstract.file, reference.date) in told:
            continue
        told.add((abstract.file, reference.date))
        yield rule("R-REF-DATE").fails(
            "fails",
            [abstract.evidence(reference.quote, reference.date), model[0].evidence(model[1].quote, right)],
            expected=right,
            found=reference.date,
            number=reference.canonical,
            found_day=_printed(reference.date),
            expected_day=_printed(right),
            count=counts[right],
        )


def _fits(day: str, citations: list[_Cited]) -> bool:
    """True when the year of the date is the one in the symbol."""
    return any(reference.year == int(day[:4]) for _, reference in citations)


def _printed(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
