"""The issuer of a document without a letterhead, from its symbol, its place and what its text says."""

from __future__ import annotations

from functools import cache

from normalizers import Span, fold, patterns

from ..subject import Subject
from ..symbols.document_symbols import Symbol
from ..vocabulary import load
from .header_fields import Field
from .letterhead import begins_agency, is_unnamed

_SPACE = r"\s+"
_COUNCILS = frozenset({"ubnd", "hdnd"})
_NAME = r"\p{Lu}[\p{L}'’]*(?:\s\p{Lu}[\p{L}'’]*){0,4}"
_ATTACHED = patterns.pattern(
    r"^[ \t]*\((?:ban\s+hanh\s+)?kem\s+theo\s[^()]{0,120}?\scua\s+(?P<agency>[^(),;.\n]{4,90})\)"
)
_ATTACHED_REACH = 40_000  # characters
_TOP = 700  # characters in which an appendix on its own names its document


def find_implied(subject: Subject, symbol: Symbol | None, place: Field | None) -> tuple[Field | None, Field | None]:
    """(parent, issuer) of a document that prints its symbol but no letterhead; None where the text does not say."""
    agency = _agency_of(symbol)
    if agency in _COUNCILS:
        named = _council_of(subject, agency, place) if place else None
        return None, named or _attached(subject, _ATTACHED_REACH)
    if agency is not None:
        parent = _council_of(subject, "ubnd", place) if place else None
        return parent, _mention(subject, agency) or _attached(subject, _ATTACHED_REACH)
    return None, _attached(subject, _TOP)


def _agency_of(symbol: Symbol | None) -> str | None:
    """The label of issuer_names.toml that the symbol's agency stands for."""
    if symbol is None or not symbol.agency:
        return None
    first = fold(symbol.agency).split("-")[0]
    return _abbreviations().get(fold(symbol.agency)) or _abbreviations().get(first)


@cache
def _abbreviations() -> dict[str, str]:
    return {
        fold(phrase): label
        for label, phrases in load("issuer_names").items()
        for phrase in phrases
        if " " not in phrase
    }


@cache
def _agency_pattern(label: str) -> patterns.Pattern:
    names = patterns.alternation([fold(phrase) for phrase in load("issuer_names")[label] if " " in phrase])
    return patterns.pattern(rf"(?<!\p{{L}}){names.replace(' ', _SPACE)}(?!\p{{L}})")


@cache
def _levels() -> str:
    return patterns.alternation([fold(level) for levels in load("levels").values() for level in levels]).replace(
        " ", r"\s+"
    )


def _council_of(subject: Subject, label: str, place: Field) -> Field | None:
    """«UBND xã Hà Đông» where the place of issue is «Hà Đông»."""
    names = patterns.alternation([fold(phrase) for phrase in load("issuer_names")[label]]).replace(" ", r"\s+")
    wanted = patterns.alternation([fold(place.value)]).replace(" ", r"\s+")
    search = patterns.pattern(rf"(?<!\p{{L}}){names}\s+{_levels()}\s+{wanted}(?!\p{{L}})")
    return _field(subject, search.search(subject.folded), 0.7)


def _mention(subject: Subject, label: str) -> Field | None:
    """The first place where the text names the agency in full."""
    search = _agency_pattern(label)
    return _field(subject, search.search(subject.folded), 0.6)


def _attached(subject: Subject, reach: int) -> Field | None:
    """«(Kèm theo Báo cáo số … của UBND huyện Nga Sơn)» in the line under the title of an appendix."""
    match = _ATTACHED.search(subject.folded, 0, min(len(subject.folded), reach))
    if match is None or is_unnamed(match["agency"]) or not begins_agency(match["agency"]):
        return None
    span = Span(*match.span("agency"))
    return Field(" ".join(span.of(subject.value).split()), span, 0.6)


def _field(subject: Subject, match: patterns.Match | None, confidence: float) -> Field | None:
    if match is None:
        return None
    span = Span(match.start(), match.end())
    return Field(" ".join(span.of(subject.value).split()), span, confidence)
