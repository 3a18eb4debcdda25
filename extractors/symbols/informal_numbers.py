"""Documents named by their number alone: «Quyết định số 37», «Nghị định 118», «Bộ chỉ số 766»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalizers import Span, fold, patterns

from ..calendar.head_words import DAY, MONTH, YEAR, YEAR_NUMBER
from ..span_sets import SpanSet
from .document_types import DocumentType, counted_words, types_by_word
from .type_words import NUMBER_SIGN, TypeWord, word_before

_NUMBER = (
    r"(?P<number>\d{1,5}[a-z]?(?:\.\d{1,2})?(?:/(?:19|20)\d\d)?)"
    r"(?!\p{L}|\d|\s?[/%]|[.,-]\d|\s\d|\s?[-–]\s?\d)"
)
# «B0 chi sb6 766»: sample 004.
_INDEX = patterns.pattern(rf"\bb[o0]6?\s+chi\s+{NUMBER_SIGN}\s+(?P<number>\d{{2,4}})(?![\d/%]|[.,]\d)")
_DATED = patterns.pattern(rf"\s*(?:{DAY}\s*\d|{YEAR}\s*{YEAR_NUMBER}|{DAY}\s*{MONTH})")
_LISTED = patterns.pattern(rf"\s*(?:,|va)\s*(?:{NUMBER_SIGN}\s+)?{_NUMBER}(?=\s*(?:[,;.)]|$|va\b|cua\b|ve\b|{DAY}\b))")
_ALONE = patterns.pattern(rf"(?<![\p{{L}}\d/.,-]){_NUMBER}")
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class InformalNumber:
    """A number that stands alone for a document; `type` is None for an index («Bộ chỉ số 766»)."""

    span: Span
    printed: str
    type: DocumentType | None

    @property
    def number(self) -> str:
        """The number without the year of «Nghị định 45/2020»."""
        return self.printed.partition("/")[0]

    @property
    def year(self) -> int | None:
        """The year after the number, if one is printed there."""
        year = self.printed.partition("/")[2]
        return int(year) if year else None


def find_informal(value: str, folded: str, taken: SpanSet) -> list[InformalNumber]:
    """The numbers of documents named without a symbol, left to right, outside the spans `taken`."""
    found = sorted((*_indexes(folded), *_named(value, folded)), key=lambda number: number.span)
    return [number for number in found if taken.claim(number.span)]


def _indexes(folded: str) -> Iterator[InformalNumber]:
    """«Bộ chỉ số 766»."""
    for match in _INDEX.finditer(folded):
        yield InformalNumber(Span(*match.span("number")), match["number"], None)


def _named(value: str, folded: str) -> Iterator[InformalNumber]:
    """«Quyết định số 37» for any type; «Nghị định 118» for types whose bare number is one (document_types.toml)."""
    for match in _ALONE.finditer(folded):
        named = word_before(folded, match.start())
        if named is None or not (named.signed or _may_stand_bare(named, match["number"])):
            continue
        if _is_counted(value, folded, match.end()):
            continue
        yield InformalNumber(Span(*match.span("number")), match["number"], named.type)
        end = match.end()
        while listed := _LISTED.match(folded, end):
            yield InformalNumber(Span(*listed.span("number")), listed["number"], named.type)
            end = listed.end("number")


def _may_stand_bare(named: TypeWord, number: str) -> bool:
    """True when the number after a type, without «số» between, is the document's: not a year and not one digit."""
    if len(number) < 2 or (number.isdigit() and int(number) in _YEARS):
        return False
    if named.word == "cong van":  # counted as often as numbered, but hardly ever in hundreds
        return len(number) > 2
    return named.type.bare_number and (named.word in types_by_word() or named.type.abbr in {"NĐ", "QĐ", "NQ"})


def _is_counted(value: str, folded: str, end: int) -> bool:
    """True when a noun after the number makes it a count; «37 ngày 21/01/2021» is a number and its date."""
    counted = _counted().match(value, end) or _counted_phrase().match(folded, end)
    return counted is not None and _DATED.match(folded, end) is None


@cache
def _counted() -> patterns.Pattern:
    names = patterns.alternation(counted_words()).replace(" ", r"\s+")
    return patterns.pattern(rf"\s*{names}(?!\p{{L}})", ignore_case=True)


@cache
def _counted_phrase() -> patterns.Pattern:
    """Only phrases keep their meaning without marks: «bản» and «ban» are alike, «ho so» is nothing else."""
    phrases = [fold(word) for word in counted_words() if " " in word or word == "tháng"]
    return patterns.pattern(rf"\s*{patterns.alternation(phrases)}(?!\p{{L}})".replace(" ", r"\s+"))
