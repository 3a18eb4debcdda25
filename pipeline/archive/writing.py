"""What came of a file, written to the store in one transaction: all of it or nothing."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from .intake import content_hash
from .outcome import CHANGED, Done, Outcome, Refused, Value, Versions
from .schema import claims, contents, documents, extractions, findings, pages
from .store import Store, note, now

# Statements made once: to make one costs more than to execute it.
_RESULTS = (documents, pages, extractions, findings)
_KEY: BindParameter[str] = bindparam("key")
_KNOWN = select(contents.c.attempts).where(contents.c.sha256 == _KEY).with_for_update()  # two runs on one store
_DELETE_RESULTS = [delete(table).where(table.c.sha256 == _KEY) for table in _RESULTS]
_DELETE_CLAIM = delete(claims).where(claims.c.sha256 == _KEY)
_INSERT_RESULTS = [insert(table) for table in _RESULTS]
_SETTLE = update(contents).where(contents.c.sha256 == _KEY)


def settled(sha256: str, path: str, outcome: Outcome) -> Outcome:
    """`outcome` where it is that of the content `sha256`, CHANGED where other bytes lay at `path` by then."""
    if isinstance(outcome, Done):
        return outcome if outcome.sha256 == sha256 else CHANGED
    try:
        return outcome if content_hash(path) == sha256 else CHANGED
    except OSError:
        return outcome


def write(store: Store, sha256: str, outcome: Outcome, run: int, made_by: Versions, seconds: float) -> bool:
    """Keep `outcome` as the result for the content `sha256`, in place of an earlier one; False if it is known no more.

    Writing the same outcome twice leaves what writing it once does.
    """
    with store.begin() as connection:
        attempts = connection.scalar(_KNOWN, {"key": sha256})
        if attempts is None:
            return False
        if isinstance(outcome, Done) and outcome.sha256 != sha256:
            outcome = CHANGED
        for delete_results in _DELETE_RESULTS if attempts else ():
            connection.execute(delete_results, {"key": sha256})
        connection.execute(_DELETE_CLAIM, {"key": sha256})
        told: Value = dict.fromkeys(("reason", "message", "message_en"))
        if isinstance(outcome, Refused):
            told = asdict(outcome)
        else:
            _insert_results(connection, sha256, outcome)
        told |= {"state": "quarantined" if isinstance(outcome, Refused) else "done"} | asdict(made_by)
        told |= {"attempts": attempts + 1, "seconds": round(seconds, 3), "finished": now(), "run": run}
        connection.execute(_SETTLE, {"key": sha256} | told)
        note(connection, told["state"], run, sha256=sha256, **({"reason": told["reason"]} if told["reason"] else {}))
        return True


def _insert_results(connection: Connection, sha256: str, done: Done) -> None:
    tables = ([done.document], done.pages, done.extractions, done.findings)
    for statement, rows in zip(_INSERT_RESULTS, tables, strict=True):
        if rows:
            connection.execute(statement, [{"sha256": sha256, **_kept(row)} for row in rows])


def _kept(row: Value) -> Value:
    """The row without half surrogate pairs and NUL, which databases refuse: a broken PDF may hold both."""
    return {name: _plain(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _plain(cell: str) -> str:
    return cell.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\ufffd")
