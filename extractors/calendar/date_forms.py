"""Dates as they are printed: whole, partial, with blanks, and day and month without a year (domain.md 1.5 and 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizers import Span, patterns

from ..span_sets import SpanSet
from .calendar_values import exists, is_day, iso, whole_year
from .head_words import DAY, MONTH, YEAR, YEAR_NUMBER

_BLANK = r"[\s.…_·]{0,100}+"
_YEAR = rf"(?P<y>{YEAR_NUMBER})(?!\d)"
_D, _M = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})"

_WRITTEN = patterns.pattern(
    rf"(?<!\p{{L}}){DAY}{_BLANK}(?:(?:mung|mong)\s+)?{_D}?{_BLANK}{MONTH}{_BLANK}{_M}?{_BLANK},?\s*(?:/?{YEAR}\s*|[/.-]\s?){_YEAR}"
)
_WITHOUT_HEAD = patterns.pattern(rf"(?<![\d.,/]){_D}\s*{MONTH}\s*{_M}\s*(?:,?\s*{YEAR}\s*|/\s?){_YEAR}")
_WRITTEN_SHORT = patterns.pattern(
    rf"(?<!\p{{L}})(?P<head>{DAY}\s*(?:(?:mung|mong)\s+)?|(?<![\d.,/])){_D}\s*{MONTH}\s*{_M}"
    rf"(?![\d/]|[.,-]\s?\d|\s*+,?\s*+{YEAR}\s*\d)"
)
# A day of every year, or of a year told by words, is no date: «trước ngày 15/12 hằng năm», «ngày 30/4 năm sau».
_RECURRING = patterns.pattern(
    rf"\s*(?:(?:cua|trong|vao)\s+)?(?:(?:hang|moi|tung)\s+{YEAR}|{YEAR}\s+(?!nay|nam)\p{{L}}|am lich)"
)
_NOT_A_DAY = patterns.pattern(r"\b(?:ky|dot|lan|so|trong)\s+\Z")
_NUMERIC = patterns.pattern(
    rf"(?<![\d/])(?<!\d[.,])(?:{_D}\s?/\s?{_M}\s?/\s?{_YEAR}|{_D}\.{_M}\.{_YEAR}|(?<!\d-){_D}\s?-\s?{_M}\s?-\s?{_YEAR})"
    r"(?!/[\p{L}\d]|\.\d{1,3}\.)"
)
_WITH_YEAR_WORD = patterns.pattern(rf"(?<![\d/.,]){_D}\s?[/.-]\s?{_M}\s*+,?\s*+{YEAR}\s*{_YEAR}")
_SHORT_YEAR = patterns.pattern(
    rf"(?<={DAY}\s{{1,3}}){_D}(?P<sign>[/.-]){_M}(?P=sign)(?P<yy>\d\d)(?![\p{{L}}\d/]|[.,-]\d)"
)
_PARTIAL = patterns.pattern(rf"(?<!\p{{L}}){DAY}{_BLANK}(?P<printed>/{_BLANK}{_M}?{_BLANK}/\s?{_YEAR})")
_SHORT = patterns.pattern(
    r"(?<![\d/]|\d[.,])(?P<d>\d{1,2})(?P<sign>[/.-]|\s?/\s?)(?P<m>\d{1,2})(?!\d|\s?[/%]|[.,]\d|\s*(?:ty|thang)\b)"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at its place; `year` is None when it is not printed, `day` and `month` when they are blank."""

    span: Span
    day: int | None
    month: int | None
    year: int | None
    rule: str
    confidence: float = 1.0
    inferred: bool = False

    def in_year(self, year: int) -> PrintedDate:
        """The date with its year inferred."""
        return replace(self, year=year, inferred=True, confidence=min(self.confidence, 0.8))

    @property
    def iso(self) -> str:
        """The date as ISO 8601; one that the calendar lacks (31/4) as printed. Only for a date whose year is known."""
        if self.year is None:
            raise ValueError("a date without a year has no ISO form")
        return iso(self.year, self.month, self.day)

    @property
    def exists(self) -> bool:
        """False for a day that the calendar lacks, such as 31/4/2026."""
        return self.year is None or exists(self.year, self.month, self.day)


