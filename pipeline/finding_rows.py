"""Rows of findings: flat ones for the findings table, keys as in data/columns.toml, and those of their quotes."""

from __future__ import annotations

from itertools import islice

from .checks import Finding
from .context import excerpt
from .document import Document
from .facts import Row
from .rows import storable

MOST_QUOTES = 12  # of one finding that people are shown
_REACH = 60  # characters of the line on either side of a quote


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


def quote_rows(document: Document, finding: Finding) -> list[Row]:
    """The first quotes of a finding as in `vanthu check --format json`, each with its `line`: before, quote, after."""
    quotes = islice(finding.evidence, MOST_QUOTES)
    return [quote.row() | {"line": list(excerpt(document.raw, quote.span, _REACH))} for quote in quotes]
