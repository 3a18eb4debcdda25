"""Which word of a true line each word of its reading is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from normalizers.restoration.chunks import Kind, chunks
from normalizers.restoration.lexicon import strip

_SKIPPED = 0.75  # cost of a word with no counterpart
_UNCLEAR = 0.67  # distance above which two words are no pair
_BAND = 4  # words that a reading may run ahead or behind
Pair = tuple[tuple[str, ...], tuple[str, ...]]  # words of the truth, words of the reading: 1-1, 1-2 or 2-1


def line_pairs(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Truth and reading of each line of the tables (batch, dpi, style, truth, reading)."""
    for path in paths:
        for row in path.read_text(encoding="utf-8").split("\n"):
            fields = row.split("\t")
            if len(fields) == 5 and fields[3] and fields[4]:
                yield fields[3], fields[4]


def words_of(line: str) -> list[str]:
    """The words of a line, as they are written."""
    return [chunk.text for chunk in chunks(line) if chunk.kind is Kind.WORD]


def word_pairs(truth: str, reading: str) -> Iterator[Pair]:
    """The pairs of words of one line, unclear ones left out."""
    left, right = words_of(truth), words_of(reading)
    if len(left) == len(right):
        distances = [distance(one, other) for one, other in zip(left, right, strict=True)]
        if all(map(_clear, left, right)) and sum(distances) <= 0.4 * len(left):
            yield from (((one,), (other,)) for one, other in zip(left, right, strict=True))
            return
    yield from _aligned(left, right)


def _aligned(left: list[str], right: list[str]) -> Iterator[Pair]:
    """The cheapest alignment of two lists of words."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for i in range(len(left) + 1):
        for j in range(max(0, i - _BAND), min(len(right), i + _BAND) + 1):
            ways = [
                (best[i - m, j - n][0] + _cost(left[i - m : i], right[j - n : j]), m, n)
                for m, n in ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
                if (i - m, j - n) in best
            ]
            if ways:
                best[i, j] = min(ways)
    pairs: list[Pair] = []
    i, j = len(left), len(right)
    while (i, j) in best and (i or j):
        _, m, n = best[i, j]
        truth, reading = tuple(left[i - m : i]), tuple(right[j - n : j])
        if m and n and (_clear(truth[0], reading[0]) if m == n else distance("".join(truth), "".join(reading)) <= 0.4):
            pairs.append((truth, reading))
        i, j = i - m, j - n
    yield from reversed(pairs)


def _clear(truth: str, reading: str) -> bool:
    """False for two words that no misreading makes one; of ``ở`` anything short may be made."""
    return distance(truth, reading) <= _UNCLEAR or (len(truth) <= 2 and len(reading) <= 3)


def _cost(left: list[str], right: list[str]) -> float:
    if not left or not right:
        return _SKIPPED
    return distance("".join(left), "".join(right)) + 0.65 * (len(left) + len(right) - 2)


@lru_cache(maxsize=1 << 18)
def distance(one: str, other: str) -> float:
    """Edit distance of the words without diacritics and case, by the length of the longer."""
    left, right = strip(one).lower(), strip(other).lower()
    if left == right:
        return 0.0
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        for j, mark in enumerate(right, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (char != mark))
    return row[-1] / max(len(left), len(right))
