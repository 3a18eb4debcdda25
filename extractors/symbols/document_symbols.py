"""Printed symbols of documents (số, ký hiệu): `19/KH-UBND`, `66.7/2025/NQ-CP`, `02-KH/BCĐTW`, `/BC-UBND`.

Forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, and Hướng dẫn 36-HD/VPTW for the Party; damage: domain.md 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalizers import Span, patterns

from ..extraction import State
from ..span_sets import SpanSet
from .symbol_groups import DASH, GROUP, Groups, read_groups, type_spelling
from .type_words import NUMBER_SIGN, word_before

_SLASH = r"\s{0,3}/(?:\s{0,2}/)?\s{0,3}"
_NUMBER = r"(?:(?<![\p{L}\d/]|\d[.,]|\d[-–])|(?<=s[ốoô]))(?P<number>\d{1,5}\p{L}?(?:\.\d{1,3})?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_EMPTY = r"(?P<filled>[\s.…_·–-]{0,80}|\s{0,4}[^\s/]{1,6}\s{0,4})"

_STATE = patterns.pattern(rf"{_NUMBER}{_SLASH}(?:{_YEAR}{_SLASH})?(?={GROUP})")
_PARTY = patterns.pattern(rf"{_NUMBER}\s?{DASH}\s?(?P<type>{GROUP})\s?/\s?(?={GROUP})")
_EARLY = patterns.pattern(
    rf"{_NUMBER}\s?{DASH}\s?(?P<agency>CP|HĐBT|HDBT|TTg|CT|UB)(?![\p{{L}}\d])(?!\s?[-/]\s?\p{{L}})"
)
_SPACED = patterns.pattern(rf"{_NUMBER}[ \u00a0]{{1,3}}(?P<first>{GROUP})\s?/\s?(?={GROUP})")
_BLANK = patterns.pattern(
    rf"(?<![\p{{L}}\d])(?:[Ss$][ốỐoO06dbé]6?)\s*(?P<colon>[:.])?{_EMPTY}"
    rf"(?P<symbol>(?:/\s?(?:{_YEAR}{_SLASH})?|{DASH}\s?(?P<type>{GROUP})\s?/\s?)(?={GROUP}))"
)
_UNITS = frozenset(("TC",))  # «1234 TC/TCT» comes from Bộ Tài chính, it is no thông cáo
_LINE_HEAD = patterns.pattern(r"(?:^|\n)[^\S\n]*\w{1,3}\s?[:.]?\s?$")
_LINE_END = patterns.pattern(r"[^\S\n]*(?:\n|$)")
_DOTTED = patterns.pattern(r"[\s.…_·:–-]*")
_FORM = patterns.pattern(r"(?:bieu|mau|phu luc)(?:\s+mau|\s+bieu)?(?:\s+so)?\s*[:.]?\s*\Z")
_NUMBERED = patterns.pattern(rf"(?<!\p{{L}}){NUMBER_SIGN}\s*[:.]?\s*\Z")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A printed symbol and its parts; `canonical` is its right spelling without white space."""

    span: Span
    number: str | None
    year: int | None
    type: str | None
    agency: str | None
    canonical: str
    rule: str
    party: bool = False
    state: State = "value"
    confidence: float = 1.0


def find_symbols(value: str, folded: str, taken: SpanSet | None = None) -> list[Symbol]:
    """The symbols of a text from left to right, outside the spans `taken` (web addresses), which they then claim."""
    free = SpanSet() if taken is None else taken
    early = (*_early(value, folded), *_spaced(value, folded))
    candidates = (*_of_state(value, folded), *_of_party(value), *early, *_blank(value))
    ordered = sorted(candidates, key=lambda s: (s.span.start, -s.span.end))
    return [symbol for symbol in ordered if free.claim(symbol.span)]


def _of_state(value: str, folded: str) -> Iterator[Symbol]:
    """``number[/year]/groups``, the form of the State's documents."""
    for match in _STATE.finditer(value):
        groups = read_groups(value, match.end())
        if groups is None or not _is_credible(groups, match, value, folded):
            continue
        parts = [part for part in (match["number"], match["year"], groups.text) if part]
        yield _numbered(value, match, groups, "/".join(parts), "number-symbol")


