"""What came of a file, written to the store in one transaction: all of it or nothing."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, select, update

from ..errors import VanthuError
from .inserting import insert_rows
from .intake import content_hash
from .listing import enter
from .outcome import CHANGED, Done, Outcome, Refused, Value, Versions
from .overlay import lay_over
from .prepared import Prepared
from .schema import claims, contents, corrected, corrections, documents, extractions, findings, listing, pages, readings
from .store import Beginning, note, now

_KEY: BindParameter[str] = bindparam("key")
_KNOWN = Prepared(select(contents.c.attempts).where(contents.c.sha256 == _KEY).with_for_update())  # two runs, one store
_RESULTS = (documents, pages, extractions, findings, readings, corrected)
_DELETE_RESULTS = [Prepared(delete(table).where(table.c.sha256 == _KEY)) for table in _RESULTS]
_DELETE_CLAIM = Prepared(delete(claims).where(claims.c.sha256 == _KEY))
_DELETE_LISTING = Prepared(delete(listing).where(listing.c.sha256 == _KEY))
_REFUSED, _MADE_BY = ("reason", "message", "message_en"), ("code", "rules", "model")
_SETTLED = ("state", *_REFUSED, *_MADE_BY, "attempts", "seconds", "finished", "run")
_SETTLE = Prepared(update(contents).where(contents.c.sha256 == _KEY), _SETTLED)
_IS_CORRECTED = Prepared(select(exists().where(corrections.c.sha256 == _KEY)))


def settled(sha256: str, path: str, outcome: Outcome) -> Outcome:
    """`outcome` where it is that of the content `sha256`, CHANGED where other bytes lay at `path` by then."""
    if isinstance(outcome, Done):
        return outcome if outcome.sha256 == sha256 else CHANGED
    try:
        return outcome if content_hash(path) == sha256 else CHANGED
    except OSError:
        return outcome


def write(store: Beginning, sha256: str, outcome: Outcome, run: int, made_by: Versions, seconds: float) -> bool:
    """Keep `outcome` as the result for the content `sha256`, in place of an earlier one; False if it is known no more.

    Writing the same outcome twice leaves what writing it once does.
    """
    with store.begin() as connection:
        known = _KNOWN.execute(connection, {"key": sha256}).fetchone()
        if known is None:
            return False
        attempts = known[0]
        if isinstance(outcome, Done) and outcome.sha256 != sha256:
            outcome = CHANGED
        if attempts:
            _clear(connection, sha256)
        _DELETE_CLAIM.execute(connection, {"key": sha256})
        if isinstance(outcome, Done):
            outcome = _with_results(connection, sha256, outcome)
        told: Value = {"state": "done"} | dict.fromkeys(_REFUSED)
        if isinstance(outcome, Refused):
            _DELETE_LISTING.execute(connection, {"key": sha256})
            told = {"state": "quarantined"} | asdict(outcome)
        told |= {"code": made_by.code, "rules": made_by.rules, "model": made_by.model}
        told |= {"attempts": attempts + 1, "seconds": round(seconds, 3), "finished": now(), "run": run}
        _SETTLE.execute(connection, {"key": sha256} | told)
        note(connection, told["state"], run, sha256=sha256, **({"reason": told["reason"]} if told["reason"] else {}))
        return True


def _with_results(connection: Connection, sha256: str, done: Done) -> Outcome:
    """Insert the results; what is to be written where corrections cannot be laid over them, as in a want of time."""
    try:
        _insert_results(connection, sha256, done)
    except VanthuError as error:
        _clear(connection, sha256)
        return Refused(error.code, error.message, error.message_en)
    return done


def _clear(connection: Connection, sha256: str) -> None:
    for delete_results in _DELETE_RESULTS:
        delete_results.execute(connection, {"key": sha256})


def _insert_results(connection: Connection, sha256: str, done: Done) -> None:
    insert_rows(connection, documents, sha256, [done.document])
    insert_rows(connection, pages, sha256, done.pages)
    insert_rows(connection, extractions, sha256, done.extractions)
    insert_rows(connection, findings, sha256, done.findings)
    insert_rows(connection, readings, sha256, [{"pages": done.reading}])
    if _IS_CORRECTED.execute(connection, {"key": sha256}).fetchone()[0]:
        lay_over(connection, sha256)
    else:
        enter(connection, sha256, done.line)
