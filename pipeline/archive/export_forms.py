"""The forms of an export: how tables are written to where they go; nothing is there before it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from ..atomic import OutputError, replacing, replacing_folder, replacing_path
from ..columns import Layout, StoreTable, layout_of
from ..exports import encoded
from ..facts import Row
from ..labels import Language
from ..output import opened_output
from ..printable import escaped

Form = Literal["csv", "xlsx", "parquet", "jsonl", "duckdb"]
Tables = Iterator[tuple[StoreTable, Iterator[Sequence[Row]]]]

SUFFIXES: dict[str, Form] = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".duckdb": "duckdb",
}
STREAMS: tuple[Form, ...] = ("csv", "jsonl")
OF_ALL: tuple[Form, ...] = ("xlsx", "duckdb")  # forms that hold every table
_MARK = "_vanthu.json"  # tells a folder of ours from any other; readers of Parquet pass over names with "_"
_PATHS = ("path", "file")


def check_folder(path: Path) -> None:
    """Refuse to put a folder in place of anything but a former export or an empty folder."""
    if not path.exists() or (path.is_dir() and ((path / _MARK).is_file() or not any(path.iterdir()))):
        return
    name = escaped(str(path))
    raise OutputError(
        f"«{name}» đã có và không phải là bản xuất Parquet của vanthu: hãy chọn một thư mục mới.",
        f'"{name}" is there and is no Parquet export of vanthu: name a new folder.',
    )


def write_tables(form: Form, tables: Tables, output: str, *, language: Language, bom: bool) -> None:
    """Write every table (csv, jsonl and parquet: the one there is) to `output` in one step at the end."""
    match form:
        case "csv":
            _write_csv(tables, output, bom=bom)
        case "jsonl":
            _write_jsonl(tables, output)
        case "parquet":
            _write_parquet(tables, Path(output))
        case "xlsx":
            _write_xlsx(tables, Path(output), language)
        case "duckdb":
            _write_duckdb(tables, Path(output))


def _write_jsonl(tables: Tables, output: str) -> None:
    with opened_output(output) as out:
        for _, batches in tables:
            for rows in batches:
                out.writelines(encoded(row) + b"\n" for row in rows)


def _write_csv(tables: Tables, output: str, *, bom: bool) -> None:
    from ..table import csv  # noqa: PLC0415 - pandas takes half a second to import

    with opened_output(output) as out:
        for table, batches in tables:
            out.write((b"\xef\xbb\xbf" if bom else b"") + csv(table, []).encode("utf-8"))
            for rows in batches:
                out.write(csv(table, rows, header=False).encode("utf-8"))


def _write_parquet(tables: Tables, folder: Path) -> None:
    """A folder; facts are parted by kind."""
    from ..arrow import ParquetFolder  # noqa: PLC0415 - only these forms need pyarrow

    check_folder(folder)
    with replacing_folder(folder) as temporary:
        for table, batches in tables:
            written = ParquetFolder(temporary, layout_of(table), "kind" if table == "facts" else None)
            count = 0
            for rows in batches:
                written.add(rows)
                count += len(rows)
            written.close()
            mark = {"table": table, "rows": count, "vanthu": version("vanthu")}
            (temporary / _MARK).write_text(json.dumps(mark) + "\n", encoding="utf-8")


def _write_xlsx(tables: Tables, path: Path, language: Language) -> None:
    from ..workbook import write_sheets  # noqa: PLC0415 - only XLSX needs openpyxl

    with replacing(path) as out:
        write_sheets(((layout_of(table), _readable(batches)) for table, batches in tables), out, language)


def _readable(batches: Iterator[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """Paths as a person may see them."""
    for rows in batches:
        yield [row | {name: escaped(row[name]) for name in _PATHS if row.get(name)} for row in rows]


def _write_duckdb(tables: Tables, path: Path) -> None:
    from ..duckdb_file import duckdb_file  # noqa: PLC0415 - only this form needs duckdb

    with replacing_path(path) as temporary, duckdb_file(temporary) as file:
        for table, batches in tables:
            layout: Layout = layout_of(table)
            file.add(table, layout, batches)
