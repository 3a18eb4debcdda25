"""Roman numbers whose strokes recognition joined: «HI.» for the heading III, «quý H» for quarter II.

Upright strokes are counted, so the number is what was read and not what would be likely; where a heading does not
follow the one before it, nothing is changed. No number of Arabic digits alone is touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import pattern
from ..text import Span
from .correction import Correction

_STROKES = {"I": 1, "l": 1, "L": 1, "|": 1, "Í": 1, "Ì": 1, "Ĩ": 1, "Ị": 1, "1": 1, "H": 2}
_NUMBERS = ("", "I", "II", "III")  # beyond these a V or X stands in the number, which is read well
_JOINED = "[IlL|ÍÌĨỊH]{1,3}"
_HEADING = pattern(rf"(?m)^[ \t*]*({_JOINED}|[IVX]{{1,5}})(?=[.]\s?\p{{Lu}})")
_QUARTER = pattern(r"(?i:\bquý)[ ]+(?=[1IlL|ÍÌĨỊH]*[IlL|ÍÌĨỊH])([1IlL|ÍÌĨỊH]{1,3})(?=[\s,.;:)/]|$)")  # «quý II1/2021»
_LETTERED = pattern(r"(?m)^[ \t*]*G[.)]\s")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_SURE = 0.95


def roman_numbers(value: str) -> Iterator[Correction]:
    """The joined Roman numbers of headings and quarters in `value`, each with the number of its strokes."""
    lettered = _LETTERED.search(value) is not None  # after «G.» comes «H.»
    headings = [] if lettered else [(Span(*match.span(1)), match[1]) for match in _HEADING.finditer(value)]
    for at, (span, read) in enumerate(headings):
        number = _number(read)
        if number and _follows(number, [text for _, text in headings[:at]], [text for _, text in headings[at + 1 :]]):
            yield _correction(span, read, number)
    for match in _QUARTER.finditer(value):
        number = _number(match[1])
        if number:
            yield _correction(Span(*match.span(1)), match[1], number)


def _number(read: str) -> int:
    """The number whose strokes are read as `read`; 0 for what is a number already, or none."""
    strokes = sum(_STROKES.get(sign, 9) for sign in read)
    return strokes if read not in _ROMAN and strokes < len(_NUMBERS) else 0


def _follows(number: int, before: list[str], behind: list[str]) -> bool:
    """True when the headings before or behind leave a gap for `number`."""
    previous = next((_value(text) for text in reversed(before)), 0)
    following = next((_value(text) for text in behind), 0)
    return previous == number - 1 or following == number + 1


def _value(read: str) -> int:
    return _ROMAN.get(read, 0) or _number(read)


def _correction(span: Span, read: str, number: int) -> Correction:
    return Correction(span, _NUMBERS[number], read, _SURE, None)
