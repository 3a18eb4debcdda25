"""Paths of the store that are no longer on the disk: what moved, and what was taken away as a message asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select

from .batches import batches
from .intake import forget_unused
from .paths import is_there, restored
from .schema import contents, files
from .store import Store, note

_BATCH = 1000


def forget_gone(store: Store, roots: Sequence[str], run: int) -> int:
    """Forget paths below `roots` that are gone, where nothing is lost by it; how many.

    That is so for a file whose bytes lie at another path now, and for one that had no result. A report that was done
    and is nowhere any longer stays, with its result: `verify` tells of it.
    """
    starts = [Path(root).absolute() for root in roots if Path(root).is_dir()]
    return sum(_forget(store, batch, run) for batch in batches(gone_below(store, starts)))


def gone_below(store: Store, starts: Sequence[Path]) -> list[str]:
    """Paths at `starts` or below, as they are kept, where nothing stands, or a folder that could not be opened once."""
    with store.reading() as connection:
        rows = connection.scalars(select(files.c.path), execution_options={"yield_per": _BATCH})
        below = (kept for kept in rows if any(Path(restored(kept)).is_relative_to(start) for start in starts))
        return [kept for kept in below if not is_there(restored(kept)) or _is_open_folder(restored(kept))]


def _is_open_folder(path: str) -> bool:
    try:
        if not stat.S_ISDIR(Path(path).lstat().st_mode):
            return False
        with os.scandir(path):
            return True
    except OSError:
        return False


def _forget(store: Store, paths: list[str], run: int) -> int:
    count = 0
    with store.begin() as connection:
        known = select(files.c.path, files.c.sha256, contents.c.state).join(
            contents, contents.c.sha256 == files.c.sha256
        )
        for path, sha256, state in connection.execute(known.where(files.c.path.in_(paths))).all():
            copies = connection.scalars(select(files.c.path).where(files.c.sha256 == sha256, files.c.path != path))
            if state == "quarantined" or any(is_there(restored(copy)) for copy in copies):
                connection.execute(delete(files).where(files.c.path == path))
                forget_unused(connection, sha256)
                note(connection, "gone", run, sha256=sha256, path=path)
                count += 1
    return count
