"""What a string may be the reading of, ready for the search: the channel's answer, thinned, remembered."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .channel import Channel
from .lexicon import canonical
from .models import channel, models

STRANGER = 1.5  # log10 by which a word out of the lexicon is less likely in garbled text than the channel says
_DEEP = 4.0  # log10: words so much less likely than the best, by channel and frequency, are no candidates
_LOST_DOT = -2.0  # the least log10 P(read | word) on a scanned page where the two differ by the dot alone
_FAINT = -5.0  # log10 P(read | word) of a word that is no candidate for a sound text
_REMEMBERED = 1 << 16

Reading = tuple[tuple[int, ...], tuple[float, ...]]


@lru_cache(_REMEMBERED)
def stripped(form: str) -> Reading:
    """The words whose letters are `form`, the most frequent first."""
    words = models().lexicon.of_form(form)
    return tuple(words.tolist()), (0.0,) * len(words)


@lru_cache(_REMEMBERED)
def garbled(read: str) -> Reading:
    """The words that English OCR may have read so, the likeliest first; the unknown word is among them."""
    english = channel("english")
    words, scores = _native(read, english)
    unknown = words == english.lexicon.unknown
    likely = scores + english.prior_of(words)
    near = (likely > likely[~unknown].max(initial=-np.inf) - _DEEP) | unknown
    words, scores = words[near], scores[near] - STRANGER * unknown[near]
    return tuple(words.tolist()), tuple(scores.tolist())


@lru_cache(_REMEMBERED)
def misread(read: str) -> Reading:
    """The words that Vietnamese OCR may have read so, the string itself first."""
    vietnamese = channel("vietnamese")
    words, scores = _native(read, vietnamese)
    own = words == vietnamese.lexicon.number.get(canonical(read.lower()), vietnamese.lexicon.unknown)
    near = np.flatnonzero((scores > _FAINT) | own)
    order = near[np.argsort(np.where(own, -np.inf, -scores)[near], kind="stable")]
    return tuple(words[order].tolist()), tuple(scores[order].tolist())


@lru_cache(_REMEMBERED)
def scanned(read: str) -> Reading:
    """The same for a page recognised by ourselves: in small print on paper every word may lose its dot below.

    The pairs that the channel learnt from hold few tables; there «hạn» was read «han» once in 40,000.
    """
    words, scores = misread(read)
    lexicon, form = models().lexicon, canonical(read.lower())
    dotless = [without_dot(lexicon.words[word]) == form != lexicon.words[word] for word in words]
    return words, tuple(max(score, _LOST_DOT) if lost else score for score, lost in zip(scores, dotless, strict=True))


def without_dot(word: str) -> str:
    """`word` without the dot below, the mark that poor scans lose first: «hạn» is «han»."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0323", ""))


def _native(read: str, of: Channel) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The candidates without foreign words, which are read right or not at all; the unknown word, and `read`, stay."""
    words, scores = of.candidates(read)
    lexicon = of.lexicon
    own = lexicon.number.get(read.lower(), lexicon.unknown)
    kept = lexicon.is_native[words] | (words == own) | (words == lexicon.unknown)
    return words[kept], scores[kept]
