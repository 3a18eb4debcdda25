"""The proof that nothing is lost: files on disk against the store, and the store against itself.

Every path is done, quarantined or pending; the bytes of each are those that were processed; every result is whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Row, Table, func, select

from ..labels import Label
from .intake import content_hash
from .outcome import Refused
from .paths import is_there, restored
from .schema import contents, documents, extractions, files, findings, missed, pages
from .store import Store
from .walking import found_at

_BATCH = 1000
_COUNTED = ((pages, documents.c.pages), (extractions, documents.c.facts), (findings, documents.c.findings))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a path, or with the result for a content."""

    about: str
    told: Label


@dataclass(slots=True)
class Tally:
    """How many paths were looked at, by the state of their content."""

    done: int = 0
    quarantined: int = 0
    pending: int = 0
    missing: int = 0  # of them are gone, and nobody has said that they are
    forgotten: int = 0  # of them are gone, as somebody has said

    @property
    def paths(self) -> int:
        """All of them."""
        return self.done + self.quarantined + self.pending


def verify(store: Store, tally: Tally, *, hashes: bool = True) -> Iterator[Fault]:
    """What is wrong, one after another; without `hashes` files are known by their size and time alone."""
    last = ""
    while True:
        wanted = (
            select(files, contents.c.state, contents.c.reason, contents.c.is_path, missed.c.path.label("missed"))
            .outerjoin(contents, files.c.sha256 == contents.c.sha256)
            .outerjoin(missed, missed.c.path == files.c.path)
            .where(files.c.path > last)
            .order_by(files.c.path)
            .limit(_BATCH)
        )
        with store.reading() as connection:
            rows = list(connection.execute(wanted))
        for row in rows:
            last = row.path
            yield from _of_path(row, tally, hashes=hashes)
        if len(rows) < _BATCH:
            break
    with store.reading() as connection:
        yield from _of_results(connection)


def _of_path(row: Row, tally: Tally, *, hashes: bool) -> Iterator[Fault]:  # type: ignore[type-arg]
    path = restored(row.path)
    if row.state not in ("done", "quarantined", "pending"):
        yield Fault(path, Label("không có trạng thái trong kho", "has no state in the store"))
        return
    setattr(tally, row.state, getattr(tally, row.state) + 1)
    if row.state == "quarantined" and not row.reason:
        yield Fault(path, Label("bị cách ly mà không có lý do", "is quarantined without a reason"))
    if row.is_path:  # it could not be read when it was met: there are no bytes to compare
        return
    found = found_at(Path(path), Path(os.path.realpath(path)).parent)  # it does not raise for links in a circle
    if row.missed and not is_there(path):
        tally.forgotten += 1
    elif found is None or isinstance(found.refused, Refused):
        tally.missing += not is_there(path)
        yield Fault(path, Label("không còn trên đĩa", "is no longer on the disk"))
    elif found.size != row.size or (hashes and not _is_same(path, row.sha256)):
        yield Fault(
            path,
            Label("nội dung đã thay đổi, hãy chạy vanthu run lần nữa", "has other bytes now, run vanthu run again"),
        )


def _is_same(path: str, sha256: str) -> bool:
    try:
        return content_hash(path) == sha256
    except OSError:
        return False


def _of_results(connection: Connection) -> Iterator[Fault]:
    """Results that are not whole, and results without content that is done."""
    missing = (
        select(contents.c.sha256)
        .outerjoin(documents, documents.c.sha256 == contents.c.sha256)
        .where(contents.c.state == "done", documents.c.sha256.is_(None))
    )
    for (sha256,) in connection.execute(missing):
        yield Fault(sha256, Label("đã xong mà không có kết quả", "is done without a result"))
    for table, told in _COUNTED:
        yield from _counts(connection, table, told.name)
    left = select(files.c.sha256).where(files.c.sha256 == contents.c.sha256).exists()
    for (sha256,) in connection.execute(select(contents.c.sha256).where(~left)):
        yield Fault(sha256, Label("có kết quả mà không còn tệp nào", "has a result and no file any longer"))


def _counts(connection: Connection, table: Table, told: str) -> Iterator[Fault]:
    """Documents whose rows in `table` are not as many as the document says."""
    counted = select(table.c.sha256, func.count().label("rows")).group_by(table.c.sha256).subquery()
    rows = func.coalesce(counted.c.rows, 0)
    wanted = (
        select(documents.c.sha256, documents.c[told], rows)
        .outerjoin(counted, counted.c.sha256 == documents.c.sha256)
        .where(documents.c[told] != rows)
    )
    for sha256, said, there in connection.execute(wanted):
        yield Fault(
            sha256,
            Label(f"kết quả thiếu: {told} {there}/{said}", f"the result is not whole: {told} {there} of {said}"),
        )
