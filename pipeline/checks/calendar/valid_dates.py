"""R-DATE-VALID: a printed day that the calendar does not have (31/4/2026, 30 tháng 02, 15/13/2026)."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.calendar.calendar_values import exists, is_day, last_day
from extractors.calendar.head_words import DAY, MONTH, YEAR, YEAR_NUMBER
from extractors.extraction import Date
from normalizers import Span, patterns

from ...labels import Label
from ..finding import Evidence, Finding, Severity
from ..rules import rule
from ..submission import Submission

_WRITTEN = patterns.pattern(
    rf"(?<!\p{{L}}){DAY}\s+(?P<d>\d{{1,2}})\s+{MONTH}\s+(?P<m>\d{{1,2}})\s+,?\s*{YEAR}\s+(?P<y>{YEAR_NUMBER})(?!\d)"
)
_NUMERIC = patterns.pattern(
    rf"(?<=\b(?:{DAY}|tu|den|toi)\s{{1,2}}|\()(?P<d>\d{{1,2}})(?P<sign>[/.-])(?P<m>\d{{1,2}})(?P=sign)(?P<y>{YEAR_NUMBER})"
    r"(?!/?[\p{L}\d]|[.,-]\d)"
)
# 25/13/2019 without a word before it: no other number has this form, and it is no month-day order either.
_BARE = patterns.pattern(
    rf"(?<![\p{{L}}\d/.,-])(?P<d>1[3-9]|2\d|3[01])/(?P<m>1[3-9])/(?P<y>{YEAR_NUMBER})(?!/?[\p{{L}}\d]|[.,-]\d)"
)
# Two digits, two digits, a year: a date of a form, though a part is 00 or 99.
_ZERO = patterns.pattern(
    r"(?<![\p{L}\d/.,-])(?:(?P<d>00)(?P<sign>[/.-])(?P<m>\d\d)|(?P<d>\d\d)(?P<sign>[/.-])(?P<m>00|99))"
    rf"(?P=sign)(?P<y>{YEAR_NUMBER}|0000|9999)(?!/?[\p{{L}}\d]|[.,-]\d)"
)
_PLACE = patterns.pattern(r"\p{L}\s*,\s*$")
_LETTERHEAD = 3000  # characters in which a blank date may stand
_LEAP_FEBRUARY = 29


def valid_dates(submission: Submission) -> Iterator[Finding]:
    """A finding for each printed date without a day in the calendar; it holds where there are dates and none is so."""
    found, first, taken = False, None, set()
    for fact in submission.facts:
        if not isinstance(fact.value, Date):
            continue
        first = first or fact
        if fact.extraction.rule == "date-impossible":
            year, month, day = (int(part) for part in fact.value.iso.split("-"))
            if fact.value.inferred_year and (month, day) == (2, _LEAP_FEBRUARY):
                continue  # whether 29/02 exists depends on a year that is not printed
            taken.add(fact.extraction.span.end)
            found = True
            yield _impossible(submission.evidence(fact), day, month, year, sure=not fact.value.inferred_year)
    for span, day, month, year in _out_of_range(submission, taken):
        found = True
        sure = not _is_blank(submission, span, day, month)
        yield _impossible(submission.quote(span), day, month, year, sure=sure)
    if first and not found:
        yield rule("R-DATE-VALID").holds([submission.evidence(first)])


def _out_of_range(submission: Submission, taken: set[int]) -> Iterator[tuple[Span, int, int, int]]:
    """The dates whose day or month no calendar has, which the extraction does not take for dates: 32/5/2026."""
    for pattern in (_WRITTEN, _NUMERIC, _BARE, _ZERO):
        for match in pattern.finditer(submission.subject.folded):
            day, month, year = (int(match[name]) for name in "dmy")
            if not is_day(day, month) and match.end() not in taken:
                taken.add(match.end())
                yield Span(match.start(), match.end()), day, month, year


def _is_blank(submission: Submission, span: Span, day: int, month: int) -> bool:
    """True for zeros that keep a place free: 00/00/2026, and «Tân An, ngày 00 tháng 6 năm 2026» of a draft."""
    if day and month:
        return False
    folded = submission.subject.folded
    drafted = span.start < _LETTERHEAD and _PLACE.search(folded, max(0, span.start - 8), span.start)
    return not (day or month) or drafted is not None


def _impossible(quote: Evidence, day: int, month: int, year: int, *, sure: bool) -> Finding:
    severity: Severity = "error" if sure else "warning"
    printed, cause = " ".join(quote.text.split()), None
    if not (day and month):
        return rule("R-DATE-VALID").fails("zero", [quote], severity=severity, found=printed, printed=printed)
    if month <= 12 and day <= 31:
        last = last_day(year, month)
        return rule("R-DATE-VALID").fails(
            "no_such_day",
            [quote],
            severity=severity,
            expected=f"1–{last}",
            found=day,
            printed=printed,
            month=month,
            year=year,
            last=last,
        )
    if is_day(month, day) and exists(year, day, month):
        cause = Label("Có thể ngày và tháng đã bị đổi chỗ.", "Day and month may be in the wrong order.")
    said = "no_such_month" if month > 12 else "no_such_number"
    return rule("R-DATE-VALID").fails(said, [quote], severity=severity, found=printed, cause=cause, printed=printed)
