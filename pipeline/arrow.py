"""Rows as typed Arrow tables and Parquet files, columns as in data/columns.toml; the only import of pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from .columns import ColumnType, Layout
from .facts import Row

_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "boxes": pa.list_(pa.list_(pa.float64())),
}
_GROUP = 16_384  # rows of a row group
_FILE = 2_000_000  # rows of a file: what a Parquet file tells of its row groups is kept in memory until its end
_NONE = "__HIVE_DEFAULT_PARTITION__"


def arrow_table(layout: Layout, rows: Sequence[Row]) -> pa.Table:
    """The rows with the columns and types of `layout`, boxes as lists of four numbers."""
    return pa.Table.from_pylist(rows, _schema(layout))


def write_parquet(layout: Layout, batches: Iterable[Sequence[Row]], out: BinaryIO) -> None:
    """One Parquet file, a row group a batch; each column tells its meaning in its metadata."""
    with parquet.ParquetWriter(out, _schema(layout)) as writer:
        for rows in batches:
            writer.write_table(arrow_table(layout, rows))


def _schema(layout: Layout) -> pa.Schema:
    return pa.schema(
        pa.field(column.name, _TYPES[column.type], metadata={"vi": column.about.vi, "en": column.about.en})
        for column in layout.columns
    )


class ParquetFolder:
    """Parquet files in a folder, in subfolders ``column=value`` when the rows are parted by a text column.

    That column is told by the subfolders alone, as Hive, Arrow, DuckDB and Spark read it.
    """

    def __init__(self, folder: Path, layout: Layout, by: str | None) -> None:
        self._folder, self._layout, self._by = folder, layout, by
        self._parts: dict[str, _Part] = {}

    def add(self, rows: Sequence[Row]) -> None:
        """Append rows."""
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(f"{self._by}={row[self._by] or _NONE}" if self._by else ".", []).append(row)
        for name, group in groups.items():
            self._part(name).add(self._table(group))

    def close(self) -> None:
        """Write what is left; a table without rows is one file without rows."""
        if not self._parts:
            self._part(".").add(self._table([]))
        for part in self._parts.values():
            part.close()

    def _part(self, name: str) -> _Part:
        if name not in self._parts:
            folder = self._folder / name
            folder.mkdir(exist_ok=True)
            self._parts[name] = _Part(folder)
        return self._parts[name]

    def _table(self, rows: list[Row]) -> pa.Table:
        table = arrow_table(self._layout, rows)
        return table.drop_columns([self._by]) if self._by and rows else table


class _Part:
    """The files of one subfolder: tables are gathered to row groups, row groups to files."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._waiting, self._files = folder, list[pa.Table](), 0
        self._writer: parquet.ParquetWriter | None = None
        self._written = 0  # rows of the file in work

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        if sum(each.num_rows for each in self._waiting) >= _GROUP:
            self._flush()

    def close(self) -> None:
        if self._waiting:
            self._flush()
        self._finish()

    def _flush(self) -> None:
        table = pa.concat_tables(self._waiting)
        self._waiting.clear()
        if self._writer is None:
            path = self._folder / f"part-{self._files:05}.parquet"
            self._writer = parquet.ParquetWriter(str(path), table.schema, compression="zstd")
            self._files += 1
        self._writer.write_table(table)
        self._written += table.num_rows
        if self._written >= _FILE:
            self._finish()

    def _finish(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._written = None, 0
