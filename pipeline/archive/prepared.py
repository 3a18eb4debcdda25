"""Statements that are executed for each document: compiled once, then given to the driver as they are.

To have SQLAlchemy execute one costs several times what SQLite itself needs for it, and one process writes the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

Row = Mapping[str, Any]
_NOTHING: Row = MappingProxyType({})


class Prepared:
    """A statement that gives nothing, or rows of plain values; `columns` are those that an insert or update fills.

    Values go to the driver untouched: text, whole numbers for columns of such, floats for those of floats, bytes, None.
    """

    def __init__(self, statement: ClauseElement, columns: Sequence[str] = ()) -> None:
        self._statement, self._columns = statement, columns
        self._compiled: dict[str, tuple[str, Callable[[Row], Any]]] = {}

    def execute(self, connection: Connection, row: Row = _NOTHING) -> Any:  # noqa: ANN401 - cursor of the driver
        """Execute it in the transaction of the connection; the cursor. Raises DBAPIError as SQLAlchemy does."""
        text, given = self._for(connection)
        return self._done(connection, "execute", text, given(row))

    def execute_many(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Execute it for each of the rows."""
        text, given = self._for(connection)
        self._done(connection, "executemany", text, [given(row) for row in rows])

    def _for(self, connection: Connection) -> tuple[str, Callable[[Row], Any]]:
        """The text for the kind of database, and what turns a row into its parameters."""
        name = connection.dialect.name
        if name not in self._compiled:
            columns = list(self._columns) or None
            compiled = cast(SQLCompiler, self._statement.compile(dialect=connection.dialect, column_keys=columns))
            order = compiled.positiontup
            self._compiled[name] = str(compiled), dict if order is None else _tuple_of(order)
        return self._compiled[name]

    def _done(self, connection: Connection, how: str, text: str, given: Any) -> Any:  # noqa: ANN401 - see execute
        cursor = connection.connection.cursor()
        try:
            getattr(cursor, how)(text, given)
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(text, given, error, connection.dialect.loaded_dbapi.Error) from error
        return cursor


def _tuple_of(names: Sequence[str]) -> Callable[[Row], Any]:
    return itemgetter(*names) if len(names) > 1 else lambda row: tuple(row[name] for name in names)
