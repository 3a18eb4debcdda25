"""From slots to words: the lattice of a batch of paragraphs, decoded once, or twice where OCR garbled them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from .adaptation import adapted
from .decoder import decode
from .lattice import Decoded, Lattice, Neighbours
from .models import Models
from .slots import Slot


class Choice(NamedTuple):
    """The word chosen for a slot, the second best (None: there is none), and log10 of the odds between the two.

    `gain` is log10 of the odds between the word chosen and the first of the slot.
    """

    slot: Slot
    word: int
    second: int | None
    gap: float
    gain: float


def choices(paragraphs: Sequence[Sequence[Slot]], model: Models, *, garbled: bool) -> Iterator[list[Choice]]:
    """Of each paragraph a choice for every slot.

    A garbled text is searched twice: the clear words of the first search tell how its letters were misread.
    """
    lattice = _lattice(paragraphs, model)
    neighbours = Neighbours.of(lattice, model.ngrams)
    if garbled:
        found = decode(lattice, model.ngrams, neighbours)
        lattice = replace(lattice, evidence=adapted(paragraphs, lattice, found, model.lexicon.unknown))
    yield from _by_paragraph(paragraphs, lattice, decode(lattice, model.ngrams, neighbours))


def _lattice(paragraphs: Sequence[Sequence[Slot]], model: Models) -> Lattice:
    """The lattice of `paragraphs` with a boundary before, between and after them."""
    words, evidence, sizes = [model.boundary], [0.0], [1]
    for slots in paragraphs:
        for slot in slots:
            words.extend(slot.words)
            evidence.extend(slot.evidence)
            sizes.append(len(slot.words))
        words.append(model.boundary)
        evidence.append(0.0)
        sizes.append(1)
    first = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=first[1:])
    return Lattice(np.array(words, np.int64), np.array(evidence, np.float32), first, model.boundary)


def _by_paragraph(paragraphs: Sequence[Sequence[Slot]], lattice: Lattice, result: Decoded) -> Iterator[list[Choice]]:
    words = lattice.words[result.best].tolist()
    seconds = np.where(result.second < 0, -1, lattice.words[result.second]).tolist()
    gaps, gains = result.gap.tolist(), result.gain.tolist()
    at = 1
    for slots in paragraphs:
        yield [
            Choice(slot, words[i], None if seconds[i] < 0 else seconds[i], gaps[i], gains[i])
            for i, slot in enumerate(slots, at)
        ]
        at += len(slots) + 1