def find_dated(folded: str, taken: SpanSet) -> list[PrintedDate]:
    """The dates whose year is printed, left to right; they claim their spans in `taken`."""
    found = sorted((*_written(folded), *_numeric(folded), *_partial(folded)), key=lambda d: (d.span.start, -d.span.end))
    return [date for date in found if taken.claim(date.span)]


def find_short(folded: str) -> Iterator[PrintedDate]:
    """Every «d/m», «d.m» and «d tháng m» that could be a day: ratios too, so what stands beside it must confirm it."""
    for match in _SHORT.finditer(folded):
        if is_day(int(match["d"]), int(match["m"])) and not _RECURRING.match(folded, match.end()):
            yield _printed(match, Span(match.start(), match.end()), "date-short", 0.8)
    for match in _WRITTEN_SHORT.finditer(folded):
        if not match["head"] and is_day(int(match["d"]), int(match["m"])):
            yield _printed(match, Span(match.start(), match.end()), "date-written-short", 0.7)


def find_written_short(folded: str) -> Iterator[PrintedDate]:
    """«ngày 30 tháng 4», no year printed."""
    for match in _WRITTEN_SHORT.finditer(folded):
        if match["head"] and is_day(int(match["d"]), int(match["m"])) and not _RECURRING.match(folded, match.end()):
            yield _printed(match, Span(match.start(), match.end()), "date-written-short", 0.9)


def _written(folded: str) -> Iterator[PrintedDate]:
    """«ngày 19 tháng 6 năm 2026», also with blanks for day and month, and without the word ngày."""
    for match in _WRITTEN.finditer(folded):
        day_blank = match["d"] is None
        before = folded[max(0, match.start() - 8) : match.start()].rstrip()
        if day_blank and (before[-1:].isdigit() or before.endswith(("nhung", "cac"))):
            continue  # «trong những ngày tháng 6 năm 2026» tells of days, not of a blank
        if is_day(int(match["d"] or 1), int(match["m"] or 1)):
            rule = "date-partial" if day_blank or match["m"] is None else "date-written"
            yield _printed(match, Span(match.start(), match.end()), rule)
    for match in _WITHOUT_HEAD.finditer(folded):
        numbered = _NOT_A_DAY.search(folded, max(0, match.start() - 8), match.start())  # «kỳ 2 tháng 12 năm 2020»
        if not numbered and is_day(int(match["d"]), int(match["m"])):
            yield _printed(match, Span(match.start(), match.end()), "date-written", 0.9)


def _numeric(folded: str) -> Iterator[PrintedDate]:
    """«19/06/2026», «2.1.2018», «17-12-2018», «9/3 năm 2018»; with two digits of the year only after ngày."""
    for pattern, rule, confidence in ((_NUMERIC, "date-numeric", 1.0), (_WITH_YEAR_WORD, "date-numeric-year", 0.95)):
        for match in pattern.finditer(folded):
            if is_day(int(match["d"]), int(match["m"])):
                yield _printed(match, Span(match.start(), match.end()), rule, confidence)
    for match in _SHORT_YEAR.finditer(folded):
        if is_day(int(match["d"]), int(match["m"])):
            date = _printed(match, Span(match.start(), match.end()), "date-short-year", 0.7)
            yield replace(date, year=whole_year(int(match["yy"])))


def _partial(folded: str) -> Iterator[PrintedDate]:
    """«ngày   /3/2026»: the clerk has still to write the day."""
    for match in _PARTIAL.finditer(folded):
        if match["m"] is None or is_day(1, int(match["m"])):
            yield _printed(match, Span(match.start("printed"), match.end()), "date-partial")


def _printed(match: patterns.Match, span: Span, rule: str, confidence: float = 1.0) -> PrintedDate:
    """The date that the groups d, m and y of a match make."""
    groups = match.groupdict()
    day, month, year = (int(groups[name]) if groups.get(name) else None for name in "dmy")
    if month is None:
        day = None
    return PrintedDate(span, day, month, year, rule, confidence)
