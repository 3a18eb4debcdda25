"""The words the models know: their numbers, and the words behind a form without diacritics."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ..syllables import is_accented, is_syllable
from ..text import Text
from ..unicode import composition, look_alikes, tone_place
from .arrays import Array
from .tokens import CLASSES, UNKNOWN


def strip(word: str) -> str:
    """`word` without its diacritics, đ as d: ``strip("được")`` is ``duoc``. Case and length (NFC) stay."""
    if word.isascii():
        return word
    letters = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return "".join(letters).replace("đ", "d").replace("Đ", "D")


@lru_cache(maxsize=1 << 16)
def canonical(word: str) -> str:
    """`word` as the lexicon spells it: NFC, the tone where state documents put it (``hoà`` is ``hòa``)."""
    if word.isascii():
        return word
    text = Text.of(word)
    for step in (composition, look_alikes, tone_place):
        text = text.edit(step(text.value))
    return _after_q(text.value)


def _after_q(word: str) -> str:
    """``qúy`` (a slip of many typists) as ``quý``: after q the u is never the vowel."""
    tone = unicodedata.normalize("NFD", word[1:2])[1:]
    if word[0] != "q" or not tone or len(word) < 3:
        return word
    return unicodedata.normalize("NFC", f"qu{word[2]}{tone}{word[3:]}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case, NFC, tone where state documents put it; a word's number is its place in `words`.

    The classes (``<s>``, ``<num>``, ``,`` …) come first. Words of one stripped form have the same number in
    `stripped`, which indexes `forms`; ``members[first[f] : first[f + 1]]`` are the words of form f.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]
    stripped: Array  # word -> form, uint16
    first: Array  # form -> its place in members, uint32, one more item than forms
    members: Array  # words by form, the most frequent first, uint16
    is_syllable: Array  # word -> could it be written in Vietnamese; bool
    is_native: Array  # word -> is it a syllable, or does it bear a diacritic: no foreign word; bool
    unknown: int  # the number of the class of unknown words
    number: dict[str, int] = field(repr=False)  # word -> its number
    form_number: dict[str, int] = field(repr=False)  # form -> its number

    @classmethod
    def of(cls, words: Sequence[str], order: Sequence[int] | Array) -> Lexicon:
        """The lexicon of `words`; `order` ranks them, the most frequent first."""
        forms: dict[str, int] = {}
        plain = [word if word in CLASSES else strip(word) for word in words]
        stripped = np.array([forms.setdefault(form, len(forms)) for form in plain], np.uint16)
        rank = np.empty(len(words), np.int64)
        rank[np.asarray(order, np.int64)] = np.arange(len(words))
        members = np.lexsort((rank, stripped)).astype(np.uint16)
        first = np.zeros(len(forms) + 1, np.uint32)
        np.cumsum(np.bincount(stripped, minlength=len(forms)), out=first[1:])
        number = {word: at for at, word in enumerate(words)}
        syllable = np.array([is_syllable(word) for word in words])
        native = syllable | [is_accented(word) for word in words]
        return cls(
            tuple(words),
            tuple(forms),
            stripped,
            first,
            members,
            syllable,
            native,
            number[UNKNOWN],
            number=number,
            form_number=forms,
        )

    def of_form(self, form: str) -> Array:
        """The numbers of the words whose stripped form is `form`, the most frequent first; empty if there is none."""
        at = self.form_number.get(form)
        return self.members[:0] if at is None else self.members[self.first[at] : self.first[at + 1]]

    def arrays(self) -> dict[str, Array]:
        """What a model file keeps of the lexicon; `from_arrays` reads it back."""
        text = "\n".join(self.words).encode("utf-8")
        order = np.empty(len(self.words), np.uint16)
        order[:] = self.members
        return {"words": np.frombuffer(text, np.uint8), "members": order}

    @classmethod
    def from_arrays(cls, arrays: dict[str, Array]) -> Lexicon:
        """The lexicon that `arrays` were made of."""
        return cls.of(arrays["words"].tobytes().decode("utf-8").split("\n"), arrays["members"])
