"""Paths remembered, the bytes behind each told by their SHA-256: the same bytes are processed once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, text, update

from ..hashing import file_sha256
from ..reading import Limits
from ..reading.limits import MIB
from .outcome import Refused
from .paths import restored, stored
from .schema import contents, files, missed
from .store import Store, note
from .walking import UNREADABLE, Found

_BATCH = 200  # paths a transaction
_DOUBTED = ("changed", "unreadable")  # reasons for which the bytes are looked at again, though size and time are known


@dataclass(slots=True)
class Intake:
    """How many paths were met, how many of them are new, and how many have other bytes than before."""

    paths: int = 0
    new: int = 0
    changed: int = 0


def take_in(store: Store, found: Iterable[Found], run: int, limits: Limits, tally: Intake) -> Iterator[Intake]:
    """Remember the paths `found`; gives the tally after each transaction.

    A file whose size and time are those of the last run is not hashed again.
    """
    source = iter(found)
    while batch := list(islice(source, _BATCH)):
        with store.begin() as connection:
            known = _known(connection, batch)
        identified = [(each, *_identity(each, limits)) for each in batch if not _is_known(each, known)]
        hashed = [each for each in identified if _is_news(*each[:2], known)]
        with store.begin() as connection:
            if connection.dialect.name == "postgresql":  # two runs that meet the same bytes; SQLite begins IMMEDIATE
                connection.execute(text("LOCK TABLE files IN SHARE ROW EXCLUSIVE MODE"))
            _no_longer_missed(connection, batch)
            for each, key, refused in hashed:
                _remember(connection, each, key, refused, run)
        tally.paths += len(batch)
        tally.new += sum(stored(each.path) not in known for each, _, _ in hashed)
        tally.changed += sum(_other_bytes(known.get(stored(each.path)), key) for each, key, _ in hashed)
        yield tally


def unread(store: Store) -> list[str]:
    """Paths that could not be read when they were met."""
    with store.reading() as connection:
        wanted = select(files.c.path).join(contents, contents.c.sha256 == files.c.sha256)
        which = contents.c.state == "quarantined", contents.c.reason == UNREADABLE.reason
        return [restored(kept) for kept in connection.scalars(wanted.where(*which))]


def content_hash(path: str) -> str:
    """The SHA-256 of the bytes at `path`; raises OSError."""
    return file_sha256(Path(path))


def _known(connection: Connection, batch: list[Found]) -> dict[str, Row[Any]]:
    """What the store has of the paths of a batch."""
    which = files.c.path.in_([stored(each.path) for each in batch])
    wanted = select(files, contents.c.is_path, contents.c.reason).outerjoin(
        contents, files.c.sha256 == contents.c.sha256
    )
    return {row.path: row for row in connection.execute(wanted.where(which))}


def _is_known(each: Found, known: Mapping[str, Row[Any]]) -> bool:
    """Whether the bytes need not be looked at; what could not be read may be readable by now."""
    row = known.get(stored(each.path))
    if row is None or row.is_path or row.reason in _DOUBTED:
        return False
    return bool((row.size, row.modified) == (each.size, each.modified))


def _is_news(each: Found, key: str, known: Mapping[str, Row[Any]]) -> bool:
    row = known.get(stored(each.path))
    return row is None or (row.sha256, row.size, row.modified) != (key, each.size, each.modified)


def _other_bytes(row: Row[Any] | None, key: str) -> bool:
    return row is not None and row.sha256 != key


def _identity(each: Found, limits: Limits) -> tuple[str, Refused | None]:
    """The key of the content, and why it will not be read, if so."""
    refused = each.refused
    if refused is None and each.size > limits.file_bytes:
        refused = _too_large(limits)
    if refused is None:
        try:
            return content_hash(each.path), None
        except OSError:
            refused = UNREADABLE
    told = f"{refused.reason}\0{each.size}\0{each.modified}\0".encode() + os.fsencode(each.path)
    return hashlib.sha256(told).hexdigest(), refused


def _too_large(limits: Limits) -> Refused:
    allowed = limits.file_bytes // MIB
    return Refused(
        "too_large",
        f"Tệp lớn hơn {allowed} MiB: hãy tách tệp hoặc nâng giới hạn.",
        f"The file is larger than {allowed} MiB: split it or raise the limit.",
    )


def _remember(connection: Connection, each: Found, key: str, refused: Refused | None, run: int) -> None:
    """Write a new or changed path; content that no path has any longer goes, with its results."""
    path = stored(each.path)
    if connection.scalar(select(contents.c.sha256).where(contents.c.sha256 == key)) is None:
        told = (
            {"reason": refused.reason, "message": refused.message, "message_en": refused.message_en} if refused else {}
        )
        state = "quarantined" if refused else "pending"
        values = {"sha256": key, "is_path": refused is not None, "size": each.size, "state": state, "attempts": 0}
        connection.execute(insert(contents).values(values | told | {"run": run if refused else None}))
    before = connection.scalar(select(files.c.sha256).where(files.c.path == path))
    values = {"sha256": key, "size": each.size, "modified": each.modified, "run": run}
    if before is None:
        connection.execute(insert(files).values(path=path, **values))
        note(connection, "found", run, sha256=key, path=path)
        return
    connection.execute(update(files).where(files.c.path == path).values(values))
    if before != key:
        note(connection, "changed", run, sha256=key, path=path, before=before)
        forget_unused(connection, before)


def _no_longer_missed(connection: Connection, batch: list[Found]) -> None:
    """What somebody has said to be gone is back: it is missed when it goes again."""
    connection.execute(delete(missed).where(missed.c.path.in_([stored(each.path) for each in batch])))


def forget_unused(connection: Connection, key: str) -> None:
    """Delete content that no path has, with its results; the events stay."""
    used = exists().where(files.c.sha256 == key)
    connection.execute(delete(contents).where(contents.c.sha256 == key, ~used))
