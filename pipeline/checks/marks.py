"""Which facts of a report the findings rest on: the columns of the checks in the facts table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..facts import Fact, Row
from .finding import SEVERITIES, Finding

_LONGEST = 400  # characters of a fact, so that one that begins before an evidence is seen too


def marks(facts: Sequence[Fact], findings: Sequence[Finding]) -> list[Row]:
    """For each fact the ids of the rules that failed on it, joined by commas, and the gravest severity; else None."""
    rules: list[dict[str, int]] = [{} for _ in facts]
    for finding in findings:
        if finding.severity is None:
            continue
        rank = SEVERITIES.index(finding.severity)
        for evidence in finding.evidence:
            if evidence.file is not None:
                continue
            for index in _under(facts, evidence.span.start, evidence.span.end):
                rules[index][finding.rule] = min(rank, rules[index].get(finding.rule, rank))
    return [_row(found) for found in rules]


def _under(facts: Sequence[Fact], start: int, end: int) -> list[int]:
    """The facts that share a character with a stretch of the raw text."""
    first = bisect_left(facts, max(0, start - _LONGEST), key=lambda fact: fact.span.start)
    last = bisect_left(facts, end, key=lambda fact: fact.span.start)
    return [index for index in range(first, last) if facts[index].span.end > start]


def _row(found: dict[str, int]) -> Row:
    if not found:
        return {"findings": None, "finding_severity": None}
    return {"findings": ", ".join(found), "finding_severity": SEVERITIES[min(found.values())]}
