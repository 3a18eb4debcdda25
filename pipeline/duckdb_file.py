"""Tables as a DuckDB file, typed and described as in data/columns.toml; the only import of duckdb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from .arrow import arrow_table
from .columns import ColumnType, Layout
from .facts import Row

_TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "boxes": "DOUBLE[][]",
}
_SETTINGS = {
    "memory_limit": "128MB",
    "threads": "1",
    "preserve_insertion_order": "true",
    "autoinstall_known_extensions": "false",  # nothing from the network
    "autoload_known_extensions": "false",
}


class DuckdbFile:
    """An open file; `add` makes a table of rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def add(self, name: str, layout: Layout, batches: Iterable[Sequence[Row]]) -> None:
        """Make the table `name` and fill it, batch by batch; every column has its meaning as its comment."""
        columns = ", ".join(f"{_quoted(column.name)} {_TYPES[column.type]}" for column in layout.columns)
        self._connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
        for column in layout.columns:
            about = f"{column.about.vi} / {column.about.en}".replace("'", "''")
            self._connection.execute(f"COMMENT ON COLUMN {_quoted(name)}.{_quoted(column.name)} IS '{about}'")
        for rows in batches:
            self._connection.register("batch", arrow_table(layout, rows))
            self._connection.execute(f"INSERT INTO {_quoted(name)} SELECT * FROM batch")  # noqa: S608 - a name of ours
            self._connection.unregister("batch")


@contextmanager
def duckdb_file(path: Path) -> Iterator[DuckdbFile]:
    """A new DuckDB file at `path`, whole when the block ends well."""
    with duckdb.connect(str(path), config=dict(_SETTINGS)) as connection:
        yield DuckdbFile(connection)
        connection.execute("CHECKPOINT")


def _quoted(name: str) -> str:
    return f'"{name}"'
