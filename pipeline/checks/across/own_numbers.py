"""R-DUP-NUMBER: one agency gives a number of a series to one document a year (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from normalizers import fold

from ..finding import Finding
from ..rules import rule
from .abstract import Abstract, OwnNumber
from .series import kinship


def own_numbers(series: list[Abstract]) -> Iterator[Finding]:
    """The documents of one unit that bear the number of another; each is told beside the first."""
    numbered: dict[tuple[str, str, int], list[tuple[Abstract, OwnNumber]]] = defaultdict(list)
    for abstract in series:
        own = abstract.own
        if own and own.number and own.year:
            numbered[own.number, fold(own.symbol), own.year].append((abstract, own))
    for bearers in numbered.values():
        bearers.sort(key=lambda bearer: (bearer[0].date or "", bearer[0].file))
        for other, own in bearers[1:]:
            yield _finding(bearers[0][0], bearers[0][1], other, own)


def _finding(first: Abstract, first_own: OwnNumber, second: Abstract, own: OwnNumber) -> Finding:
    evidence = [first.evidence(first_own.quote, first.date), second.evidence(own.quote, second.date)]
    number = f"{own.number}{own.symbol}"
    if kinship(first, second) == "presumed":
        return rule("R-DUP-NUMBER").fails("presumed", evidence, severity="hint", number=number, year=own.year or "")
    if _is_version(first, second):
        return rule("R-DUP-NUMBER").fails("versions", evidence, severity="hint", number=number, year=own.year or "")
    return rule("R-DUP-NUMBER").fails("fails", evidence, number=number, year=own.year or "")


def _is_version(first: Abstract, second: Abstract) -> bool:
    """True for a draft and its final text, a document and its annex: same date and subject, or one of them not read."""
    whole = len("2026-06-19")
    dates = (first.date, second.date)
    told = all(date and len(date) == whole for date in dates)
    another_day = told and first.date != second.date
    another_subject = bool(first.subject and second.subject and first.subject != second.subject)
    another_term = bool(first.term and second.term and first.term.contradicts(second.term))
    return not (
        another_term or (another_day and another_subject) or (told and another_subject and not _overlap(first, second))
    )


def _overlap(first: Abstract, second: Abstract) -> bool:
    """True when the subjects share most of their words: one title may be cut off, or misread."""
    mine, theirs = set(first.subject.split()), set(second.subject.split())
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))
