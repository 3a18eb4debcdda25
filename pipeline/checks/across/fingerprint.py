"""How alike two texts are, without the texts: one-permutation MinHash over pairs of words (Li, Owen, Zhang 2012).

Diacritics are folded and digits kept: the scan of a report and its text share most pairs of words, the reports of two
quarters share the sentences but not the figures. The hashes are the same on every machine and in every run.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from operator import eq

BINS = 128
SIZE = 2  # bytes a bin
_EMPTY = (1 << 8 * SIZE) - 1
_FEWEST = 40  # words; less is too little to tell texts apart by
_MASK = (1 << 64) - 1
_FIRST, _MIX = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93  # odd multipliers that spread the bits


class _Spaces(dict[int, str]):
    """Letters and digits as they are, anything else a space, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


_SPACES = _Spaces()


def words_of(folded: str) -> list[str]:
    """The words and numbers of a folded text."""
    return folded.translate(_SPACES).split()


def digest_of(words: list[str]) -> str:
    """One name for all texts of the same words; empty for a text too short to tell."""
    return (
        blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).hexdigest() if len(words) >= _FEWEST else ""
    )


def sketch_of(words: list[str]) -> bytes:
    """The least hash in each of BINS bins, SIZE bytes each; nothing for a text too short to tell."""
    if len(words) < _FEWEST:
        return b""
    least = [_EMPTY] * BINS
    hashes = [_hash(word) for word in words]
    for first, second in set(pairwise(hashes)):
        mixed = ((first * _FIRST + second) & _MASK) * _MIX & _MASK
        place, value = mixed >> 57, mixed >> 41 & _EMPTY
        least[place] = min(least[place], value)
    return b"".join(value.to_bytes(SIZE, "big") for value in least)


def resemblance(one: bytes, other: bytes) -> float:
    """The share of pairs of words that two texts have in common, estimated from their sketches (± 0.05)."""
    if not one or not other:
        return 0.0
    mine, theirs = memoryview(one).cast("H").tolist(), memoryview(other).cast("H").tolist()
    equal, empty = sum(map(eq, mine, theirs)), 0
    if _EMPTY in mine and _EMPTY in theirs:
        empty = sum(a == b == _EMPTY for a, b in zip(mine, theirs, strict=True))
    return (equal - empty) / (BINS - empty) if empty < BINS else 0.0


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")
