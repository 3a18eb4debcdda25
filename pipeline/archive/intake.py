"""Paths remembered, the bytes behind each told by their SHA-256: the same bytes are processed once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, exists, insert, select, text, update

from ..hashing import file_sha256
from ..reading import Limits
from ..reading.limits import MIB
from .outcome import Refused
from .paths import restored, stored
from .schema import contents, events, files, missed
from .store import Store, event_of, note
from .walking import UNREADABLE, Found

_BATCH = 200  # paths a transaction
_DOUBTED = ("changed", "unreadable")  # reasons for which the bytes are looked at again, though size and time are known


@dataclass(slots=True)
class Intake:
    """How many paths were met, how many of them are new, and how many have other bytes than before."""

    paths: int = 0
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Identified:
    """A path with the key of its content, and why that will not be read, if so."""

    found: Found
    key: str
    refused: Refused | None

    def content(self, run: int) -> dict[str, Any]:
        """The row of the content."""
        row = {"sha256": self.key, "is_path": self.refused is not None, "size": self.found.size, "attempts": 0}
        if self.refused is None:
            return row | dict.fromkeys(("reason", "message", "message_en", "run")) | {"state": "pending"}
        return row | asdict(self.refused) | {"state": "quarantined", "run": run}


def take_in(store: Store, found: Iterable[Found], run: int, limits: Limits, tally: Intake) -> Iterator[Intake]:
    """Remember the paths `found`; gives the tally after each transaction.

    A file whose size and time are those of the last run is not hashed again.
    """
    source = iter(found)
    while batch := list(islice(source, _BATCH)):
        with store.begin() as connection:
            known = _known(connection, batch)
        identified = [_identified(each, limits) for each in batch if not _is_known(each, known)]
        hashed = [each for each in identified if _is_news(each, known)]
        with store.begin() as connection:
            if connection.dialect.name == "postgresql":  # two runs that meet the same bytes; SQLite begins IMMEDIATE
                connection.execute(text("LOCK TABLE files IN SHARE ROW EXCLUSIVE MODE"))
            _no_longer_missed(connection, batch)
            _remember(connection, hashed, run)
        tally.paths += len(batch)
        tally.new += sum(stored(each.found.path) not in known for each in hashed)
        tally.changed += sum(_other_bytes(each, known) for each in hashed)
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


def _is_news(each: _Identified, known: Mapping[str, Row[Any]]) -> bool:
    row = known.get(stored(each.found.path))
    return row is None or (row.sha256, row.size, row.modified) != (each.key, each.found.size, each.found.modified)


def _other_bytes(each: _Identified, known: Mapping[str, Row[Any]]) -> bool:
    row = known.get(stored(each.found.path))
    return row is not None and row.sha256 != each.key


def _identified(each: Found, limits: Limits) -> _Identified:
    refused = each.refused
    if refused is None and each.size > limits.file_bytes:
        refused = _too_large(limits)
    if refused is None:
        try:
            return _Identified(each, content_hash(each.path), None)
        except OSError:
            refused = UNREADABLE
    told = f"{refused.reason}\0{each.size}\0{each.modified}\0".encode() + os.fsencode(each.path)
    return _Identified(each, hashlib.sha256(told).hexdigest(), refused)


def _too_large(limits: Limits) -> Refused:
    allowed = limits.file_bytes // MIB
    return Refused(
        "too_large",
        f"Tệp lớn hơn {allowed} MiB: hãy tách tệp hoặc nâng giới hạn.",
        f"The file is larger than {allowed} MiB: split it or raise the limit.",
    )


def _remember(connection: Connection, met: Sequence[_Identified], run: int) -> None:
    """Write new or changed paths; content that no path has any longer goes, with its results."""
    there = set(connection.scalars(select(contents.c.sha256).where(contents.c.sha256.in_([each.key for each in met]))))
    paths = [stored(each.found.path) for each in met]
    known = connection.execute(select(files.c.path, files.c.sha256).where(files.c.path.in_(paths)))
    before = {row.path: row.sha256 for row in known}
    rows = {
        path: {"path": path, "sha256": each.key, "size": each.found.size, "modified": each.found.modified, "run": run}
        for path, each in zip(paths, met, strict=True)
    }
    _insert(
        connection,
        contents,
        [each.content(run) for each in {each.key: each for each in met}.values() if each.key not in there],
    )
    _insert(connection, files, [row for path, row in rows.items() if path not in before])
    told = [event_of("found", run, sha256=row["sha256"], path=path) for path, row in rows.items() if path not in before]
    _insert(connection, events, told)
    for path in before:
        connection.execute(update(files).where(files.c.path == path).values(rows[path]))
    changed = {path: old for path, old in before.items() if old != rows[path]["sha256"]}
    for path, old in changed.items():  # only now: two files may have changed places
        note(connection, "changed", run, sha256=rows[path]["sha256"], path=path, before=old)
        forget_unused(connection, old)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _no_longer_missed(connection: Connection, batch: list[Found]) -> None:
    """What somebody has said to be gone is back: it is missed when it goes again."""
    connection.execute(delete(missed).where(missed.c.path.in_([stored(each.path) for each in batch])))


def forget_unused(connection: Connection, key: str) -> None:
    """Delete content that no path has, with its results; the events stay."""
    used = exists().where(files.c.sha256 == key)
    connection.execute(delete(contents).where(contents.c.sha256 == key, ~used))
