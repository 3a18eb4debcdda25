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
_LOW = np.uint64(0xFFFFFFFF)
_EACH = np.uint64(0x0001_0001_0001_0001)  # one in each of the four parts
_TOP = np.uint64(0x8000_8000_8000_8000)  # and the highest bit of each
_TOPS = tuple(np.uint64(1 << bit) for bit in (15, 31, 47))

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Cuckoo:
    """`buckets`: the four fingerprints of each in a uint64; values lie in the caller's arrays at flat places."""

    buckets: Keys

    @classmethod
    def of(cls, fingerprints: Array) -> Cuckoo:
        """The table of `fingerprints`, uint16 (buckets, 4)."""
        return cls(fingerprints.view("<u8")[:, 0])

    def find(self, keys: Keys) -> NDArray[np.int64]:
        """The flat place of each key, or -1."""
        first = _mixed(keys)
        pattern = _fingerprint(first).astype(np.uint64) * _EACH
        found = self._place(_bucket(first, len(self.buckets)), pattern)
        missing = np.flatnonzero(found < 0)
        second = _bucket(_mixed(first[missing]), len(self.buckets))
        found[missing] = self._place(second, pattern[missing])
        return found

    def _place(self, bucket: NDArray[np.int64], pattern: Keys) -> NDArray[np.int64]:
        """The flat place of the fingerprint that fills `pattern`, in `bucket`, or -1.

        The lowest of the four parts of a word that is zero is found by subtracting one from each (Lamport 1975).
        """
        differs = self.buckets[bucket] ^ pattern
        zero = (differs - _EACH) & ~differs & _TOP
        lowest = zero & (~zero + np.uint64(1))
        slot = (lowest > _TOPS[0]).astype(np.int64) + (lowest > _TOPS[1]) + (lowest > _TOPS[2])
        return np.where(zero != 0, bucket * SLOTS + slot, -1)


def hashes(keys: Keys, buckets: int) -> tuple[NDArray[np.uint16], NDArray[np.int64], NDArray[np.int64]]:
    """Fingerprint and the two buckets of each key (finaliser of MurmurHash3, once and twice)."""
    first = _mixed(keys)
    return _fingerprint(first), _bucket(first, buckets), _bucket(_mixed(first), buckets)


def _fingerprint(mixed: Keys) -> NDArray[np.uint16]:
    fingerprint = (mixed >> np.uint64(48)).astype(np.uint16)
    fingerprint[fingerprint == _EMPTY] = 1
    return fingerprint


def _bucket(mixed: Keys, buckets: int) -> NDArray[np.int64]:
    return (((mixed & _LOW) * np.uint64(buckets)) >> np.uint64(32)).astype(np.int64)


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
