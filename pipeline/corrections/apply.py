"""A report as reviewers say it is: their corrections laid over its facts, and every check done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.extraction import Extraction
from normalizers import Text

from ..document import Location
from ..facts import Fact, Row
from ..report import Report, understood
from .correction import REVIEWER, Correction, CorrectionError, State
from .drawing import found_again
from .matching import matched
from .rewriting import rewritten
from .values import amended, built, cells_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How a correction stands against what is extracted now; what is changed or missing must be looked at again."""

    correction: Correction
    state: State


@dataclass(frozen=True, slots=True)
class _Laid:
    """A fact with what was done to it: accepted, changed or added, else None; and the value that was extracted."""

    fact: Fact
    done: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """`report` has the corrected facts and the verdicts on them; `standings` are in the order of the corrections."""

    report: Report
    standings: tuple[Standing, ...]
    _laid: tuple[_Laid, ...]

    def fact_rows(self) -> list[Row]:
        """The rows of the facts table, each telling whether it was corrected."""
        told = zip(self.report.table_rows("facts"), self._laid, strict=True)
        return [row | {"corrected": laid.done, "original_value": laid.original} for row, laid in told]


def corrected(report: Report, corrections: Sequence[Correction]) -> Corrected:
    """The `report` with the corrections of its facts, the earliest first, and the verdicts on them."""
    facts: dict[int, _Laid | None] = {index: _Laid(fact) for index, fact in enumerate(report.facts)}
    added: list[_Laid] = []
    standings = []
    taken: set[int] = set()
    for correction in reversed(corrections):  # the last word on a fact holds, though it came with other evidence
        found = matched(correction, report.facts)
        state: State = "applied"
        try:
            if found is None:
                state = _without_fact(report, correction, added)
            elif found[0] not in taken:
                index, same = found
                facts[index], state = _on_fact(report.facts[index], correction, same=same)
                taken.add(index)
        except CorrectionError:  # what it says had a meaning in another version
            state = "missing"
        standings.append(Standing(correction, state))
    laid = sorted([each for each in facts.values() if each] + added, key=_in_order)
    text, placed = rewritten(report.text, [(each.fact, each.done == "changed") for each in laid], report.facts)
    kept = tuple(replace(each, fact=fact) for each, fact in zip(laid, placed, strict=True))
    return Corrected(_rechecked(report, text, kept), tuple(reversed(standings)), kept)


def _rechecked(report: Report, text: Text, laid: Sequence[_Laid]) -> Report:
    facts = tuple(each.fact for each in laid)
    return replace(understood(report.document, text, facts), name=report.name, decoded=report.decoded)


def _on_fact(fact: Fact, correction: Correction, *, same: bool) -> tuple[_Laid | None, State]:
    """What becomes of a fact, None where it is no value, and how the correction stands."""
    now = cells_of(fact.value)
    state: State = "applied" if same and now == correction.old else "changed"
    if correction.action == "reject":
        return None, state
    if correction.action == "accept":
        return (_Laid(_sure(fact), "accepted", None), state) if state == "applied" else (_Laid(fact), state)
    if all(now[name] == cell for name, cell in correction.new.items()):
        return _Laid(_sure(fact), "accepted", None), "agrees"
    changes = {name: cell for name, cell in correction.new.items() if cell != now[name]}
    value = amended(fact.value, changes)
    better = replace(fact, extraction=replace(fact.extraction, value=value, state="value"))
    return _Laid(_sure(better), "changed", now["value"]), "changed" if correction.action == "add" else state


def _without_fact(report: Report, correction: Correction, added: list[_Laid]) -> State:
    """A correction of what is not extracted now: a value that a reviewer gave stays, if its place is still there."""
    if correction.action == "reject":
        return "agrees"
    if correction.action == "accept":
        return "missing"
    place = found_again(report.document, correction.place)
    if place is None:
        return "missing"
    extraction = Extraction(built(correction.kind, correction.new), report.text.from_raw(place.span), REVIEWER)
    location = Location(place.page, place.boxes or None, 1.0)
    fact = Fact(extraction, place.span, place.text, extraction.span.of(report.text.value), location)
    was = correction.old.get("value")
    added.append(_Laid(fact, "added", was))
    return "applied" if correction.action == "add" else "missing"


def _sure(fact: Fact) -> Fact:
    """The fact as one that a person has looked at."""
    extraction, location = replace(fact.extraction, confidence=1.0), replace(fact.location, confidence=1.0)
    return replace(fact, extraction=extraction, location=location, restored=1.0)


def _in_order(laid: _Laid) -> tuple[int, int, str, str]:
    fact = laid.fact
    return fact.span.start, fact.span.end, fact.kind, fact.extraction.rule
