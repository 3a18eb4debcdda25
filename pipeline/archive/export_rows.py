"""The rows of the store, table by table, in batches: in the order of hash and position, never many in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, case, select

from ..columns import Layout, StoreTable, layout_of
from ..facts import Row
from ..form_ii06 import form_of_rows
from ..rows import storable
from .decisions import REVIEW, decision_row, decisions, standing
from .export_filter import Filter
from .overlay import settled
from .schema import (
    across,
    across_documents,
    contents,
    corrected,
    corrections,
    documents,
    extractions,
    files,
    findings,
    listing,
)

Batches = Iterator[Sequence[Row]]
_BATCH = 1000  # rows handed over together
_PAGE = 400  # documents whose rows are asked for together


class BrokenRowError(Exception):
    """A row of the store is not what the program writes."""


def batches(connection: Connection, table: StoreTable, wanted: Filter) -> Batches:
    """The rows of `table` that the filter takes, cells as in data/columns.toml, days as dates."""
    rows = _SOURCES[table](connection, wanted)
    while batch := list(islice(rows, _BATCH)):
        yield batch


def by_bytes(connection: Connection, column: Column[str]) -> Any:  # noqa: ANN401 - a column to sort by
    """`column` sorted by its bytes in every database, whatever its language."""
    return column.collate("C") if connection.dialect.name == "postgresql" else column


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """The rows of `query` as they come, a batch in memory at a time."""
    return iter(connection.execute(query, execution_options={"yield_per": _BATCH}))


def document_pages(connection: Connection, wanted: Filter, *columns: Column[Any]) -> Iterator[list[Any]]:
    """The wanted documents in the order of their hashes, a page at a time: sha256, issuer, type, period, `columns`.

    States are compared here: a database asked for one of them would sort all documents for each page.
    """
    head = documents.c.sha256, documents.c.issuer, documents.c.type, documents.c.period, contents.c.state
    query = select(*head, *columns).join(contents, contents.c.sha256 == documents.c.sha256)
    query = query.order_by(documents.c.sha256).limit(_PAGE)
    state = wanted.state or "done"
    page = connection.execute(query).all()
    while page:
        right = (each for each in page if state in (each.state, "all"))
        yield [each for each in right if wanted.takes(each.issuer, each.type, each.period)]
        page = connection.execute(query.where(documents.c.sha256 > page[-1].sha256)).all()


def _documents(connection: Connection, wanted: Filter) -> Iterator[Row]:
    cells = _reader(layout_of("documents"))
    for page in document_pages(connection, wanted, documents.c.row):
        counts = _corrected(connection, page)
        yield from (cells(each.row) | {"corrected": counts.get(each.sha256)} for each in page)


def _facts(connection: Connection, wanted: Filter) -> Iterator[Row]:
    cells = _reader(layout_of("facts"))
    for page in document_pages(connection, wanted):
        yield from (cells(each.row) for each in facts_of(connection, page))


def facts_of(connection: Connection, page: list[Any], *kinds: str) -> Iterator[Any]:
    """The hashes and rows of the facts of a page of documents, in order: as corrected, where anything was.

    All, or those of some kinds.
    """
    counts = _corrected(connection, page)
    for is_corrected, some in groupby(page, lambda each: each.sha256 in counts):
        table = corrected if is_corrected else extractions
        yield from _of(connection, table, list(some), *([table.c.kind.in_(kinds)] if kinds else []))


def _corrected(connection: Connection, page: list[Any]) -> dict[str, int]:
    """How many corrections of facts hold, for those of a page of documents that have any."""
    of_page = listing.c.sha256.in_([each.sha256 for each in page])
    wanted = select(listing.c.sha256, listing.c.corrections).where(of_page, listing.c.corrections > 0)
    return {each.sha256: each.corrections for each in connection.execute(wanted)}


def _findings(connection: Connection, wanted: Filter) -> Iterator[Row]:
    """Those of each document, then those between reports, which have no file of their own."""
    cells = _reader(layout_of("findings"))
    for page in document_pages(connection, wanted):
        reviewed = _reviewed(connection, page)
        for sha256, same in groupby(_of(connection, findings, page), attrgetter("sha256")):
            said = standing(decisions(connection, sha256)) if sha256 in reviewed else []
            for each in same:
                found = cells(each.row)
                decision = settled(said, found)
                yield found | {"review": REVIEW[decision.correction.action] if decision else None}
    for row, hashes in _across(connection, wanted):
        yield cells(row) | {"file": None, "sha256": ", ".join(hashes) or None}


def _across(connection: Connection, wanted: Filter) -> Iterator[tuple[str, list[str]]]:
    """The findings that concern a wanted document, each with the hashes of all that it concerns."""
    query = (
        select(
            across.c.id,
            across.c.row,
            across_documents.c.sha256,
            contents.c.state,
            documents.c.issuer,
            documents.c.type,
            documents.c.period,
        )
        .outerjoin(across_documents, across_documents.c.finding == across.c.id)
        .outerjoin(contents, contents.c.sha256 == across_documents.c.sha256)
        .outerjoin(documents, documents.c.sha256 == across_documents.c.sha256)
        .order_by(across.c.id, across_documents.c.sha256)
    )
    for _, same in groupby(streamed(connection, query), attrgetter("id")):
        concerned = list(same)
        if any(_concerns(each, wanted) for each in concerned):
            yield concerned[0].row, [each.sha256 for each in concerned if each.sha256]


def _concerns(document: Any, wanted: Filter) -> bool:  # noqa: ANN401 - a row of the database
    if document.sha256 is None:  # a finding about nothing that is left in the store
        return not wanted.about_documents
    right = (wanted.state or "done") in (document.state, "all")
    return right and wanted.takes(document.issuer, document.type, document.period)


def _form(connection: Connection, wanted: Filter) -> Iterator[Row]:
    """Form II.06, made of the dossier counts of each document."""
    facts, cells = _reader(layout_of("facts")), _reader(layout_of("documents"))
    for page in document_pages(connection, wanted, documents.c.row):
        told = {each.sha256: cells(each.row) for each in page}
        counts = facts_of(connection, page, "dossier_count")
        for sha256, same in groupby(counts, attrgetter("sha256")):
            of = {name: told[sha256][name] for name in ("file", "sha256", "issuer")}
            rows = form_of_rows((facts(each.row) for each in same), told[sha256]["period"])
            yield from (storable(row | of) for row in rows)


def _files(connection: Connection, wanted: Filter) -> Iterator[Row]:
    """What became of every path, in the order of their bytes."""
    c = contents.c
    query = (
        select(
            files.c.path,
            case((c.is_path, None), else_=c.sha256).label("sha256"),
            *(files.c.size, c.state, c.reason, c.message, c.message_en),
            *(documents.c.issuer, documents.c.type, documents.c.period),
        )
        .join(contents, c.sha256 == files.c.sha256)
        .outerjoin(documents, documents.c.sha256 == files.c.sha256)
        .order_by(by_bytes(connection, files.c.path))
    )
    if wanted.state not in (None, "all"):
        query = query.where(c.state == wanted.state)
    names = layout_of("files").names
    for each in streamed(connection, query):
        if wanted.takes(each.issuer, each.type, each.period):
            yield {name: getattr(each, name) for name in names}


def _corrections(connection: Connection, wanted: Filter) -> Iterator[Row]:
    """What reviewers said of each document, the earliest first, with what was undone."""
    for page in document_pages(connection, wanted, documents.c.file):
        reviewed = _reviewed(connection, page)
        for each in page:
            if each.sha256 in reviewed:
                told = {"file": each.file, "sha256": each.sha256}
                yield from (storable(decision_row(found) | told) for found in decisions(connection, each.sha256))


def _reviewed(connection: Connection, page: list[Any]) -> set[str]:
    """Those of a page of documents of which reviewers said anything."""
    of_page = corrections.c.sha256.in_([each.sha256 for each in page])
    return set(connection.scalars(select(corrections.c.sha256).where(of_page).distinct()))


def _of(connection: Connection, table: Table, page: list[Any], *conditions: Any) -> Iterator[Any]:  # noqa: ANN401
    """The hashes and rows that `table` has of a page of documents, in order."""
    if not page:
        return iter(())
    of_page = table.c.sha256.in_([each.sha256 for each in page])
    query = select(table.c.sha256, table.c.row).where(of_page, *conditions)
    return streamed(connection, query.order_by(table.c.sha256, table.c.position))


def _reader(layout: Layout) -> Callable[[str], Row]:
    """What turns a stored row into the cells of `layout`; a column younger than the row is empty."""
    names = layout.names
    days = [column.name for column in layout.columns if column.type == "date"]

    def cells(stored: str) -> Row:
        try:
            found = json.loads(stored)
            row: Row = {name: found.get(name) for name in names}
            for name in days:
                row[name] = date.fromisoformat(row[name]) if row[name] else None
        except (ValueError, TypeError, AttributeError) as error:
            raise BrokenRowError(f"{stored[:60]}…") from error
        return row

    return cells


_SOURCES: dict[StoreTable, Callable[[Connection, Filter], Iterable[Row]]] = {
    "documents": _documents,
    "facts": _facts,
    "form_ii06": _form,
    "findings": _findings,
    "files": _files,
    "corrections": _corrections,
}
