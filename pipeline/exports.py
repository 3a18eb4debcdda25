"""Reports to a stream of bytes, format by format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import BinaryIO

from .columns import TableName, layout_of
from .facts import Row
from .labels import Language
from .report import Report

Exporter = Callable[[Iterable[Report], BinaryIO], None]

BINARY = ("xlsx", "parquet")
SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".html": "html"}


def exporter(form: str, language: Language = "vi", *, table: TableName = "facts", bom: bool = False) -> Exporter:
    """The function that writes one table of reports as json, jsonl, csv or parquet, or all of them as xlsx or html.

    `bom` puts a byte order mark before CSV, which Excel needs to see Vietnamese.
    """
    exporters: dict[str, Exporter] = {
        "json": partial(_write_json, table=table),
        "jsonl": partial(_write_jsonl, table=table),
        "csv": partial(_write_csv, table=table, bom=bom),
        "xlsx": partial(_write_xlsx, language=language),
        "parquet": partial(_write_parquet, table=table),
        "html": partial(_write_html, language=language),
    }
    return exporters[form]


def _write_jsonl(reports: Iterable[Report], out: BinaryIO, *, table: TableName) -> None:
    """One object a line, in the order of the text, file after file, each file as soon as it is read."""
    for report in reports:
        for row in _objects(report, table):
            out.write(encoded(row) + b"\n")
        out.flush()


def _write_json(reports: Iterable[Report], out: BinaryIO, *, table: TableName) -> None:
    """A JSON array of the same objects, one a line."""
    separator = b"[\n"
    for report in reports:
        for row in _objects(report, table):
            out.write(separator + encoded(row))
            separator = b",\n"
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _objects(report: Report, table: TableName) -> Iterable[Row]:
    """Facts in the form of the JSON contract with their file; other tables as they are."""
    if table != "facts":
        return report.table_rows(table)
    return ({"file": report.name} | row for row in report.rows())


def encoded(row: Row) -> bytes:
    r"""The row as UTF-8 JSON, days as ISO dates.

    Half a surrogate pair, which broken PDFs do contain, becomes its ``\udXXX`` escape.
    """
    return json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")


def _write_csv(reports: Iterable[Report], out: BinaryIO, *, table: TableName, bom: bool) -> None:
    from .table import csv  # noqa: PLC0415 - pandas takes half a second to import

    rows = (row for report in reports for row in report.table_rows(table))
    out.write(b"\xef\xbb\xbf" if bom else b"")
    out.write(csv(table, rows).encode("utf-8"))


def _write_xlsx(reports: Iterable[Report], out: BinaryIO, *, language: Language) -> None:
    from .workbook import write_workbook  # noqa: PLC0415 - only XLSX needs openpyxl

    write_workbook(reports, out, language)


def _write_parquet(reports: Iterable[Report], out: BinaryIO, *, table: TableName) -> None:
    from .arrow import write_parquet  # noqa: PLC0415 - only Parquet needs pyarrow

    write_parquet(layout_of(table), (report.table_rows(table) for report in reports), out)


def _write_html(reports: Iterable[Report], out: BinaryIO, *, language: Language) -> None:
    from .html_report.file_report import write_html  # noqa: PLC0415 - only HTML needs jinja2

    write_html(reports, out, language)
