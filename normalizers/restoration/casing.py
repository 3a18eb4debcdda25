"""The case of a restored word: that of what was read, mended where OCR mixed it up."""

from __future__ import annotations

from .tokens import Case, case_of

_LIKE_L = frozenset("I|J1")  # what OCR makes of a small l: «Iy» lý, «Ja» là
_LIKE_S = "$"  # and of a capital S: «$6» Số


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
    if case is Case.UPPER and len(letters) == 2 and not shouted and word != letters.lower():
        return Case.TITLE  # «BO phan» Bộ phận: ộ was read as a capital O
    if case is Case.MIXED:
        capitals = sum(char.isupper() for char in letters)
        mostly = shouted and capitals * 2 >= len(letters)
        return Case.UPPER if mostly else Case.TITLE if letters[0].isupper() else Case.LOWER
    return case


def shouting(words: list[str]) -> list[bool]:
    """Of each word, whether most letters of the words up to two places away on either side are capitals."""
    capitals = [sum(char.isupper() for char in word) for word in words]
    letters = [sum(char.isalpha() for char in word) for word in words]
    found = []
    for at in range(len(words)):
        near = [*range(max(0, at - 2), at), *range(at + 1, min(len(words), at + 3))]
        found.append(sum(capitals[i] for i in near) * 2 > sum(letters[i] for i in near) > 0)
    return found


def case_of_read(observed: str) -> Case:
    """The case of what was read, letters alone; LOWER where there is none."""
    letters = "".join(char for char in observed if char.isalpha())
    return case_of(letters) if letters else Case.LOWER
