"""R-PERIOD-ORDER: a range that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractors.calendar.head_words import YEAR, YEAR_NUMBER
from normalizers import Span, patterns

from ...labels import Label
from ..finding import Finding
from ..rules import rule
from ..submission import Submission
from .date_ranges import DateRange, date_ranges

_STAGE = patterns.pattern(
    rf"\bgiai doan\s+(?:tu\s+)?(?:{YEAR}\s+)?(?P<from>{YEAR_NUMBER})\s*"
    rf"(?:[-\u2010-\u2015]|den|toi)\s*(?:{YEAR}\s+)?(?P<to>{YEAR_NUMBER})(?!\d)"
)
_OPENED = patterns.pattern(r"\b(?:tu|tinh)\b[^\n.;]{0,30}$")


def range_order(submission: Submission) -> Iterator[Finding]:
    """A finding for each range of days, and each stage of years, that runs backwards."""
    for found in date_ranges(submission):
        if any(found.inferred):
            continue  # the year of one end is not printed, so the order is not either
        evidence = [submission.evidence(found.fact)]
        if found.first <= found.last:
            yield rule("R-PERIOD-ORDER").holds(evidence, first=_told(found.first), last=_told(found.last))
            continue
        yield rule("R-PERIOD-ORDER").fails(
            "backwards",
            evidence,
            severity="error" if _is_range(submission, found) else "warning",
            found=found.fact.text,
            cause=_cause(found),
            first=_told(found.first),
            last=_told(found.last),
        )
    for match in _STAGE.finditer(submission.subject.folded):
        if match["from"] > match["to"]:
            quote = submission.quote(Span(match.start(), match.end()))
            yield rule("R-PERIOD-ORDER").fails(
                "backwards", [quote], found=quote.text, first=match["from"], last=match["to"]
            )


def _is_range(submission: Submission, found: DateRange) -> bool:
    """True when «từ» or «đến» makes two dates a range; a dash alone may stand between two dates of a list."""
    folded, span = submission.subject.folded, found.span
    inside = folded[span.start : span.end]
    return (
        " den " in f" {inside} "
        or " toi " in inside
        or _OPENED.search(folded, max(0, span.start - 40), span.start) is not None
    )


def _cause(found: DateRange) -> Label | None:
    """Ends swapped, or the year of one of them a year off."""
    if (found.first.month, found.first.day) < (found.last.month, found.last.day) and found.first.year > found.last.year:
        return Label("Có thể năm ở một đầu in nhầm.", "The year at one end may be wrong.")
    if found.first.year == found.last.year:
        return Label(
            "Có thể hai đầu bị đổi chỗ, hoặc năm ở đầu kỳ phải là năm trước.",
            "The ends may be swapped, or the first one may be of the year before.",
        )
    return None


def _told(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
