"""Lines of which recognition made rubbish, read again by themselves.

Where a justified line has few words, wide apart, Tesseract may miss its base line and read «31/12/2025 và Thông tư số»
as «ð/1/12/2020// 70v. ThÓng từ.», with no confidence at all; alone the line is read well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from normalizers.patterns import Pattern, pattern
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
    return tuple(RecognisedLine(_surer(line.words, read.get(at, ())), line.block) for at, line in enumerate(lines))


def _is_garbled(words: Sequence[Word]) -> bool:
    doubtful = (word.text for word in words if word.confidence < _RUBBISH)
    rubbish = sum(sum(map(str.isalnum, text)) >= _LETTERS for text in doubtful)
    return rubbish >= max(_LEAST, _SHARE * len(words)) or _has(words, _MISREAD_COPIES)


def _has(words: Sequence[Word], copies: Pattern) -> bool:
    """True for the line «Lưu: VT, KSTT (02b)» whose number of copies is as in `copies`."""
    return any(fold(w.text).startswith("luu") for w in words[:2]) and any(copies.match(w.text) for w in words[2:])


def _box(words: Sequence[Word]) -> Box:
    box = reduce(Box.union, (word.box for word in words))
    return Box(box.x0 - _MARGIN, box.top - _MARGIN, box.x1 + _MARGIN, box.bottom + _MARGIN)


def _surer(first: tuple[Word, ...], second: tuple[Word, ...]) -> tuple[Word, ...]:
    if _has(first, _MISREAD_COPIES) and _has(second, _COPIES):
        return second
    return second if confidence(second) > confidence(first) + _BETTER else first
