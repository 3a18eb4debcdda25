"""What a check says: the rule, its verdict, and the places in the document that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from normalizers import Span

from ..document import Location
from ..facts import Row
from ..labels import Label, Language

Severity = Literal["error", "warning", "hint"]
Verdict = Literal["fails", "holds", "not_applicable"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and its place: ``document.raw[span.start:span.end] == text``; `value` as JSON has it.

    `file` names the report when the finding compares several; None for the report that is checked alone.
    """

    text: str
    span: Span
    location: Location
    value: Any = None
    file: str | None = None

    def row(self) -> Row:
        """The evidence as an object of `vanthu check --format json`."""
        boxes = self.location.boxes
        row: Row = {
            "text": self.text,
            "start": self.span.start,
            "end": self.span.end,
            "page": self.location.page,
            "boxes": [[round(x, 2) for x in (b.x0, b.top, b.x1, b.bottom)] for b in boxes] if boxes else None,
            **({"cell": self.location.cell} if self.location.cell else {}),
            "value": self.value,
        }
        return row | ({"file": self.file} if self.file else {})


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one rule on figures of one document, or of several.

    `severity` is None unless the rule fails: an error is provable from the printed figures under every accepted
    reading, a warning deserves a look at the page, a hint is a matter of form. `expected` and `found` are what the
    rule asks for and what is printed. `cause` is what most likely happened, where it can be told.
    """

    rule: str
    verdict: Verdict
    severity: Severity | None
    message: Label
    evidence: tuple[Evidence, ...] = ()
    expected: str | None = None
    found: str | None = None
    cause: Label | None = None

    @property
    def fails(self) -> bool:
        """True for what people must look at."""
        return self.verdict == "fails"

    def told(self, language: Language) -> str:
        """The message with its likely cause."""
        cause = f" {self.cause.to(language)}" if self.cause else ""
        return self.message.to(language) + cause

    def row(self) -> Row:
        """The finding as an object of `vanthu check --format json`: see docs/checks.md."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.told("vi"),
            "message_en": self.told("en"),
            "expected": self.expected,
            "found": self.found,
            "verdict": self.verdict,
            "evidence": [evidence.row() for evidence in self.evidence],
        }


def in_order(finding: Finding) -> tuple[int, int, str]:
    """For sorting: the worst first, then by place, then by rule."""
    rank = SEVERITIES.index(finding.severity) if finding.severity else len(SEVERITIES)
    at = min((evidence.span.start for evidence in finding.evidence), default=0)
    return rank, at, finding.rule
