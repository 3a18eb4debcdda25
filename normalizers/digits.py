"""Letters that OCR put inside numbers become digits; no digit is ever touched, no code, no word."""

from __future__ import annotations

from collections.abc import Iterator

from .patterns import Match, pattern
from .text import Edit, Span, substitutions

_DIGIT_OF = str.maketrans("OolI|", "00111")
_SUSPECT = pattern(r"\d[OolI|]|[OolI|][./]?\d")
_LETTER = pattern("[OolI|]")

# Each form is a number by its shape alone. Letters that stand without a digit are Roman or a word («II.06»,
# «quý I/2026»), and a letter after the last digit is a unit («10l», «30o»): such tokens are not among them.
_D = "[0-9OolI|]"
_YEAR = r"(?:19[0-9OolI]{2}|2[0Oo](?:[0-9][0-9OolI]|[OolI][0-9]))"
_FORMS = (
    rf"{_D}{{1,2}}/{_D}{{1,2}}/{_YEAR}",  # l5/3/2026
    rf"(?:[0-9]{{1,2}}|[Oo][0-9lI]|0[lI]|1[Oo])/{_YEAR}",  # 12/202l, but not I/2026
    _YEAR,  # 2O26
    rf"(?:[0-9l]{_D}{{0,2}}|I[0-9]{_D}?)(?:\.(?:(?={_D}{{0,2}}[0-9])|OOO|ooo){_D}{{3}})+",  # 4.9OO
    rf"(?={_D}*[0-9]){_D}{{1,3}}(?:[.,]{_D}{{1,2}})?(?= ?%)",  # 9l%
    r"[0-9]+[Oo][0-9]+",  # 1O5
)
_NUMBER = pattern(r"(?<![^\s(\[\"'“«:])(?:" + "|".join(_FORMS) + r")(?=[\s).,;:%\]\"'”»]|$)")

_SPLIT = pattern(r"(?<![\d.,/%;] ?)(?<!\d)\d{1,3},\K (?=\d{2}%(?! ?(?:,|;|và)))")


def letters_in_numbers(value: str) -> Iterator[Edit]:
    """O and o in a number become 0; l, I and | become 1: ``2O26`` is ``2026``, ``9l%`` is ``91%``."""
    if not _SUSPECT.search(value):
        return
    for number in _NUMBER.finditer(value):
        if "|" in number[0] and not _is_one(number, value):
            continue
        for letter in _LETTER.finditer(value, number.start(), number.end()):
            yield Edit(Span(letter.start(), letter.end()), letter[0].translate(_DIGIT_OF))


def _is_one(number: Match, value: str) -> bool:
    """A bar inside a number is a 1; at its edge, or with another bar on the line, it is the border of a cell."""
    before = value[max(0, number.start() - 200) : number.start()].rpartition("\n")[2]
    after = value[number.end() : number.end() + 200].partition("\n")[0]
    return "|" not in before + after + number[0][0] + number[0][-1] and number[0].count("|") == 1


def split_percentages(value: str) -> Iterator[Edit]:
    """``80, 68%`` is ``80,68%``, unless the numbers are a list (``70, 80, 90%``, ``80, 90% và``)."""
    return substitutions(value, _SPLIT, "")
