"""Expectation maximisation over edits of one or two letters to zero to three characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalizers.restoration.edits import BEFORE, LONGEST, onset_and_rime
from normalizers.restoration.lexicon import strip

ROUNDS = 8
MOST = 13  # letters of a word, and characters of a reading, that is learnt from
_RARE = 2.0  # expected count below which a pair of letters is not read as one in a manner of its own
OWN = 5.0  # weight of what is known of like letters against a letter's own count
_START = {0: 0.03, 1: 0.1, 2: 0.03, 3: 0.01}  # first guess by characters written
_ALIKE = 20.0  # how much likelier a letter without its diacritic is at first
_LEAST = 1e-3  # expected count of an edit that is forgotten
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Counts = dict[str, dict[str, float]]  # letter or pair of letters -> what is read -> expected count


@dataclass(frozen=True, slots=True)
class _Group:
    """Pairs of words of one length and readings of one length: n of them."""

    size: tuple[int, int]
    weight: Floats  # (n,)
    edits: dict[tuple[int, int, int, int], Ints]  # step -> (n,) number of the edit, -1 where none is
    pairs: Ints  # (letters, n) number, as a source, of a letter and the next, -1 where they are not read as one


@dataclass(frozen=True, slots=True)
class _Names:
    """Numbers of edits and of their sources."""

    edits: dict[tuple[str, str], int]
    sources: dict[str, int]

    def edit(self, source: str, written: str) -> int:
        """The number of an edit."""
        self.sources.setdefault(source, len(self.sources))
        return self.edits.setdefault((source, written), len(self.edits))


def count_edits(pairs: Mapping[tuple[str, str], int]) -> tuple[Counts, dict[str, float]]:
    """Expected counts of the edits that made readings of words, {(word, reading): count} with words cased.

    Also how often each pair of letters stood where it could be read as one.
    """
    names = _Names({}, {})
    groups = list(_groups(pairs, names))
    source = np.array([names.sources[source] for source, _ in names.edits])
    pair = np.array([len(name) == 2 for name in names.sources])
    places = np.zeros(len(pair) + 1)
    for group in groups:
        np.add.at(places, group.pairs, np.broadcast_to(group.weight, group.pairs.shape))
    places[-1] = 0
    probability = np.array([_guess(*edit) for edit in names.edits])
    stays = np.ones(len(places))
    for _ in range(ROUNDS):
        counts = np.zeros(len(names.edits))
        for group in groups:
            _expect(group, probability, stays, counts)
        counts[pair[source] & (counts < _RARE)] = 0
        total = np.bincount(source, counts, len(pair))
        stays[:-1] = np.where(pair, 1 - total / (places[:-1] + OWN), 1)
        probability = counts / np.where(pair, places[:-1] + OWN, np.maximum(total, 1e-9))[source]
    result: Counts = defaultdict(dict)
    for (name, written), value in zip(names.edits, counts.tolist(), strict=True):
        if value > _LEAST:
            result[name][written] = value
    return dict(result), {name: float(places[at]) for name, at in names.sources.items() if len(name) == 2}


def _guess(source: str, written: str) -> float:
    alike = strip(source).lower() == strip(written).lower()
    return _START[len(written)] * (_ALIKE if alike else 1.0) * (0.1 if len(source) == 2 else 1.0)


def _groups(pairs: Mapping[tuple[str, str], int], names: _Names) -> Iterator[_Group]:
    by_size: dict[tuple[int, int], list[tuple[str, int, str, int]]] = defaultdict(list)
    for (word, reading), weight in sorted(pairs.items()):
        if len(word) <= MOST and 0 < len(reading) <= MOST and len(reading) <= LONGEST * len(word):
            onset, _ = onset_and_rime(word)
            by_size[len(word) + 1, len(reading)].append((BEFORE + word, len(onset), reading, weight))
    for size, rows in sorted(by_size.items()):
        edits = {step: np.array([_edit(step, row, names) for row in rows]) for step in _steps(*size)}
        numbers = [
            [-1 if i in {0, row[1]} else names.sources.get(row[0][i : i + 2], -1) for row in rows]
            for i in range(size[0] - 1)
        ]
        numbers.append([-1] * len(rows))
        yield _Group(size, np.array([row[3] for row in rows], np.float64), edits, np.array(numbers))


def _edit(step: tuple[int, int, int, int], row: tuple[str, int, str, int], names: _Names) -> int:
    taken, wrote, i, j = step
    letters, onset, reading, _ = row
    if taken == 2 and i in {0, onset}:
        return -1
    return names.edit(letters[i : i + taken], reading[j : j + wrote])


def _steps(letters: int, characters: int) -> Iterator[tuple[int, int, int, int]]:
    """Every edit of a word of so many letters: letters taken, characters written, from letter i and character j."""
    for i in range(letters):
        for j in range(characters + 1):
            for taken in (1, 2):
                for wrote in range(LONGEST + 1):
                    left, rest = letters - i - taken, characters - j - wrote
                    if left >= 0 and 0 <= rest <= LONGEST * left and j <= LONGEST * i:
                        yield taken, wrote, i, j


def _expect(group: _Group, probability: Floats, stays: Floats, counts: Floats) -> None:
    """Add the expected counts of the group's edits (forward-backward)."""
    letters, characters = group.size
    odds = np.append(probability, 0.0)
    alone = stays[group.pairs]
    chance = {step: odds[edit] * alone[step[2]] if step[0] == 1 else odds[edit] for step, edit in group.edits.items()}
    after = np.zeros((letters + 1, characters + 1, len(group.weight)))
    after[letters, characters] = 1
    for taken, wrote, i, j in reversed(chance):
        after[i, j] += chance[taken, wrote, i, j] * after[i + taken, j + wrote]
    before = np.zeros_like(after)
    before[0, 0] = group.weight / np.maximum(after[0, 0], 1e-300)
    for (taken, wrote, i, j), edit in group.edits.items():
        flow = before[i, j] * chance[taken, wrote, i, j]
        before[i + taken, j + wrote] += flow
        used = edit >= 0
        np.add.at(counts, edit[used], (flow * after[i + taken, j + wrote])[used])
