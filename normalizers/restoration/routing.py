"""What has happened to a stretch of text: nothing, diacritics gone, or read by an English OCR model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from ..patterns import pattern
from ..syllables import is_accented, is_stripped_syllable, is_syllable

_FEW = 4  # words: «hu», «Quang Nam» by themselves are a word or a name as good as any
WINDOW = 15  # words: fewer tell too little, so short paragraphs are judged together with the next ones


class Damage(Enum):
    """What a window needs; NOT_VIETNAMESE is left alone."""

    NONE = "none"
    STRIPPED = "stripped"
    GARBLED = "garbled"
    NOT_VIETNAMESE = "not_vietnamese"


# A word and what OCR makes of one: letters with €, ¢, digits … inside («1€», «li¢u», «s6»).
_WORD = pattern(r"(?<![\w/@.-])(?=[\p{L}\d€¢$]*\p{L})[\p{L}\p{M}\d€¢$?]+(?![\w/@-])")
_NUMBERED = pattern(r"\d+\p{L}{1,2}|\p{Lu}{1,2}\d+|\p{Lu}\d+\p{Lu}")  # 1a, B1, H2O: a mark or a name, no garble
_ROMAN = frozenset("IVXLCDMivx")


@dataclass(frozen=True, slots=True)
class Tally:
    """Words of a window: all, valid syllables with a diacritic, valid without, marked in any way that is not valid."""

    words: int
    accented: int
    plain: int
    odd: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.words + other.words, self.accented + other.accented, self.plain + other.plain, self.odd + other.odd
        )


def tally(paragraph: str) -> Tally:
    """The tally of one paragraph; abbreviations, Roman numbers and single letters are no evidence."""
    words = [match[0] for match in _WORD.finditer(paragraph)]
    shouted = sum(map(str.isupper, words)) * 2 > len(words)
    kinds = [_kind(word, shouted and word.isupper()) for word in words]
    accented, plain, odd = (kinds.count(kind) for kind in "apo")
    return Tally(len(kinds) - kinds.count(""), accented, plain, odd)


@lru_cache(maxsize=1 << 15)
def _kind(word: str, shouted: bool) -> str:
    """Accented, plain, odd or foreign, by the first letter; nothing for what is no evidence."""
    if len(word) < 2 or _ROMAN.issuperset(word) or (word.isupper() and not shouted and word.isalpha()):
        return ""
    if not word.isalpha() and _NUMBERED.fullmatch(word):
        return ""
    if is_stripped_syllable(word):
        return "p"
    if word.isascii() and word.isalpha():
        return "f"
    return "a" if is_accented(word) and is_syllable(word) else "o"


def damage(of: Tally) -> Damage:
    """The damage of a window, from shares measured on reports, law texts, their OCR, English and French."""
    if of.words < _FEW:
        return Damage.NONE if of.accented else Damage.NOT_VIETNAMESE
    if of.accented >= 0.40 * of.words or (not of.odd and of.accented > 0 and of.words < WINDOW // 2):
        return Damage.NONE  # «Trang một. Trang hai.»: by chance half the words of sound text may bear no diacritic
    if of.accented + of.odd <= 0.03 * of.words:
        return Damage.STRIPPED if of.plain >= 0.72 * of.words else Damage.NOT_VIETNAMESE
    if not of.odd:
        return Damage.NONE  # names, loan words, some marks lost: nothing that OCR made
    return Damage.GARBLED if of.plain + of.accented >= 0.40 * of.words else Damage.NOT_VIETNAMESE


def damages(paragraphs: Sequence[str]) -> list[Damage]:
    """The damage of each paragraph of a text, judged in windows of at least WINDOW words."""
    windows: list[tuple[int, Tally]] = []
    total, size = _NOTHING, 0
    for paragraph in paragraphs:
        total, size = total + tally(paragraph), size + 1
        if total.words >= WINDOW:
            windows.append((size, total))
            total, size = _NOTHING, 0
    if size and windows and total.words < WINDOW // 2:  # too little to be judged by itself
        size, total = size + windows[-1][0], total + windows.pop()[1]
    if size:
        windows.append((size, total))
    judged = _agreed([(damage(tally), tally) for _, tally in windows])
    return [each for each, (size, _) in zip(judged, windows, strict=True) for _ in range(size)]


def _agreed(windows: Sequence[tuple[Damage, Tally]]) -> list[Damage]:
    """A text that OCR read was read as a whole: its windows without diacritics, or with few, are its work too."""
    words = {kind: sum(tally.words for found, tally in windows if found is kind) for kind in Damage}
    if words[Damage.GARBLED] < 0.2 * words[Damage.STRIPPED] or words[Damage.GARBLED] < words[Damage.NONE]:
        return [found for found, _ in windows]
    return [
        Damage.GARBLED
        if found is Damage.STRIPPED or (found is Damage.NONE and tally.accented < 0.6 * tally.words)
        else found
        for found, tally in windows
    ]


_NOTHING = Tally(0, 0, 0, 0)
