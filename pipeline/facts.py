"""A fact: an extraction, the raw characters behind it and its place on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.extraction import (
    Date,
    DocumentNumber,
    DossierCount,
    Extraction,
    OtherCount,
    Percentage,
    Period,
    Ratio,
    Value,
)
from normalizers import Span, Text

from .certainty import Certainty
from .document import Document, Location

Row = dict[str, Any]
_ALL_PRINTED = Certainty()  # of a text in which no word was restored


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with its evidence: ``document.raw[span.start:span.end] == text``, `normalized` the same place."""

    extraction: Extraction
    span: Span
    text: str
    normalized: str
    location: Location
    restored: float = 1.0  # probability of the least sure word restored at the value or beside it

    @property
    def kind(self) -> str:
        """The contract's name of the kind of value."""
        return self.extraction.kind

    @property
    def value(self) -> Value:
        """The domain value."""
        return self.extraction.value

    @property
    def confidence(self) -> float:
        """Confidence of the rule times that of the least certain word, recognised or restored, 0..1."""
        least = min(self.location.confidence, self.restored)
        return round(min(1.0, max(0.0, self.extraction.confidence * least)), 4)

    def row(self) -> Row:
        """The fact as an object of `vanthu extract --format jsonl`: see docs/data_dictionary.md."""
        boxes = self.location.boxes
        return {
            "kind": self.kind,
            "value": plain_value(self.value),
            "text": self.text,
            "start": self.span.start,
            "end": self.span.end,
            "normalized": self.normalized,
            "page": self.location.page,
            "boxes": [[round(x, 2) for x in (b.x0, b.top, b.x1, b.bottom)] for b in boxes] if boxes else None,
            **({"cell": self.location.cell} if self.location.cell else {}),
            "confidence": self.confidence,
            "rule": self.extraction.rule,
            "state": self.extraction.state,
        } | _details(self.value)


def facts_of(
    document: Document, text: Text, extractions: Iterable[Extraction], certainty: Certainty = _ALL_PRINTED
) -> tuple[Fact, ...]:
    """The facts of `document`, whose normalised form is `text`, sorted by start, then end."""
    found = (_fact(document, text, extraction, certainty) for extraction in extractions)
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.kind, fact.extraction.rule)))


def _fact(document: Document, text: Text, extraction: Extraction, certainty: Certainty) -> Fact:
    span = text.to_raw(extraction.span)
    normalized, restored = extraction.span.of(text.value), certainty.near(extraction.span)
    return Fact(extraction, span, span.of(document.raw), normalized, document.locate(span), restored)


def plain_value(value: Value) -> Any:  # noqa: ANN401 - str, int, float or {"num", "den"}, by kind
    """The value as JSON has it: a string, an integer, a number or ``{"num", "den"}``."""
    match value:
        case DocumentNumber():
            return value.canonical
        case Date() | Period():
            return value.iso
        case DossierCount() | OtherCount():
            return value.count
        case Percentage():
            return _number(value.percent)
        case Ratio():
            return {"num": value.num, "den": value.den}


def _number(percent: Decimal) -> int | float:
    return int(percent) if percent == percent.to_integral_value() else float(percent)


def _details(value: Value) -> Row:
    """The keys that only this kind of value has; flags are there only when true."""
    match value:
        case DocumentNumber():
            return _fields(value, "number", "year", "type", "agency", "role", "date") | _flags(
                value, "informal", "party"
            )
        case Date() | Period():
            return _flags(value, "inferred_year")
        case DossierCount():
            return _fields(value, "measure", "scope", "period") | _flags(value, "sub", "approx")
        case Percentage():
            return _fields(value, "measure", "role") | _flags(value, "approx")
        case Ratio():
            return _fields(value, "unit", "measure")
        case OtherCount():
            return _fields(value, "unit", "measure") | _flags(value, "approx")


def _fields(value: Value, *names: str) -> Row:
    return {name: getattr(value, name) for name in names}


def _flags(value: Value, *names: str) -> Row:
    return {name: kept for name in names if (kept := getattr(value, name))}
