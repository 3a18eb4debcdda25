"""A9: what months (quarters) received anew and resolved adds up to the quarter (half-year, year) they fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...labels import Label, name_of
from ..causes import cause_of
from ..finding import Finding
from ..rules import Said, rule
from ..term import Fit
from .abstract import Abstract, Quote
from .series import Dated, gravity

_MOST_PARTS = 12

Scale = Literal["days", "months"]


@dataclass(frozen=True, slots=True)
class Flow:
    """A number that adds up over time, and the quotes it is read from."""

    value: int
    quotes: tuple[Quote, ...]


def cumulative(reports: list[Dated]) -> Iterator[Finding]:
    """The verdict on each report whose period others of the unit fill without a gap and without overlap."""
    firm = [report for report in reports if not report.abstract.estimate]
    for measure, read in (("received_new", _received), ("resolved_total", _resolved)):
        flows = [(report, flow) for report in firm if (flow := read(report.abstract))]
        for scale in ("days", "months"):
            yield from _on_scale(measure, scale, flows)


def _on_scale(measure: str, scale: Scale, flows: list[tuple[Dated, Flow]]) -> Iterator[Finding]:
    """The verdicts for periods laid side by side by their days, or by their months where one prints no days."""
    stretches: dict[tuple[int, int], list[tuple[Dated, Flow]]] = defaultdict(list)
    for report, flow in flows:
        ends = report.term.days if scale == "days" else report.term.months
        if ends:
            stretches[ends].append((report, flow))
    agreed = {ends: told[0] for ends, told in stretches.items() if len({flow.value for _, flow in told}) == 1}
    starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for ends in sorted(agreed):
        starts[ends[0]].append(ends)
    for ends, (whole, total) in sorted(agreed.items()):
        parts = [agreed[part] for part in _fill(ends, starts)]
        if parts and (scale == "days" or not all(report.term.days for report, _ in [*parts, (whole, total)])):
            yield _verdict(measure, scale, (whole, total), parts)


def _fill(whole: tuple[int, int], starts: dict[int, list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Shorter stretches that fill `whole`, the finest first; nothing when none do."""
    dead: set[int] = set()

    def from_(at: int, used: int) -> list[tuple[int, int]] | None:
        if at == whole[1] + 1:
            return []
        if at in dead or used == _MOST_PARTS:
            return None
        for part in starts.get(at, ()):
            if part != whole and part[1] <= whole[1]:
                rest = from_(part[1] + 1, used + 1)
                if rest is not None:
                    return [part, *rest]
        dead.add(at)
        return None

    return from_(whole[0], 0) or []


def _verdict(measure: str, scale: Scale, whole: tuple[Dated, Flow], parts: list[tuple[Dated, Flow]]) -> Finding:
    report, total = whole
    evidence = [r.abstract.evidence(quote, flow.value) for r, flow in (whole, *parts) for quote in flow.quotes]
    added = sum(flow.value for _, flow in parts)
    told: dict[str, Said] = {
        "measure": Label(name_of("measure", measure, "vi"), name_of("measure", measure, "en")),
        "whole": total.value,
        "sum": added,
        "parts": " + ".join(f"{flow.value} ({r.term.name})" for r, flow in parts),
        "period": report.term.name,
    }
    if added == total.value:
        return rule("A9").holds(evidence, "holds", **told)
    reports = [report, *(part for part, _ in parts)]
    severity = gravity(reports, _fit(scale, reports))
    return rule("A9").fails(
        "fails",
        evidence,
        severity=severity,
        expected=added,
        found=total.value,
        cause=cause_of(total.value, added),
        **told,
    )


def _fit(scale: Scale, reports: list[Dated]) -> Fit:
    """How the periods were laid side by side: by days, by names, or by names where some print days too."""
    if scale == "days":
        return "days"
    return "mixed" if any(report.term.days for report in reports) else "months"


def _received(abstract: Abstract) -> Flow | None:
    """What was received anew: as printed, else the total less the carried over, where its parts agree."""
    new = abstract.total("received_new")
    if new:
        return Flow(new.value, (new.quote,))
    received, carried = abstract.total("received_total"), abstract.total("carried_over")
    if received and carried and received.value >= carried.value:
        online, direct = abstract.total("received_online"), abstract.total("received_direct")
        value = received.value - carried.value
        if online and direct and online.value + direct.value != value:
            return None
        return Flow(value, (received.quote, carried.quote))
    return None


def _resolved(abstract: Abstract) -> Flow | None:
    total = abstract.total("resolved_total")
    return Flow(total.value, (total.quote,)) if total else None
