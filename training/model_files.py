"""From an estimated model to the arrays that `normalizers.restoration.ngrams` reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from normalizers.restoration.arrays import Array
from normalizers.restoration.cuckoo import SLOTS, place

from .kneser_ney import Floats, Order

_CODES = 256


def ngram_arrays(model: Sequence[Order]) -> dict[str, Array]:
    """The arrays of `model`: unigrams as they are, longer n-grams in hash tables with 8-bit values."""
    arrays: dict[str, Array] = {
        "unigram_probability": np.log10(model[0].probability).astype(np.float32),
        "unigram_backoff": np.log10(model[0].backoff).astype(np.float32),
    }
    for number, order in enumerate(model[1:], 2):
        name = f"{number}gram_"
        fingerprints, places = place(order.keys)
        arrays[f"{name}places"] = fingerprints
        values = [("probability", order.probability)]
        if number < len(model):
            values.append(("backoff", order.backoff))
        for what, value in values:
            codes, meanings = quantised(np.log10(value))
            stored = np.zeros(len(fingerprints) * SLOTS, np.uint8)
            stored[places] = codes
            arrays[f"{name}{what}"], arrays[f"{name}{what}_of"] = stored, meanings
    return arrays


def quantised(values: Floats) -> tuple[Array, Array]:
    """`values` as codes of one byte and what each code stands for: the mean of an equal share of the values.

    Zero, the weight of a word that is never a context, keeps a code of its own.
    """
    zero = values == 0
    edges = np.quantile(values[~zero], np.linspace(0, 1, _CODES)[1:-1]) if (~zero).any() else np.zeros(0)
    codes = np.where(zero, 0, np.searchsorted(np.unique(edges), values) + 1)
    size = np.bincount(codes, minlength=_CODES)
    total = np.bincount(codes, values, minlength=_CODES)
    return codes.astype(np.uint8), (total / np.maximum(size, 1)).astype(np.float32)
