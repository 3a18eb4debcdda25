"""An abstract as one row of a store: an object of JSON, and back."""

from __future__ import annotations

from typing import Any

from ...document import Box
from ...facts import Row
from ..term import Term
from .abstract import Abstract, OwnNumber, Quote, Reference, Total, Unit

FORMAT = 1  # of the rows; a store with rows of another format must be filled anew


def to_row(abstract: Abstract) -> Row:
    """The abstract as an object of JSON."""
    unit, own, term = abstract.unit, abstract.own, abstract.term
    return {
        "format": FORMAT,
        "file": abstract.file,
        "sha256": abstract.sha256,
        "unit": [unit.name, unit.province, unit.within] if unit else None,
        "type": abstract.type,
        "own": [own.number, own.symbol, own.year, _quoted(own.quote)] if own else None,
        "date": abstract.date,
        "title": _quoted(abstract.title) if abstract.title else None,
        "subject": abstract.subject,
        "signer": abstract.signer,
        "term": [term.months, term.days] if term else None,
        "estimate": abstract.estimate,
        "totals": [[t.measure, t.scope, t.value, _quoted(t.quote)] for t in abstract.totals],
        "references": [
            [r.canonical, r.year, r.agency, r.date, r.issuer, _quoted(r.quote)] for r in abstract.references
        ],
        "content": abstract.content,
        "sketch": abstract.sketch.hex(),
    }


def from_row(row: Row) -> Abstract:
    """The abstract of `to_row`; raises ValueError for a row of another format."""
    if row.get("format") != FORMAT:
        raise ValueError(f"not an abstract of format {FORMAT}")
    plain = {name: row[name] for name in ("file", "sha256", "type", "date", "subject", "signer", "estimate", "content")}
    return Abstract(
        **plain,
        unit=Unit(*row["unit"]) if row["unit"] else None,
        own=_own(row["own"]) if row["own"] else None,
        title=_quote(row["title"]) if row["title"] else None,
        term=Term(*(tuple(ends) if ends else None for ends in row["term"])) if row["term"] else None,
        totals=tuple(map(_total, row["totals"])),
        references=tuple(map(_reference, row["references"])),
        sketch=bytes.fromhex(row["sketch"]),
    )


def _quoted(quote: Quote) -> list[Any]:
    boxes = [[b.x0, b.top, b.x1, b.bottom] for b in quote.boxes] if quote.boxes else None
    return [quote.text, quote.start, quote.page, quote.confidence, boxes]


def _quote(cells: list[Any]) -> Quote:
    text, start, page, confidence, boxes = cells
    return Quote(text, start, page, confidence, tuple(Box(*box) for box in boxes) if boxes else None)


def _own(cells: list[Any]) -> OwnNumber:
    number, symbol, year, quoted = cells
    return OwnNumber(number, symbol, year, _quote(quoted))


def _total(cells: list[Any]) -> Total:
    measure, scope, value, quoted = cells
    return Total(measure, scope, value, _quote(quoted))


def _reference(cells: list[Any]) -> Reference:
    canonical, year, agency, date, issuer, quoted = cells
    return Reference(canonical, year, agency, date, issuer, _quote(quoted))
