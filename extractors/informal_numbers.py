"""Documents named by their number alone: «Quyết định số 37», «Nghị định 118», «Bộ chỉ số 766»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalizers import Span, fold, patterns

from .document_types import DocumentType, counted_words, types_by_word
from .head_words import DAY
from .span_sets import SpanSet
from .type_words import NUMBER_SIGN, words

_NUMBER = r"(?P<number>\d{1,5}[a-z]?(?:\.\d{1,2})?)(?!\p{L}|\d|\s?[/%]|[.,-]\d|\s\d|\s?[-–]\s?\d)"
# «B0 chi sb6 766»: sample 004.
_INDEX = patterns.pattern(rf"\bb[o0]6?\s+chi\s+{NUMBER_SIGN}\s+(?P<number>\d{{2,4}})(?![\d/%]|[.,]\d)")
_DAY_DATE = patterns.pattern(rf"\s*{DAY}\s*\d")
_LISTED = patterns.pattern(rf"\s*(?:,|va)\s*(?:{NUMBER_SIGN}\s+)?{_NUMBER}(?=\s*(?:[,;.)]|$|va\b|cua\b|ve\b|{DAY}\b))")
_YEARS = range(1990, 2100)


@dataclass(frozen=True, slots=True)
class InformalNumber:
    """A number that stands alone for a document; `type` is None for an index («Bộ chỉ số 766»)."""

    span: Span
    number: str
    type: DocumentType | None


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
    for match in _after_type().finditer(folded):
        kind = words()[" ".join(match["word"].split())]
        counted = _is_counted(value, folded, match)
        if counted or not (match["sign"] or _may_stand_bare(kind, match)):
            continue
        yield InformalNumber(Span(*match.span("number")), match["number"], kind)
        end = match.end("number")
        while listed := _LISTED.match(folded, end):
            yield InformalNumber(Span(*listed.span("number")), listed["number"], kind)
            end = listed.end("number")


def _may_stand_bare(kind: DocumentType, match: patterns.Match) -> bool:
    """True when the number after a type, without «số» between, is the document's: not a year and not one digit."""
    full_word = " ".join(match["word"].split()) in types_by_word()
    digits = match["number"].rstrip("abcdefghijklmnopqrstuvwxyz")
    is_year = digits.isdigit() and int(digits) in _YEARS
    return (
        kind.bare_number and len(match["number"]) > 1 and not is_year and (full_word or kind.abbr in {"NĐ", "QĐ", "NQ"})
    )


def _is_counted(value: str, folded: str, match: patterns.Match) -> bool:
    """True when a noun after the number makes it a count; «37 ngày 21/01/2021» is a number and its date."""
    end = match.end("number")
    counted = _counted().match(value, end) or _counted_phrase().match(folded, end)
    return counted is not None and _DAY_DATE.match(folded, end) is None


@cache
def _after_type() -> patterns.Pattern:
    names = patterns.alternation(list(words())).replace(" ", r"\s+")
    return patterns.pattern(rf"(?<![\p{{L}}-])(?P<word>{names})\s+(?P<sign>{NUMBER_SIGN}\s*:?\s*)?{_NUMBER}")


@cache
def _counted() -> patterns.Pattern:
    names = patterns.alternation(counted_words()).replace(" ", r"\s+")
    return patterns.pattern(rf"\s*{names}(?!\p{{L}})", ignore_case=True)


@cache
def _counted_phrase() -> patterns.Pattern:
    """Only phrases keep their meaning without marks: «bản» and «ban» are alike, «ho so» is nothing else."""
    phrases = [fold(word) for word in counted_words() if " " in word or word == "tháng"]
    return patterns.pattern(rf"\s*{patterns.alternation(phrases)}(?!\p{{L}})".replace(" ", r"\s+"))
