"""Numbers of documents: symbols in all their forms, blank own numbers, numbers alone; own or cited, with their dates.

Rules: domain.md 1.2 to 1.5.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..calendar.date_forms import PrintedDate
from ..extraction import DocumentNumber, Extraction
from ..printed import Printed, read_printed
from ..span_sets import SpanSet
from ..subject import Subject
from .document_dates import date_after, date_before, shares_date
from .document_symbols import Symbol
from .informal_numbers import InformalNumber, find_informal
from .own_number import OwnNumber, find_own, is_own
from .type_words import word_before


def extract(subject: Subject) -> list[Extraction]:
    """The numbers of documents in a text, left to right."""
    printed = read_printed(subject)
    own = find_own(subject.value, subject.folded, printed.symbols, printed.dates)
    dated = _dates(subject.folded, printed)
    found = [_from_symbol(subject, symbol, own, date) for symbol, date in zip(printed.symbols, dated, strict=True)]
    taken = SpanSet(printed.spans())
    found += [
        _from_number(subject.folded, number, printed.dates)
        for number in find_informal(subject.value, subject.folded, taken)
    ]
    return sorted(found, key=lambda extraction: extraction.span)


def _dates(folded: str, printed: Printed) -> list[PrintedDate | None]:
    """The date printed for each symbol; of two joined by «và» both have the one date that follows."""
    dated: list[PrintedDate | None] = []
    following: Symbol | None = None
    for symbol in reversed(printed.symbols):
        date = date_after(folded, symbol.span, printed.dates) or date_before(folded, symbol, printed.dates)
        if date is None and following and shares_date(folded, symbol, following):
            shared = dated[-1]
            date = shared if shared and symbol.year in (None, shared.year) else None
        dated.append(date)
        following = symbol
    return dated[::-1]


def _from_symbol(subject: Subject, symbol: Symbol, own: OwnNumber | None, date: PrintedDate | None) -> Extraction:
    """A symbol as an extraction; the document's own has the date of its header where none is printed beside it."""
    is_self = is_own(subject.value, subject.folded, symbol, own, date)
    if is_self and date is None and own:
        date = own.date
    value = DocumentNumber(
        canonical=symbol.canonical,
        number=symbol.number,
        year=symbol.year,
        type=symbol.type or _untyped(subject.folded, symbol),
        agency=symbol.agency,
        role="self" if is_self else "reference",
        date=date.iso if date else None,
        party=symbol.party,
    )
    return Extraction(value, symbol.span, symbol.rule, symbol.state, symbol.confidence)


def _untyped(folded: str, symbol: Symbol) -> str:
    """The type of a symbol that shows none: the word before a law or an early decree, else công văn."""
    one_group = symbol.agency is not None and "-" not in symbol.agency
    word = word_before(folded, symbol.span.start) if one_group else None
    if word:
        return word.type.abbr
    return "L" if symbol.agency and symbol.agency.startswith("QH") else "CV"


def _from_number(folded: str, number: InformalNumber, dates: Sequence[PrintedDate]) -> Extraction:
    """A number alone as an extraction."""
    date = date_after(folded, number.span, dates)
    value = DocumentNumber(
        canonical=number.printed,
        number=number.number,
        year=number.year,
        type=number.type.abbr if number.type else None,
        agency=None,
        role="reference",
        date=date.iso if date else None,
        informal=True,
    )
    return Extraction(value, number.span, "number-informal", "value", 0.75)
