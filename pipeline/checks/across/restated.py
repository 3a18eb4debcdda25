"""R-RESTATED: the same measure, scope and period of one unit printed differently in two reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...labels import Label, name_of
from ..causes import cause_of
from ..finding import Finding, Severity
from ..rules import rule
from ..term import Term
from .abstract import Abstract, Total
from .series import Dated, Kinship, kinship

_MOST = 6  # other reports of one period that a report is compared with
_MOST_TOLD = 10  # figures told of one pair; more are another account, not another number
_FORMS = ("received_", "resolved_", "pending_", "carried_over", "rejected", "withdrawn", "due")


def restated(reports: list[Dated]) -> Iterator[Finding]:
    """The figures that two reports of one period give differently; each report is compared with the next ones."""
    same: dict[Term, list[Dated]] = defaultdict(list)
    for report in reports:
        key = Term(None, report.term.days) if report.term.days else report.term
        same[key].append(report)
    for group in same.values():
        for index, report in enumerate(group):
            for other in group[index + 1 : index + 1 + _MOST]:
                yield from _between(*_in_order(report.abstract, other.abstract), report.term)


def _in_order(one: Abstract, other: Abstract) -> tuple[Abstract, Abstract]:
    """The earlier report first."""
    return (one, other) if (one.date or "") <= (other.date or "") else (other, one)


def _between(first: Abstract, second: Abstract, term: Term) -> Iterator[Finding]:
    """The verdicts on the figures that both print."""
    shared = [(mine, theirs) for mine, theirs in _shared(first, second) if mine.value or theirs.value]
    agreed = [pair for pair in shared if pair[0].value == pair[1].value]
    differ = [pair for pair in shared if pair[0].value != pair[1].value]
    if agreed and not differ:
        evidence = [a.evidence(t.quote, t.value) for pair in agreed for a, t in zip((first, second), pair, strict=True)]
        yield rule("R-RESTATED").holds(evidence, count=len(agreed), period=term.name)
    severity = _severity(first, second, kinship(first, second), len(agreed), len(shared))
    if severity is None or len(differ) > _MOST_TOLD:
        return
    for mine, theirs in differ:
        yield rule("R-RESTATED").fails(
            "estimate" if first.estimate or second.estimate else "fails",
            [first.evidence(mine.quote, mine.value), second.evidence(theirs.quote, theirs.value)],
            severity=severity,
            expected=mine.value,
            found=theirs.value,
            cause=cause_of(theirs.value, mine.value),
            measure=_measure(mine),
            first=mine.quote.text,
            second=theirs.quote.text,
            period=term.name,
        )


def _shared(first: Abstract, second: Abstract) -> Iterator[tuple[Total, Total]]:
    theirs = {total.key: total for total in second.totals}
    for mine in first.totals:
        if mine.key in theirs and mine.measure.startswith(_FORMS):
            yield mine, theirs[mine.key]


def _severity(first: Abstract, second: Abstract, kin: Kinship, agreed: int, shared: int) -> Severity | None:
    """None when the two accounts have too little in common to be one: another topic, or another unit of that name."""
    if 2 * agreed < shared and (kin == "presumed" or first.subject != second.subject):
        return None
    if kin == "presumed" or first.estimate or second.estimate:
        return "hint"
    return "warning"


def _measure(total: Total) -> Label:
    scope = f" ({total.scope})" if total.scope else ""
    return Label(name_of("measure", total.measure, "vi") + scope, name_of("measure", total.measure, "en") + scope)
