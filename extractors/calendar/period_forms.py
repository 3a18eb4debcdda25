"""Periods as they are printed: quarters, months, N months of a year, years, stages (domain.md 2.3 and 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from normalizers import Span, patterns

from ..span_sets import SpanSet
from .calendar_values import quarter_of
from .head_words import MONTH, QUARTER, YEAR, YEAR_NUMBER, is_head_word
from .period_values import Grain, PrintedPeriod, Unit

_DASH = r"[-\u2010-\u2015\u2212]"
_M = r"(?:1[0-2]|0?[1-9])(?!\d)"
_TAIL = rf"(?:\s*(?:[/.]|{_DASH})\s*(?:{YEAR}\s*)?|\s*(?:cua\s+)?{YEAR}\s*)(?P<y>{YEAR_NUMBER})(?!\d)"
_ANY_TAIL = _TAIL.replace("(?P<y>", "(?:")
_Q = (
    rf"(?:(?:[i1l]v|i{{1,3}}|0?[1-4]|[il1|]{{1,3}})(?:(?![\p{{L}}\d])|(?={YEAR}\s*\d))"
    rf"|[il1|tjh]{{1,3}}(?={_ANY_TAIL}))"  # «quý HI năm 2026», «Quy IT nam 2026»: OCR
)
_SEPARATOR = rf"[ ]*(?:,|;|va|&|{_DASH}|den|toi)[ ]*"
# A number in a list is a month only when nothing after it makes it a count: «tháng 5 và 6 hồ sơ».
_LIST_END = rf"(?=[ ]*(?:,|;|\.(?!\d)|:|\)|{_DASH}|$|\n|\t|va\b|den\b|toi\b|vua\b|cua\b|tren\b|tai\b)|{_ANY_TAIL})"
_NOT_COUNT = rf"(?![.,]\d{{3}}|%|\s?/\s?\d{{1,2}}(?!\d)|\s*{MONTH})"

_MONTHS = patterns.pattern(
    rf"(?<!\p{{L}}|\d[ ]?)(?P<head>{MONTH})\s*(?P<first>{_M})"
    rf"(?P<more>(?:{_SEPARATOR}{_M}{_NOT_COUNT}{_LIST_END})+|(?:,{_M}(?!\s*{MONTH}))*)"
    rf"(?:{_TAIL})?(?![.,]\d|\s?[/%]\s?\d|%)"
)
_QUARTERS = patterns.pattern(
    rf"(?<!\p{{L}})(?P<head>{QUARTER})\s*(?P<first>{_Q})"
    rf"(?P<more>(?:{_SEPARATOR}{_Q}{_NOT_COUNT}{_LIST_END})*)(?:{_TAIL})?(?![,]\d|%)"
)
_YEARS = patterns.pattern(
    rf"(?<!\p{{L}})(?P<head>{YEAR})(?:\s+hoc)?\s*(?P<first>{YEAR_NUMBER})(?!\d)"
    rf"(?P<more>(?:{_SEPARATOR}{YEAR_NUMBER}(?![\d%]|[.,]\d|\s*(?:ho so|thu tuc|nguoi|trieu|ty|dong)\b))*)"
)
_STAGES = patterns.pattern(
    rf"(?<!\p{{L}})(?P<head>gia[il] d[o0]an|thoi ky|nhiem ky|nien do|nien vu)\s*(?:[ivx\d]{{1,3}}\s*[:(,]?\s*)?\(?\s*"
    rf"(?:tu\s+)?(?:{YEAR}\s*)?(?P<first>{YEAR_NUMBER})(?!\d)"
    rf"\s*(?:{_DASH}|/|den|toi)\s*(?:{YEAR}\s*)?(?P<last>{YEAR_NUMBER})(?!\d)"
)
_YEAR_RANGE = patterns.pattern(
    rf"(?:(?<![\p{{L}}\d/.,-])(?P<first>{YEAR_NUMBER})[ ]?{_DASH}[ ]?(?P<last>{YEAR_NUMBER})(?![\d/]|[.,-]\d)"
    rf"|(?<=\btu\s)(?P<first>{YEAR_NUMBER})\s*(?:den|toi)\s*(?P<last>{YEAR_NUMBER})(?!\d))"
)
_STRETCH = patterns.pattern(
    rf"(?:{MONTH}|(?<=\d\s?)t)\s*(?:"
    rf"(?P<side>d[ad]u|cu[o6de]{{1,2}}i)\s*(?:cua\s+)?"
    rf"(?:{YEAR}(?!\s*hoc)(?:\s*(?:/\s*)?(?P<y>{YEAR_NUMBER})(?!\d))?|(?:/\s*)?(?P<y>{YEAR_NUMBER})(?!\d))"
    rf"|(?:{YEAR}\s*|/\s*|[ ])(?P<y>{YEAR_NUMBER})(?!\d))"
)
_COUNT = patterns.pattern(
    rf"(?<![\d.,/\p{{L}}])(?<!{MONTH}\s)(?P<n>1[0-2]|0?[1-9]|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s*$"
)
_SHORT = patterns.pattern(
    rf"(?<![\p{{L}}\d])(?P<head>[tq])\.?(?P<first>{_M}|iv|i{{1,3}})[ ]?[/.-][ ]?(?P<y>{YEAR_NUMBER})(?!\d)"
)
_NUMERAL = patterns.pattern(r"(?<!\p{L})(?:\d+|[1ivl|]+)(?!\p{L})")
_EACH = patterns.pattern(r"\b(?:moi|hang|mot)\s+\Z")
_EVERY_YEAR = patterns.pattern(rf"\s*(?:(?:cua|trong)\s+)?(?:hang|moi|tung)\s+{YEAR}")
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NAMED = {"ba", "sau", "chin"}  # «sáu tháng đầu năm» is a period by name; «hai tháng đầu năm nay» only a length of time


def find_periods(value: str, folded: str, taken: SpanSet) -> list[PrintedPeriod]:
    """The periods with a head word, left to right, outside the spans `taken`, which they then claim."""
    found: list[PrintedPeriod] = []
    for form in (_stages, _stretches, _months, _quarters, _years, _year_ranges, _short):
        found += [period for period in form(value, folded) if taken.claim(period.span)]
    return sorted(found, key=lambda period: period.span)


def _months(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«tháng 4 năm 2026», «tháng 09/2021», «tháng 1,2,3,4,5»."""
    for match in _MONTHS.finditer(folded):
        if not _EACH.search(folded, max(0, match.start() - 6), match.start()) and _is_meant(value, folded, match):
            yield _listed(match, "month", int)


