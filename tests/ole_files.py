"""Compound files (MS-CFB, version 3) with streams as given: the containers of Office 97-2003, and of encrypted files."""

from __future__ import annotations

import struct

SECTOR = 512
LEAST = 4096  # shorter streams lie in a stream of their own, which is not written here
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole_file(streams: dict[str, bytes]) -> bytes:
    """A file with these streams, each padded with zeros to 4 KiB."""
    padded = {name: data.ljust(LEAST, b"\0") for name, data in streams.items()}
    directory_size = -(-(len(padded) + 1) // 4)
    chains, body, starts = [], b"", {}
    at = 1 + directory_size  # after the sector of the allocation table and those of the directory
    for name, data in padded.items():
        count = -(-len(data) // SECTOR)
        starts[name] = at
        chains += [*range(at + 1, at + count), END]
        body += data.ljust(count * SECTOR, b"\0")
        at += count
    table = [FAT, *range(2, 1 + directory_size), END, *chains]
    assert len(table) <= SECTOR // 4
    entries = [_entry("Root Entry", 5, child=1 if padded else FREE, start=END, size=0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        right = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, right=right, start=starts[name], size=len(data)))
    directory = b"".join(entries).ljust(directory_size * SECTOR, b"\0")
    return _header() + struct.pack("<128I", *table, *[FREE] * (128 - len(table))) + directory + body


def _header() -> bytes:
    fields = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    fields += struct.pack("<IIIIIIIII", 0, 1, 1, 0, LEAST, END, 0, END, 0)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + fields + struct.pack("<109I", 0, *[FREE] * 108)).ljust(
        SECTOR, b"\0"
    )


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
    return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
