"""The fourth verb: a document and its facts to the verdict of every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from normalizers import Span

from ..labels import Label
from . import calendar, dossier_sums, levels, numbering, ratios, references, repeats
from .finding import Finding, Severity, in_order
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
)

_DOUBTFUL = 0.85  # confidence of a recognised word below which the page must be looked at before the author is asked


def check(submission: Submission) -> tuple[Finding, ...]:
    """The verdicts on one document, the gravest first; a rule without any figure to try is `not_applicable`."""
    verdicts = [_with_doubt(finding) for tried in CHECKS for finding in tried(submission)]
    spoken = {finding.rule for finding in verdicts}
    silent = [rule.not_applicable() for name, rule in rules().items() if name not in spoken]
    return tuple(sorted(_told_once(verdicts), key=in_order)) + tuple(silent)


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those whose quotes an earlier finding of the same rule has already."""
    kept: dict[tuple[str, str, tuple[Span, ...]], Finding] = {}
    for finding in findings:
        places = tuple(sorted(evidence.span for evidence in finding.evidence))
        kept.setdefault((finding.rule, finding.verdict, places), finding)
    return list(kept.values())


def _with_doubt(finding: Finding) -> Finding:
    """The finding, less grave and with a word of warning when OCR was not sure of a word it rests on."""
    sure = min((evidence.location.confidence for evidence in finding.evidence), default=1.0)
    if not finding.fails or sure >= _DOUBTFUL:
        return finding
    doubt = Label(
        f"OCR đọc chưa chắc chữ số ở đây (độ tin cậy {sure:.2f}".replace(".", ",") + "): hãy xem trang gốc trước.",
        f"OCR was not sure of the figures here (confidence {sure:.2f}): look at the page first.",
    )
    cause = Label(f"{finding.cause.vi} {doubt.vi}", f"{finding.cause.en} {doubt.en}") if finding.cause else doubt
    severity: Severity | None = "warning" if finding.severity == "error" else finding.severity
    return replace(finding, severity=severity, cause=cause)
