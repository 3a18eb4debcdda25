"""Rows of a document into a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Table, insert

from .outcome import Value
from .prepared import Prepared


def insert_rows(connection: Connection, table: Table, sha256: str, rows: Sequence[Value]) -> None:
    """Insert the rows of a document, if there are any; each fills every column."""
    if rows:
        _into(table).execute_many(connection, [{"sha256": sha256, **row} for row in rows])


@cache
def _into(table: Table) -> Prepared:
    return Prepared(insert(table), table.columns.keys())
