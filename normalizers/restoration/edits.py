"""How a printed letter is read: one or two letters of the print become zero to three characters of the reading.

Edits of strings after Brill and Moore (2000), normalised as by Ristad and Yianilos (1998).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..patterns import pattern
from .arrays import Array

BEFORE = "^"  # stands before the first letter: what is read there was never printed
LONGEST = 3  # characters of a reading that one edit writes
MOST = 20  # characters of a reading that are looked at
RULES = ("written", "first", "sources", "probability")
Floats = NDArray[np.float64]

_ONSET = pattern(r"ngh|ng|nh|gh|gi(?=\p{L})|ch|kh|ph|qu|th|tr|[bcdđfghjklmnpqrstvwxz]", ignore_case=True)


def onset_and_rime(word: str) -> tuple[str, str]:
    """``nghiệp`` is ``ngh`` and ``iệp``; what is no Vietnamese syllable is cut in the same manner."""
    match = _ONSET.match(word)
    end = match.end() if match else 0
    return word[:end], word[end:]


@dataclass(frozen=True, slots=True)
class Rules:
    """Edits by the string they write: ``sources[first[k] : first[k + 1]]`` may write the string ``written[k]``."""

    written: Array  # keys of strings (see `Edits.keys`), uint32, ascending
    first: Array  # uint32
    sources: Array  # number of the letter or of the pair of letters, uint16
    probability: Array  # float32

    def fill(self, keys: Array, table: Floats) -> None:
        """Set ``table[source, k]`` for the edits that write the string of key k."""
        if not len(self.written):
            return
        at = np.searchsorted(self.written, keys)
        at[at == len(self.written)] = 0
        for column in np.flatnonzero(self.written[at] == keys):
            part = slice(self.first[at[column]], self.first[at[column] + 1])
            table[self.sources[part], column] = self.probability[part]


@dataclass(frozen=True, slots=True)
class Edits:
    """P(characters read | letter printed), and the same for pairs of letters, chosen with probability `gate`."""

    inputs: dict[str, int]  # letter -> its number; BEFORE is 0
    outputs: dict[str, int]  # character -> its number, from 1; others are 0
    pairs: dict[str, int]  # two letters -> their number
    gate: Floats  # pair -> probability that it is read as one
    floor: Floats  # letter -> probability that it is read as anything at all; the last item: letters not in `inputs`
    frequency: Floats  # character -> its share of what is read
    lengths: Floats  # share of readings of 0 to 3 characters
    singles: Rules
    doubles: Rules

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Edits:
        """The model that `training.channel` wrote."""
        inputs = arrays["edit_inputs"].tobytes().decode("utf-8")
        pairs = arrays["edit_pairs"].tobytes().decode("utf-8")
        outputs = arrays["edit_outputs"].tobytes().decode("utf-8")
        return cls(
            {char: at for at, char in enumerate(inputs)},
            {char: at for at, char in enumerate(outputs, 1)},
            {pairs[at : at + 2]: at // 2 for at in range(0, len(pairs), 2)},
            arrays["edit_gate"].astype(np.float64),
            arrays["edit_floor"].astype(np.float64),
            arrays["edit_frequency"].astype(np.float64),
            arrays["edit_lengths"].astype(np.float64),
            Rules(*(arrays[f"single_{name}"] for name in RULES)),
            Rules(*(arrays[f"double_{name}"] for name in RULES)),
        )

    def keys(self, observed: str) -> tuple[Array, Floats]:
        """Key and share of what is read of each part: both (LONGEST + 1, characters + 1), by length and start."""
        size = len(observed) + 1
        numbers = np.zeros(size + LONGEST, np.int64)
        numbers[: size - 1] = [self.outputs.get(char, 0) for char in observed]
        keys = np.zeros((LONGEST + 1, size), np.int64)
        share = np.ones((LONGEST + 1, size))
        for length in range(1, LONGEST + 1):
            last = numbers[length - 1 : length - 1 + size]
            keys[length] = keys[length - 1] << 8 | last
            share[length] = share[length - 1] * self.frequency[last]
            keys[length, size - length :] = -1
            share[length, size - length :] = 0
        return keys, share * self.lengths[:, None]

    def tables(self, observed: str) -> tuple[Floats, Floats]:
        """P(part | letter) and P(part | pair), the gate included: (letters, LONGEST + 1, characters + 1)."""
        keys, share = self.keys(observed)
        single = self.floor[:, None] * share.ravel()
        double = np.zeros((len(self.gate) + 1, share.size))
        where = np.flatnonzero(keys.ravel() >= 0)
        for rules, table in ((self.singles, single), (self.doubles, double)):
            part = table[:, where]
            rules.fill(keys.ravel()[where], part)
            table[:, where] = part
        return single.reshape(-1, *keys.shape), double.reshape(-1, *keys.shape)
