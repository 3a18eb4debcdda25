"""A decoded string, and which of the characters before begin a character of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..text import Text

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]
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


def places(decoded: Decoded, at: Places) -> Places:
    """Of places in the string that was read, those of what they became."""
    return at if decoded.heads is None else np.searchsorted(_begins(decoded.heads), at)


def read_together(parts: Sequence[str], read: Callable[[str], Decoded]) -> list[Decoded]:
    """Each of `parts` as `read` reads it, called once: arrays are slow for many short strings."""
    if len(parts) < 2:
        return list(map(read, parts))
    found = read(_APART.join(parts))
    ends = np.cumsum([len(part) + len(_APART) for part in parts])
    first, last = np.append(0, ends[:-1]), ends - len(_APART)
    bounds = zip(*(each.tolist() for each in (first, last, places(found, first), places(found, last))), strict=True)
    return [
        Decoded(found.value[head:tail], found.heads and found.heads[start:end]) for start, end, head, tail in bounds
    ]


def aligned(text: Text, decoded: Decoded) -> Text:
    """What was `decoded` from all of `text`, each character with the raw characters behind it."""
    if not decoded.heads:  # nor in an empty text
        return Text(decoded.value, text.starts, text.ends)
    begins = _begins(decoded.heads)
    ends = np.append(begins[1:], len(text)) - 1
    return Text(decoded.value, _chosen(text.starts, begins), _chosen(text.ends, ends))


def _begins(heads: bytes) -> Places:
    """The places of the characters that begin one."""
    return np.flatnonzero(np.frombuffer(heads, np.bool_))


def _chosen(values: array[int], at: Places) -> array[int]:
    return array("q", np.frombuffer(values, np.int64).take(at).tobytes())
