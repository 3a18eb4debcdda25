"""Automatic numbers of lists as they are shown: «3.», «c)», «III.», «2.1.»."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 5000  # what no list of a report has; longer numerals are not written out
_TYPED = frozenset("-–—+*•")


def _letter(value: int) -> str:
    return _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (value // size)
        value %= size
    return out


# By the names of Office Open XML, of OpenDocument and of HTML.
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("lowerLetter", "a", "lower-alpha", "lower-latin"), _letter),
    **dict.fromkeys(("upperLetter", "A", "upper-alpha", "upper-latin"), lambda value: _letter(value).upper()),
    **dict.fromkeys(("lowerRoman", "i", "lower-roman"), lambda value: _roman(value).lower()),
    **dict.fromkeys(("upperRoman", "I", "upper-roman"), _roman),
    **dict.fromkeys(("decimalZero", "decimal-leading-zero"), lambda value: f"{value:02d}"),
}


def numeral(value: int, form: str) -> str:
    """`value` in the numerals that an office format or HTML calls `form`; a decimal number where it is none of them."""
    return _FORMS[form](value) if form in _FORMS and 0 < value <= _MOST else str(value)


def whole(text: str | None, otherwise: int) -> int:
    """A number as a file gives it; `otherwise` where it is none, or longer than any list."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def typed(mark: str) -> str:
    """The mark of a list without numbers where a typist could have typed it; empty for pictures."""
    return mark if mark in _TYPED else ""


class Counts:
    """How far each level of a list has come."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def count(self, level: int, start: int) -> None:
        """One more on `level`, which begins with `start`; the levels below it begin anew."""
        self._counts[level] = self._counts.get(level, start - 1) + 1
        for below in [each for each in self._counts if each > level]:
            del self._counts[below]

    def forget(self, level: int) -> None:
        """Let `level` begin anew."""
        self._counts.pop(level, None)

    def at(self, level: int, start: int) -> int:
        """How far `level` has come, `start` where it has not begun."""
        return self._counts.get(level, start)
