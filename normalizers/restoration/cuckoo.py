"""A set of 64-bit keys with small values, found by fingerprint (cuckoo hashing, Fan et al. 2014).

Every key lies in one of two buckets of four slots. A slot holds 16 bits of the key's hash, so a key that is not in
the table is taken for one that is with a chance of 8 in 65,536: callers ask only for keys whose parts are known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array

SLOTS = 4
_EMPTY = 0  # no fingerprint is 0

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Cuckoo:
    """`fingerprints` uint16 (buckets, 4); values lie in arrays of the caller's, at the same flat places."""

    fingerprints: Array

    def find(self, keys: Keys) -> NDArray[np.int64]:
        """The flat place of each key, or -1."""
        fingerprint, first, second = hashes(keys, len(self.fingerprints))
        found = np.full(len(keys), -1, np.int64)
        for bucket in (first, second):
            same = self.fingerprints[bucket] == fingerprint[:, None]
            hit = same.any(1) & (found < 0)
            found[hit] = bucket[hit] * SLOTS + same[hit].argmax(1)
        return found


def hashes(keys: Keys, buckets: int) -> tuple[NDArray[np.uint16], NDArray[np.int64], NDArray[np.int64]]:
    """Fingerprint and the two buckets of each key (finaliser of MurmurHash3, two rounds)."""
    first = _mixed(keys)
    second = _mixed(first)
    fingerprint = (first >> np.uint64(48)).astype(np.uint16)
    fingerprint[fingerprint == _EMPTY] = 1
    low = np.uint64(0xFFFFFFFF)
    one = ((first & low) * np.uint64(buckets)) >> np.uint64(32)
    two = ((second & low) * np.uint64(buckets)) >> np.uint64(32)
    return fingerprint, one.astype(np.int64), two.astype(np.int64)


def _mixed(keys: Keys) -> Keys:
    keys = keys ^ (keys >> np.uint64(33))
    keys = keys * np.uint64(0xFF51AFD7ED558CCD)
    keys ^= keys >> np.uint64(33)
    keys *= np.uint64(0xC4CEB9FE1A85EC53)
    keys ^= keys >> np.uint64(33)
    return keys


def place(keys: Keys, load: float = 0.95) -> tuple[Array, NDArray[np.int64]]:
    """The fingerprints of a table of distinct `keys`, and the flat place of each key; the same keys, the same table."""
    buckets = int(len(keys) / load / SLOTS) + 2
    fingerprint, first, second = hashes(keys, buckets)
    owner = np.full((buckets, SLOTS), -1, np.int64)
    waiting, target = np.arange(len(keys)), first.copy()
    draw = np.random.default_rng(0)
    while len(waiting):
        _, chosen = np.unique(target[waiting], return_index=True)  # one key a bucket and round
        taken = waiting[chosen]
        bucket = target[taken]
        free = owner[bucket] < 0
        slot = np.where(free.any(1), free.argmax(1), draw.integers(0, SLOTS, len(taken)))
        evicted = owner[bucket, slot]
        owner[bucket, slot] = taken
        evicted = evicted[evicted >= 0]
        target[evicted] = np.where(target[evicted] == first[evicted], second[evicted], first[evicted])
        waiting = np.concatenate([np.delete(waiting, chosen), evicted])
    filled = owner.ravel() >= 0
    fingerprints = np.full(buckets * SLOTS, _EMPTY, np.uint16)
    fingerprints[filled] = fingerprint[owner.ravel()[filled]]
    places = np.empty(len(keys), np.int64)
    places[owner.ravel()[filled]] = np.flatnonzero(filled)
    return fingerprints.reshape(buckets, SLOTS), places
