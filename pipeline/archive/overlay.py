"""The results of a document with its corrections laid over: written after every correction and every new result."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from ..corrections import Correction, State, corrected
from ..facts import Row
from ..report import Report
from .decisions import Decision, decisions, places_told, standing
from .inserting import insert_rows
from .listing import enter
from .listing_line import Progress, ReviewState, line_of
from .outcome import done_of
from .readings import extracted
from .schema import corrected as corrected_facts
from .schema import corrections as kept_corrections
from .schema import documents, findings


def lay_over(connection: Connection, sha256: str) -> None:
    """Bring findings, corrected facts and listing of a document to what its corrections say.

    What was extracted is not touched. Without a reading, as in stores of version 1, facts stay as they are.
    """
    ever = decisions(connection, sha256)
    said = standing(ever)
    facts = [each.correction for each in said if each.correction.target == "fact"]
    states: dict[int, State] = {}
    if any(each.correction.target == "fact" for each in ever):
        report = extracted(connection, sha256)
        if report is not None:
            states = _recheck(connection, sha256, report, facts)
    rows = [json.loads(row) for row in _findings(connection, sha256)]
    states |= {each.correction.number: _state_of(each.correction, rows) for each in said if _is_of_finding(each)}
    for number, state in states.items():
        connection.execute(update(kept_corrections).where(kept_corrections.c.id == number).values(state=state))
    document = connection.execute(select(documents).where(documents.c.sha256 == sha256)).mappings().one_or_none()
    if document is not None:
        enter(connection, sha256, line_of(dict(document), _progress(said, rows, states)))


def settled(said: Iterable[Decision], finding: Row) -> Decision | None:
    """The decision about a finding, by its rule and its places or, where these have moved, its quotes."""
    return next((each for each in said if _is_of_finding(each) and _is_about(each.correction, finding)), None)


def _recheck(connection: Connection, sha256: str, report: Report, facts: list[Correction]) -> dict[int, State]:
    """Write findings and corrected facts anew; the state of each correction."""
    found = corrected(report, facts)
    done = done_of(found.report, found.fact_rows())
    of_document = documents.c.sha256 == sha256
    told = {name: cell for name, cell in done.document.items() if name not in ("file", "pages", "facts", "quality")}
    connection.execute(update(documents).where(of_document).values(**told))
    for table in (findings, corrected_facts):
        connection.execute(delete(table).where(table.c.sha256 == sha256))
    insert_rows(connection, findings, sha256, done.findings)
    if facts:
        insert_rows(connection, corrected_facts, sha256, done.extractions)
    return {each.correction.number: each.state for each in found.standings}


def _findings(connection: Connection, sha256: str) -> Sequence[str]:
    return connection.scalars(
        select(findings.c.row).where(findings.c.sha256 == sha256).order_by(findings.c.position)
    ).all()


def _is_of_finding(decision: Decision) -> bool:
    return decision.correction.target == "finding"


def _is_about(correction: Correction, finding: Row) -> bool:
    place = correction.place
    same = places_told(place.spans) == finding["places"] or place.text == finding["quotes"]
    return correction.rule == finding["rule"] and bool(same)


def _state_of(correction: Correction, rows: Iterable[Row]) -> State:
    """A finding that was settled and is no longer found is no conflict: the figures agree now."""
    return "applied" if any(_is_about(correction, row) for row in rows) else "agrees"


def _progress(said: Sequence[Decision], rows: Sequence[Row], states: dict[int, State]) -> Progress:
    unsettled = [row["severity"] for row in rows if settled(said, row) is None]
    gone_through = any(each.correction.target == "document" for each in said)
    state: ReviewState = "done" if gone_through else "begun" if said else "new"
    conflicts = sum(found in ("changed", "missing") for found in states.values())
    corrections = sum(each.correction.target == "fact" for each in said)
    return Progress(state, unsettled, corrections, conflicts)
