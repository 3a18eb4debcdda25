"""How likely a word is: as Vietnamese that the language model knows, or as a word of any other language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from ..restoration.models import models
from ..syllables import is_syllable

RARE = -6.5  # log10: a syllable of the language that the model has not met
BAD = -11.0  # what is no syllable, in a text said to be Vietnamese
ALIEN = -15.0  # a letter that the encoding cannot hold, in a text said to be in it
_OLD_TONE = re.compile("[òóỏõọ][ae]$|[ùúủũụ]y$")

# log10 of one letter in a word of another language with Latin letters
_ASCII, _USUAL, _OTHER, _SIGN, _CASE, EDGE, _END = -1.25, -2.0, -2.9, -5.0, -4.0, -1.5, -0.7
_USUAL_LETTERS = frozenset("éèàçüöäñóíáêôßûîë")
_EDGE_SIGNS = frozenset("“”‘’–—…•«»‹›©®™°§¿¡·„‚´¨²³ªº€£¥")
EDGES = "".join(sorted(_EDGE_SIGNS))
QUOTES = "“”‘’–—…•"
_MARKS, _MARK, _LONE = QUOTES + "«»·", -2.0, -6.0  # signs that stand alone: punctuation, and others


# Everyday words of French, Spanish and Portuguese that are Vietnamese words in one of the encodings.
_EVERYDAY = frozenset(["où", "né", "née", "dû", "thé", "té", "mí", "sí", "él", "fé", "pé", "só", "já"])
_EVERYDAY_WORD = -3.0


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the model: its number and the log10 of its frequency."""

    number: int
    score: float


@cache
def known_words() -> dict[str, Known]:
    """The Vietnamese words of the model in lower case, with either place of the tone (``hòa``, ``hoà``)."""
    model = models()
    lexicon, frequency = model.lexicon, model.ngrams.unigrams.tolist()
    native = lexicon.is_native.tolist()
    found: dict[str, Known] = {}
    for number, word in enumerate(lexicon.words):
        if native[number]:
            found[word] = Known(number, max(frequency[number], RARE))
            if _OLD_TONE.search(word) and not word.startswith("q"):
                found.setdefault(_old_place(word), found[word])
    return found


def _old_place(word: str) -> str:
    base, tone = list(unicodedata.normalize("NFD", word[-2]))
    return word[:-2] + base + unicodedata.normalize("NFC", word[-1] + tone)


@lru_cache(maxsize=1 << 16)
def foreign(word: str) -> float:
    """log10 of `word` as a word of another language: ASCII is cheap, rare letters, signs and mixed case are not."""
    if word.lower() in _EVERYDAY:
        return _EVERYDAY_WORD
    inner = word.strip(EDGES)
    if not inner and not word.isascii():
        return _LONE if word.strip(_MARKS) else _MARK
    score = _END + EDGE * (len(word) - len(inner))
    before = ""
    for char in inner:
        score += _letter(char, before)
        before = char
    return score


def _letter(char: str, before: str) -> float:
    if not char.isalpha() and not unicodedata.combining(char):
        return EDGE if char in "’-–" else _SIGN
    mixed = _CASE if char.isupper() and before.islower() else 0.0
    if char.isascii():
        return _ASCII + mixed
    return mixed + (_USUAL if char.lower() in _USUAL_LETTERS else _OTHER)


def vietnamese(word: str) -> tuple[int, float]:
    """The number of `word` in the model (-1 where it has none) and log10 of it in a Vietnamese text."""
    lower = word.lower()
    known = known_words().get(lower)
    if known is not None:
        return known.number, known.score + case_cost(word)
    if len(word) <= 7 and word.isalpha() and is_syllable(lower):
        return -1, RARE + case_cost(word)
    return -1, BAD


def case_cost(word: str) -> float:
    """What a capital after a small letter costs; 0 for words in small letters, capitals, or with one capital first."""
    return 0.0 if word.islower() or word.isupper() or word[1:].islower() else _CASE
