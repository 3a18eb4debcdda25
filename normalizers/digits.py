"""Letters that OCR put inside numbers become digits; no digit is ever touched, no code, no word."""

from __future__ import annotations

from collections.abc import Iterator

from .patterns import pattern
from .text import Edit, Span, substitutions

_DIGIT_OF = str.maketrans("OolI|", "00111")
_CLOSE = pattern(r"\d[OolI|]|[OolI|]\d")
_LETTER = pattern("[OolI|]")

# Each form is a number by its shape alone. Letters that stand without a digit are Roman or a word («II.06»,
# «quý I/2026»), and a letter after the last digit is a unit («10l», «30o»): such tokens are not among them.
_D = "[0-9OolI|]"
_FORMS = (
    rf"{_D}{{1,2}}/{_D}{{1,2}}/(?:[12]{_D}{{3}})",  # l5/3/2026
    rf"(?:[0-9]{_D}{{0,2}}|[lI|][0-9]{{1,2}})(?:\.(?:{_D}{{0,2}}[0-9]{_D}{{0,2}}|OOO|ooo))+(?<=\.{_D}{{3}})",  # 4.9OO
    rf"(?:{_D}*[0-9]{_D}*)(?:[.,]{_D}{{1,2}})?(?= ?%)",  # 9l%
    r"[0-9]+[OolI|]+[0-9]+",  # 2O26
)
_NUMBER = pattern(r"(?<![^\s(\[\"'“«:])(?:" + "|".join(_FORMS) + r")(?=[\s).,;:%\]\"'”»]|$)")

_SPLIT = pattern(r"(?<![\d.,/%;] ?)(?<!\d)\d{1,3},\K (?=\d{2}%(?! ?(?:,|;|và)))")


def letters_in_numbers(value: str) -> Iterator[Edit]:
    """O and o in a number become 0; l, I and | become 1: ``2O26`` is ``2026``, ``9l%`` is ``91%``."""
    if not _CLOSE.search(value):
        return
    for number in _NUMBER.finditer(value):
        for letter in _LETTER.finditer(value, number.start(), number.end()):
            yield Edit(Span(letter.start(), letter.end()), letter[0].translate(_DIGIT_OF))


def split_percentages(value: str) -> Iterator[Edit]:
    """``80, 68%`` is ``80,68%``, unless the numbers are a list (``70, 80, 90%``, ``80, 90% và``)."""
    return substitutions(value, _SPLIT, "")
