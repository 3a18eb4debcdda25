"""Dates whose strokes a fax broke in two: «23:4/2026», «10/11:2026». No time of day has a year behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import pattern
from ..text import Span
from .correction import Correction

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_BROKEN = pattern(rf"(?<![\d/:.,-]){_DAY}([:/]){_MONTH}([:/]){_YEAR}(?![\d/:]|[.,-]\d)")
_STROKE = "/"
_SURE = 0.95


def date_strokes(value: str) -> Iterator[Correction]:
    """The colons in dates of `value` that can only be strokes; digits stay."""
    for match in _BROKEN.finditer(value):
        for place in (1, 2):
            if match[place] != _STROKE:
                yield Correction(Span(*match.span(place)), _STROKE, match[place], _SURE, None)
