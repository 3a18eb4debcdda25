"""Flat rows of the facts table and the documents table: one dictionary a row, keys as in data/columns.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from extractors.extraction import DocumentNumber, Period
from normalizers import Span

from .columns import layouts
from .context import excerpt
from .document import Document
from .facts import Fact, Row

KINDS = ("document_number", "date", "period", "dossier_count", "percentage", "ratio", "other_count")
_REACH = 200  # characters of context kept on either side
_FLAGS = ("approx", "inferred_year", "informal", "party")


def fact_row(document: Document, name: str, fact: Fact, marks: Row) -> Row:
    """One row of the facts table, with the columns of the checks; what the kind does not have is None, or False."""
    row = fact.row()
    value = row.pop("value")
    cells = dict.fromkeys(layouts()["facts"].names) | dict.fromkeys(_FLAGS, False) | row
    context = "".join(excerpt(document.raw, fact.span, _REACH)).strip()
    return storable(
        cells | marks | _values(fact.kind, value) | {"file": name, "sha256": document.sha256, "context": context}
    )


def storable(row: Row) -> Row:
    r"""The row with half surrogate pairs, which broken PDFs hold and no table can store, written out as ``\udXXX``."""
    return {
        name: cell.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(cell, str) else cell
        for name, cell in row.items()
    }


def _values(kind: str, value: Any) -> Row:  # noqa: ANN401 - a value as JSON has it
    """The cells value, value_number, value_date, numerator and denominator that `value` fills."""
    if isinstance(value, dict):
        return {"value": f"{value['num']}/{value['den']}", "numerator": value["num"], "denominator": value["den"]}
    if isinstance(value, int | float):
        return {"value": str(value), "value_number": value}
    return {"value": value, "value_date": _full_date(value) if kind == "date" else None}


def _full_date(iso: str) -> date | None:
    """The day an ISO date names, or None for "2026-06", "2026" and days that the calendar lacks."""
    try:
        return date.fromisoformat(iso) if len(iso) == len("2026-06-19") else None
    except ValueError:
        return None


def document_row(document: Document, name: str, facts: Sequence[Fact], header: Row) -> Row:
    """The row of `document` in the documents table; `header` has the header's cells, each a string or None."""
    own = own_number(facts)
    counts = Counter(fact.kind for fact in facts)
    cells = {
        **dict.fromkeys(layouts()["documents"].names),
        **header,
        "file": name,
        "sha256": document.sha256,
        "pages": len(document.pages),
        "document_number": own.canonical if own else None,
        "document_date": own.date if own else None,
        "document_type": header.get("document_type") or (own.type if own else None),
        "facts": len(facts),
        **{f"{kind}s": counts[kind] for kind in KINDS},
        **_quality(document),
    }
    return storable(cells)


def own_number(facts: Sequence[Fact]) -> DocumentNumber | None:
    """The document's own number: the first with role ``self``."""
    numbers = (fact.value for fact in facts if isinstance(fact.value, DocumentNumber))
    return next((number for number in numbers if number.role == "self"), None)


def main_period(facts: Sequence[Fact], title: Span | None) -> str | None:
    """The reporting period: the first inside `title` (a span of the raw text), else the first of all."""
    periods = [(fact.span, fact.value.iso) for fact in facts if isinstance(fact.value, Period)]
    in_title = [iso for span, iso in periods if title and title.contains(span)]
    return next(iter(in_title + [iso for _, iso in periods]), None)


def _quality(document: Document) -> Row:
    """How the pages were read, and how sure the recognition was of its words."""
    ways = Counter(page.source for page in document.pages)
    recognised = [page for page in document.pages if page.source == "ocr"]
    sure = [word.confidence for page in recognised for line in page.lines for word in line.words]
    return {
        "sources": ", ".join(f"{way} {count}" for way, count in ways.items()),
        "ocr_pages": len(recognised),
        "ocr_confidence": round(sum(sure) / len(sure), 4) if sure else None,
        "ocr_coverage": min((page.coverage for page in recognised), default=None),
        "unread_regions": sum(len(page.unread) for page in document.pages),
    }
