"""Capitals that TCVN3 and Vietware F cannot write: a toned small letter among capitals is one of them."""

from __future__ import annotations

import re

from ..restoration.casing import shouting
from ..syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile("[A-ZĂÂÊÔƠƯĐ]{2}|[à-ỹ][A-ZĂÂÊÔƠƯĐ]")


def with_capitals(line: str, shared: frozenset[str]) -> str:
    """`line` with its words in capitals wholly so: ``BáO CáO`` is ``BÁO CÁO``, ``Xã`` stays.

    `shared` are the small letters that may stand for capitals. A word is in capitals when all its other letters are,
    and are two at least; with one or none, the words around it decide.
    """
    if not _CAPITALS.search(line):
        return line
    words = list(_WORD.finditer(line))
    # abbreviations («UBND xã») are capitals in any text
    loud = shouting([word[0] if is_syllable(word[0]) else "" for word in words])
    out: list[str] = []
    done = 0
    for word, shouted in zip(words, loud, strict=True):
        if _is_loud(word[0], shared, shouted):
            out += (line[done : word.start()], word[0].upper())
            done = word.end()
    return "".join([*out, line[done:]])


def _is_loud(word: str, shared: frozenset[str], shouted: bool) -> bool:
    others = [char for char in word if char not in shared]
    if len(others) == len(word) or not all(map(str.isupper, others)):
        return False
    return len(others) > 1 or shouted
