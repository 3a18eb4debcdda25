"""Reports to a stream of bytes, format by format; the only import of pyarrow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from .columns import ColumnType, layouts
from .facts import Row
from .labels import Language
from .report import Report

Exporter = Callable[[Iterable[Report], BinaryIO], None]

BINARY = ("xlsx", "parquet")
SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}


def exporter(form: str, language: Language = "vi", *, bom: bool = False) -> Exporter:
    """The function that writes reports as `form`: json, jsonl, csv (`bom` before it), xlsx or parquet."""
    exporters: dict[str, Exporter] = {
        "json": write_json,
        "jsonl": write_jsonl,
        "csv": partial(write_csv, bom=bom),
        "xlsx": partial(_write_xlsx, language=language),
        "parquet": write_parquet,
    }
    return exporters[form]


def write_jsonl(reports: Iterable[Report], out: BinaryIO) -> None:
    """One fact a line, in the order of the text, file after file."""
    for report in reports:
        for row in _objects(report):
            out.write(_encoded(row) + b"\n")
        out.flush()


def write_json(reports: Iterable[Report], out: BinaryIO) -> None:
    """A JSON array of the same objects, one a line."""
    separator = b"[\n"
    for report in reports:
        for row in _objects(report):
            out.write(separator + _encoded(row))
            separator = b",\n"
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _objects(report: Report) -> Iterable[Row]:
    return ({"file": report.name} | row for row in report.rows())


def _encoded(row: Row) -> bytes:
    r"""UTF-8 JSON; half a surrogate pair, which broken PDFs do contain, becomes its ``\udXXX`` escape."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")


def write_csv(reports: Iterable[Report], out: BinaryIO, *, bom: bool = False) -> None:
    """The facts table as UTF-8 CSV; `bom` puts a byte order mark first, which Excel needs to see Vietnamese."""
    from .table import csv  # noqa: PLC0415 - pandas takes half a second to import

    rows = (row for report in reports for row in report.fact_rows())
    out.write(b"\xef\xbb\xbf" if bom else b"")
    out.write(csv("facts", rows).encode("utf-8"))


def _write_xlsx(reports: Iterable[Report], out: BinaryIO, *, language: Language) -> None:
    from .workbook import write_workbook  # noqa: PLC0415 - only XLSX needs openpyxl

    write_workbook(reports, out, language)


def write_parquet(reports: Iterable[Report], out: BinaryIO) -> None:
    """The facts table as Parquet, boxes as lists of four numbers; each column tells its meaning in its metadata."""
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
        for column in layouts()["facts"].columns
    )
    with parquet.ParquetWriter(out, schema) as writer:
        for report in reports:
            writer.write_table(pa.Table.from_pylist(report.fact_rows(), schema))
