"""What tests ask a store: its rows, what became of each path, what `verify` says."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from sqlalchemy import Select, select

from pipeline.archive.paths import restored
from pipeline.archive.schema import contents, files
from pipeline.archive.store import Store
from pipeline.archive.verify import Tally, verify


def asked(where: str, query: Select[tuple[str, ...]]) -> list[tuple[str, ...]]:
    with closing(Store.open(where)) as store, store.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def states(where: str, root: Path) -> dict[str, str]:
    """What became of each path, by its name below `root`: done, pending, or the reason of quarantine."""
    query = select(files.c.path, contents.c.state, contents.c.reason).join(contents)
    return {os.path.relpath(restored(path), root): reason or state for path, state, reason in asked(where, query)}


def verified(where: str) -> list[str]:
    with closing(Store.open(where)) as store:
        return [fault.told.en for fault in verify(store, Tally())]
