"""From slots to words: the lattice of a batch of paragraphs, decoded once, or twice where the forms were in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .casing import case_of_read
from .decoder import Decoded, Lattice, decode
from .lexicon import strip
from .models import Models
from .ngrams import Floats, Words
from .slots import Slot

NET = 0.5  # weight of the net beside the language model


@dataclass(frozen=True, slots=True)
class Choice:
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

    Garbled words may be of several stripped forms, and the net asks for one: it is told the forms of a first search
    without it, and decides among the words of these forms.
    """
    lattice = _lattice(paragraphs, model)
    result = None
    if garbled:
        result = decode(lattice, model.ngrams)
    if model.net is not None:
        evidence = _net_evidence(paragraphs, lattice, result, model)
        second = decode(replace(lattice, evidence=lattice.evidence + evidence), model.ngrams)
        result = second
    elif result is None:
        result = decode(lattice, model.ngrams)
    yield from _by_paragraph(paragraphs, lattice, result)


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


def _net_evidence(
    paragraphs: Sequence[Sequence[Slot]], lattice: Lattice, found: Decoded | None, model: Models
) -> Floats:
    """What the net says of each candidate; where a first search is `found`, words of other forms than its are out."""
    assert model.net is not None
    lexicon = model.lexicon
    size = np.diff(lattice.first)
    best = lattice.words[lattice.first[:-1] if found is None else found.best]
    forms: Words = lexicon.stripped[best].astype(np.int64)
    cases = np.zeros(len(forms), np.int64)
    at = 1
    for slots in paragraphs:
        for slot in slots:
            if slot.is_open:
                cases[at] = case_of_read(slot.read)
            elif slot.words[0] == lexicon.unknown:
                forms[at] = lexicon.form_number.get(strip(slot.read.lower()), forms[at])
            at += 1
        at += 1
    rivals = np.ones(len(lattice.words), bool)
    if found is not None:
        rivals = lexicon.stripped[lattice.words] == np.repeat(forms, size)
        rivals[found.best] = True
    kept = np.flatnonzero(rivals)
    first = np.zeros(len(size) + 1, np.int64)
    np.cumsum(np.add.reduceat(rivals.astype(np.int64), lattice.first[:-1]), out=first[1:])
    evidence = np.full(len(lattice.words), -50.0, np.float32)
    evidence[kept] = NET * model.net.evidence(forms, cases, lattice.words[kept], first)
    return evidence


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
