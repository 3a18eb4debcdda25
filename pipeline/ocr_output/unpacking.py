"""Streams of a PDF unpacked up to a limit: a few kilobytes may hold gigabytes."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object

_ASCII = "/ASCII85Decode"
_FLATE = "/FlateDecode"


def filters_of(stream: Object) -> list[str]:
    """The names of the packings of `stream`, the outermost first."""
    packed = stream.get("/Filter")
    if packed is None:
        return []
    return [str(packed)] if str(packed).startswith("/") else [str(packed[at]) for at in range(len(packed))]


def unpacked(stream: Object, limit: int) -> bytes | None:
    """The content of `stream`, or None where it is longer than `limit` or packed in an uncommon way."""
    data, names = stream.read_raw_bytes(), filters_of(stream)
    if names not in ([], [_ASCII], [_FLATE], [_ASCII, _FLATE]) or "/DecodeParms" in stream:
        return None
    try:
        if _ASCII in names:
            data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
        if _FLATE in names:
            data = zlib.decompressobj().decompress(data, limit + 1)
    except (ValueError, zlib.error):
        return None
    return data if len(data) <= limit else None
