"""The fourth verb: a document and its facts to the verdict of every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from normalizers import Span

from . import calendar, dossier_sums, levels, numbering, oddities, parts, ratios, references, repeats
from .doubt import with_doubt
from .finding import Finding, in_order
from .rules import rules
from .shares import check as shares
from .submission import Submission
from .tables import tables_agree

Check = Callable[[Submission], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    dossier_sums.check,
    shares.check,
    levels.check,
    repeats.check,
    ratios.check,
    calendar.check,
    numbering.check,
    references.check,
    tables_agree,
    oddities.check,
    parts.check,
)

_ACROSS = "across"  # rules about several reports
_GENERIC = ("A10", "A18")  # found by the arithmetic of a table, whatever its columns mean


def check(submission: Submission) -> tuple[Finding, ...]:
    """The verdicts on one document, the gravest first; a rule without any figure to try is `not_applicable`."""
    verdicts = [with_doubt(finding) for tried in CHECKS for finding in tried(submission)]
    spoken = {finding.rule for finding in verdicts}
    silent = [r.not_applicable() for name, r in rules().items() if name not in spoken and r.family != _ACROSS]
    return tuple(sorted(_without_consequences(_without_echoes(_told_once(verdicts))), key=in_order)) + tuple(silent)


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those whose quotes an earlier finding of the same rule has already."""
    kept: dict[tuple[str, str, tuple[Span, ...]], Finding] = {}
    for finding in findings:
        places = tuple(sorted(evidence.span for evidence in finding.evidence))
        kept.setdefault((finding.rule, finding.verdict, places), finding)
    return list(kept.values())


def _without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those of a table's arithmetic that a sum of the form already tells of the same cells."""
    told = [_places(finding) for finding in findings if finding.fails and finding.rule not in _GENERIC]
    return [
        finding
        for finding in findings
        if finding.rule not in _GENERIC
        or not finding.fails
        or not any(_is_echo(_places(finding), places) for places in told)
    ]


def _without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without percentages of a row whose sum fails: the wrong cell speaks first."""
    wrong = [_places(finding) for finding in findings if finding.fails and finding.rule in _GENERIC]
    return [f for f in findings if f.rule != "R-TABLE-PCT" or not any(_places(f) & cells for cells in wrong)]


def _is_echo(one: frozenset[Span], other: frozenset[Span]) -> bool:
    return len(one & other) > 1 and (one <= other or other <= one)


def _places(finding: Finding) -> frozenset[Span]:
    return frozenset(evidence.span for evidence in finding.evidence)
