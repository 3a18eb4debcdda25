"""Blanks that the reading lost or made: one string that is two words, two strings that are one.

Proposed only where that is far likelier than what the strings are as they stand, by the channel and the frequency of
the words alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .channel import LEAST, Channel

_LOST = -3.0  # log10 probability that a blank is not read
_MADE = -3.5  # log10 probability that a blank is read where there is none
_GAIN = 1.5  # log10: by how much a proposal must be likelier
_UNKNOWN = -3.0  # log10 probability of a word out of the lexicon
_SHORTEST = 2  # characters of a part


@dataclass(frozen=True, slots=True)
class Proposal:
    """Strings `at`, and `at` + 1 of a join, read as `parts`; `gain` is log10 of how much likelier that is."""

    at: int
    parts: tuple[str, ...]
    gain: float


def splits(channel: Channel, observed: Sequence[str]) -> list[Proposal]:
    """The strings of `observed` that are two words, such as ``giaiquyet``."""
    proposals = []
    for at, text in enumerate(observed):
        alone = likelihood(channel, text)
        if len(text) < 2 * _SHORTEST or alone > 2 * _best(channel) + _LOST:
            continue
        cuts = [(text[:cut], text[cut:]) for cut in range(_SHORTEST, len(text) - _SHORTEST + 1)]
        whole = [likelihood(channel, left) + likelihood(channel, right) + _LOST for left, right in cuts]
        best = int(np.argmax(whole))
        if whole[best] > alone + _GAIN:
            proposals.append(Proposal(at, cuts[best], whole[best] - alone))
    return proposals


def joins(channel: Channel, observed: Sequence[str]) -> list[Proposal]:
    """The neighbours in `observed` that are one word, such as ``quy`` ``ét``; no string is in two proposals."""
    proposals: list[Proposal] = []
    for at, (left, right) in enumerate(itertools.pairwise(observed)):
        apart = likelihood(channel, left) + likelihood(channel, right)
        if apart > _best(channel) + _MADE or (proposals and proposals[-1].at == at - 1):
            continue
        gain = likelihood(channel, left + right) + _MADE - apart
        if gain > _GAIN:
            proposals.append(Proposal(at, (left + right,), gain))
    return proposals


def likelihood(channel: Channel, text: str) -> float:
    """log10 probability of the string as the reading of the word it most likely is."""
    ((words, scores),) = channel.candidates([text])
    prior = np.where(words == channel.lexicon.unknown, _UNKNOWN, channel.prior_of(words))
    return float(np.max(scores + prior, initial=LEAST))


def _best(channel: Channel) -> float:
    """The log10 frequency of the commonest word: no string is likelier."""
    return float(channel.prior.max())
