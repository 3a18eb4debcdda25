"""Flat rows of the findings table: one dictionary a finding, keys as in data/columns.toml."""

from __future__ import annotations

from .checks import Finding
from .document import Document
from .facts import Row
from .rows import storable


def finding_row(document: Document, name: str, finding: Finding) -> Row:
    """One row of the findings table; the quotes are numbered as the places are."""
    pages = dict.fromkeys(evidence.location.page for evidence in finding.evidence)
    return storable(
        {
            "file": name,
            "sha256": document.sha256,
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.told("vi"),
            "message_en": finding.told("en"),
            "expected": finding.expected,
            "found": finding.found,
            "pages": ", ".join(map(str, pages)) or None,
            "quotes": " | ".join(" ".join(evidence.text.split()) for evidence in finding.evidence) or None,
            "places": ", ".join(f"{e.span.start}-{e.span.end}" for e in finding.evidence) or None,
        }
    )
