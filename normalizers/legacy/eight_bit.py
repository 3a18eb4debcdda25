"""Unicode that was read byte by byte: UTF-8 as CP1252, once or twice, and UTF-16 as an eight-bit text."""

from __future__ import annotations

import re

import numpy as np

from .decoded import Decoded, after, joined
from .encodings import read_as_8_bit
from .letters import byte_of_code
from .sequences import SEQUENCE

_LE = re.compile("(?s).[\xd8-\xdb].[\xdc-\xdf]|..")
_BE = re.compile("(?s)[\xd8-\xdb].[\xdc-\xdf].|..")
_HEADS = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


def utf8_written(value: str) -> str:
    """The UTF-8 of `value` read as CP1252."""
    return value if value.isascii() else read_as_8_bit(value.encode("utf-8", "surrogatepass"))


def utf8_read(value: str) -> Decoded:
    """Each sequence of `value` that is UTF-8 read as CP1252 as the character it means; others stay."""
    try:
        data = _bytes(value)
        return Decoded(data.decode("utf-8"), data.translate(_HEADS))
    except UnicodeError:
        pieces = []
    for match in SEQUENCE.finditer(value):
        char = _unicode(match[0], "utf-8")
        if len(char) == 1:
            pieces.append((match.start(), match.end(), char))
    return joined(value, pieces)


def utf8_read_twice(value: str) -> Decoded:
    """The same for a text that was misread twice."""
    first = utf8_read(value)
    return after(first, utf8_read(first.value))


def utf16_le_read(value: str) -> Decoded:
    """Each two characters of `value`, the low byte first, as the character they mean; what is no UTF-16 stays."""
    return _utf16(value, "utf-16-le", _LE)


def utf16_be_read(value: str) -> Decoded:
    """Each two characters of `value`, the high byte first, as the character they mean; what is no UTF-16 stays."""
    return _utf16(value, "utf-16-be", _BE)


def _utf16(value: str, name: str, pairs: re.Pattern[str]) -> Decoded:
    whole = _unicode(value, name)
    if len(whole) * 2 == len(value):
        return Decoded(whole, b"\1\0" * len(whole))
    pieces = []
    for match in pairs.finditer(value):
        char = _unicode(match[0], name)
        if len(char) == 1:
            pieces.append((match.start(), match.end(), char))
    return joined(value, pieces)


def _bytes(value: str) -> bytes:
    """The bytes that `value` was read from as CP1252; raises UnicodeError for a character that has none."""
    codes = np.frombuffer(value.encode("utf-32-le"), np.uint32)
    read = byte_of_code()[np.minimum(codes, 0xFFFF)]
    if ((read == 0) & (codes > 0)).any():
        raise UnicodeError(value[:40])
    return read.tobytes()


def _unicode(value: str, name: str) -> str:
    """The bytes that `value` was read from, read as `name`; empty where that cannot be."""
    try:
        return _bytes(value).decode(name)
    except UnicodeError:
        return ""
