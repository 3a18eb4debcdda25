"""Letters that recognition passed over: read again by themselves, and marked on the page where that fails.

Tesseract drops what its layout analysis takes for a picture or for noise, whole paragraphs of a bad fax among it, and
says nothing of it. So the letters of a page are found without it, and each must lie in a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from normalizers.patterns import pattern
from normalizers.syllables import is_syllable
from pipeline.document import Box, Word

from .ocr import RecognisedLine
from .ocr_lines import confidence
from .preparation.ink import HEAD, unread_letters
from .reader import Place, Reader
from .two_readings import lone_sign

_MOST = 300  # lines read again; more is a drawing or noise
_MOST_LONE = 150  # signs by themselves that may be figures; more are dust
_CLEAR, _FAIR = 0.75, 0.45  # mean confidence of a line that is believed, and of one whose words could be Vietnamese
_FIGURE = pattern(
    r"\d{1,2}/(?:\d{1,2}/)?\d{4}[.,;)]?|\d{1,3}(?:\.\d{3})+|\d{1,3},\d{1,2}%?"
)  # these it passes over by themselves
_SINGLE = 0.8
_SIGNS = 2  # of a page number
_TALL = 3.0  # times the height of a line: a word of rubbish over a picture covers no letters
_DOUBTFUL = 0.3
_NEAR = 9.0  # points between unread lines that are marked as one region
_EDGES = ".,;:!?()[]{}\"'“”‘’«»-–/+*"


@dataclass(frozen=True, slots=True)
class Completed:
    """The lines of a page with those found afterwards, what is still unread (points), and the share of letters read."""

    lines: tuple[RecognisedLine, ...]
    unread: tuple[Box, ...]
    coverage: float


def completed(image: NDArray[np.uint8], lines: Sequence[RecognisedLine], reader: Reader) -> Completed:
    """`lines` of the straight gray page `image` and what they leave out."""
    bottom = image.shape[0] * 72 / reader.dpi
    lines = [_as_sign(line) if _is_misread_number(line, bottom) else line for line in lines]
    boxes = [word.box for word in _covering(lines)]
    missed = unread_letters(image, reader.dpi, boxes)
    last = max((line.block for line in lines), default=0)
    rows = reader.places(image, [Place(box) for box in (*missed.rows, *missed.pairs)[:_MOST]])
    found = [RecognisedLine(_doubted(words), last + at) for at, words in enumerate(filter(_is_text, rows), start=1)]
    signs = missed.lone if len(missed.lone) <= _MOST_LONE else ()
    lone = [RecognisedLine((lone_sign(box),), last + len(found) + at) for at, box in enumerate(signs, start=1)]
    if found and missed.rows:
        missed = unread_letters(image, reader.dpi, boxes + [word.box for line in found for word in line.words])
    return Completed((*lines, *found, *lone), tuple(_regions(missed.rows)), missed.coverage)


def _is_misread_number(line: RecognisedLine, bottom: float) -> bool:
    """True for a doubtful sign or two by themselves in the head or foot of a page: «?)», its number."""
    word = line.words[0]
    if len(line.words) > 1 or len(word.text) > _SIGNS or word.confidence >= _CLEAR or word.text.isalnum():
        return False
    return word.box.bottom <= HEAD * bottom or word.box.top >= (1 - HEAD) * bottom


def _as_sign(line: RecognisedLine) -> RecognisedLine:
    return RecognisedLine((lone_sign(line.words[0].box),), line.block)


def _doubted(words: Iterable[Word]) -> tuple[Word, ...]:
    """`words` with less confidence: a cell of which only one line was found is then read again as a whole."""
    return tuple(replace(word, confidence=min(word.confidence, _SINGLE)) for word in words)


def unread_regions(image: NDArray[np.uint8], dpi: int, words: Iterable[Word]) -> tuple[tuple[Box, ...], float]:
    """The regions (points) of the straight gray `image` whose letters no word holds, and the share of letters read."""
    missed = unread_letters(image, dpi, [word.box for word in words])
    return tuple(_regions(missed.rows)), missed.coverage


def _covering(lines: Iterable[RecognisedLine]) -> Iterable[Word]:
    """The words whose boxes can be trusted to hold the letters they were read from."""
    for line in lines:
        height = sorted(word.box.bottom - word.box.top for word in line.words)[len(line.words) // 2]
        for word in line.words:
            tall = word.box.bottom - word.box.top > _TALL * height
            if not (tall and word.confidence < _DOUBTFUL):
                yield word


def _is_text(words: Sequence[Word]) -> bool:
    """True for a reading that is no rubbish."""
    if not words:
        return False
    sure = confidence(words)
    if len(words) == 1 and sure >= _FAIR and _FIGURE.fullmatch(words[0].text):
        return True
    spoken = [word for word in words if len(word.text) > 1 and is_syllable(word.text.strip(_EDGES))]
    return sure >= _CLEAR or (sure >= _FAIR and 2 * len(spoken) > len(words))


def _regions(lines: Iterable[Box]) -> list[Box]:
    """`lines` as regions: those close to each other are one."""
    regions: list[Box] = []
    for line in sorted(lines, key=lambda box: (box.top, box.x0)):
        box, apart = line, []
        for region in regions:
            if _is_near(region, box):
                box = box.union(region)
            else:
                apart.append(region)
        regions = [*apart, box]
    return sorted(regions, key=lambda box: (box.top, box.x0))


def _is_near(one: Box, other: Box) -> bool:
    return (
        one.x0 <= other.x1 + _NEAR
        and other.x0 <= one.x1 + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )
