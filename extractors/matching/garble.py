"""Vocabulary words behind tokens that an English OCR model garbled.

Vietnamese read with English language data loses its diacritics or turns the letter that bore them into something
else: «số» s6, sd, sb; «lệ» 1€, 1¢; «hồ» hd; «của» ctia, ciia (measured on sample 004 and on rendered pages read
with Tesseract's `eng` data). Plain letters nearly always survive, so a word is recognised by its plain letters
with a small set of readings where a letter bears a mark.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from normalizers import fold, patterns

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LOOKED_AT = 6_000  # characters that tell whether the marks of a text were lost
_ACCENTED = patterns.pattern(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]")
_DISTINCT = patterns.pattern(r"[ảãạăằắẳẵặầấẩẫậẻẽẹềếểễệỉĩịỏõọồốổỗộơờớởỡợủũụưừứửữựỷỹỵ]")
_WORD = patterns.pattern(r"\p{L}{2,}")

# What the letter under a mark is read as, beside the plain letter: (marked by a tone only, marked otherwise).
_READINGS = {
    "a": "a4i&e",
    "e": "ec€¢&18",
    "i": "ilj1",
    "o": "o6d0begsa9¢",
    "u": "u|i|ii|ti|it|il|w|v|tr|ir|r|t|y|ur",
    "y": "yi",
    "d": "dpb",
}
_INITIAL = {"l": "l1i|", "i": "i1l"}


def is_garbled(value: str) -> bool:
    """True when the text is Vietnamese whose marks were lost or misread, so that tokens must be guessed.

    Letters with two marks or a hook or dot hardly survive English OCR, but abound in correct text: half of its words.
    """
    words = [match[0].lower() for match in _WORD.finditer(value, 0, min(len(value), _LOOKED_AT))]
    if len(words) < 8:
        return False
    return sum(1 for word in words if _DISTINCT.search(word)) < 0.12 * len(words)


def has_marks(word: str) -> bool:
    """True when `word` bears a Vietnamese diacritic."""
    return _ACCENTED.search(word.lower()) is not None


@cache
def without_tone(word: str) -> str:
    """The lower-case word without its tone, the marks of its vowels kept: «mỗi» is «môi», «mới» is «mơi»."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if char not in _TONES)
    return unicodedata.normalize("NFC", bare)


def may_be(printed: str, word: str) -> bool:
    """True when `printed` is `word` but for its tone and lost marks: «nhạn» may be «nhận», «mỗi» not «mới»."""
    a, b = without_tone(printed), without_tone(word)
    return len(a) == len(b) and all(x == y or x == fold(y) for x, y in zip(a, b, strict=True))


def _expression(word: str) -> str:
    """A pattern for the garbled readings of one vocabulary word in correct spelling."""
    parts: list[str] = []
    for index, char in enumerate(unicodedata.normalize("NFC", word)):
        plain = fold(char)
        if char != plain and plain in _READINGS:
            readings = _READINGS[plain]
            parts.append(f"(?:{readings})" if plain == "u" else f"[{readings}]")
        elif index == 0 and plain in _INITIAL:
            parts.append(f"[{_INITIAL[plain]}]")
        else:
            parts.append(plain)
    return "".join(parts)


class Respeller:
    """Maps garbled tokens to the words of a vocabulary; `words` are in correct spelling, one for each use.

    Where several words are as close, the one used most wins: «ding» is «đúng», not «dạng».
    """

    def __init__(self, words: Iterable[str]) -> None:
        words = list(words)
        self._uses = Counter(fold(word) for word in words)
        self._plain = {fold(word) for word in words}
        self._marked = sorted({word for word in words if has_marks(word)})
        self._known: dict[str, str] = {}

    @cached_property
    def _patterns(self) -> Mapping[str, patterns.Pattern]:
        return {word: patterns.pattern(_expression(word)) for word in self._marked}

    def respell(self, token: str) -> str:
        """The folded vocabulary word that the folded `token` stands for, or the token itself."""
        if token in self._plain or token.isdigit():
            return token
        if token not in self._known:
            self._known[token] = self._closest(token)
        return self._known[token]

    def _closest(self, token: str) -> str:
        readings = [fold(word) for word, pattern in self._patterns.items() if pattern.fullmatch(token)]
        return min(readings, key=lambda word: (_distance(word, token), -self._uses[word], word), default=token)


def _distance(word: str, token: str) -> int:
    """How many places differ; a difference of length counts twice."""
    return sum(a != b for a, b in zip(word, token, strict=False)) + 2 * abs(len(word) - len(token))
