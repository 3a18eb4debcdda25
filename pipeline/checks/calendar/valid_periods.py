"""R-PERIOD-VALID: a printed month or quarter that no year has (tháng 13/2026, quý V năm 2026, 13 tháng đầu năm)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.calendar.head_words import DAY, MONTH, QUARTER, YEAR, YEAR_NUMBER, is_head_word
from extractors.extraction import Period
from normalizers import Span, patterns

from ..finding import Finding, Severity
from ..rules import rule
from ..submission import Submission
from .stretches import grain_of

_TAIL = rf"\s*(?:(?:/|-|cua)\s*(?:{YEAR}\s*)?|{YEAR}\s+)(?P<y>{YEAR_NUMBER})(?![\d/]|[.,]\d)"
# «tháng 20/2026 hồ sơ», «15 tháng 13» and «hàng tháng 31/2025» are something else.
_COUNTED = r"(?!\s*(?:ho so|nhiem vu|thu tuc|don vi|chi tieu|cong viec|van ban|nguoi|truong hop|phieu|%))"
_BEFORE = r"(?<![\p{L}\d]|\d\s|\b(?:hang|moi|cac|nhieu|tung)\s)"
_MONTH = patterns.pattern(rf"{_BEFORE}(?P<head>{MONTH})\s+(?P<n>00?|1[3-9]|[2-9]\d){_TAIL}{_COUNTED}")
_QUARTER = patterns.pattern(
    rf"{_BEFORE}(?P<head>{QUARTER})\s+(?P<n>00?|0?[5-9]|[1-9]\d|v|vi{{1,3}}|ix|x)(?:{_TAIL}{_COUNTED}|(?=\s*(?:[.,;:)](?!\d)|$)))"
)
_STRETCH = patterns.pattern(
    rf"(?<![\d.,/\p{{L}}]|\b{DAY}\s)(?P<n>00?|1[3-9]|[2-9]\d)\s+(?P<head>{MONTH})\s+(?:dau|cuoi)\s+(?:cua\s+)?{YEAR}(?:\s+(?P<y>{YEAR_NUMBER}))?\b"
)


def valid_periods(submission: Submission) -> Iterator[Finding]:
    """A finding for each month that is none of 1 to 12, and each quarter that is none of I to IV."""
    subject = submission.subject
    invalid = invalid_periods(submission)
    named = next((fact for fact in submission.facts if _is_month_or_quarter(fact.value)), None)
    if named and not invalid:
        yield rule("R-PERIOD-VALID").holds([submission.evidence(named)])
    for said, span, sure in invalid:
        quote = submission.quote(span)
        severity: Severity = "error" if sure and not subject.garbled else "warning"
        printed = " ".join(quote.text.split())
        yield rule("R-PERIOD-VALID").fails(said, [quote], severity=severity, found=printed, printed=printed)


def _is_month_or_quarter(value: object) -> bool:
    return isinstance(value, Period) and grain_of(value.iso) in {"month", "quarter"}


def invalid_periods(submission: Submission) -> list[tuple[str, Span, bool]]:
    """The kind of each such period, its place, and whether its year is printed and no zero may keep a place free."""
    value, folded = submission.subject.value, submission.subject.folded
    found = []
    for said, pattern in (("month", _MONTH), ("quarter", _QUARTER), ("stretch", _STRETCH)):
        for match in pattern.finditer(folded):
            if not is_head_word(value, folded, Span(*match.span("head"))):
                continue
            number = Span(*match.span("n")).of(value)
            if number.isalpha() and (not number.isupper() or not number.isascii()):
                continue  # «Quý vị»
            if not match["y"] and said == "quarter" and number not in {"V", "0"}:
                continue  # «quý 5 người»
            blank = number == "00"
            found.append((said, Span(match.start(), match.end()), bool(match["y"] or said == "stretch") and not blank))
    return found
