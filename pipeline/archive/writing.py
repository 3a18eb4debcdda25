"""What came of a file, written to the store in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, delete, insert, select, update

from .outcome import Done, Outcome, Refused, Value, Versions
from .schema import contents, documents, extractions, findings, pages
from .store import Store, note, now

_RESULTS = (documents, pages, extractions, findings)


def write(store: Store, sha256: str, outcome: Outcome, run: int, made_by: Versions, seconds: float) -> bool:
    """Keep `outcome` as the result for the content `sha256`, in place of an earlier one; False if it is known no more.

    Writing the same outcome twice leaves what writing it once does.
    """
    with store.begin() as connection:
        return write_in(connection, sha256, outcome, run, made_by, seconds)


def write_in(
    connection: Connection, sha256: str, outcome: Outcome, run: int, made_by: Versions, seconds: float
) -> bool:
    """The same within a transaction of the caller."""
    if connection.scalar(select(contents.c.state).where(contents.c.sha256 == sha256)) is None:
        return False
    for table in _RESULTS:
        connection.execute(delete(table).where(table.c.sha256 == sha256))
    told: Value = {"reason": None, "message": None, "message_en": None, "state": "done"}
    if isinstance(outcome, Refused):
        told = {
            "state": "quarantined",
            "reason": outcome.reason,
            "message": outcome.message,
            "message_en": outcome.message_en,
        }
    else:
        _insert_results(connection, sha256, outcome)
    connection.execute(
        update(contents)
        .where(contents.c.sha256 == sha256)
        .values(
            **told,
            attempts=contents.c.attempts + 1,
            code=made_by.code,
            rules=made_by.rules,
            model=made_by.model,
            seconds=round(seconds, 3),
            finished=now(),
            run=run,
        )
    )
    note(connection, told["state"], run, sha256=sha256, **({"reason": told["reason"]} if told["reason"] else {}))
    return True


def _insert_results(connection: Connection, sha256: str, done: Done) -> None:
    connection.execute(insert(documents).values(sha256=sha256, **done.document))
    _insert_all(connection, pages, sha256, done.pages)
    _insert_all(connection, extractions, sha256, done.extractions)
    _insert_all(connection, findings, sha256, done.findings)


def _insert_all(connection: Connection, table: Table, sha256: str, rows: Sequence[Value]) -> None:
    if rows:
        connection.execute(insert(table), [{"sha256": sha256, **row} for row in rows])
