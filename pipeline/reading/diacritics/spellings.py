"""The syllables that have the same letters and other diacritics, and the classes in which these are told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from normalizers.syllables import is_stripped_syllable, is_syllable

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")  # none, huyền, sắc, ngã, hỏi, nặng
SHAPES = ("", "\u0302", "\u0306", "\u031b", "\u031b\u031b")  # none, mũ, trăng, móc, and both letters of «ươ»
_LETTERS = {"a": "aăâ", "e": "eê", "o": "oôơ", "u": "uư", "d": "dđ"}
_VOWELS = frozenset("aăâeêioôơuưy")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A syllable in small letters, NFC, and its classes: indices of TONES and SHAPES, and whether d is đ."""

    text: str
    tone: int
    shape: int
    stroke: bool

    @classmethod
    def of(cls, syllable: str) -> Spelling:
        """`syllable`, of any case, composed or not, and its classes; ValueError for marks that no syllable has."""
        text = unicodedata.normalize("NFC", syllable.lower())
        marks = unicodedata.normalize("NFD", text)
        tone = next((mark for mark in marks if mark in TONES), "")
        shape = "".join(mark for mark in marks if mark in SHAPES)
        return cls(text, TONES.index(tone), SHAPES.index(shape), "đ" in marks)

    @property
    def classes(self) -> tuple[int, int, bool]:
        """What tells it from others with the same letters: «hoà» and «hòa» have the same."""
        return self.tone, self.shape, self.stroke


@lru_cache(maxsize=4096)
def spellings(letters: str) -> tuple[Spelling, ...]:
    """All syllables written with these `letters` (small, without marks), one of each combination of classes.

    The tone stands where state documents put it: «hòa», «thúy». Empty where there is none.
    """
    if not is_stripped_syllable(letters):
        return ()
    shaped = ("".join(form) for form in product(*(_LETTERS.get(letter, letter) for letter in letters)))
    return tuple(Spelling.of(text) for form in shaped for text in _toned(form))


def _toned(form: str) -> Iterator[str]:
    """`form` with each tone that it can have."""
    for tone in TONES:
        places = [at for at, letter in enumerate(form) if letter in _VOWELS and is_syllable(_with(form, at, tone))]
        if places:
            yield _with(form, _place(form, places), tone)


def _with(form: str, at: int, tone: str) -> str:
    return unicodedata.normalize("NFC", form[: at + 1] + tone + form[at + 1 :])


def _place(form: str, places: list[int]) -> int:
    """Which of the letters at `places` has the tone: the last with a mark, else the last but one of an open rime."""
    marked = [at for at in places if form[at] in "ăâêôơư"]
    if marked:
        return marked[-1]
    return places[-2] if len(places) > 1 and places[-1] == len(form) - 1 else places[-1]
