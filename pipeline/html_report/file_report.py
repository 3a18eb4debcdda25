"""The form html of `vanthu extract`: findings and facts of files, each at its place on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..context import excerpt
from ..fact_text import meaning_text, value_text
from ..facts import Fact
from ..finding_rows import finding_row, quote_rows
from ..inputs import STDIN
from ..labels import Label, Language, name_of
from ..reading.crops import Place
from ..report import Report
from .cutter import Cut, Cutter
from .page import page
from .quotes import ShownFinding, place_of, shown_finding

_REACH = 60  # characters of the line on either side of a value
_ABOUT = (
    (Label("Số, ký hiệu", "Number"), "document_number"),
    (Label("Ngày", "Date"), "document_date"),
    (Label("Cơ quan", "Issuer"), "issuer"),
    (Label("Loại văn bản", "Type"), "document_type"),
    (Label("Trích yếu", "Title"), "title"),
    (Label("Kỳ báo cáo", "Period"), "period"),
    (Label("Người ký", "Signer"), "signer"),
    (Label("Số trang", "Pages"), "pages"),
    (Label("Mã SHA-256", "SHA-256"), "sha256"),
)


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact in one language: what it is, its line (before, itself, after) and its place."""

    page: int
    kind: str
    value: str
    meaning: str
    line: tuple[str, str, str]
    place: Place | None
    sha256: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with all that a page tells of it."""

    name: str
    about: list[tuple[str, str]]
    findings: list[ShownFinding]
    facts: list[ShownFact]
    cuts: dict[tuple[str, Place], Cut]


def write_html(reports: Iterable[Report], out: BinaryIO, language: Language) -> None:
    """One page over the reports, written file by file."""
    title = Label("Số liệu và chỗ đứng trên trang", "Figures and their places on the page").to(language)
    cutter = Cutter()
    files = _shown(reports, cutter, language)
    out.writelines(page("files.html", language, title=title, files=files, cutter=cutter))


def _shown(reports: Iterable[Report], cutter: Cutter, language: Language) -> Iterator[ShownFile]:
    for report in reports:
        turns = {(report.document.sha256, page.number): page.rotation for page in report.document.pages}
        findings = [
            shown_finding(
                finding_row(report.document, report.name, finding) | {"evidence": quote_rows(report.document, finding)},
                {None: report.document.sha256},
                turns,
                language,
            )
            for finding in report.findings
        ]
        facts = [_fact(report, fact, turns, language) for fact in report.facts]
        places = [quote.place for finding in findings for quote in finding.quotes] + [fact.place for fact in facts]
        cuts = _cuts(report, [place for place in places if place], cutter)
        yield ShownFile(report.name, _about(report, language), findings, facts, cuts)


def _cuts(report: Report, places: list[Place], cutter: Cutter) -> dict[tuple[str, Place], Cut]:
    """The places cut out; of standard input nothing is left to be cut."""
    if report.name == STDIN:
        return {}
    cut = cutter.cut(Path(report.name), report.document.sha256, places)
    return {(report.document.sha256, place): picture for place, picture in cut.items()}


def _fact(report: Report, fact: Fact, turns: dict[tuple[str, int], int], language: Language) -> ShownFact:
    row, sha256 = fact.row(), report.document.sha256
    return ShownFact(
        page=row["page"],
        kind=name_of("kind", fact.kind, language),
        value=value_text(row, language),
        meaning=meaning_text(row, language),
        line=excerpt(report.document.raw, fact.span, _REACH),
        place=place_of(row, turns[sha256, row["page"]]),
        sha256=sha256,
        confidence=fact.confidence,
    )


def _about(report: Report, language: Language) -> list[tuple[str, str]]:
    row = report.document_row()
    return [(label.to(language), str(row[name])) for label, name in _ABOUT if row[name] is not None]
