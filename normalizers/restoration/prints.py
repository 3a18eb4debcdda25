"""A string scored as the reading of every word of the lexicon, by way of a few thousand onsets and rimes.

P(observed | word) is the sum over the places where the reading of the onset may end; onsets and rimes share their
endings, and each ending is scored once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .edits import BEFORE, LONGEST, Edits, Floats, onset_and_rime

_LEAST = 1e-10  # probability below which the beginnings of an ending are not looked at
_TINY = 1e-60


@dataclass(frozen=True, slots=True)
class Endings:
    """Strings that share their endings: node 0 is empty, a node is one letter before its parent."""

    letter: NDArray[np.int64]
    pair: NDArray[np.int64]  # of the letter and the parent's, or the number of pairs
    stays: Floats  # probability that the letter is not read together with the next
    parent: NDArray[np.int64]
    grandparent: NDArray[np.int64]
    levels: tuple[slice, ...]  # nodes by length
    node: dict[str, int]

    @classmethod
    def of(cls, strings: Sequence[str], edits: Edits) -> Endings:
        """The endings of `strings`; no pair begins with BEFORE."""
        endings = sorted({text[at:] for text in strings for at in range(len(text))}, key=lambda end: (len(end), end))
        node = {"": 0} | {ending: at for at, ending in enumerate(endings, 1)}
        pair = [edits.pairs.get(ending[:2], len(edits.pairs)) for ending in endings]
        sizes = np.bincount([len(ending) for ending in endings] or [0])
        ends = 1 + np.cumsum(sizes)
        return cls(
            np.array([0, *(edits.inputs.get(ending[0], -1) for ending in endings)]),
            np.array([0, *pair]),
            np.append(1 - edits.gate, 1.0)[[0, *pair]],
            np.array([0, *(node[ending[1:]] for ending in endings)]),
            np.array([0, *(node[ending[2:]] for ending in endings)]),
            tuple(slice(int(ends[length - 1]), int(ends[length])) for length in range(1, len(ends))),
            node,
        )

    def score(self, single: Floats, double: Floats, ends: Sequence[int]) -> Floats:
        """P(characters from j to the end e | string): (nodes, ends, characters + 1), given `Edits.tables`.

        Strings that end in what is all but impossible here are left at 0.
        """
        size = single.shape[2]
        result = np.zeros((len(self.letter), len(ends), size + LONGEST))
        result[0, np.arange(len(ends)), list(ends)] = 1
        live = np.zeros(len(self.letter), np.bool_)
        live[0] = True
        for level in self.levels:
            at = level.start + np.flatnonzero(live[self.parent[level]] | live[self.grandparent[level]])
            if not len(at):
                break  # nothing longer has an ending of one or two letters less
            after = result[self.parent[at]]
            by_letter = single[self.letter[at]] * self.stays[at, None, None]
            total = by_letter[:, None, 0] * after[:, :, :size]
            for length in range(1, LONGEST + 1):
                total += by_letter[:, None, length] * after[:, :, length : length + size]
            paired = np.flatnonzero(self.pair[at] < len(double) - 1)
            if len(paired):
                beyond, by_pair = result[self.grandparent[at[paired]]], double[self.pair[at[paired]]]
                for length in range(LONGEST + 1):
                    total[paired] += by_pair[:, None, length] * beyond[:, :, length : length + size]
            result[at, :, :size] = total
            live[at] = total.max((1, 2)) > _LEAST
        return result[:, :, :size]


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of the lexicon printed in one case, each an onset and a rime."""

    onsets: Endings
    rimes: Endings
    onset: NDArray[np.int64]  # the distinct onsets, among their endings
    rime: NDArray[np.int64]  # the distinct rimes, among their endings
    place: NDArray[np.int64]  # word -> its place in the table of onsets by rimes

    @classmethod
    def of(cls, words: Sequence[str], onsets: Endings, rimes: Endings) -> Printed:
        """`words` in print; their onsets, after BEFORE, and rimes are among the endings."""
        parts = [onset_and_rime(word) for word in words]
        heads = {onset: at for at, onset in enumerate(sorted({onset for onset, _ in parts}))}
        tails = {rime: at for at, rime in enumerate(sorted({rime for _, rime in parts}))}
        return cls(
            onsets,
            rimes,
            np.array([onsets.node[BEFORE + onset] for onset in heads]),
            np.array([rimes.node[rime] for rime in tails]),
            np.array([heads[onset] * len(tails) + tails[rime] for onset, rime in parts]),
        )

    def score(self, heads: Floats, tails: Floats) -> Floats:
        """P(observed | word) by edits, of each word, given the scores of the endings."""
        head, tail = heads[self.onset, :, 0], np.ascontiguousarray(tails[self.rime, 0].T)
        head[head < _TINY] = 0  # numbers near the least of all are slow to multiply
        tail[tail < _TINY] = 0
        table = np.zeros((len(head), tail.shape[1]))
        possible = tail.any(axis=0)
        table[:, possible] = np.einsum("ij,jk->ik", head, tail[:, possible])  # no threads: they are slower with so few
        every: Floats = table.ravel()[self.place]
        return every


def prints(words: Sequence[str], edits: Edits) -> tuple[Printed, ...]:
    """`words`, in lower case, as they are printed in each case."""
    forms = [list(words), [word[:1].upper() + word[1:] for word in words], [word.upper() for word in words]]
    parts = [[onset_and_rime(word) for word in form] for form in forms]
    onsets = Endings.of([BEFORE + onset for form in parts for onset, _ in form], edits)
    small = Endings.of([rime for form in parts[:2] for _, rime in form], edits)
    capital = Endings.of([rime for _, rime in parts[2]], edits)
    return tuple(Printed.of(form, onsets, rimes) for form, rimes in zip(forms, (small, small, capital), strict=True))
