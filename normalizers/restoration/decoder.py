"""The likeliest words of a text: candidates by position, a 4-gram model and other evidence, searched exactly.

All paragraphs are decoded in lock-step with numpy. Candidates are first pruned by bigrams (max-product messages from
the neighbours, a few rounds), then the 4-gram lattice of what is left is searched forwards and backwards: the best
score of a path through each candidate (its max-marginal) gives the best path and, by the gap to the second best
candidate of the position, how sure the choice is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .lattice import Decoded, Lattice, Neighbours, ranked
from .ngrams import Floats, Ngrams, Words, key

KEPT = 3  # candidates a position after pruning
_DELTA = 2.5  # log10: a candidate so much worse than the best of its position is pruned
_NEVER = np.float32(-1e4)


def decode(lattice: Lattice, ngrams: Ngrams, neighbours: Neighbours | None = None) -> Decoded:
    """The best words of `lattice`; its `neighbours`, where they are known, save looking them up."""
    neighbours = neighbours or Neighbours.of(lattice, ngrams)
    kept, behind = ranked(neighbours.scores(lattice), lattice, neighbours.position, KEPT)
    kept[behind > _DELTA] = -1
    valid = kept >= 0
    words = np.where(valid, lattice.words[kept], 0)
    evidence = np.where(valid, lattice.evidence[kept], _NEVER)
    scores = _transitions(words, valid, ngrams)
    marginals = _max_marginals(scores, evidence, np.flatnonzero(lattice.words[lattice.first[:-1]] == lattice.boundary))
    rows = np.arange(len(kept))
    best = marginals.argmax(1)
    top = marginals[rows, best]
    rest = np.where(valid, marginals, -np.inf)
    rest[rows, best] = -np.inf
    second = rest.argmax(1)
    gap = (top - rest[rows, second]).astype(np.float32)
    firsts = np.where(kept == lattice.first[:-1, None], marginals, -np.inf).max(1)
    return Decoded(
        kept[rows, best], np.where(np.isinf(gap), -1, kept[rows, second]), gap, (top - firsts).astype(np.float32)
    )


def _transitions(words: Words, valid: NDArray[np.bool_], ngrams: Ngrams) -> Floats:
    """log10 P(d | a b c) of the candidates of four positions in a row: (positions, KEPT, KEPT, KEPT, KEPT), by d."""
    rows, width = words.shape
    shape2, shape3, shape4 = ((rows, *[width] * order) for order in (2, 3, 4))
    before = np.vstack([np.zeros((1, width), words.dtype), words[:-1]])
    held = np.vstack([np.zeros((1, width), bool), valid[:-1]])
    held[0, 0] = True
    two = held[:, :, None] & valid[:, None, :]
    at2, p2 = np.full(shape2, -1), np.full(shape2, _NEVER, np.float32)
    i, c, d = np.nonzero(two)
    at2[two], p2[two] = ngrams.bigrams(before[i, c], words[i, d])
    earlier = np.maximum(np.arange(rows) - 1, 0)
    three = two[earlier][:, :, :, None] & two[:, None, :, :]
    at3, p3 = np.full(shape3, -1), np.full(shape3, _NEVER, np.float32)
    i, b, c, d = np.nonzero(three)
    h = earlier[i]
    keys = key(before[h, b], before[i, c], words[i, d])
    at3[three], p3[three] = ngrams.extended(3, keys, at2[i, c, d], at2[h, b, c], p2[i, c, d])
    four = three[earlier][..., None] & three[:, None]
    p4 = np.full(shape4, _NEVER, np.float32)
    i, a, b, c, d = np.nonzero(four)
    h = earlier[i]
    keys = key(before[earlier[h], a], before[h, b], before[i, c], words[i, d])
    _, p4[four] = ngrams.extended(4, keys, at3[i, b, c, d], at3[h, a, b, c], p3[i, b, c, d])
    return p4


def _max_marginals(scores: Floats, evidence: Floats, boundaries: NDArray[np.int64]) -> Floats:
    """Of each candidate the best score of a whole path through it: (positions, KEPT).

    A path begins at a boundary and ends at the next, where it is scored too; all of them go in step, longest first.
    """
    rows, width = evidence.shape
    forward = np.full((rows, width, width, width), _NEVER, np.float32)
    backward = np.zeros((rows, width, width, width), np.float32)
    length = np.diff(boundaries)
    order = np.argsort(-length, kind="stable")
    start, length = boundaries[:-1][order], length[order]
    state = np.full((len(start), width, width, width), _NEVER, np.float32)
    state[:, 0, 0, 0] = 0
    for step in range(1, int(length.max(initial=0)) + 1):
        at = start[: np.searchsorted(-length, -step, "right")] + step
        state = (state[: len(at), :, :, :, None] + scores[at]).max(1) + evidence[at][:, None, None, :]
        forward[at] = state
    end = start + length
    state = np.zeros((len(start), width, width, width), np.float32)
    for step in range(int(length.max(initial=0)) - 1):
        at = end[: np.searchsorted(-length, -step - 1, "left")] - step
        state = (scores[at] + (state[: len(at)] + evidence[at][:, None, None, :])[:, None]).max(4)
        backward[at - 1] = state
    best: Floats = (forward + backward).max((1, 2))
    return best
