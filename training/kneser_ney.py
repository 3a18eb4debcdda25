"""Modified Kneser-Ney estimation with numpy: Chen & Goodman (1998), pruned as Heafield et al. (2013) do.

An n-gram is one uint64 as `normalizers.restoration.ngrams.key` makes it. One symbol is the boundary at both
ends of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalizers.restoration.ngrams import BITS

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

ORDER = 4


@dataclass(frozen=True, slots=True)
class Order:
    """The n-grams of one order in ascending order: probability, and backoff weight as a context (1 if none)."""

    keys: Keys
    probability: Floats
    backoff: Floats


def mask(words: int) -> np.uint64:
    """The bits of the last `words` words of a key."""
    return np.uint64((1 << (BITS * words)) - 1)


def context(keys: Keys) -> Keys:
    """The keys without their last word."""
    return keys >> np.uint64(BITS)


def find(keys: Keys, wanted: Keys) -> NDArray[np.int64]:
    """The place of each of `wanted` in the ascending `keys`, or -1."""
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    return np.where(keys[at] == wanted, at, -1) if len(keys) else np.full(len(wanted), -1)


def windows(stream: NDArray[np.uint16], order: int, boundary: int) -> Keys:
    """The n-grams of `stream`, none of which holds the boundary between its first and last word."""
    keys = np.zeros(len(stream) - order + 1, np.uint64)
    whole = np.ones(len(keys), bool)
    for at in range(order):
        part = stream[at : at + len(keys)]
        keys = (keys << np.uint64(BITS)) | part
        if 0 < at < order - 1:
            whole &= part != boundary
    return keys[whole]


def estimate(
    stream: NDArray[np.uint16], boundary: int, vocabulary: int, cutoffs: Sequence[int], top: int = ORDER
) -> list[Order]:
    """The model of `stream`, a row of word numbers with `boundary` between sentences.

    `cutoffs[n - 1]`: n-grams seen no more often than that are dropped, and their mass goes to the backoff.
    """
    raw = [np.unique(windows(stream, order, boundary), return_counts=True) for order in range(1, top + 1)]
    orders: list[Order] = []
    for order, (keys, counts) in enumerate(raw, 1):
        adjusted = counts if order == top else _continuations(keys, counts, raw[order][0], order, boundary)
        kept = counts > cutoffs[order - 1] if order > 1 else np.ones(len(keys), bool)
        orders = _with_order(orders, keys, adjusted, kept, vocabulary)
    return orders


def _continuations(keys: Keys, counts: NDArray[np.int64], longer: Keys, order: int, boundary: int) -> NDArray[np.int64]:
    """How many words stand before each n-gram; those at the beginning of a sentence keep their counts."""
    suffixes, before = np.unique(longer & mask(order), return_counts=True)
    at = find(suffixes, keys)
    starts = (keys >> np.uint64(BITS * (order - 1))) == boundary
    return np.where(starts & (order > 1), counts, np.where(at >= 0, before[at], 1))


def _with_order(
    lower: list[Order], keys: Keys, counts: NDArray[np.int64], kept: NDArray[np.bool_], vocabulary: int
) -> list[Order]:
    """`lower` with the backoffs for, and followed by, the next order."""
    share = counts - _discounts(counts)[np.minimum(counts, 3)]
    if not lower:
        total = counts.sum()
        left = 1 - share.sum() / total
        everything = np.full(vocabulary, left / vocabulary)
        everything[keys.astype(np.int64)] += share / total
        return [Order(np.arange(vocabulary, dtype=np.uint64), everything, np.ones(vocabulary))]
    contexts, inverse = np.unique(context(keys), return_inverse=True)
    total = np.bincount(inverse, counts)
    share /= total[inverse]
    backoff = 1 - np.bincount(inverse[kept], share[kept], minlength=len(contexts))
    before = lower[-1]
    place = find(before.keys, contexts)
    # A pruned context cannot be found at run time: its n-grams were seen less often than it, so none of them is kept.
    before.backoff[place[place >= 0]] = backoff[place >= 0]
    keys, share, inverse = keys[kept], share[kept], inverse[kept]
    suffix = find(before.keys, keys & mask(len(lower)))
    probability = share + backoff[inverse] * before.probability[suffix]
    return [*lower, Order(keys, probability, np.ones(len(keys)))]


def _discounts(counts: NDArray[np.int64]) -> Floats:
    """D1, D2 and D3+ at 1, 2 and 3 (Chen & Goodman, equation 26)."""
    n1, n2, n3, n4 = (max(int((counts == k).sum()), 1) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    found = [0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]
    return np.clip(found, [0, 0.1, 0.2, 0.3], [0, 0.95, 1.8, 2.7])


def mix(models: Sequence[list[Order]], weights: Sequence[float]) -> list[Order]:
    """The linear interpolation of `models`, as one backoff model over the n-grams that any of them holds."""
    mixed: list[Order] = []
    previous: list[Floats] = []  # of each model: its probability of each n-gram of the order before
    for level, orders in enumerate(zip(*models, strict=True)):
        keys = orders[0].keys if level == 0 else np.unique(np.concatenate([order.keys for order in orders]))
        suffix = find(mixed[-1].keys, keys & mask(level)) if level else np.arange(len(keys))
        previous = [
            _evaluated(model, level, keys, before[suffix] if level else None)
            for model, before in zip(models, previous or [np.empty(0)] * len(models), strict=True)
        ]
        probability = np.sum([weight * each for weight, each in zip(weights, previous, strict=True)], axis=0)
        if level:
            _set_backoffs(mixed[-1], keys, probability, mixed[-1].probability[suffix])
        mixed.append(Order(keys, probability, np.ones(len(keys))))
    return mixed


def _evaluated(model: list[Order], level: int, keys: Keys, shorter: Floats | None) -> Floats:
    """What `model` gives to each of `keys`: its own probability, else the backoff to the `shorter` n-gram's."""
    if shorter is None:
        return model[0].probability
    order = model[level]
    at = find(order.keys, keys)
    above = find(model[level - 1].keys, context(keys))
    backoff = np.where(above >= 0, model[level - 1].backoff[above], 1.0)
    return np.where(at >= 0, order.probability[at], backoff * shorter) if len(order.keys) else backoff * shorter


def _set_backoffs(before: Order, keys: Keys, probability: Floats, shorter: Floats) -> None:
    contexts, inverse = np.unique(context(keys), return_inverse=True)
    left = 1 - np.bincount(inverse, probability)
    rest = 1 - np.bincount(inverse, shorter)
    place = find(before.keys, contexts)
    before.backoff[place] = np.clip(left, 1e-7, 1) / np.clip(rest, 1e-7, 1)
