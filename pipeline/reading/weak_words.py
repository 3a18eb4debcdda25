"""Words that recognition was not sure of, read once more, smaller and smoother, and weighed by the words around.

Toner that runs out and the grain of old copies make «toán» into «lận» and «Trung» into «TH». Another reading of the
whole page is no better than the first, but at those words it is, and the language model tells where: of 29 words
that it changed on worn pages for development all became what was printed (docs/reading.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from normalizers import Span
from normalizers.patterns import pattern
from normalizers.restoration.rivals import Rival, odds
from normalizers.syllables import is_syllable
from pipeline.document import Box, Line, Word

from .family_names import signatories
from .ocr_lines import by_rows
from .preparation.smoothing import smaller_and_smoother
from .reader import Place, Reader
from .replacing import replaced

Image = NDArray[np.uint8]

_WEAK, _WEAK_ON_WORN = 0.6, 0.9  # confidence of a word that is read again: an office scanner's is seldom wrong above
_LETTERED = pattern(r"[^\p{L}\d]*(\p{L}+)[^\p{L}\d]*")  # a word and the signs around it
_AROUND = 3  # words on each side that are read with it, and that weigh it
_MARGIN = 0.5  # points around them
_SCALE = 0.8
_MOST = 60  # words of a page, the weakest first
_LIKELIER = 1.0  # log10 of the odds that another reading needs,
_LIKELIER_NAME = 2.0  # and between two words with a capital, which may be a name,
_AS_LIKELY = -0.5  # and where the first had hardly any confidence
_NO_CONFIDENCE = 0.6
_BELIEVED = 0.8  # confidence of a word that was changed


@dataclass(frozen=True, slots=True)
class Weak:
    """A weak word, the boxes of it and the words around it in its row, these as text, and where it stands in that."""

    word: Word
    row: tuple[Box, ...]
    text: str
    span: Span

    @property
    def place(self) -> Box:
        """Where it is read again, with the words around it (points)."""
        box = reduce(Box.union, self.row)
        return Box(box.x0 - _MARGIN, box.top - _MARGIN, box.x1 + _MARGIN, box.bottom + _MARGIN)

    def is_among_small(self) -> bool:
        """True where the letters before and behind the word are small: no sentence begins there, and no heading is."""
        before, after = self.text[: self.span.start].split(), self.text[self.span.end :].split()
        return bool(before and after) and all(text.islower() for text in (before[-1], *after[:1]))


def with_weak_words(image: Image, lines: Sequence[Line], reader: Reader, *, worn: bool) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with weak words as another reading has them, where that is likelier.

    Names of signatories stay: no language model knows them.
    """
    weak = weak_words(lines, worn=worn)[:_MOST]
    if not weak:
        return tuple(lines)
    small = replace(reader, dpi=round(reader.dpi * _SCALE))
    places = list(dict.fromkeys(each.place for each in weak))
    read = small.places(smaller_and_smoother(image, _SCALE), [Place(place) for place in places])
    again = dict(zip(places, read, strict=True))
    others = [(each, other) for each in weak for other in _others(each.word, again[each.place])]
    weights = odds([Rival(each.text, each.span, core) for each, (_, core) in others])
    decided: dict[int, Word | None] = {
        id(each.word): replace(each.word, text=text, confidence=_BELIEVED)
        for (each, (text, core)), weight in zip(others, weights, strict=True)
        if _is_better(each, core, weight)
    }
    return tuple(replaced(line, decided) for line in lines)


def weak_words(lines: Sequence[Line], *, worn: bool) -> list[Weak]:
    """The words of `lines` that recognition was not sure of, the weakest first, names of signatories left out."""
    names = {id(word) for name in signatories(lines) for word in name}
    found = (each for each in _weak(lines, _WEAK_ON_WORN if worn else _WEAK) if id(each.word) not in names)
    return sorted(found, key=lambda each: each.word.confidence)


def _weak(lines: Iterable[Line], below: float) -> Iterator[Weak]:
    """The words of the `lines` with a confidence `below` that."""
    for row in (row for line in lines for cell in line.cells for row in by_rows(cell)):
        for at, word in enumerate(row):
            lettered = _LETTERED.fullmatch(word.text) if word.confidence < below else None
            if lettered is not None:
                before, after = row[max(0, at - _AROUND) : at], row[at + 1 : at + 1 + _AROUND]
                around = (*before, word, *after)
                start = sum(len(each.text) + 1 for each in before)
                text = " ".join(each.text for each in around)
                yield Weak(
                    word,
                    tuple(each.box for each in around),
                    text,
                    Span(start + lettered.start(1), start + lettered.end(1)),
                )


def _others(word: Word, found: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """The one Vietnamese word that the second reading has at the place of `word`, if another; and its letters."""
    here = [other.text for other in found if _is_at(word.box, other.box)]
    lettered = _LETTERED.fullmatch(here[0]) if len(here) == 1 and here[0] != word.text else None
    if lettered is not None and is_syllable(lettered[1]):
        yield here[0], lettered[1]


def _is_at(box: Box, other: Box) -> bool:
    """True where most of one of the two stands in the width of the other."""
    shared = min(box.x1, other.x1) - max(box.x0, other.x0)
    return shared > 0.5 * min(box.x1 - box.x0, other.x1 - other.x0)


def _is_better(weak: Weak, core: str, weight: float) -> bool:
    """Whether the letters `core` are what stands at a weak word, given log10 of their odds."""
    read = weak.span.of(weak.text)
    if read.lower() == core.lower():
        return read != core and core.islower() and weak.is_among_small()
    if read.istitle() and core.istitle():
        return weight >= _LIKELIER_NAME
    return weight >= (_AS_LIKELY if weak.word.confidence < _NO_CONFIDENCE else _LIKELIER)
