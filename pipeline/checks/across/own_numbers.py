"""R-DUP-NUMBER: one agency gives a number of a series to one document a year (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from normalizers import fold

from ..finding import Finding, Severity
from ..rules import rule
from .abstract import Abstract, OwnNumber
from .series import REFORM, kinship, same_topic

_WHOLE = len("2026-06-19")


def own_numbers(series: list[Abstract]) -> Iterator[Finding]:
    """The documents of one unit that bear the number of another; each is told beside the first."""
    numbered: dict[tuple[str, str, int, bool], list[tuple[Abstract, OwnNumber]]] = defaultdict(list)
    for abstract in series:
        own = abstract.own
        if own and own.number and own.year and abstract.date and len(abstract.date) == _WHOLE:
            before_reform = own.year == REFORM.year and abstract.date < REFORM.isoformat()
            numbered[own.number, fold(own.symbol), own.year, before_reform].append((abstract, own))
    for bearers in numbered.values():
        bearers.sort(key=lambda bearer: (bearer[0].date or "", bearer[0].file))
        for other, own in bearers[1:]:
            yield _finding(bearers[0][0], bearers[0][1], other, own)


def _finding(first: Abstract, first_own: OwnNumber, second: Abstract, own: OwnNumber) -> Finding:
    evidence = [first.evidence(first_own.quote, first.date), second.evidence(own.quote, second.date)]
    case, severity = _case(first, second)
    return rule("R-DUP-NUMBER").fails(
        case, evidence, severity=severity, number=f"{own.number}{own.symbol}", year=own.year or ""
    )


def _case(first: Abstract, second: Abstract) -> tuple[str, Severity]:
    """What to say, and how grave: a draft, an annex and the final text bear one number rightly."""
    if kinship(first, second) == "presumed":
        return "presumed", "hint"
    another_term = bool(first.term and second.term and first.term.contradicts(second.term))
    another_subject = bool(first.subject and second.subject and not same_topic(first, second))
    if first.date != second.date and (another_term or another_subject):
        return "fails", "error"
    return ("fails", "warning") if another_subject else ("versions", "hint")
