"""Rows of a document into a table, as databases take them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Insert, Table, insert

from .outcome import Value


def insert_rows(connection: Connection, table: Table, sha256: str, rows: Sequence[Value]) -> None:
    """Insert the rows of a document, if there are any."""
    if rows:
        connection.execute(_into(table), [{"sha256": sha256, **kept(row)} for row in rows])


@cache
def _into(table: Table) -> Insert:
    return insert(table)  # to make a statement costs more than to execute it


def kept(row: Value) -> Value:
    """The row without half surrogate pairs and NUL, which databases refuse: a broken PDF may hold both."""
    return {name: _plain(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _plain(cell: str) -> str:
    return cell.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\ufffd")
