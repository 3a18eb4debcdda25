"""Capitals that TCVN3 and Vietware F cannot write: a toned small letter among capitals is one of them."""

from __future__ import annotations

import re
from functools import cache

from ..restoration.casing import shouting
from ..syllables import is_syllable

_LOUD = re.compile("[A-ZĂÂÊÔƠƯĐ]{2}")
_NEAR = 40  # characters to either side that hold the two words that decide
_WORD = re.compile(r"[^\W\d_]+")


def with_capitals(value: str, shared: frozenset[str]) -> str:
    """`value` with its words in capitals wholly so: ``BáO CáO`` is ``BÁO CÁO``, ``Xã`` stays.

    `shared` are the small letters that may stand for capitals. A word is in capitals when all its other letters are,
    and are two at least; with one or none, the words around it on its line decide.
    """
    out: list[str] = []
    done = 0
    for match in _candidates(shared).finditer(value):
        others = sum(char not in shared for char in match[0])
        if others > 1 or _is_shouted(value, match.start()):
            out += (value[done : match.start()], match[0].upper())
            done = match.end()
    return "".join([*out, value[done:]]) if out else value


@cache
def _candidates(shared: frozenset[str]) -> re.Pattern[str]:
    """Words of capitals and shared letters, one of these at least."""
    capitals = "A-ZĂÂÊÔƠƯĐ"
    small = "".join(sorted(shared))
    return re.compile(rf"(?<![^\W\d_])[{capitals}]*[{small}][{capitals}{small}]*(?![^\W\d_])")


def _is_shouted(value: str, at: int) -> bool:
    """True when most letters of the words beside the one at `at` are capitals; abbreviations («UBND») do not count."""
    start, end = value.rfind("\n", max(0, at - _NEAR), at) + 1, value.find("\n", at, at + _NEAR)
    start, end = start or max(0, at - _NEAR), end if end >= 0 else min(len(value), at + _NEAR)
    if not _LOUD.search(value, start, end):
        return False
    words = list(_WORD.finditer(value, start, end))
    loud = shouting([word[0] if is_syllable(word[0]) else "" for word in words])
    return next(each for word, each in zip(words, loud, strict=True) if word.end() > at)
