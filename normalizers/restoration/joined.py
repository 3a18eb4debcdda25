"""Words that recognition ran together on a scanned page: «khaithủ tục», «Báo cáo số2288/BC-UBND»."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import pattern
from ..syllables import is_accented, is_syllable
from ..text import Span
from .correction import Correction

_WORD = pattern(r"(?<![\p{L}\p{M}\d@/._'’&=-])\p{L}?\p{Ll}{4,13}(?![\p{L}\p{M}\d@/_'’&=-]|[.]\p{L})")
_TITLE = pattern(r"(?<![\p{L}\p{M}\d@/._'’&=-])\p{Lu}\p{Ll}{1,6}\p{Lu}\p{Ll}{1,6}(?![\p{L}\p{M}\d@/_'’&=-])")
_HEADING = pattern(r"(?<![\p{L}\p{M}\d@/._'’&=-])\p{Lu}{8,30}(?![\p{L}\p{M}\d@/_'’&=-])")
_NUMBERED = pattern(r"(?<!\p{L})([Ss]ố)(?=\d{1,5}/(?:\d{4}/)?\p{Lu}{2})")
_UNIT = pattern(r"(?<=[Tt]ỷ )(lệ)(?=[(]%[)])")  # the head of a column
_LEAST = 2  # letters of a half: «à», «ở» and «ý» begin and end too many others
_LONGEST = 7  # letters of a syllable: «nghiêng»
_SURE = 0.95


def joined_words(value: str) -> Iterator[Correction]:
    """The words of `value` that are two, a space put between them: where just one place to part them leaves syllables.

    Only words with a diacritic that are no syllable themselves: foreign words and names have none.
    """
    for shape in (_WORD, _TITLE):
        for match in shape.finditer(value):
            parted = _parted(match[0])
            if parted:
                yield Correction(Span(*match.span()), parted, match[0], _SURE, None)
    for match in _HEADING.finditer(value):
        parts = _syllables(match[0]) if not is_syllable(match[0]) and is_accented(match[0]) else []
        if len(parts) == 1:
            yield Correction(Span(*match.span()), parts[0], match[0], _SURE, None)
    for shape in (_NUMBERED, _UNIT):
        for match in shape.finditer(value):
            yield Correction(Span(*match.span(1)), f"{match[1]} ", match[1], _SURE, None)


def _parted(word: str) -> str:
    """`word` as two syllables; empty where it is one, or may be parted in two ways or none."""
    if is_syllable(word) or not is_accented(word):
        return ""
    cuts = [at for at in range(_LEAST, len(word) - _LEAST + 1) if is_syllable(word[:at]) and is_syllable(word[at:])]
    return f"{word[: cuts[0]]} {word[cuts[0] :]}" if len(cuts) == 1 else ""


def _syllables(word: str) -> list[str]:
    """The ways to part `word` into as few syllables as can be, two at most."""
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(word) + 1)]
    ways[0] = [()]
    for end in range(_LEAST, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end - _LEAST + 1):
            if ways[start] and is_syllable(word[start:end]):
                ways[end] += [(*before, word[start:end]) for before in ways[start]]
        fewest = min(map(len, ways[end]), default=0)
        ways[end] = [way for way in ways[end] if len(way) == fewest][:2]
    return [" ".join(way) for way in ways[-1]]
