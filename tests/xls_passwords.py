"""Workbook streams of Excel 97-2003 behind a password ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.6): RC4 with 40 bits."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator

_BOF, _FILE_PASS, _INTERFACE, _SHEET = 0x0809, 0x002F, 0x00E1, 0x0085
_SALT, _VERIFIER = bytes(range(16)), b"0123456789abcdef"
_BLOCK = 1024


def locked(stream: bytes, password: str) -> bytes:
    """The stream of a workbook, encrypted."""
    hashed = _md5(password.encode("utf-16-le"))[:5]
    secret = _md5((hashed + _SALT) * 16)[:5]
    keys = _rc4(_md5(secret + bytes(4)))
    check = bytes(char ^ next(keys) for char in _VERIFIER + _md5(_VERIFIER))
    password_record = struct.pack("<HHH", 1, 1, 1) + _SALT + check
    records = list(_records(stream))
    records.insert(1, (_FILE_PASS, password_record))
    plain, is_secret = bytearray(), bytearray()
    for kind, data in records:
        clear = len(data) if kind in (_BOF, _FILE_PASS, _INTERFACE) else 4 if kind == _SHEET else 0
        plain += struct.pack("<HH", kind, len(data)) + data
        is_secret += bytes(4 + clear) + b"\1" * (len(data) - clear)
        if kind == _SHEET:  # where its sheet begins, which is later now
            begins = len(plain) - len(data)
            moved = struct.unpack_from("<I", data)[0] + 4 + len(password_record)
            struct.pack_into("<I", plain, begins, moved)
    for start in range(0, len(plain), _BLOCK):
        keys = _rc4(_md5(secret + struct.pack("<I", start // _BLOCK)))
        for at in range(start, min(start + _BLOCK, len(plain))):
            plain[at] ^= next(keys) * is_secret[at]
    return bytes(plain)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data).digest()


def _rc4(key: bytes) -> Iterator[int]:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    while True:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        yield state[(state[i] + state[j]) % 256]
