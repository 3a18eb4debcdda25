"""VIQR (RFC 1456): marks as ASCII signs after their letter, ``Vie^.t``; a backslash before a sign that is none."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import numpy as np

from .decoded import Codes, Decoded, Flags, Places

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_SIGN_OF = {mark: sign for signs in (_SHAPES, _TONES) for sign, mark in signs.items()}

# [aeo]^ a( [ou]+ and the tones; đ is dd. What a backslash guards is itself.
_LETTER = re.compile(r"\\[\\'`?~.^(+dD]|[dD][dD]|(?:[aAeEoO]\^|[aA]\(|[oOuU]\+)['`?~.]?|[aAeEiIoOuUyY]['`?~.]")
_VOWEL = "aeiouyâêôăơưAEIOUYÂÊÔĂƠƯ"
_TO_GUARD = re.compile(
    rf"(?<=[{_VOWEL}])['`?~.]|(?<=[aAeEoO])\^|(?<=[aA])\(|(?<=[oOuU])\+|(?<=[dD])[dD]|[dD](?=[đĐ])|\\"
)


def written(value: str) -> str:
    """`value` (NFC) in VIQR, signs that would be read as marks guarded by a backslash."""
    guarded = _TO_GUARD.sub(lambda match: "\\" + match[0], value)
    return guarded if guarded.isascii() else "".join(map(_signs, guarded))


def _signs(char: str) -> str:
    if char in "đĐ":
        return "dd" if char == "đ" else "DD"
    if char.isascii():
        return char
    base, *marks = list(unicodedata.normalize("NFD", char))
    marks.sort(key=lambda mark: _SIGN_OF.get(mark, "") in _TONES)
    signs = base + "".join(_SIGN_OF.get(mark, mark) for mark in marks)
    return signs if _LETTER.fullmatch(signs) else char


@lru_cache(maxsize=1 << 10)
def letter(signs: str) -> str:
    r"""The one character that ``a^'`` or ``dd`` or ``\.`` stands for."""
    if signs[0] == "\\":
        return signs[1]
    if signs[0] in "dD":
        return "đ" if signs[0] == "d" else "Đ"
    marks = "".join(_SHAPES.get(sign) or _TONES[sign] for sign in signs[1:])
    return unicodedata.normalize("NFC", signs[0] + marks)


@cache
def _tables() -> tuple[Codes, Codes, Flags]:
    """Code points by two signs (first times 128 plus second), and by a letter with its shape and the sign of a tone.

    The last tells of each sign whether it may be a second one.
    """
    pairs = np.zeros(1 << 14, np.uint32)
    toned = np.zeros((0x200, 128), np.uint32)
    for first in map(chr, range(128)):
        for second in map(chr, range(128)):
            if _LETTER.fullmatch(first + second):
                pairs[ord(first) << 7 | ord(second)] = ord(letter(first + second))
    for shaped in "âêôăơưÂÊÔĂƠƯ":
        for sign, mark in _TONES.items():
            toned[ord(shaped), ord(sign)] = ord(unicodedata.normalize("NFC", shaped + mark))
    seconds: Flags = np.any(pairs.reshape(128, 128) > 0, axis=0)
    return pairs, toned, seconds


def read(value: str, signs: frozenset[int] = frozenset()) -> Decoded:
    """`value` with each letter and its signs as one letter; a guarded sign is itself, and so are those at `signs`."""
    pairs, toned, seconds = _tables()
    codes = np.frombuffer((value + "  ").encode("utf-32-le", "surrogatepass"), np.uint32)
    out, heads = codes.copy(), np.ones(len(codes), np.uint8)
    ascii_only = np.minimum(codes, 127).astype(np.uint8)
    ascii_only[list(signs)] = 127
    at = np.flatnonzero(seconds.take(ascii_only[1:]))  # only these are looked up in the large table
    paired = pairs[ascii_only[at].astype(np.int64) << 7 | ascii_only[at + 1]]
    at, paired = at[paired > 0], paired[paired > 0]
    alone = _alone(at)
    first, letters = at[alone], paired[alone]
    third = toned[np.minimum(letters, 0x1FF), ascii_only[first + 2]]
    out[first] = np.where(third > 0, third, letters)
    heads[first + 1] = 0
    heads[first[third > 0] + 2] = 0
    text = out.take(np.flatnonzero(heads))[:-2].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Decoded(text, heads[:-2].tobytes())


def _alone(first: Places) -> Flags:
    """Which of the pairs that begin at the places `first` are left where each sign is read once: «ddd» is đd."""
    at = np.arange(len(first))
    begins = np.diff(first, prepend=-2) > 1
    among: Places = at - np.maximum.accumulate(np.where(begins, at, 0))
    alone: Flags = among % 2 == 0
    return alone
