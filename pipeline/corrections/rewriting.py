"""Numbers that were misread, put right in the normalised text, so that checks that read tables see them too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from extractors.extraction import DossierCount, OtherCount, Percentage, Ratio, Value
from extractors.matching.numerals import read_count, read_decimal
from normalizers import Edit, Span, Text, patterns

from ..facts import Fact

_NUMBER = patterns.pattern(r"\d+(?:[.,]\d+)*")
_GROUPED = 1000  # from here on thousands are set apart


def rewritten(text: Text, facts: Sequence[tuple[Fact, bool]], before: Sequence[Fact]) -> tuple[Text, list[Fact]]:
    """The text with the numbers of the facts that were changed, and the facts where they stand in it.

    `before` are the facts as extracted: they tell what is printed now.
    """
    was = {(fact.span, fact.kind, fact.extraction.rule): fact.value for fact in before}
    edits: list[Edit] = []
    for fact, is_changed in facts:
        old = was.get((fact.span, fact.kind, fact.extraction.rule))
        if is_changed and old is not None:
            edits += [edit for edit in _edits(text, fact, old) if not edits or edit.span.start >= edits[-1].span.end]
    if not edits:
        return text, [fact for fact, _ in facts]
    ends = [edit.span.end for edit in edits]
    shifts = list(accumulate((len(edit.replacement) - len(edit.span) for edit in edits), initial=0))

    def moved(at: int) -> int:
        return at + shifts[bisect_right(ends, at)]

    placed = []
    for fact, _ in facts:
        span = fact.extraction.span
        here = Span(moved(span.start), max(moved(span.start), moved(span.end)))
        placed.append(replace(fact, extraction=replace(fact.extraction, span=here)))
    return text.edit(edits), placed


def _edits(text: Text, fact: Fact, old: Value) -> Iterator[Edit]:
    """The numbers inside the fact that print the old value, each with what the new one prints."""
    wanted = dict(zip(_numbers(old), _numbers(fact.value), strict=False))
    span = fact.extraction.span
    for match in _NUMBER.finditer(text.value, span.start, span.end):
        for printed, new in wanted.items():
            if printed != new and _reads(match[0], printed):
                yield Edit(Span(match.start(), match.end()), _like(match[0], new))
                break


def _numbers(value: Value) -> tuple[Decimal, ...]:
    match value:
        case DossierCount() | OtherCount():
            return (Decimal(value.count),)
        case Percentage():
            return (value.percent,)
        case Ratio():
            return Decimal(value.num), Decimal(value.den)
        case _:
            return ()


def _reads(printed: str, number: Decimal) -> bool:
    return read_count(printed) == number or read_decimal(printed) == number


def _like(printed: str, number: Decimal) -> str:
    """The number with the signs of what is printed."""
    decimal = "." if "." in printed and read_count(printed) is None else ","
    if number != number.to_integral_value():
        return str(number).replace(".", decimal)
    whole = int(number)
    grouped = whole >= _GROUPED and ("." in printed or "," in printed or len(printed) < 4)
    sign = "," if "," in printed and "." not in printed else "."
    return f"{whole:,}".replace(",", sign) if grouped else str(whole)
