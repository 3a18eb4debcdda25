"""The channel follows the text: how its own clear words were read tells how its doubtful ones were.

A scanner, a font and a resolution misread the same letters the same way all through a document («di» for đã,
«hd» for hồ), often otherwise than the documents that the channel has learnt from.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .lattice import Decoded, Lattice
from .ngrams import Floats
from .slots import Slot

CLEAR = 1.0  # log10 of the odds of a word that counts
_LEAST = 1e-30  # probability of what is taken for impossible
PRIOR = 8.0  # weight of the channel, in words of the text


def adapted(paragraphs: Sequence[Sequence[Slot]], lattice: Lattice, found: Decoded, unknown: int) -> Floats:
    """`lattice.evidence` after the readings of the clear words that were `found`: counts, with the channel as prior."""
    read = _numbered(paragraphs, len(found.best))
    size = np.diff(lattice.first)
    chosen = lattice.words[found.best]
    clear = (read >= 0) & (found.gap > CLEAR) & (chosen != unknown)
    total = np.bincount(chosen[clear], minlength=int(lattice.words.max()) + 1)
    pairs, counts = np.unique(_pair(read[clear], chosen[clear]), return_counts=True)
    if not len(pairs):
        return lattice.evidence
    wanted = _pair(np.repeat(read, size), lattice.words)
    at = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    seen = np.where(pairs[at] == wanted, counts[at], 0)
    everywhere = total[lattice.words]
    prior = 10.0 ** lattice.evidence.astype(np.float64)
    after = np.log10(np.maximum(seen + PRIOR * prior, _LEAST) / (everywhere + PRIOR))
    change = (everywhere > 0) & (np.repeat(read, size) >= 0) & (lattice.words != unknown)
    return np.where(change, after, lattice.evidence).astype(np.float32)


def _numbered(paragraphs: Sequence[Sequence[Slot]], positions: int) -> NDArray[np.int64]:
    """A number for each different string read in an open slot, by position; -1 elsewhere."""
    numbers: dict[str, int] = {}
    read = np.full(positions, -1)
    at = 1
    for slots in paragraphs:
        for slot in slots:
            if slot.is_open:
                read[at] = numbers.setdefault(slot.read, len(numbers))
            at += 1
        at += 1
    return read


def _pair(read: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.int64]:
    return read << 20 | words
