"""R-DUP-REPORT: one report handed in twice, as the same file, the same text, or a scan and a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...labels import Label, name_of
from ..causes import cause_of
from ..finding import Finding
from ..rules import rule
from .abstract import Abstract, Total
from .candidates import Pair, candidates, same
from .fingerprint import resemblance

Likeness = Literal["bytes", "text", "near"]

# Measured on the scans of samples/ against their texts: 0.92 to 0.99; different reports of benchmarks/ up to 0.31.
_ALIKE, _MORE_ALIKE, _ALMOST_EQUAL = 0.45, 0.6, 0.9
_FEWEST = 3  # figures that both print, from which they tell reports apart
_TELLING = 10  # dossiers; 0, 1, 2 are printed by every report
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Twins:
    """Which reports are one, by their places; each group is known by its `first`."""

    first: list[int]

    def find(self, index: int) -> int:
        """The place that stands for the group of `index`."""
        while self.first[index] != index:
            self.first[index] = self.first[self.first[index]]
            index = self.first[index]
        return index

    def join(self, one: int, other: int) -> bool:
        """Make two groups one; False when they are one already."""
        one, other = sorted((self.find(one), self.find(other)))
        self.first[other] = one
        return one != other

    def singles(self, abstracts: Sequence[Abstract]) -> list[Abstract]:
        """One report of each group, the one whose figures were read best."""
        best: dict[int, Abstract] = {}
        for index, abstract in enumerate(abstracts):
            group = self.find(index)
            if group not in best or reading(abstract) > reading(best[group]):
                best[group] = abstract
        return list(best.values())


@dataclass(frozen=True, slots=True)
class Told:
    """Two reports that are one: how that is known, and the findings, those about figures behind the first."""

    likeness: Likeness
    first: Abstract
    second: Abstract
    findings: tuple[Finding, ...]


def duplicates(abstracts: Sequence[Abstract], twins: Twins) -> Iterator[Finding]:
    """A hint for each report that is there already, a warning for each figure in which the two differ.

    The abstracts stand in the order of compare.py; what is told depends on them only, never on who came first.
    """
    for one, other in same(range(len(abstracts)), lambda index: abstracts[index].sha256):
        twins.join(one, other)
        yield _told("bytes", abstracts[one], abstracts[other])
    kept = [index for index in range(len(abstracts)) if twins.find(index) == index]
    pairs = {(kept[one], kept[other]) for one, other in candidates([abstracts[index] for index in kept])}
    worth = [(one, other) for one, other in pairs if not _apart(abstracts[one], abstracts[other])]
    for told in tell(abstracts, worth, twins):
        yield from told.findings


def tell(abstracts: Sequence[Abstract], pairs: Iterable[Pair], twins: Twins) -> Iterator[Told]:
    """Those of the same words, then the pairs that are one report, each as long as that is not told by others."""
    for one, other in same(range(len(abstracts)), lambda index: abstracts[index].content):
        if twins.join(one, other):
            first, second = abstracts[one], abstracts[other]
            yield Told("text", first, second, (_told("text", first, second),))
    for one, other in sorted(pairs):
        first, second = abstracts[one], abstracts[other]
        if twins.find(one) != twins.find(other) and _is_near(first, second):
            twins.join(one, other)
            yield Told("near", first, second, (_told("near", first, second), *_differences(first, second)))


def may_be_one(first: Abstract, second: Abstract) -> bool:
    """False when the two are certainly two reports; neither figures nor quotes are looked at."""
    if first.content and first.content == second.content:
        return True
    return not _apart(first, second) and resemblance(first.sketch, second.sketch) >= _ALIKE


def are_one(first: Abstract, second: Abstract) -> bool:
    """True for two files of one report."""
    if first.content and first.content == second.content:
        return True
    return not _apart(first, second) and _is_near(first, second)


def reading(abstract: Abstract) -> tuple[float, int]:
    """How well its figures were read: the least confidence, and how many there are."""
    quotes = [total.quote.confidence for total in abstract.totals]
    return min(quotes, default=1.0), len(quotes)


def _apart(first: Abstract, second: Abstract) -> bool:
    """True when type, number, place or period say that these are two reports."""
    if first.type and second.type and first.type != second.type:
        return True
    if first.term and second.term and _other_time(first, second):
        return True
    if first.own and second.own and (first.own.number, first.own.year) != (second.own.number, second.own.year):
        return True
    return bool(first.unit and second.unit and _differ(first.unit.province, second.unit.province))


def _other_time(first: Abstract, second: Abstract) -> bool:
    mine, theirs = first.term, second.term
    if mine is None or theirs is None:
        return False
    if mine.months and theirs.months:
        return mine.months != theirs.months
    return bool(mine.days and theirs.days and mine.days != theirs.days)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _is_near(first: Abstract, second: Abstract) -> bool:
    """True for two readings of one report: most of the words and most of the figures are the same.

    Reports of one form share the words, so the figures decide; without figures the texts must be almost equal. A name
    that OCR misread may differ when every figure is the same.
    """
    alike = resemblance(first.sketch, second.sketch)
    if alike < _ALIKE:
        return False
    shared = [pair for pair in _shared(first, second) if max(total.value for total in pair) >= _TELLING]
    agreed = sum(mine.value == theirs.value for mine, theirs in shared)
    if first.unit and second.unit and first.unit.name != second.unit.name:
        return alike >= _MORE_ALIKE and len(shared) > _FEWEST and agreed == len(shared)
    if len(shared) >= _FEWEST:
        return 3 * agreed >= 2 * len(shared)
    return alike >= _ALMOST_EQUAL and agreed == len(shared)


def _shared(first: Abstract, second: Abstract) -> list[tuple[Total, Total]]:
    theirs = {total.key: total for total in second.totals}
    return [(mine, theirs[mine.key]) for mine in first.totals if mine.key in theirs]


def _told(likeness: Likeness, first: Abstract, second: Abstract) -> Finding:
    evidence = [first.itself, second.itself]
    return rule("R-DUP-REPORT").fails(likeness, evidence, first=first.file, second=second.file)


def _differences(first: Abstract, second: Abstract) -> Iterator[Finding]:
    differ = [(mine, theirs) for mine, theirs in _shared(first, second) if mine.value != theirs.value]
    for mine, theirs in differ[:_MOST_TOLD]:
        yield rule("R-DUP-REPORT").fails(
            "figure",
            [first.evidence(mine.quote, mine.value), second.evidence(theirs.quote, theirs.value)],
            severity="warning",
            expected=mine.value,
            found=theirs.value,
            cause=cause_of(theirs.value, mine.value),
            measure=Label(name_of("measure", mine.measure, "vi"), name_of("measure", mine.measure, "en")),
            one=mine.quote.text,
            other=theirs.quote.text,
            first=first.file,
            second=second.file,
        )
