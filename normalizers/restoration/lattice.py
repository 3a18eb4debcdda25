"""The candidates of a text by position, and a first look at them: bigrams, and messages between neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ngrams import Floats, Ngrams, Words

_ROUNDS = 2  # words on either side that the first look takes in


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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The places of all candidates of neighbouring positions, by the later one, and log10 P(after | before).

    They hold for every lattice with the same words; `back` puts them in the order of the earlier one, `position` is
    that of each candidate.
    """

    before: NDArray[np.int64]
    after: NDArray[np.int64]
    weight: Floats
    back: NDArray[np.int64]
    position: NDArray[np.int64]

    @classmethod
    def of(cls, lattice: Lattice, ngrams: Ngrams) -> Neighbours:
        """The neighbours of `lattice`."""
        size = np.diff(lattice.first)
        before, after = _pairs(lattice.first, size)
        _, weight = ngrams.bigrams(lattice.words[before], lattice.words[after])
        position = np.repeat(np.arange(len(size)), size)
        return cls(before, after, weight, np.argsort(before, kind="stable"), position)

    def scores(self, lattice: Lattice) -> Floats:
        """Of each candidate the best score of a path through it, over a few words before and after (max-product)."""
        forward = _messages(lattice, self.before, self.after, self.weight, self.position)
        backward = _messages(
            lattice, self.after[self.back], self.before[self.back], self.weight[self.back], self.position
        )
        return forward + backward - lattice.evidence


def ranked(
    scores: Floats, lattice: Lattice, position: NDArray[np.int64], most: int
) -> tuple[NDArray[np.int64], Floats]:
    """The places of the best candidates of each position (-1: there are fewer), and how far each is behind the best.

    Both are (positions, most).
    """
    order = np.lexsort((-scores, position))
    rank = np.arange(len(order)) - lattice.first[position]
    few = rank < most
    places = np.full((len(lattice.first) - 1, most), -1, np.int64)
    behind = np.full(places.shape, np.inf, np.float32)
    places[position[few], rank[few]] = order[few]
    best = scores[places[:, 0]]
    behind[position[few], rank[few]] = best[position[few]] - scores[order[few]]
    return places, behind


def _pairs(first: NDArray[np.int64], size: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places (before, after) of all candidates of neighbouring positions, by the later one."""
    left, right = size[:-1], size[1:]
    after = np.repeat(np.arange(first[1], first[-1]), np.repeat(left, right))
    run = left * right
    within = np.arange(run.sum()) - np.repeat(np.cumsum(run) - run, run)
    before = np.repeat(first[:-2], run) + within % np.repeat(left, run)
    return before, after


def _messages(
    lattice: Lattice,
    source: NDArray[np.int64],
    target: NDArray[np.int64],
    weight: Floats,
    position: NDArray[np.int64],
) -> Floats:
    """Of each candidate the best score of a path that ends in it, over the last few positions; pairs by `target`."""
    starts = np.flatnonzero(np.r_[True, target[1:] != target[:-1]])
    reached = target[starts]
    score = evidence = lattice.evidence
    for _ in range(_ROUNDS):
        best = np.maximum.reduceat(score[source] + weight, starts)
        score = evidence.copy()
        score[reached] += best
        score -= np.maximum.reduceat(score, lattice.first[:-1])[position]
    return score
