"""The SHA-256 manifest of the inputs: one line a file, as in a BagIt bag (RFC 8493, 2.1.3)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import Connection, select

from .export_rows import by_bytes, streamed
from .paths import restored
from .schema import contents, files, missed

_ESCAPED = re.compile("[%\r\n\udc80-\udcff]")  # the last: bytes that are not UTF-8


def write_manifest(connection: Connection, out: BinaryIO) -> tuple[int, int]:
    """Write ``sha256  path`` for every file, sorted by path; how many files it lists, and how many it cannot.

    Paths are relative to the folder that all have in common: in it `sha256sum -c` proves them. A file that could not
    be read has no hash. In a path ``%``, CR, LF and what is not UTF-8 are written as %XX.
    """
    folder = _common_folder(connection)
    listed = unread = 0
    for path, sha256, is_path in _paths(connection):
        if is_path:
            unread += 1
            continue
        listed += 1
        out.write(f"{sha256}  ".encode("ascii") + encoded_path(_relative(path, folder)) + b"\n")
    return listed, unread


def encoded_path(path: str) -> bytes:
    """The path (as `os.fsdecode` gives it) as a manifest has it: UTF-8 on one line."""
    return _ESCAPED.sub(lambda match: f"%{os.fsencode(match[0])[0]:02X}", path).encode("utf-8")


def _paths(connection: Connection) -> Iterator[tuple[str, str, bool]]:
    query = (
        select(files.c.path, files.c.sha256, contents.c.is_path)
        .join(contents, contents.c.sha256 == files.c.sha256)
        .where(files.c.path.not_in(select(missed.c.path)))  # there is nothing to prove any more
        .order_by(by_bytes(connection, files.c.path))
    )
    return ((restored(row.path), row.sha256, row.is_path) for row in streamed(connection, query))


def _common_folder(connection: Connection) -> str:
    """The deepest folder that holds every file; empty where there is none."""
    common: str | None = None
    for path, _, _ in _paths(connection):
        folder = os.path.dirname(path)  # noqa: PTH120 - a text that keeps every byte
        try:
            common = folder if common is None else os.path.commonpath((common, folder))
        except ValueError:  # absolute and relative, or two drives
            return ""
    return common or ""


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder) if folder else path
