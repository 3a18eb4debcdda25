"""What is to be done: content that is pending, each with a path where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, update

from .batches import batches
from .outcome import Versions
from .paths import is_there, restored
from .schema import claims, contents, files
from .store import Store, note
from .workers import Job

_BATCH = 500


def pending(store: Store) -> int:
    """How many contents wait."""
    with store.reading() as connection:
        wanted = select(func.count()).select_from(contents).where(contents.c.state == "pending")
        return int(connection.scalar(wanted) or 0)


def jobs(store: Store) -> Iterator[Job]:
    """The pending contents that no run has claimed, in the order of their hashes.

    They are fetched a batch at a time: what a run adds is met as well.
    """
    last = ""
    in_work = exists().where(claims.c.sha256 == contents.c.sha256)
    while True:
        wanted = (
            select(contents.c.sha256, func.min(files.c.path))
            .join(files, files.c.sha256 == contents.c.sha256)
            .where(contents.c.state == "pending", contents.c.sha256 > last, ~in_work)
            .group_by(contents.c.sha256)
            .order_by(contents.c.sha256)
            .limit(_BATCH)
        )
        with store.reading() as connection:
            found = connection.execute(wanted).all()
            batch = [Job(sha256, lying_at(connection, sha256, restored(path))) for sha256, path in found]
        if not batch:
            return
        last = batch[-1].sha256
        yield from batch


def lying_at(connection: Connection, sha256: str, path: str) -> str:
    """`path`, or another path of the content that is there: files move, and one of several copies may be gone."""
    if is_there(path):
        return path
    others = connection.scalars(select(files.c.path).where(files.c.sha256 == sha256).order_by(files.c.path))
    return next((other for other in map(restored, others) if is_there(other)), path)


def put_back(store: Store, run: int, reasons: Sequence[str] = ()) -> int:
    """Make quarantined content pending again, all or that of some `reasons`; how many."""
    condition: ColumnElement[bool] = and_(contents.c.state == "quarantined", ~contents.c.is_path)
    if reasons:
        condition = and_(condition, contents.c.reason.in_(reasons))
    return _made_pending(store, [condition], run, "retried", reasons=list(reasons))


def refresh(store: Store, made_by: Versions, run: int) -> int:
    """Make pending what another version of the code, the rules or the model has made; how many.

    What lies at no path now, as on a disk that is not there today, keeps the result it has.
    """
    outdated = or_(
        contents.c.code != made_by.code, contents.c.rules != made_by.rules, contents.c.model != made_by.model
    )
    condition = and_(contents.c.state != "pending", ~contents.c.is_path, outdated)
    with store.reading() as connection:
        wanted = select(contents.c.sha256, files.c.path).join(files, files.c.sha256 == contents.c.sha256)
        rows = connection.execute(wanted.where(condition), execution_options={"yield_per": _BATCH})
        there = {sha256 for sha256, path in rows if is_there(restored(path))}
    return _made_pending(store, [contents.c.sha256.in_(batch) for batch in batches(there)], run, "refreshed")


def _made_pending(
    store: Store,
    conditions: Sequence[ColumnElement[bool]],
    run: int,
    what: str,
    **details: Any,  # noqa: ANN401 - JSON
) -> int:
    with store.begin() as connection:
        made = (connection.execute(update(contents).where(each).values(state="pending")) for each in conditions)
        count = sum(int(each.rowcount) for each in made)
        if count:
            note(connection, what, run, count=count, **details)
        return count
