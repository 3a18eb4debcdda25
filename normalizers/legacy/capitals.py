"""Capitals that TCVN3 and Vietware F cannot write: a toned small letter among capitals is one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..syllables import is_syllable

_LOUD = re.compile("[A-ZĂÂÊÔƠƯĐ]{2}")
_NEARLY_LOUD = re.compile(r"[A-ZĂÂÊÔƠƯĐ][^\W\d_]?[A-ZĂÂÊÔƠƯĐ]")
_NEAR = 40  # characters to either side that hold the two words that decide
_WORD = re.compile(r"[^\W\d_]+")


def with_capitals(value: str, shared: frozenset[str]) -> str:
    """`value` with its words in capitals wholly so: ``BáO CáO`` is ``BÁO CÁO``, ``Xã`` stays.

    `shared` are the small letters that may stand for capitals. A word is in capitals when all its other letters are,
    and are two at least; with one or none, the words around it on its line decide.
    """
    out: list[str] = []
    done = 0
    candidates = _candidates(shared)
    for match in (match for start, end in _loud_lines(value) for match in candidates.finditer(value, start, end)):
        others = sum(char not in shared for char in match[0])
        if others > 1 or _is_shouted(value, *match.span()):
            out += (value[done : match.start()], match[0].upper())
            done = match.end()
    return "".join([*out, value[done:]]) if out else value


def _loud_lines(value: str) -> Iterator[tuple[int, int]]:
    """The lines that hold two capitals with no more than one letter between: in others nothing is a capital."""
    end = 0
    while match := _NEARLY_LOUD.search(value, end):
        start, end = value.rfind("\n", 0, match.start()) + 1, value.find("\n", match.start())
        end = end if end >= 0 else len(value)
        yield start, end


@cache
def _candidates(shared: frozenset[str]) -> re.Pattern[str]:
    """Words of capitals and shared letters, one of these at least; their letters first, for a quick search."""
    capitals = "A-ZĂÂÊÔƠƯĐ"
    small = "".join(sorted(shared))
    has_small = rf"(?:(?<=[{small}])|(?=[{capitals}]*[{small}]))"
    return re.compile(rf"[{capitals}{small}](?<![^\W\d_].){has_small}[{capitals}{small}]*(?![^\W\d_])")


def _is_shouted(value: str, first: int, last: int) -> bool:
    """True when most letters of the two words on either side of ``first..last`` on its line are capitals.

    Abbreviations («UBND») do not count.
    """
    start, end = value.rfind("\n", max(0, first - _NEAR), first) + 1, value.find("\n", last, last + _NEAR)
    start, end = start or max(0, first - _NEAR), end if end >= 0 else min(len(value), last + _NEAR)
    if not _LOUD.search(value, start, end):
        return False
    beside = _WORD.findall(value, start, first)[-2:] + _WORD.findall(value, last, end)[:2]
    return sum(map(_voice, beside)) > 0


@lru_cache(maxsize=1 << 14)
def _voice(word: str) -> int:
    """The capitals of a syllable less its other letters; 0 for what is none."""
    return sum(1 if char.isupper() else -1 for char in word) if is_syllable(word) else 0
