"""Reports to a stream of bytes, format by format; the only import of pyarrow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from .columns import ColumnType, TableName, layouts
from .facts import Row
from .labels import Language
from .report import Report

Exporter = Callable[[Iterable[Report], BinaryIO], None]

BINARY = ("xlsx", "parquet")
SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}


def exporter(form: str, language: Language = "vi", *, table: TableName = "facts", bom: bool = False) -> Exporter:
    """The function that writes one table of reports as json, jsonl, csv or parquet, or all of them as xlsx.

    `bom` puts a byte order mark before CSV, which Excel needs to see Vietnamese.
    """
    exporters: dict[str, Exporter] = {
        "json": partial(_write_json, table=table),
        "jsonl": partial(_write_jsonl, table=table),
        "csv": partial(_write_csv, table=table, bom=bom),
        "xlsx": partial(_write_xlsx, language=language),
        "parquet": partial(_write_parquet, table=table),
    }
    return exporters[form]


def _write_jsonl(reports: Iterable[Report], out: BinaryIO, *, table: TableName) -> None:
    """One object a line, in the order of the text, file after file, each file as soon as it is read."""
    for report in reports:
        for row in _objects(report, table):
            out.write(_encoded(row) + b"\n")
        out.flush()


def _write_json(reports: Iterable[Report], out: BinaryIO, *, table: TableName) -> None:
    """A JSON array of the same objects, one a line."""
    separator = b"[\n"
    for report in reports:
        for row in _objects(report, table):
            out.write(separator + _encoded(row))
            separator = b",\n"
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _objects(report: Report, table: TableName) -> Iterable[Row]:
    """Facts in the form of the JSON contract with their file; other tables as they are."""
    if table != "facts":
        return report.table_rows(table)
    return ({"file": report.name} | row for row in report.rows())


def _encoded(row: Row) -> bytes:
    r"""UTF-8 JSON; half a surrogate pair, which broken PDFs do contain, becomes its ``\udXXX`` escape."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _write_csv(reports: Iterable[Report], out: BinaryIO, *, table: TableName, bom: bool) -> None:
    from .table import csv  # noqa: PLC0415 - pandas takes half a second to import

    rows = (row for report in reports for row in report.table_rows(table))
    out.write(b"\xef\xbb\xbf" if bom else b"")
    out.write(csv(table, rows).encode("utf-8"))


def _write_xlsx(reports: Iterable[Report], out: BinaryIO, *, language: Language) -> None:
    from .workbook import write_workbook  # noqa: PLC0415 - only XLSX needs openpyxl

    write_workbook(reports, out, language)


def _write_parquet(reports: Iterable[Report], out: BinaryIO, *, table: TableName) -> None:
    """A typed table, boxes as lists of four numbers; each column tells its meaning in its metadata."""
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - only Parquet needs it
    from pyarrow import parquet  # noqa: PLC0415

    types: dict[ColumnType, pa.DataType] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
        "boxes": pa.list_(pa.list_(pa.float64())),
    }
    schema = pa.schema(
        pa.field(column.name, types[column.type], metadata={"vi": column.about.vi, "en": column.about.en})
        for column in layouts()[table].columns
    )
    with parquet.ParquetWriter(out, schema) as writer:
        for report in reports:
            writer.write_table(pa.Table.from_pylist(report.table_rows(table), schema))
