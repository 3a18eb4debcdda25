"""What the review page shows of one document: its facts as corrected, its findings, what was said of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from ..document import DRAWN, Document
from ..facts import Row
from .decisions import Decision, decisions, standing
from .listing_line import ReviewState
from .overlay import settled
from .paths import restored
from .readings import reading
from .schema import (
    across,
    across_documents,
    contents,
    corrected,
    documents,
    extractions,
    files,
    findings,
    listing,
    pages,
)

_MOST = 20_000  # facts or findings of one document


@dataclass(frozen=True, slots=True)
class ViewedFinding:
    """A finding and what was decided about it."""

    position: int
    row: Row
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Viewed:
    """A document: `row` as in the documents table, `facts` by their position, `said` what holds of all `decisions`.

    `across` are findings between this report and others, each with the hashes of these.
    """

    sha256: str
    version: int
    state: ReviewState
    row: Row
    facts: list[tuple[int, Row]]
    findings: list[ViewedFinding]
    across: list[tuple[Row, list[str]]]
    decisions: list[Decision]
    document: Document | None


def viewed(connection: Connection, sha256: str) -> Viewed | None:
    """The document, None where the store has no such."""
    query = select(documents.c.row, listing.c.version, listing.c.state).join(
        listing, listing.c.sha256 == documents.c.sha256
    )
    found = connection.execute(query.where(documents.c.sha256 == sha256)).one_or_none()
    if found is None:
        return None
    said = decisions(connection, sha256)
    holds = standing(said)
    rows = select(findings.c.position, findings.c.row).where(findings.c.sha256 == sha256)
    told = [
        ViewedFinding(position, row, settled(holds, row))
        for position, row in _loaded(connection, rows.order_by(findings.c.position))
    ]
    return Viewed(
        sha256,
        found.version,
        found.state,
        json.loads(found.row),
        facts_of(connection, sha256),
        told,
        _across(connection, sha256),
        said,
        reading(connection, sha256),
    )


def facts_of(connection: Connection, sha256: str) -> list[tuple[int, Row]]:
    """The facts of a document by position: as corrected, where anything was."""
    count = connection.scalar(select(listing.c.corrections).where(listing.c.sha256 == sha256))
    table = corrected if count else extractions
    query = select(table.c.position, table.c.row).where(table.c.sha256 == sha256)
    return _loaded(connection, query.order_by(table.c.position))


def version_of(connection: Connection, sha256: str) -> int:
    """The version of a document; 0 where the store has no such."""
    return int(connection.scalar(select(listing.c.version).where(listing.c.sha256 == sha256)) or 0)


def paths_of(connection: Connection, sha256: str) -> list[str]:
    """Where the content lies, or lay."""
    query = select(files.c.path).where(files.c.sha256 == sha256).order_by(files.c.path)
    return [restored(path) for path in connection.scalars(query)]


def turn_of(connection: Connection, sha256: str, number: int) -> int | None:
    """How far a page was turned clockwise for reading, in degrees; None where there is no page with a picture."""
    query = select(pages.c.rotation).where(pages.c.sha256 == sha256, pages.c.number == number)
    return connection.scalar(query.where(pages.c.source.in_(DRAWN)))


def refused(connection: Connection) -> int:
    """How many contents are quarantined."""
    query = select(func.count()).select_from(contents).where(contents.c.state == "quarantined")
    return int(connection.scalar(query) or 0)


def _loaded(connection: Connection, query: Any) -> list[tuple[int, Row]]:  # noqa: ANN401 - of SQLAlchemy
    return [(position, json.loads(row)) for position, row in connection.execute(query.limit(_MOST))]


def _across(connection: Connection, sha256: str) -> list[tuple[Row, list[str]]]:
    ids = select(across_documents.c.finding).where(across_documents.c.sha256 == sha256)
    rows = connection.execute(select(across.c.id, across.c.row).where(across.c.id.in_(ids)).limit(_MOST)).all()
    beside = select(across_documents.c.finding, across_documents.c.sha256).where(
        across_documents.c.finding.in_([row.id for row in rows]), across_documents.c.sha256 != sha256
    )
    others: dict[int, list[str]] = {}
    for number, other in connection.execute(beside):
        others.setdefault(number, []).append(other)
    return [(json.loads(row.row), others.get(row.id, [])) for row in rows]