def _quarters(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«quý II năm 2026», «qúy I/2018», «quý I, II»."""
    for match in _QUARTERS.finditer(folded):
        if quarter_of(match["first"]) and _is_meant(value, folded, match):
            yield _listed(match, "quarter", lambda numeral: quarter_of(numeral) or 0)


def _is_meant(value: str, folded: str, match: patterns.Match) -> bool:
    """True when the head word is confirmed, by the year after it or by its own spelling."""
    if match["y"]:
        return True
    return not _EVERY_YEAR.match(folded, match.end()) and is_head_word(value, folded, Span(*match.span("head")))


def _listed(match: patterns.Match, grain: Grain, read: Callable[[str], int]) -> PrintedPeriod:
    """A month or quarter, or a list of them under one head word, with the year after it."""
    year = int(match["y"]) if match["y"] else None
    numbers = [read(match["first"]), *(read(m[0]) for m in _NUMERAL.finditer(match["more"]))]
    first, last = Unit(numbers[0], year), Unit(numbers[-1], year)
    if year and first.number > last.number:  # «tháng 12, 1/2026»
        first = Unit(first.number, year - 1)
    rule = f"period-{grain}" if len(numbers) == 1 else f"period-{grain}-list"
    return PrintedPeriod(Span(match.start(), match.end()), grain, first, last, rule)


def _years(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«năm 2026», «năm 2025 và 2026»."""
    for match in _YEARS.finditer(folded):
        if is_head_word(value, folded, Span(*match.span("head"))):
            years = [int(match["first"]), *(int(m[0]) for m in _NUMERAL.finditer(match["more"]) if len(m[0]) == 4)]
            rule = "period-year" if len(years) == 1 else "period-year-list"
            yield _of_years(Span(match.start(), match.end()), min(years), max(years), rule)


def _stages(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«giai đoạn 2021 - 2025», «nhiệm kỳ 2020-2025»."""
    for match in _STAGES.finditer(folded):
        first, last = int(match["first"]), int(match["last"])
        if first < last:
            confidence = 1.0 if match["head"].startswith("gia") else 0.8
            yield _of_years(Span(match.start(), match.end()), first, last, "period-stage", confidence)


def _year_ranges(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«2021-2030», «từ 2021 đến 2025»: two years alone are a period when they are in order and not far apart."""
    for match in _YEAR_RANGE.finditer(folded):
        first, last = int(match["first"]), int(match["last"])
        if first < last <= first + 50:
            yield _of_years(Span(match.start("first"), match.end("last")), first, last, "period-year-range", 0.7)


def _of_years(span: Span, first: int, last: int, rule: str, confidence: float = 1.0) -> PrintedPeriod:
    return PrintedPeriod(span, "year", Unit(0, first), Unit(0, last), rule, confidence)


def _stretches(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«6 tháng đầu năm 2026», «9 tháng đầu năm», «3 tháng cuối năm», «9 tháng năm 2025»."""
    for match in _STRETCH.finditer(folded):
        counted = _COUNT.search(folded, max(0, match.start() - 10), match.start())
        if counted is None:
            continue
        if counted["n"] in _WORDS and not match["y"] and counted["n"] not in _NAMED:
            continue
        count = _WORDS.get(counted["n"]) or int(counted["n"])
        at_end = match["side"] is not None and match["side"].startswith("cu")
        year = int(match["y"]) if match["y"] else None
        first, last = Unit(13 - count if at_end else 1, year), Unit(12 if at_end else count, year)
        span, confidence = Span(counted.start(), match.end()), 1.0 if match["side"] else 0.8
        yield PrintedPeriod(span, "month", first, last, "period-months", confidence, stretch=True)


def _short(value: str, folded: str) -> Iterator[PrintedPeriod]:
    """«T5/2026», «Q1/2026», «Q.II/2026», as in the headings of tables."""
    for match in _SHORT.finditer(folded):
        is_month, numeral = match["head"] == "t", match["first"]
        number = int(numeral) if is_month and numeral.isdigit() else None if is_month else quarter_of(numeral)
        if number and value[match.start()].isupper():
            unit, span = Unit(number, int(match["y"])), Span(match.start(), match.end())
            grain: Grain = "month" if is_month else "quarter"
            yield PrintedPeriod(span, grain, unit, unit, f"period-{grain}-short", 0.9)
