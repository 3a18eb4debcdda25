"""A decoded string, and which of the characters before begin a character of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]


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
