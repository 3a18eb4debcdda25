"""A8: what a report carries over from the period before is what was pending when that period ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from ..causes import cause_of
from ..finding import Finding
from ..rules import rule
from ..term import Fit
from .abstract import Abstract, Total
from .series import Dated, gravity, kinship

_MOST = 8  # reports of one period that are looked at


def carry_over(reports: list[Dated]) -> Iterator[Finding]:
    """The verdict on each report that says what it carries over, where the report before it is there."""
    ending: dict[tuple[str, int], list[Dated]] = defaultdict(list)
    for report in reports:
        for kind, end in _ends(report, 1):
            ending[kind, end].append(report)
    for report in reports:
        carried = report.abstract.total("carried_over")
        if carried:
            candidates = {id(r): r for kind, start in _ends(report, 0) for r in ending[kind, start - 1]}
            yield from _verdict(report, carried, list(islice(candidates.values(), _MOST)))


def _ends(report: Dated, side: int) -> Iterator[tuple[str, int]]:
    """The beginning (0) or the end (1) of a period, in days and in months."""
    if report.term.days:
        yield "days", report.term.days[side]
    if report.term.months:
        yield "months", report.term.months[side]


def _verdict(report: Dated, carried: Total, candidates: list[Dated]) -> Iterator[Finding]:
    """One verdict: it holds when any report of the period before agrees."""
    known: list[tuple[Dated, Total, Fit]] = []
    for before in candidates:
        fit, pending = report.term.follows(before.term), _pending(before.abstract)
        if fit and pending and not before.abstract.estimate:
            known.append((before, pending, fit))
    if not known:
        return
    fair = next((entry for entry in known if _agrees(entry[0].abstract, entry[1], carried)), None)
    before, pending, fit = fair or min(known, key=lambda entry: _doubt(entry, report))
    evidence = [
        report.abstract.evidence(carried.quote, carried.value),
        before.abstract.evidence(pending.quote, pending.value),
    ]
    told = {
        "carried": carried.quote.text,
        "pending": pending.quote.text,
        "now": report.term.name,
        "then": before.term.name,
    }
    if fair:
        yield rule("A8").holds(evidence, **told)
        return
    kin = kinship(report.abstract, before.abstract)
    yield rule("A8").fails(
        "fails" if kin == "sure" else "presumed",
        evidence,
        severity=gravity([report, before], fit),
        expected=pending.value,
        found=carried.value,
        cause=cause_of(carried.value, pending.value),
        **told,
    )


def _doubt(entry: tuple[Dated, Total, Fit], report: Dated) -> tuple[bool, bool]:
    before, _, fit = entry
    return fit != "days", kinship(before.abstract, report.abstract) != "sure"


def _pending(abstract: Abstract) -> Total | None:
    """What is pending; the part in time when it is all, as received less resolved shows («55 hồ sơ trong hạn»)."""
    whole, part = abstract.total("pending_total"), abstract.total("pending_in_time")
    received, resolved = abstract.total("received_total"), abstract.total("resolved_total")
    if whole or not (part and received and resolved):
        return whole
    return part if part.value == received.value - resolved.value else None


def _agrees(before: Abstract, pending: Total, carried: Total) -> bool:
    """True when the numbers are one, or differ by the dossiers that wait for a supplement: inside or beside."""
    waiting = before.total("pending_supplement")
    return carried.value == pending.value or bool(waiting and abs(carried.value - pending.value) == waiting.value)
