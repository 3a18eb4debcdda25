"""Numbers as Vietnamese offices print them: «4.266», «1246», «5,65 ngàn», «1 234», «01», «98.7»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from normalizers import Span, patterns
from normalizers.patterns import Match

from ..subject import Subject, without_overlap

# Thousands are set off by a dot (domain.md 3), seldom by a comma or space; decimals by a comma, often by a dot.
_DIGITS = r"(?:\d{1,3}(?:[.]\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?)"
_BEFORE = r"(?<![\p{L}\d€¢_])(?<!\d[.,/:-])(?<!\d\s?/\s?)(?<!/)"
_AFTER = r"(?![\d_€¢])(?![.,/:-]\d)(?![./-]?\p{L})"
_NUMBER = patterns.pattern(rf"{_BEFORE}{_DIGITS}(?!\s?/\s?\d){_AFTER}")
# «3.071 TTHC/4.888 TTHC» names what it counts twice; «25.000 đồng/1 tiết» is a price.
_PAIR = patterns.pattern(
    rf"{_BEFORE}({_DIGITS})(?:\s?(?P<noun>\p{{L}}{{2,}}))?\s?/\s?({_DIGITS}){_AFTER}(?(noun)(?=\s?(?P=noun)\b))"
)
_MAGNITUDE = patterns.pattern(r"\s?(ngan|nghin|trieu|van)\b(?!\s*(?:dong|ty|ban|phong|con|dang|hanh|tai|chuyen|de)\b)")
_APPROXIMATE = patterns.pattern(r"\b(?:gan|hon|tren|khoang|uoc|xap xi|tam)\s+\Z")
_LONGEST = 15  # digits; a longer row of them counts nothing
_POWERS = {"ngan": 1_000, "nghin": 1_000, "trieu": 1_000_000, "van": 10_000}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A printed number: `value` reads it as a count, or is None where it cannot be one («98.7»).

    `over` is the second number of «4.561/5.650».
    """

    span: Span
    printed: str
    value: int | None
    approximate: bool
    over: Numeral | None = None


def find_numerals(subject: Subject) -> list[Numeral]:
    """The numbers of a text that no other extractor has explained, with their magnitude words, in order."""
    pairs = [pair for match in _PAIR.finditer(subject.value) if (pair := _pair(subject, match))]
    within = without_overlap([Span(pair.span.start, pair.over.span.end) for pair in pairs if pair.over])
    paired = replace(subject, taken=within)
    single = [_numeral(subject, Span(m.start(), m.end())) for m in _NUMBER.finditer(subject.value)]
    numerals = pairs + [numeral for numeral in single if not paired.is_taken(numeral.span)]
    return sorted((n for n in numerals if not subject.is_taken(n.span)), key=lambda n: n.span)


def _pair(subject: Subject, match: Match) -> Numeral | None:
    first, second = (_numeral(subject, Span(*match.span(group))) for group in (1, 3))
    return replace(first, over=second) if first.value is not None and second.value is not None else None


def _numeral(subject: Subject, span: Span) -> Numeral:
    printed = span.of(subject.value)
    magnitude = _MAGNITUDE.match(subject.folded, span.end)
    if magnitude:
        span = Span(span.start, magnitude.end(1))
    before = subject.folded[max(0, span.start - 12) : span.start]
    approximate = magnitude is not None or _APPROXIMATE.search(before) is not None
    return Numeral(span, printed, read_count(printed, magnitude[1] if magnitude else None), approximate)


def read_count(printed: str, magnitude: str | None = None) -> int | None:
    """The whole number that `printed` stands for, or None: ``read_count("4.266")`` is 4266, of «98.7» None.

    Groups of exactly three digits are thousands whatever the sign between them; with a magnitude word
    («5,65 ngàn») the sign is a decimal one.
    """
    if sum(char.isdigit() for char in printed) > _LONGEST:
        return None
    if magnitude:
        scaled = read_decimal(printed) * _POWERS[magnitude]
        return int(scaled) if scaled == int(scaled) else None
    digits = printed.replace(" ", "")
    for sign in ".,":
        head, *groups = digits.split(sign)
        if groups and all(len(group) == 3 for group in groups) and 0 < len(head) <= 3 and head != "0":
            digits = "".join((head, *groups))
    return int(digits) if digits.isdigit() else None


def read_decimal(printed: str) -> Decimal:
    """The number that `printed` stands for with its last sign read as the decimal one: «98,7», «98.7», «80, 68»."""
    digits = "".join(printed.split())
    whole, sign, fraction = digits.replace(".", ",").rpartition(",")
    return Decimal(f"{whole.replace(',', '')}.{fraction}") if sign else Decimal(digits)
