"""Case tables of the checks: the figures a finding quotes are marked ⟦…⟧ in the text."""

from __future__ import annotations

from hashlib import sha256

from pipeline.checks import Finding
from pipeline.document import Document, Page
from pipeline.report import Report, process_document


def judged(raw: str, name: str = "báo cáo.txt") -> Report:
    """The whole way for a text."""
    digest = sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return process_document(Document(name, digest, (Page(1, "text", "", text=raw),)))


def failures(raw: str, *rules: str) -> list[Finding]:
    """The failed verdicts on a text: those of `rules`, or every error and warning when none is named."""
    findings = judged(raw).findings
    if rules:
        return [finding for finding in findings if finding.rule in rules]
    return [finding for finding in findings if finding.severity != "hint"]


def quoted(finding: Finding) -> list[tuple[int, int]]:
    """Where the quotes of a finding stand, in order."""
    return sorted((evidence.span.start, evidence.span.end) for evidence in finding.evidence)
