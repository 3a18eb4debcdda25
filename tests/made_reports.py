"""Reports made by hand for the tests of what comes after extraction: the spans are marked ⟦…⟧ in the text."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.extraction import DocumentNumber, DossierCount, Extraction, Percentage, Value
from extractors.header.header import Header
from normalizers import Span, Text
from pipeline.document import Box, Document, Line, Page, Word
from pipeline.facts import facts_of
from pipeline.report import Report
from pipeline.rows import main_period

MARK = re.compile("⟦([^⟧]*)⟧")


def unmarked(marked: str) -> tuple[str, list[Span]]:
    """The text without its marks and the spans they stood around, in order."""
    spans, plain, at = [], "", 0
    for match in MARK.finditer(marked):
        plain += marked[at : match.start()]
        spans.append(Span(len(plain), len(plain) + len(match[1])))
        plain, at = plain + match[1], match.end()
    return plain + marked[at:], spans


def made(marked: str, *values: Value, name: str = "báo cáo.txt", header: Header | None = None) -> Report:
    """The report of a text file whose i-th marked place holds the i-th value."""
    raw, spans = unmarked(marked)
    document = Document(name, "ab" * 32, (Page(1, "text", "a text file", text=raw),))
    text = Text.of(raw)
    found = [Extraction(value, span, "made", confidence=0.9) for value, span in zip(values, spans, strict=True)]
    facts = facts_of(document, text, found)
    title = header.title.span if header and header.title else None
    return Report(name, document, text, facts, header or Header(), main_period(facts, title))


def scanned(lines: list[str], confidence: float = 0.8) -> Document:
    """A document of one recognised page, a line of words for each string, ten points a character."""
    placed = tuple(Line((tuple(words(line, row, confidence)),)) for row, line in enumerate(lines))
    return Document("quét.pdf", "cd" * 32, (Page(1, "ocr", "no text layer", 595, 842, placed),))


def words(line: str, row: int, confidence: float) -> list[Word]:
    return [
        Word(match[0], Box(10.0 * match.start(), 20.0 * row, 10.0 * match.end(), 20.0 * row + 12), confidence)
        for match in re.finditer(r"\S+", line)
    ]


def count(number: int, measure: str, *, scope: str | None = None, approx: bool = False, **more: str) -> DossierCount:
    return DossierCount(number, measure, scope=scope, approx=approx, **more)


def percent(printed: str, measure: str | None = None) -> Percentage:
    return Percentage(Decimal(printed), measure, "achieved")


def own(canonical: str, date: str | None = None) -> DocumentNumber:
    number, _, symbol = canonical.partition("/")
    kind, _, agency = symbol.partition("-")
    return DocumentNumber(canonical, number or None, None, kind, agency, "self", date)
