"""A decoded string, and which of the characters before begin a character of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..text import Text

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]

_APART = "\n\0\n"  # between texts that are read at once: part of no letter, and the end of a sentence


@dataclass(frozen=True, slots=True)
class Decoded:
    """`value`; `heads` has one byte for each character that was read: 1 where a character of `value` begins.

    So every character of `value` was made of one character or more, in order, and none was dropped or added. None
    stands for heads that are all 1.
    """

    value: str
    heads: bytes | None


def joined(value: str, pieces: list[tuple[int, int, str]]) -> Decoded:
    """`value` with the ranges of `pieces` (start, end, one character instead), in order."""
    if not pieces:
        return Decoded(value, None)
    heads = bytearray(b"\1") * len(value)
    out: list[str] = []
    done = 0
    for start, end, char in pieces:
        out += (value[done:start], char)
        heads[start + 1 : end] = bytes(end - start - 1)
        done = end
    out.append(value[done:])
    return Decoded("".join(out), bytes(heads))


def after(first: Decoded, second: Decoded) -> Decoded:
    """`second`, which was read from ``first.value``, with its heads among the characters `first` was read from."""
    if first.heads is None:
        return second
    if second.heads is None:
        return Decoded(second.value, first.heads)
    heads = np.frombuffer(first.heads, np.uint8).copy()
    heads[np.flatnonzero(heads)] = np.frombuffer(second.heads, np.uint8)
    return Decoded(second.value, heads.tobytes())


def places(decoded: Decoded, size: int) -> Places:
    """For each of the `size` characters that were read, and for the end, the place of what it became."""
    if decoded.heads is None:
        return np.arange(size + 1)
    heads = np.frombuffer(decoded.heads, np.uint8)
    before = np.cumsum(heads, dtype=np.int64) - heads
    return np.append(before, len(decoded.value))


def read_together(parts: Sequence[str], read: Callable[[str], Decoded]) -> list[Decoded]:
    """Each of `parts` as `read` reads it, called once: arrays are slow for many short strings."""
    if len(parts) < 2:
        return list(map(read, parts))
    whole = _APART.join(parts)
    found = read(whole)
    place = places(found, len(whole))
    sizes = [len(part) + len(_APART) for part in parts]
    bounds = np.cumsum([0, *sizes])
    first, last = bounds[:-1], bounds[1:] - len(_APART)
    ranges = zip(first.tolist(), last.tolist(), place[first].tolist(), place[last].tolist(), strict=True)
    return [
        Decoded(found.value[head:tail], found.heads and found.heads[start:end]) for start, end, head, tail in ranges
    ]


def aligned(text: Text, decoded: Decoded) -> Text:
    """What was `decoded` from all of `text`, each character with the raw characters behind it."""
    if decoded.heads is None:
        return Text(decoded.value, text.starts, text.ends)
    heads = np.frombuffer(decoded.heads + b"\1", np.bool_)
    starts = np.frombuffer(text.starts, np.int64)[heads[:-1]]
    ends = np.frombuffer(text.ends, np.int64)[heads[1:]]
    return Text(decoded.value, array("q", starts.tobytes()), array("q", ends.tobytes()))
