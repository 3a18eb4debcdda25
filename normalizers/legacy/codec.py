"""Encoding and decoding, text to text, each decoded character with the characters it was made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from ..text import Text
from . import decomposed, eight_bit, viqr
from .decoded import Decoded, aligned
from .encodings import TABLED, Encoding, read_as_8_bit
from .letters import byte_of_code, letters, replacements


def encode(value: str, encoding: Encoding) -> str:
    """`value` (NFC) written in `encoding` and read as CP1252, as old files come out of programs that know no better.

    Characters that the encoding has no code for stay as they are; `cannot_hold` lists those that do not come back.
    """
    if encoding in TABLED:
        return value.translate(replacements(encoding))
    return _WRITERS[encoding](value)


def decode(value: str, encoding: Encoding) -> Decoded:
    """What `value`, an eight-bit text read as CP1252 or Latin-1, says in `encoding`; other characters stay."""
    if encoding in TABLED:
        return _decoded_by_table(value, encoding)
    return _READERS[encoding](value)


def decode_bytes(data: bytes, encoding: Encoding) -> str:
    """What the bytes of a file in `encoding` say; for the encodings that are no bytes, of their UTF-8."""
    if encoding in (Encoding.DECOMPOSED, Encoding.DECOMPOSED_WINDOWS):
        return decode(data.decode("utf-8"), encoding).value
    return decode(read_as_8_bit(data), encoding).value


def cannot_hold(value: str, encoding: Encoding) -> frozenset[str]:
    """The characters of `value` that are something else after encoding and decoding, each taken alone."""
    return frozenset(char for char in set(value) if not _comes_back(char, encoding))


def decoded_text(text: Text, encoding: Encoding) -> Text:
    """`text` decoded as a whole, each character with the raw characters behind it."""
    return aligned(text, decode(text.value, encoding))


@lru_cache(maxsize=1 << 12)
def _comes_back(char: str, encoding: Encoding) -> bool:
    return decode(encode(char, encoding), encoding).value == char


def _decoded_by_table(value: str, encoding: Encoding) -> Decoded:
    table = letters(encoding)
    codes = np.frombuffer(value.encode("utf-32-le", "surrogatepass"), np.uint32)
    read = byte_of_code().take(codes, mode="clip")
    single = table.single.take(read)
    out = np.where(single > 0, single, codes)
    if table.pair is None:
        return Decoded(_string(out), None)
    first = np.flatnonzero(table.second.take(read[1:]))  # only these are looked up in the large table
    paired = table.pair.take(read[first].astype(np.uint32) << 8 | read[first + 1])
    first, paired = first[paired > 0], paired[paired > 0]
    if not len(first):
        return Decoded(_string(out), None)
    out[first] = paired
    heads = np.ones(len(codes), np.bool_)
    heads[first + 1] = False
    return Decoded(_string(out.take(np.flatnonzero(heads))), heads.tobytes())


def _string(codes: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _nfd(value: str) -> str:
    return unicodedata.normalize("NFD", value)


_WRITERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.UTF8_READ_AS_CP1252: eight_bit.utf8_written,
    Encoding.UTF8_READ_AS_CP1252_TWICE: lambda value: eight_bit.utf8_written(eight_bit.utf8_written(value)),
    Encoding.UTF16_LE_READ_AS_8_BIT: lambda value: read_as_8_bit(value.encode("utf-16-le", "surrogatepass")),
    Encoding.UTF16_BE_READ_AS_8_BIT: lambda value: read_as_8_bit(value.encode("utf-16-be", "surrogatepass")),
    Encoding.DECOMPOSED: _nfd,
    Encoding.DECOMPOSED_WINDOWS: decomposed.windows_order,
    Encoding.VIQR: viqr.written,
}

_READERS: dict[Encoding, Callable[[str], Decoded]] = {
    Encoding.UTF8_READ_AS_CP1252: eight_bit.utf8_read,
    Encoding.UTF8_READ_AS_CP1252_TWICE: eight_bit.utf8_read_twice,
    Encoding.UTF16_LE_READ_AS_8_BIT: eight_bit.utf16_le_read,
    Encoding.UTF16_BE_READ_AS_8_BIT: eight_bit.utf16_be_read,
    Encoding.DECOMPOSED: decomposed.composed,
    Encoding.DECOMPOSED_WINDOWS: decomposed.composed,
    Encoding.VIQR: viqr.read,
}
