"""The noisy channel: how likely a string is as the reading of each word, log10 P(observed | word).

The strings read most often are kept with their words, learnt as wholes; any other is scored against the whole
lexicon by the edits of single letters. Each word is tried as it may be printed: lower case, Title, UPPER.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, ModelError
from .edits import MOST, Edits, Floats
from .lexicon import Lexicon
from .prints import Printed, prints
from .tokens import CLASSES, Case, case_of

STEP = 0.05  # log10 a unit of a quantised log-probability
KEPT = 12  # words of a string often read
KEPT_OTHERWISE = 24  # words of any other: the edits alone rank them less well
LEAST = -30.0  # log10 of what is taken for impossible
_DEPTH = 5.0  # log10: words so much less likely than the best are no candidates
_MIXED = 1e-3  # probability that a word is printed as no other case has it: VNeID
_CASES = (Case.LOWER, Case.TITLE, Case.UPPER)

Candidates = tuple[NDArray[np.int64], Floats]  # numbers of words, and log10 P(observed | word) of each


def key(observed: str) -> int:
    """The 64-bit key of a string, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(observed.encode("utf-8"), digest_size=8).digest(), "little")


def quantised(log10: Floats) -> NDArray[np.uint8]:
    """Log-probabilities in units of -STEP, at most 255."""
    return np.clip(np.rint(-log10 / STEP), 0, 255).astype(np.uint8)


def dequantised(units: Array) -> Floats:
    """What `quantised` wrote, to half a unit."""
    return units.astype(np.float64) * -STEP


@dataclass(frozen=True, slots=True)
class Channel:
    """`candidates` answers for a string."""

    lexicon: Lexicon
    edits: Edits
    words: NDArray[np.int64]  # the words of the lexicon that are words, not classes
    edited: Floats  # (3, words): P(case | word) x share of the readings of the word in that case left to the edits
    prior: Floats  # word -> log10 of its frequency: what ranks the candidates
    letters: dict[str, int]  # characters of words out of the lexicon, from 1
    spelling: Floats  # (letters + 2, letters + 2): log10 P(next | character); 0 is the end, the last any other
    right: float  # log10 probability that a word out of the lexicon is read right
    keys: Array  # of the strings seen most, uint64, ascending
    first: Array  # string -> place of its candidates, uint32
    seen: Array  # candidates, uint16
    scores: Array  # quantised log10 P(observed | word), uint8
    printed: tuple[Printed, ...]  # by case

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], lexicon: Lexicon) -> Channel:
        """The channel that `training.channel` wrote for `lexicon`; raises ModelError if it was for another."""
        if arrays["lexicon_key"][0] != key("\n".join(lexicon.words)):
            raise ModelError("the channel was learnt with another lexicon")
        edits = Edits.from_arrays(arrays)
        letters = arrays["spelling_characters"].tobytes().decode("utf-8")
        return cls(
            lexicon=lexicon,
            edits=edits,
            words=np.arange(len(CLASSES), len(lexicon.words)),
            edited=10 ** dequantised(arrays["word_edited"]),
            prior=dequantised(arrays["word_prior"]),
            letters={char: at for at, char in enumerate(letters, 1)},
            spelling=dequantised(arrays["spelling"]),
            right=float(arrays["spelled_right"][0]),
            keys=arrays["seen_keys"],
            first=arrays["seen_first"],
            seen=arrays["seen_words"],
            scores=arrays["seen_scores"],
            printed=prints(lexicon.words[len(CLASSES) :], edits),
        )

    def candidates(self, observed: str) -> Candidates:
        """The words that a string may be the reading of, by P(observed | word) times the word's frequency.

        Among them are always the string itself, where it is a word, and the unknown word, printed and read as it
        stands.
        """
        return self._look_up(observed) or self.best(observed, self.by_edits(observed), KEPT_OTHERWISE)

    def _look_up(self, observed: str) -> Candidates | None:
        wanted = np.uint64(key(observed))
        at = int(np.searchsorted(self.keys, wanted))
        if at == len(self.keys) or self.keys[at] != wanted:
            return None
        part = slice(self.first[at], self.first[at + 1])
        return self.seen[part].astype(np.int64), dequantised(self.scores[part])

    def by_edits(self, observed: str) -> Floats:
        """log10 P(observed | word) of every word by the edits of letters."""
        tables = self.edits.tables(observed[:MOST])
        cases = {case: self.printed[case] for case in _plausible(observed)}
        end = tables[0].shape[2] - 1
        heads = self.printed[0].onsets.score(*tables, range(end + 1))
        tails = {id(one.rimes): one.rimes.score(*tables, [end]) for one in cases.values()}
        every = np.zeros(len(self.words))
        for case, one in cases.items():
            every += one.score(heads, tails[id(one.rimes)]) * self.edited[case]
        if case_of(observed) is Case.MIXED and observed.lower() in self.lexicon.number:
            every[self.lexicon.number[observed.lower()] - len(CLASSES)] += _MIXED
        with np.errstate(divide="ignore"):
            return np.maximum(np.log10(every), LEAST)

    def best(self, observed: str, scores: Floats, most: int) -> Candidates:
        """The likeliest by `scores`, log10 P(observed | word) by word, and those that are always kept."""
        posterior = scores + self.prior
        best = np.argpartition(-posterior, min(most, len(posterior) - 1))[:most]
        best = best[posterior[best] > posterior[best].max() - _DEPTH]
        own = self.lexicon.number.get(observed.lower(), -1) - len(CLASSES)
        if own >= 0 and own not in best:
            best = np.append(best, own)
        best = best[np.argsort(-posterior[best], kind="stable")]
        words = np.append(self.words[best], self.lexicon.unknown)
        return words, np.append(scores[best], self.as_it_stands(observed))

    def prior_of(self, words: NDArray[np.int64]) -> Floats:
        """log10 of the frequency of each word, that of the least for classes."""
        return np.where(words < len(CLASSES), self.prior.min(), self.prior[words - len(CLASSES)])

    def as_it_stands(self, observed: str) -> float:
        """log10 P(observed | a word out of the lexicon), when it was read right."""
        other = len(self.letters) + 1
        numbers = [0, *(self.letters.get(char, other) for char in observed), 0]
        return float(self.right + self.spelling[numbers[:-1], numbers[1:]].sum())


def _plausible(observed: str) -> Sequence[Case]:
    """The cases in which what is read as `observed` may be printed."""
    upper, lower = (sum(map(test, observed)) for test in (str.isupper, str.islower))
    if upper > 2 and not lower:
        return (Case.UPPER,)
    if upper and upper >= lower:
        return _CASES
    return (Case.LOWER,) if observed[:1].islower() and not upper else _CASES[:2]
