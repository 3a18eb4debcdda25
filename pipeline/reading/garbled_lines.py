"""Lines of which recognition made rubbish, read again by themselves.

Where a justified line has few words, wide apart, Tesseract may miss its base line and read «31/12/2025 và Thông tư số»
as «ð/1/12/2020// 70v. ThÓng từ.», with no confidence at all; alone the line is read well. Where a title in broad
capitals stands close below another line, their marks are taken for words of that one: «TINH HINH, KET QUA _ : :».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from normalizers.patterns import Pattern, pattern
from normalizers.syllables import is_stripped_syllable
from pipeline.document import Box, Word

from .ocr import RecognisedLine
from .ocr_lines import confidence
from .reader import Place, Reader

_LEAST = 2  # words of rubbish
_RUBBISH = 0.35  # confidence of a word
_SHARE = 0.3  # of the words of a line
_LETTERS = 2  # of a word: lone signs are specks and rules
_BETTER = 0.15  # mean confidence by which the second reading must be surer
_MOST = 40  # lines of a page: more is a page that cannot be read
_MARGIN = 0.5  # points
_BARE = 4  # words in capitals without a mark above any of them: few lines of Vietnamese have so many
_ABOVE = "\u0300\u0301\u0302\u0303\u0306\u0309"  # grave, acute, circumflex, tilde, breve, hook
_HIGHER = 0.5  # heights of a word: so far above the letters their marks reach
_ALIKE = 0.8  # of the words have the same letters
_EDGES = '.,;:()"-–'
_COPIES = pattern(r"[(]\d{1,2}\p{Ll}[)]")
_MISREAD_COPIES = pattern(r"[(]0\d\d[)]")  # its b taken for a 0 or an 8; no one prints so many copies


def with_second_readings(
    image: NDArray[np.uint8], lines: Sequence[RecognisedLine], reader: Reader
) -> tuple[RecognisedLine, ...]:
    """`lines` of the straight gray page `image`, the garbled ones as they are read by themselves if that is surer."""
    garbled = [at for at, line in enumerate(lines) if _is_garbled(line.words)]
    if not garbled or len(garbled) > _MOST:
        return tuple(lines)
    read = dict(zip(garbled, reader.places(image, [Place(_box(lines[at].words)) for at in garbled]), strict=True))
    found = [_surer(line.words, read.get(at, ())) for at, line in enumerate(lines)]
    marked = [_box(lines[at].words) for at in garbled if _is_bare(lines[at].words) and found[at] is not lines[at].words]
    kept = (tuple(word for word in words if not _is_mark(word, marked)) for words in found)
    return tuple(RecognisedLine(words, line.block) for words, line in zip(kept, lines, strict=True) if words)


def _is_garbled(words: Sequence[Word]) -> bool:
    doubtful = (word.text for word in words if word.confidence < _RUBBISH)
    rubbish = sum(sum(map(str.isalnum, text)) >= _LETTERS for text in doubtful)
    return rubbish >= max(_LEAST, _SHARE * len(words)) or _has(words, _MISREAD_COPIES) or _is_bare(words)


def _is_bare(words: Sequence[Word]) -> bool:
    """True for several words in capitals that could be Vietnamese, none with a mark above its letters."""
    lettered = [word.text.strip(_EDGES) for word in words if any(map(str.isalpha, word.text))]
    if len(lettered) < _BARE or not all(text.isupper() and is_stripped_syllable(fold(text)) for text in lettered):
        return False
    return not _is_marked(lettered)


def _is_marked(texts: Iterable[str]) -> bool:
    """True where a mark stands above a letter."""
    return any(mark in _ABOVE for mark in normalize("NFD", "".join(texts)))


def _is_mark(word: Word, lines: Sequence[Box]) -> bool:
    """True for a sign, or what has no confidence, inside one of the `lines` that were read again with their marks."""
    if word.confidence >= _RUBBISH and any(map(str.isalnum, word.text)):
        return False
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    return any(line.x0 <= x <= line.x1 and line.top <= y <= line.bottom for line in lines)


def _has(words: Sequence[Word], copies: Pattern) -> bool:
    """True for the line «Lưu: VT, KSTT (02b)» whose number of copies is as in `copies`."""
    return any(fold(w.text).startswith("luu") for w in words[:2]) and any(copies.match(w.text) for w in words[2:])


def _box(words: Sequence[Word]) -> Box:
    box = reduce(Box.union, (word.box for word in words))
    above = _HIGHER * (box.bottom - box.top) if _is_bare(words) else _MARGIN
    return Box(box.x0 - _MARGIN, box.top - above, box.x1 + _MARGIN, box.bottom + _MARGIN)


def _surer(first: tuple[Word, ...], second: tuple[Word, ...]) -> tuple[Word, ...]:
    if _has(first, _MISREAD_COPIES) and _has(second, _COPIES):
        return second
    if _is_bare(first) and _is_marked(word.text for word in second) and _is_like(first, second):
        return second
    return second if confidence(second) > confidence(first) + _BETTER else first


def _is_like(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """True where nearly all words of both have the same letters, marks aside."""
    if len(first) != len(second):
        return False
    alike = sum(fold(one.text) == fold(other.text) for one, other in zip(first, second, strict=True))
    return alike >= _ALIKE * len(first)
