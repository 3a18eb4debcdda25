"""Which run is at which content, so that several runs on one store share the work.

A claim is void as soon as its run has ended, killed perhaps: on this machine its process is looked for, of a run on
another machine the heartbeat must not be older than `_SILENT`. A claim that was void too early costs double work only.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from .processes import is_alive, start_of
from .schema import active, claims, contents, runs
from .store import Store, StoreError, note, now
from .workers import Job

_BEAT = 20.0  # seconds between two heartbeats
_SILENT = 120.0  # seconds without one after which a run of another machine is taken for dead
_AHEAD = 0.5  # seconds of work that are claimed at a time: other runs are to find some, too
_MOST = 64  # contents of a transaction


def enter(connection: Connection, run: int) -> None:
    """Tell that this process is at work as `run`."""
    pid = os.getpid()
    values = {"run": run, "host": host(), "pid": pid, "start": start_of(pid) or 0.0, "beat": _clock(connection)}
    connection.execute(insert(active).values(values))


def leave(connection: Connection, run: int) -> None:
    """Give up all that `run` has claimed."""
    connection.execute(delete(claims).where(claims.c.run == run))
    connection.execute(delete(active).where(active.c.run == run))


@contextmanager
def beating(store: Store, run: int) -> Iterator[None]:
    """Tell other machines that `run` lives, as long as the block does."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(_BEAT):
            with suppress(StoreError, SQLAlchemyError):  # the run itself will meet it
                _beat(store, run)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def claimed(store: Store, jobs: Iterator[Job], run: int) -> Iterator[Job]:
    """Those of the `jobs` that are still to be done and that no other run is at; they are claimed by `run`.

    As many are claimed at a time as are drawn in `_AHEAD` seconds.
    """
    size = 1
    while batch := list(islice(jobs, size)):
        begun = time.monotonic()
        with store.begin() as connection:
            asked = {"keys": [job.sha256 for job in batch], "by": run}
            taken = set(connection.scalars(_CLAIM[connection.dialect.name], asked))
        yield from (job for job in batch if job.sha256 in taken)
        size = min(2 * size, _MOST) if time.monotonic() - begun < _AHEAD else max(1, size // 2)


def claimed_by_others(store: Store, run: int) -> int:
    """How many contents other runs are at."""
    with store.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(claims).where(claims.c.run != run)) or 0)


def release_ended(store: Store) -> None:
    """Make free what runs had claimed that have ended without a word; they are noted as interrupted."""
    with store.reading() as connection:
        at = _clock(connection)
        ended = [row.run for row in connection.execute(select(active)) if not _lives(row, at)]
    with store.begin() as connection:
        for run in ended:
            leave(connection, run)
            which = update(runs).where(runs.c.id == run, runs.c.state == "running")
            if connection.execute(which.values(finished=now(), state="interrupted")).rowcount:
                note(connection, "run lost", run)
        connection.execute(delete(claims).where(claims.c.run.not_in(select(active.c.run))))


@cache
def host() -> str:
    """The name of this machine, or of the container: of whatever numbers processes by itself."""
    numbers = ""
    with suppress(OSError):
        numbers = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - text, not a path
    return f"{platform.node()} {numbers}".strip()[:200]


def _lives(row: Row[Any], at: float) -> bool:
    return is_alive(row.pid, row.start) if row.host == host() else at - row.beat < _SILENT


def _beat(store: Store, run: int) -> None:
    with store.begin() as connection:
        told = update(active).where(active.c.run == run).values(beat=_clock(connection))
        if not connection.execute(told).rowcount:  # it was silent for long, as in a laptop asleep
            enter(connection, run)


def _clock(connection: Connection) -> float:
    """Seconds since 1970, of one clock for all machines."""
    if connection.dialect.name == "postgresql":
        return float(connection.scalar(select(func.extract("epoch", func.clock_timestamp()))) or 0.0)
    return time.time()


def _claim(dialect: Any) -> Any:  # noqa: ANN401 - of SQLAlchemy
    """The claim of contents that are pending (and stay so: their rows are locked, in order) and that nobody has."""
    keys = contents.c.sha256.in_(bindparam("keys", expanding=True))
    wanted = select(contents.c.sha256, bindparam("by", type_=Integer)).where(keys, contents.c.state == "pending")
    wanted = wanted.order_by(contents.c.sha256).with_for_update()
    return (
        dialect.insert(claims)
        .from_select(["sha256", "run"], wanted)
        .on_conflict_do_nothing()
        .returning(claims.c.sha256)
    )


_CLAIM = {"postgresql": _claim(postgresql), "sqlite": _claim(sqlite)}
