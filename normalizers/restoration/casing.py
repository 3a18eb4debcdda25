"""The case of a restored word: that of what was read, mended where OCR mixed it up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .tokens import Case, case_of

_LIKE_L = frozenset("I|J1")  # what OCR makes of a small l: «Iy» lý, «Ja» là
_LIKE_S = "$"  # and of a capital S: «$6» Số


@lru_cache(maxsize=1 << 16)
def cased(word: str, observed: str, shouted: bool) -> str:
    """`word` (lower case) written as `observed` was: ``cased("hội", "HQI", True)`` is ``HỘI``.

    `shouted`: the words around are in capitals, which decides where `observed` is a single letter or mixes cases.
    """
    case = _case(word, observed, shouted)
    if case is Case.UPPER:
        return word.upper()
    return word[:1].upper() + word[1:] if case is Case.TITLE else word


def _case(word: str, observed: str, shouted: bool) -> Case:
    letters = "".join(char for char in observed if char.isalpha())
    case = case_of_read(observed)
    if word[0] == "l" and observed[0] in _LIKE_L and not shouted:
        return Case.LOWER
    if observed[0] == _LIKE_S:
        case = Case.UPPER
    if len(letters) <= 1 and case is not Case.LOWER:
        return Case.UPPER if shouted else Case.TITLE
    if case is Case.UPPER and letters[1:] == "O" and not shouted:
        return Case.TITLE  # «BO phan» Bộ phận: ộ was read as a capital O
    if case is Case.MIXED:
        capitals = sum(char.isupper() for char in letters)
        mostly = shouted and capitals * 2 >= len(letters)
        return Case.UPPER if mostly else Case.TITLE if letters[0].isupper() else Case.LOWER
    return case


def shouting(words: Sequence[str]) -> list[bool]:
    """Of each word, whether most letters of the words up to two places away on either side are capitals."""
    # twice the capitals less the letters: above zero where most are capitals
    loud = [0, 0, *map(_loudness, words), 0, 0]
    return [loud[at] + loud[at + 1] + loud[at + 3] + loud[at + 4] > 0 for at in range(len(words))]


@lru_cache(maxsize=1 << 14)
def _loudness(word: str) -> int:
    return sum((1 if char.isupper() else -1) for char in word if char.isalpha())


@lru_cache(maxsize=1 << 14)
def case_of_read(observed: str) -> Case:
    """The case of what was read, letters alone; LOWER where there is none."""
    letters = "".join(char for char in observed if char.isalpha())
    return case_of(letters) if letters else Case.LOWER