def _is_credible(groups: Groups, match: patterns.Match, value: str, folded: str) -> bool:
    """True when number and groups look like those of a document and not of a form, a fraction or a thing."""
    before = folded[max(0, match.start() - 40) : match.start()]
    if _FORM.search(before) or (groups.type is None and value[groups.end : groups.end + 1] == "/"):
        return False
    if groups.several and (groups.known or match["year"]):
        return True
    if word_before(folded, match.start()):
        return True
    if _NUMBERED.search(before):
        return groups.several or groups.known or _is_own_line(match, groups, value)
    return groups.known and match["year"] is not None


def _is_own_line(match: patterns.Match, groups: Groups, value: str) -> bool:
    """True where «Số 12/TCLĐ» is all that a line says, as in a letterhead."""
    head = _LINE_HEAD.search(value, max(0, match.start() - 20), match.start())
    return head is not None and _LINE_END.match(value, groups.end) is not None


def _of_party(value: str) -> Iterator[Symbol]:
    """``number-type/agency``, the form of the Party's documents; the order of the parts stays."""
    for match in _PARTY.finditer(value):
        groups, kind = read_groups(value, match.end()), type_spelling(match["type"])
        if groups is None or kind is None:
            continue
        whole = Groups(kind, groups.text, groups.text, groups.end, known=True)
        yield _numbered(value, match, whole, f"{match['number']}-{kind}/{groups.text}", "number-party")


def _early(value: str, folded: str) -> Iterator[Symbol]:
    """``64-CP``, ``221-HĐBT``: a form of the 1980s and 1990s, read only after the word for a document."""
    for match in _EARLY.finditer(value):
        groups = read_groups(value, match.start("agency"))
        if groups is not None and word_before(folded, match.start()):
            yield _numbered(value, match, groups, f"{match['number']}-{groups.text}", "number-early")


def _spaced(value: str, folded: str) -> Iterator[Symbol]:
    """``15 BC/UB``, ``1234 TC/TCT``: a form of the 1980s to 2000s, read only after «Số» or the word for a document."""
    for match in _SPACED.finditer(value):
        before = folded[max(0, match.start() - 40) : match.start()]
        groups = read_groups(value, match.end())
        if groups is None or _FORM.search(before):
            continue
        kind = None if match["first"] in _UNITS else type_spelling(match["first"])
        unit = read_groups(value, match.start("first"))
        known = groups.known or kind is not None or (unit is not None and unit.known)
        if known and (_NUMBERED.search(before) or word_before(folded, match.start())):
            first = kind or match["first"]
            agency = groups.text if kind else f"{first}/{groups.text}"
            whole = Groups(kind, agency, f"{first}/{groups.text}", groups.end, known=True)
            yield _numbered(value, match, whole, f"{match['number']} {whole.text}", "number-spaced")


def _numbered(value: str, match: patterns.Match, groups: Groups, canonical: str, rule: str) -> Symbol:
    """A symbol with a number; one whose spelling had to be put right is less certain."""
    span = Span(match.start(), groups.end)
    year = int(match["year"]) if rule == "number-symbol" and match["year"] else None
    exact = "".join(span.of(value).split()) == "".join(canonical.split())
    confidence = (1.0 if exact else 0.9) * (1.0 if groups.several or year else 0.8)
    party = rule == "number-party"
    return Symbol(
        span, match["number"], year, groups.type, groups.agency, canonical, rule, party, confidence=confidence
    )


def _blank(value: str) -> Iterator[Symbol]:
    """``Số: /BC-UBND``: the clerk has still to write the number, or wrote it so that it could not be read."""
    for match in _BLANK.finditer(value):
        groups = read_groups(value, match.end())
        party = match["type"] is not None
        kind = type_spelling(match["type"]) if party else None
        state: State = "blank" if _DOTTED.fullmatch(match["filled"]) else "unreadable"
        typed = kind is not None or (groups is not None and groups.type is not None and groups.several)
        if groups is None or not (typed or (state == "blank" and groups.known and not party)):
            continue
        if state == "unreadable" and not match["colon"]:  # «Mẫu số 02/TB-TEM» has its number
            continue
        year = int(match["year"]) if match["year"] else None
        canonical = f"-{kind}/{groups.text}" if party else "/" + (f"{year}/" if year else "") + groups.text
        yield Symbol(
            Span(match.start("symbol"), groups.end),
            None,
            year,
            kind or groups.type,
            groups.text if party else groups.agency,
            canonical,
            f"number-{state}",
            party,
            state,
            1.0 if state == "blank" else 0.6,
        )
