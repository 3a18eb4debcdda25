"""Findings as people read them: the message, then each quote in its line, marked by ⟦ ⟧."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from .checks import Evidence, Finding
from .context import excerpt
from .finding_rows import MOST_QUOTES
from .labels import Label, Language, name_of
from .printable import escaped
from .report import Report

_REACH = 50  # characters of the line on either side of a quote
_LONGEST = 120  # characters of a quote


def report_lines(report: Report, findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """The findings of one report, with a title before and a summary behind them."""
    row = report.document_row()
    told = [row["document_number"], row["document_date"], row["issuer"], row["period"]]
    yield " · ".join([escaped(report.name), *(escaped(cell) for cell in told if cell)])
    for finding in findings:
        yield from finding_lines(finding, language, report)
    yield summary(report.verdicts, language)
    yield ""


def finding_lines(finding: Finding, language: Language, report: Report | None = None) -> Iterator[str]:
    """One finding: severity, rule and message in a line, then a line for each quote."""
    group, code = ("severity", finding.severity) if finding.severity else ("verdict", finding.verdict)
    yield f"  {name_of(group, code, language)} {finding.rule}: {escaped(finding.told(language))}"
    for evidence in islice(finding.evidence, MOST_QUOTES):
        yield f"      {_place(evidence, language)}: {_quote(evidence, report)}"
    if len(finding.evidence) > MOST_QUOTES:
        yield f"      … +{len(finding.evidence) - MOST_QUOTES}"


def summary(verdicts: Iterable[Finding], language: Language) -> str:
    """How many verdicts of each kind there are."""
    counts = dict.fromkeys(("error", "warning", "hint", "holds", "not_applicable"), 0)
    for finding in verdicts:
        counts[finding.severity or finding.verdict] += 1
    told = Label(
        "  {error} lỗi, {warning} cảnh báo, {hint} gợi ý; {holds} phép kiểm tra khớp, "
        "{not_applicable} quy tắc không có số liệu.",
        "  {error} errors, {warning} warnings, {hint} hints; {holds} checks hold, "
        "{not_applicable} rules not applicable.",
    )
    return told.to(language).format_map(counts)


def _place(evidence: Evidence, language: Language) -> str:
    at = evidence.location
    place = Label(f"ô {at.cell}", f"cell {at.cell}") if at.cell else Label(f"trang {at.page}", f"page {at.page}")
    told = escaped(place.to(language))
    return f"{escaped(evidence.file)}, {told}" if evidence.file else told


def _quote(evidence: Evidence, report: Report | None) -> str:
    """The quote within its line where the report is at hand, else alone."""
    if report is None or evidence.file is not None:
        return f"⟦{escaped(_cut(' '.join(evidence.text.split())))}⟧"
    before, quote, after = (escaped(part) for part in excerpt(report.document.raw, evidence.span, _REACH))
    return f"{before}⟦{_cut(quote)}⟧{after}"


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else quote[:_LONGEST] + "…"
