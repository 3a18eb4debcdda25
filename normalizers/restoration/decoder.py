"""The likeliest words of a text: candidates by position, a 4-gram model and other evidence, searched exactly.

All paragraphs are decoded in lock-step with numpy. Candidates are first pruned by bigrams (max-product messages from
the neighbours, a few rounds), then the 4-gram lattice of what is left is searched forwards and backwards: the best
score of a path through each candidate (its max-marginal) gives the best path and, by the gap to the second best
candidate of the position, how sure the choice is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ngrams import Floats, Ngrams, Words, key

KEPT = 4  # candidates a position after pruning
_DELTA = 2.5  # log10: a candidate so much worse than the best of its position is pruned
_ROUNDS = 2  # words on either side that pruning looks at
_NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Lattice:
    """The candidates of every position, one after another: position i has ``first[i]..first[i + 1]``.

    The first and the last position, and one between any two paragraphs, hold the boundary of a sentence alone.
    `evidence` is log10: what speaks for each candidate beside the language model.
    """

    words: Words
    evidence: Floats
    first: NDArray[np.int64]
    boundary: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """Of each position the places (in `Lattice.words`) of the word chosen and of the second best (-1: there is none).

    `gap` is log10 of the odds between the two, `gain` that between the word chosen and the first candidate, as far as
    it was not pruned; both are infinite where there is no other.
    """

    best: NDArray[np.int64]
    second: NDArray[np.int64]
    gap: Floats
    gain: Floats


def decode(lattice: Lattice, ngrams: Ngrams) -> Decoded:
    """The best words of `lattice`."""
    kept = _pruned(lattice, ngrams)  # (positions, KEPT), -1 where there are fewer
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


def _pruned(lattice: Lattice, ngrams: Ngrams) -> NDArray[np.int64]:
    """The places of the candidates worth a closer look, the best first; (positions, KEPT), -1 for none."""
    first = lattice.first
    size = np.diff(first)
    before, after = _pairs(first, size)
    _, weight = ngrams.bigrams(lattice.words[before], lattice.words[after])
    back = np.argsort(before, kind="stable")
    position = np.repeat(np.arange(len(size)), size)
    forward = _messages(lattice.evidence, before, after, weight, position, first)
    backward = _messages(lattice.evidence, after[back], before[back], weight[back], position, first)
    score = forward + backward - lattice.evidence
    score = np.where(size[position] == 1, 0, score)
    order = np.lexsort((-score, position))
    rank = np.arange(len(order)) - first[position]
    top = score[order][first[:-1]]
    good = (score[order] >= top[position] - _DELTA) & (rank < KEPT)
    kept = np.full((len(size), KEPT), -1, np.int64)
    kept[position[good], rank[good]] = order[good]
    return kept


def _pairs(first: NDArray[np.int64], size: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places (before, after) of all candidates of neighbouring positions, by the later one."""
    left, right = size[:-1], size[1:]
    after = np.repeat(np.arange(first[1], first[-1]), np.repeat(left, right))
    run = left * right
    within = np.arange(run.sum()) - np.repeat(np.cumsum(run) - run, run)
    before = np.repeat(first[:-2], run) + within % np.repeat(left, run)
    return before, after


def _messages(
    evidence: Floats,
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    weight: Floats,
    position: NDArray[np.int64],
    first: NDArray[np.int64],
) -> Floats:
    """Of each candidate the best score of a path that ends in it, over the last few positions; pairs by `target`."""
    starts = np.flatnonzero(np.r_[True, target[1:] != target[:-1]])
    reached = target[starts]
    score = evidence
    for _ in range(_ROUNDS):
        best = np.maximum.reduceat(score[source] + weight, starts)
        score = evidence.copy()
        score[reached] += best
        score -= np.maximum.reduceat(score, first[:-1])[position]
    return score


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
