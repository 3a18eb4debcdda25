"""From slots to words: the lattice of a batch of paragraphs, decoded once, or twice where OCR garbled them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .adaptation import adapted
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

    Garbled words may be of several stripped forms, and the net asks for one: a first search, without it, tells it
    the likeliest forms, and also how this text's letters were misread.
    """
    lattice = _lattice(paragraphs, model)
    found = None
    if garbled:
        found = decode(lattice, model.ngrams)
        lattice = replace(lattice, evidence=adapted(paragraphs, lattice, found, model.lexicon.unknown))
    if model.net is not None:
        told = _net_evidence(paragraphs, lattice, found, model)
        lattice = replace(lattice, evidence=lattice.evidence + told)
    yield from _by_paragraph(paragraphs, lattice, decode(lattice, model.ngrams))


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
    """What the net says of each candidate, times its weight.

    Where a first search is `found` the net was told the forms of its words; a candidate of another form gets what the
    best of the position gets, so that the net has no say between the two.
    """
    assert model.net is not None
    forms, cases = _told(paragraphs, lattice, found, model)
    if found is None:
        return NET * model.net.evidence(forms, cases, lattice.words, lattice.first)
    size = np.diff(lattice.first)
    same = model.lexicon.stripped[lattice.words] == np.repeat(forms, size)
    same[lattice.first[:-1][~np.logical_or.reduceat(same, lattice.first[:-1])]] = True
    first = np.zeros(len(size) + 1, np.int64)
    np.cumsum(np.add.reduceat(same.astype(np.int64), lattice.first[:-1]), out=first[1:])
    evidence = np.full(len(lattice.words), -np.inf, np.float32)
    evidence[same] = NET * model.net.evidence(forms, cases, lattice.words[same], first)
    best = np.maximum.reduceat(evidence, lattice.first[:-1]).repeat(size)
    return np.where(same, evidence, best)


def _told(
    paragraphs: Sequence[Sequence[Slot]], lattice: Lattice, found: Decoded | None, model: Models
) -> tuple[Words, Words]:
    """The form and the case of each position, as the net is told them."""
    lexicon = model.lexicon
    words = lattice.words[lattice.first[:-1] if found is None else found.best]
    forms: Words = lexicon.stripped[words].astype(np.int64)
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
    return forms, cases


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
