"""What a person should look at first: the documents with most findings, their findings, where their files lie."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ..checks.finding import Severity
from ..facts import Row
from .batches import batches
from .export_filter import Filter
from .export_rows import BrokenRowError, streamed
from .paths import restored
from .queue import lying_at
from .rejected import rejected
from .schema import across, across_documents, contents, documents, files, findings, pages

_HEAD = (
    *(documents.c.sha256, documents.c.file, documents.c.issuer, documents.c.type, documents.c.number),
    *(documents.c.date, documents.c.period, documents.c.pages, documents.c.facts, documents.c.findings),
    *(documents.c.errors, documents.c.quality),
)
_ORDER = (documents.c.errors.desc(), documents.c.findings.desc(), documents.c.sha256)


@dataclass(frozen=True, slots=True)
class Head:
    """A document in a line of a list; `file` is the path it was read from."""

    sha256: str
    file: str
    issuer: str | None
    type: str | None
    number: str | None
    date: str | None
    period: str | None
    pages: int
    facts: int
    findings: int
    errors: int
    quality: float | None

    @property
    def told(self) -> str:
        """What the document is called: its number, date, issuer and period, and its file."""
        return " · ".join(part for part in (self.number, self.date, self.issuer, self.period, self.file) if part)


def worst_documents(connection: Connection, wanted: Filter, most: int) -> list[Head]:
    """At most `most` documents that the filter takes, those with most errors first."""
    query = select(*_HEAD).join(contents, contents.c.sha256 == documents.c.sha256)
    query = query.where(contents.c.state == "done").order_by(*_ORDER)
    return [_head(row) for row in islice(_taken(connection, query, wanted), most)]


def worst_findings(connection: Connection, wanted: Filter, severity: Severity, most: int) -> list[tuple[Head, Row]]:
    """At most `most` findings within documents that the filter takes, the documents with most errors first.

    Those that reviewers rejected are left out.
    """
    of_document: dict[str, Container[tuple[str, int]]] = {}

    def rejected_of(sha256: str, position: int) -> bool:
        if sha256 not in of_document:
            of_document[sha256] = rejected(connection, [sha256])
        return (sha256, position) in of_document[sha256]

    query = (
        select(*_HEAD, findings.c.position)
        .join(contents, contents.c.sha256 == documents.c.sha256)
        .join(findings, findings.c.sha256 == documents.c.sha256)
        .where(contents.c.state == "done", findings.c.severity == severity)
        .order_by(*_ORDER, findings.c.position)
    )
    taken = (row for row in _taken(connection, query, wanted) if not rejected_of(row.sha256, row.position))
    found = list(islice(taken, most))
    rows = _rows(connection, {row.sha256 for row in found})
    return [(_head(row), rows[row.sha256, row.position]) for row in found]


def findings_between(
    connection: Connection, wanted: Filter, severity: Severity, most: int
) -> list[tuple[Row, dict[str | None, str]]]:
    """At most `most` findings between reports that concern a document the filter takes, with the contents by file."""
    query = (
        select(across.c.id, across.c.row, contents.c.state, *_HEAD)
        .join(across_documents, across_documents.c.finding == across.c.id)
        .join(contents, contents.c.sha256 == across_documents.c.sha256)
        .join(documents, documents.c.sha256 == across_documents.c.sha256)
        .where(across.c.severity == severity)
        .order_by(across.c.id)
    )
    found = (list(same) for _, same in groupby(streamed(connection, query), attrgetter("id")))
    concerning = (
        rows
        for rows in found
        if any(row.state == "done" and wanted.takes(row.issuer, row.type, row.period) for row in rows)
    )
    return [(_row(rows[0].row), {row.file: row.sha256 for row in rows}) for rows in islice(concerning, most)]


def turns_of(connection: Connection, hashes: set[str]) -> dict[tuple[str, int], int]:
    """How far pages were turned clockwise to be read, by content and number of the page; none that were not."""
    found: dict[tuple[str, int], int] = {}
    for batch in batches(sorted(hashes)):
        query = select(pages.c.sha256, pages.c.number, pages.c.rotation)
        rows = connection.execute(query.where(pages.c.sha256.in_(batch), pages.c.rotation != 0))
        found |= {(sha256, number): rotation for sha256, number, rotation in rows}
    return found


def paths_of(connection: Connection, hashes: set[str]) -> dict[str, str]:
    """A path of each content, one that is there if any is."""
    found: dict[str, str] = {}
    for batch in batches(sorted(hashes)):
        query = select(files.c.sha256, func.min(files.c.path)).where(files.c.sha256.in_(batch))
        rows = connection.execute(query.group_by(files.c.sha256)).all()
        found |= {sha256: lying_at(connection, sha256, restored(path)) for sha256, path in rows}
    return found


def _taken(connection: Connection, query: Select[Any], wanted: Filter) -> Iterator[Any]:
    return (row for row in streamed(connection, query) if wanted.takes(row.issuer, row.type, row.period))


def _rows(connection: Connection, hashes: set[str]) -> dict[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    for batch in batches(sorted(hashes)):
        query = select(findings.c.sha256, findings.c.position, findings.c.row).where(findings.c.sha256.in_(batch))
        found |= {(sha256, position): _row(row) for sha256, position, row in connection.execute(query)}
    return found


def _row(stored: str) -> Row:
    try:
        row: Row = json.loads(stored)
    except ValueError as error:
        raise BrokenRowError(f"{stored[:60]}…") from error
    return row


def _head(row: Any) -> Head:  # noqa: ANN401 - a row of the database
    return Head(*(getattr(row, column.name) for column in _HEAD))
