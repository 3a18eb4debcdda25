"""What the checks say of a text as it stands and of one mutant after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from pipeline.document import Document as Submitted
from pipeline.document import Page as SubmittedPage
from pipeline.report import process_document

from .figures import value, values
from .identities import Identity, broken
from .mutations import HARMLESS, Change, changed, changes
from .page import Document

Place = tuple[int, int]
_NUMBER = re.compile(r"\d[\d.,/]*\d|\d")
_VISIBLE, _UNSEEN, _FORMS = 24, 4, 3  # mutants of one document: an identity sees the fault, none does, no fault at all


@dataclass(frozen=True, slots=True)
class Told:
    """An error or warning: its rule, its places, and the numbers it names as expected or found."""

    rule: str
    places: tuple[Place, ...]
    numbers: frozenset[str]
    message: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change, the rules of the identities that it breaks, and whether the checks caught it, with which rules."""

    document: str
    change: Change
    around: str
    breaks: tuple[str, ...]
    new: tuple[Told, ...]
    caught_by: tuple[str, ...]
    died: str = ""  # what was raised, where the checks did not survive it

    @property
    def harmless(self) -> bool:
        """True when only the form was changed."""
        return self.change.fault.startswith(HARMLESS)

    @property
    def line(self) -> str:
        """For people: what was changed where."""
        said = self.died or "; ".join(f"[{told.rule}] {told.message}" for told in self.new[:2])
        where = f"{self.document}: {self.change.figure.name} {self.change.figure.text!r} -> {self.change.text!r}"
        return f"{where} ({', '.join(self.breaks) or 'nothing broken'}) …{self.around}…" + (
            f" => {said}" if said else ""
        )


@dataclass(slots=True)
class Trial:
    """One document: findings on it as it stands, those beyond the known, and its mutants."""

    document: str
    findings: tuple[Told, ...]
    spurious: tuple[Told, ...]
    mutants: list[Mutant] = field(default_factory=list)


def tried(document: Document, most: int = _VISIBLE) -> Trial:
    """Run the whole way on the document and on its mutants; ValueError when its own identities do not hold."""
    was = values(document.figures)
    if wrong := broken(document.identities, was):
        raise ValueError(f"{document.name}: {wrong[0]} does not hold")
    told = findings(document.source)
    spurious = tuple(
        each for each in told if not any(_known(each, document.source, quotes) for quotes in document.known)
    )
    trial = Trial(document.name, told, spurious)
    for change, breaks in chosen(document, most):
        trial.mutants.append(_mutant(document, change, breaks, told))
    return trial


def chosen(document: Document, most: int = _VISIBLE) -> Iterator[tuple[Change, list[Identity]]]:
    """Changes with the identities that each breaks: every class in turn, `most` of those that can be seen."""
    random = Random(f"mutants of {document.name}")
    was = values(document.figures)
    containing = {f.name: [i for i in document.identities if f.name in i.names] for f in document.figures}
    left = {"seen": most, "unseen": _UNSEEN, "form": _FORMS}
    for change in _in_turn((c for figure in document.figures for c in changes(figure, random)), random):
        now = was | {change.figure.name: value(change.figure.printed(change.text))}
        breaks = broken(containing[change.figure.name], now)
        kind = "form" if change.fault.startswith(HARMLESS) else "seen" if breaks else "unseen"
        if kind == "form" and breaks:
            raise ValueError(f"{document.name}: a change of form breaks {breaks[0]}")
        if left[kind]:
            left[kind] -= 1
            yield change, breaks


def findings(source: str) -> tuple[Told, ...]:
    """The errors and warnings on a text."""
    digest = sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
    report = process_document(Submitted("text.txt", digest, (SubmittedPage(1, "text", "", text=source),)))
    return tuple(
        Told(
            finding.rule,
            tuple(sorted((evidence.span.start, evidence.span.end) for evidence in finding.evidence)),
            frozenset(_NUMBER.findall(f"{finding.expected or ''} {finding.found or ''}")),
            finding.message.vi,
        )
        for finding in report.findings
        if finding.severity != "hint"
    )


def _mutant(document: Document, change: Change, breaks: list[Identity], before: tuple[Told, ...]) -> Mutant:
    figure = change.figure
    source = changed(document.source, change)
    old = {(told.rule, _moved(told.places, change)) for told in before}
    died = ""
    try:
        new = tuple(told for told in findings(source) if (told.rule, told.places) not in old)
    except Exception as error:  # whatever it is, it is a fault of the checks and counted as one
        new, died = (), repr(error)
    place = (figure.start, figure.start + len(change.text))
    related = {name for identity in document.identities if figure.name in identity.names for name in identity.names}
    terms = _moved(tuple((f.start, f.end) for f in document.figures if f.name in related), change)
    caught = [told.rule for told in new if _names(told, place, terms, {figure.text, change.text})]
    around = source[max(0, figure.start - 50) : place[1] + 30].replace("\n", " ")
    rules = tuple(sorted({identity.rule for identity in breaks}))
    return Mutant(document.name, change, around, rules, new, tuple(caught), died)


def _names(told: Told, place: Place, terms: tuple[Place, ...], texts: set[str]) -> bool:
    """True when a finding points at the place, or names the figure while it points at others of its identities."""
    if any(_touch(place, at) for at in told.places):
        return True
    numbers = {number for text in texts for number in _NUMBER.findall(text)}
    return bool(told.numbers & numbers) and any(_touch(term, at) for term in terms for at in told.places)


def _moved(places: tuple[Place, ...], change: Change) -> tuple[Place, ...]:
    """Places of the text before, in the text after the change."""
    figure = change.figure
    more = len(change.text) - len(figure.text)
    return tuple((s + more if s >= figure.end else s, e + more if e >= figure.end else e) for s, e in places)


def _touch(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _known(told: Told, source: str, quotes: tuple[str, ...]) -> bool:
    """True when a finding touches at least half of the quotes of a fault: the rule of the gold findings."""
    hit = sum(any(_touch(place, at) for place in _places(source, quote) for at in told.places) for quote in quotes)
    return hit >= 1 and 2 * hit >= len(quotes)


def _places(source: str, quote: str) -> list[Place]:
    starts = (found.start() for found in re.finditer(f"(?={re.escape(quote)})", source))
    return [(start, start + len(quote)) for start in starts]


def _in_turn(all_changes: Iterable[Change], random: Random) -> list[Change]:
    """In random order, but the first of every class before the second of any."""
    shuffled = list(all_changes)
    random.shuffle(shuffled)
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, Change]] = []
    for change in shuffled:
        ranked.append((seen[change.fault], len(ranked), change))
        seen[change.fault] += 1
    return [change for _, _, change in sorted(ranked, key=lambda item: item[:2])]
