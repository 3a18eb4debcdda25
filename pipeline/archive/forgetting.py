"""The command `vanthu forget`: files were taken away on purpose; `verify` misses them no longer, the events tell it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, exists, insert, select

from ..console import Screen
from ..labels import Label
from ..printable import escaped
from .across import update_across
from .batches import batches
from .gone import gone_below
from .intake import forget_unused
from .paths import is_there
from .run import session
from .schema import corrections, files, missed
from .settings import Settings
from .store import Store, StoreError, note


def forget(where: str, paths: Sequence[str], screen: Screen, *, keep: bool) -> int:
    """Say yes to what is gone at `paths` or below, files or folders; its results are kept, or go with it; 0.

    Raises StoreError for a file that is still there, and for a path at which nothing is missed.
    """
    with closing(Store.open(where)) as store:  # one that is not there is not made
        _checked(store, paths)
    with session(where, paths, Settings()) as run:
        gone = gone_below(run.store, [Path(path).absolute() for path in paths])
        for batch in batches(gone):
            with run.store.begin() as connection:
                _say(connection, batch, run.number, keep=keep)
        if not keep:
            update_across(run.store, run.number)
    count = len(gone)
    kept = ("giữ kết quả", "results kept") if keep else ("bỏ kết quả", "results removed")
    screen.say(
        Label(
            f"Đã ghi nhận {count} tệp không còn trên đĩa, {kept[0]}.",
            f"{count} files that are gone are noted, {kept[1]}.",
        )
    )
    return 0


def _checked(store: Store, paths: Sequence[str]) -> None:
    for path in paths:
        start, name = Path(path).absolute(), escaped(path)
        if is_there(str(start)) and not start.is_dir():
            raise StoreError(
                f"Tệp «{name}» vẫn còn trên đĩa: hãy xóa hoặc dời tệp trước.",
                f'The file "{name}" is still there: delete or move it first.',
            )
        if not gone_below(store, [start]):
            raise StoreError(
                f"Kho không thiếu tệp nào ở «{name}»: hãy chép đường dẫn mà vanthu verify nêu.",
                f'The store misses no file at "{name}": take the path that vanthu verify tells.',
            )


def _say(connection: Connection, paths: list[str], run: int, *, keep: bool) -> None:
    known = set(connection.scalars(select(missed.c.path).where(missed.c.path.in_(paths)))) if keep else set()
    rows = connection.execute(select(files.c.path, files.c.sha256).where(files.c.path.in_(paths))).all()
    for path, sha256 in rows:
        if path in known:
            continue
        if keep:
            connection.execute(insert(missed).values(path=path))
        else:
            connection.execute(delete(files).where(files.c.path == path))
            forget_unused(connection, sha256)
            _forget_corrections(connection, sha256)
        note(connection, "forgotten", run, sha256=sha256, path=path, results="kept" if keep else "removed")


def _forget_corrections(connection: Connection, sha256: str) -> None:
    """Delete what reviewers said of content that is in the store no longer."""
    known = exists().where(files.c.sha256 == sha256)
    connection.execute(delete(corrections).where(corrections.c.sha256 == sha256, ~known))
