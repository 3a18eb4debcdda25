"""Decomposed Unicode («Unicode tổ hợp»): a letter and its marks, in either order, as one letter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

from .decoded import Decoded, joined

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_CLUSTERS = re.compile("[^\\W\\d_][\u0300-\u036f]{1,3}")

_NOT_LATIN = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2010-\u2044]")


def composed(value: str) -> Decoded:
    """Each letter with its marks as one letter (e, dot, circumflex: ``ệ``); others stay."""
    return _composed_at_once(value) or _composed_singly(value)


def _composed_at_once(value: str) -> Decoded | None:
    """The same for a text of Latin letters whose marks are all in a composed letter, else None."""
    if _NOT_LATIN.search(value):
        return None
    whole = unicodedata.normalize("NFC", value)
    codes = np.frombuffer(value.encode("utf-32-le"), np.uint32)
    heads = (codes < 0x300) | (codes > 0x36F)
    return Decoded(whole, heads.tobytes()) if np.count_nonzero(heads) == len(whole) else None


def _composed_singly(value: str) -> Decoded:
    pieces = []
    for match in _CLUSTERS.finditer(value):
        letter = _letter(match[0])
        if len(letter) == 1:
            pieces.append((match.start(), match.end(), letter))
    return joined(value, pieces)


@lru_cache(maxsize=1 << 12)
def _letter(cluster: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", cluster))
    marks.sort(key=lambda mark: mark in _TONES)
    return unicodedata.normalize("NFC", base + "".join(marks))


def windows_order(value: str) -> str:
    """`value` as keyboards of Windows write it: â ă ê ô ơ ư whole, the tone a combining mark after them."""
    return "".join(map(_parted, unicodedata.normalize("NFC", value)))


def _parted(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tones = "".join(mark for mark in parts[1:] if mark in _TONES)
    shape = "".join(mark for mark in parts if mark not in _TONES)
    return unicodedata.normalize("NFC", shape) + tones
