"""Rows of a document into a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Insert, Table, insert

from .outcome import Value


def insert_rows(connection: Connection, table: Table, sha256: str, rows: Sequence[Value]) -> None:
    """Insert the rows of a document, if there are any."""
    if rows:
        connection.execute(_into(table), [{"sha256": sha256, **row} for row in rows])


@cache
def _into(table: Table) -> Insert:
    return insert(table)  # to make a statement costs more than to execute it
