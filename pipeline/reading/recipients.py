"""The recipients at the foot of a document, read again by themselves where the signature beside them spoilt them.

«Nơi nhận» stands left of the signature in a smaller type and set closer (Nghị định 30/2020/NĐ-CP, Phụ lục I), so that
Tesseract draws its lines through the upper halves of some and the lower halves of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from pipeline.document import Box, Word

from .ocr import BLOCK, RecognisedLine
from .ocr_lines import by_rows, confidence
from .reader import Place, Reader

Image = NDArray[np.uint8]

_HEADING = ("noi", "nhan")
_DOUBTFUL, _LETTERS = 0.5, 2  # confidence, and letters, of a word that is a sign of a spoilt line
_APART = 2.0  # times the height of a line: the gap before the signature
_REACH = 20.0  # heights of a line below the heading: recipients are not more than that
_GAP = 2.5  # heights without a word: there they end
_BELOW = 1.2  # heights below the last word: a line that was lost
_BETTER = 0.05  # mean confidence by which the second reading must be surer
_MARGIN = 3.0  # points between the recipients and the signature


def with_recipients(image: Image, lines: Sequence[RecognisedLine], reader: Reader) -> tuple[RecognisedLine, ...]:
    """`lines` of the straight gray page `image` with the recipients of a second reading, if that is surer."""
    heading = next(filter(None, map(_heading, lines)), None)
    foot = _foot(lines, heading) if heading else None
    if heading is None or foot is None:
        return tuple(lines)
    box, first = foot
    if not any(word.confidence < _DOUBTFUL and sum(map(str.isalpha, word.text)) >= _LETTERS for word in first):
        return tuple(lines)
    (second,) = reader.places(image, [Place(box)], psm=BLOCK)
    if confidence(second) < confidence(first) + _BETTER or len(second) < len(first) / 2:
        return tuple(lines)
    replaced = {id(word) for word in first}
    kept = (RecognisedLine(tuple(w for w in line.words if id(w) not in replaced), line.block) for line in lines)
    block = max(line.block for line in lines) + 1
    return (*(line for line in kept if line.words), *(RecognisedLine(row, block) for row in by_rows(second)))


def _heading(line: RecognisedLine) -> Word | None:
    """The second word of «Nơi nhận:» where the line begins with it."""
    first, second = (*line.words[:2], None, None)[:2]
    if first is None or second is None:
        return None
    told = fold(first.text), fold(second.text).rstrip(":;.,")
    return Word(second.text, first.box.union(second.box)) if told == _HEADING else None


def _foot(lines: Sequence[RecognisedLine], heading: Word) -> tuple[Box, list[Word]] | None:
    """The place of the recipients below the `heading`, in points, and the words that were read there."""
    em, last = heading.box.bottom - heading.box.top, heading.box.bottom
    below = [line for line in lines if _is_below(line.words, heading.box)]
    rows = [line.words for line in (*below, *_beside(lines, heading))]
    edges = (edge for words in rows if (edge := _signature(words, em)) is not None)
    edge = min((edge for edge in edges if not _is_crossed(edge, rows)), default=None)
    if edge is None:
        return None
    found: list[Word] = []
    for word in sorted((word for line in below for word in line.words), key=lambda word: word.box.top):
        if word.box.x1 > edge:
            continue
        if word.box.top - last > _GAP * em:
            break
        last = max(last, word.box.bottom)
        found.append(word)
    if not found:
        return None
    around = reduce(Box.union, (word.box for word in found), heading.box)
    return Box(around.x0, heading.box.bottom, edge - _MARGIN, around.bottom + _BELOW * em), found


def _is_below(words: Sequence[Word], heading: Box) -> bool:
    em, top = heading.bottom - heading.top, min(word.box.top for word in words)
    return heading.top + em / 2 < top < heading.bottom + _REACH * em


def _beside(lines: Iterable[RecognisedLine], heading: Word) -> Iterable[RecognisedLine]:
    return (line for line in lines if _heading(line) == heading)


def _signature(words: Sequence[Word], em: float) -> float | None:
    """Where the signature begins on a line that has both it and a recipient."""
    wide = [after.box.x0 for before, after in pairwise(words) if after.box.x0 - before.box.x1 > _APART * em]
    return wide[0] if wide else None


def _is_crossed(edge: float, rows: Iterable[Sequence[Word]]) -> bool:
    """True where words of other rows stand over `edge` or right before it: it parts words, not columns."""
    return any(word.box.x0 < edge - 0.01 and word.box.x1 > edge - 2 * _MARGIN for words in rows for word in words)
