"""The language model at run time: 4-grams with backoff (Katz), log10, read in place from the memory map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array
from .cuckoo import Cuckoo

BITS = 14  # of a word's number in a key
Floats = NDArray[np.float32]
Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Level:
    """The n-grams of one order: their places, and the code of the log-probability and of the backoff at each."""

    places: Cuckoo
    probability: Array  # uint8, one a slot
    backoff: Array | None  # uint8, one a slot; None for the longest n-grams
    probability_of: Floats  # code -> log10
    backoff_of: Floats | None

    def look_up(self, keys: Array) -> tuple[NDArray[np.int64], Floats]:
        """The flat place of each key (-1 where it is not) and its log10 probability (NaN where it is not)."""
        at = self.places.find(keys)
        found = self.probability_of[self.probability[at]]
        found[at < 0] = np.nan
        return at, found

    def backoffs(self, at: NDArray[np.int64]) -> Floats:
        """The log10 backoff weight at each place; 0 for place -1."""
        assert self.backoff is not None
        assert self.backoff_of is not None
        weight = self.backoff_of[self.backoff[at]]
        weight[at < 0] = 0
        return weight


@dataclass(frozen=True, slots=True)
class Ngrams:
    """log10 P(word | up to three words before it); `unigrams` and their `backoffs` have one item a word."""

    unigrams: Floats
    backoffs: Floats
    levels: tuple[Level, ...]  # bigrams, trigrams, 4-grams

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Ngrams:
        """The model kept in `arrays` (see `training.model_files`)."""
        return cls(
            arrays["unigram_probability"],
            arrays["unigram_backoff"],
            tuple(_level(arrays, order) for order in range(2, 5) if f"{order}gram_places" in arrays),
        )

    def bigrams(self, before: Words, word: Words) -> tuple[NDArray[np.int64], Floats]:
        """Of each pair its place (or -1) and log10 P(word | before)."""
        level = self.levels[0]
        at, found = level.look_up(key(before, word))
        return at, np.where(at < 0, self.backoffs[before] + self.unigrams[word], found)

    def extended(
        self, order: int, keys: Array, suffix: Words, context: Words, shorter: Floats
    ) -> tuple[NDArray[np.int64], Floats]:
        """The same for trigrams (`order` 3) and 4-grams, from what is known of their two parts.

        `suffix` and `context` are the places of the n-gram without its first and without its last word, `shorter` is
        log10 P(last word | all but the first). Only where both parts are in the model can the n-gram be: asking for
        no other keeps out nearly every false fingerprint.
        """
        level, below = self.levels[order - 2], self.levels[order - 3]
        at = np.full(len(keys), -1, np.int64)
        probability = shorter + below.backoffs(context)
        ask = np.flatnonzero((suffix >= 0) & (context >= 0))
        at[ask], found = level.look_up(keys[ask])
        hit = at[ask] >= 0
        probability[ask[hit]] = found[hit]
        return at, probability


def key(*words: Words) -> Array:
    """The key of each n-gram: BITS bits a word, the last word lowest; uint64."""
    keys = words[0].astype(np.uint64)
    for word in words[1:]:
        keys = (keys << np.uint64(BITS)) | word.astype(np.uint64)
    return keys


def _level(arrays: Mapping[str, Array], order: int) -> Level:
    name = f"{order}gram_"
    longest = f"{name}backoff" not in arrays
    return Level(
        Cuckoo.of(arrays[f"{name}places"]),
        arrays[f"{name}probability"],
        None if longest else arrays[f"{name}backoff"],
        arrays[f"{name}probability_of"],
        None if longest else arrays[f"{name}backoff_of"],
    )
