"""The only import of pandas: rows to typed frames, and frames to CSV that a spreadsheet cannot be tricked with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from .columns import ColumnType, TableName, layouts
from .facts import Row

_DTYPES: dict[ColumnType, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
    "boolean": "boolean",
    "boxes": "object",
}
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*%?")


def frame(table: TableName, rows: Iterable[Row]) -> pd.DataFrame:
    """The rows of ``documents``, ``facts`` or ``form_ii06`` with the columns and types of data/columns.toml."""
    columns = layouts()[table].columns
    cells = pd.DataFrame(list(rows), columns=[column.name for column in columns], dtype="object")
    return cells.astype({column.name: _DTYPES[column.type] for column in columns})


def csv(table: TableName, rows: Iterable[Row]) -> str:
    """The rows as CSV (RFC 4180: comma, double quotes, CRLF); an empty field is a missing value."""
    cells = frame(table, rows)
    for column in layouts()[table].columns:
        if column.type in ("text", "boxes"):
            cells[column.name] = cells[column.name].map(_safe, na_action="ignore")
    return cells.to_csv(index=False, lineterminator="\r\n", date_format="%Y-%m-%d")


def _safe(cell: Any) -> str:  # noqa: ANN401 - a string or a list of boxes
    """The cell as text, with an apostrophe before what a spreadsheet would run as a formula (OWASP, CSV injection)."""
    value = str(cell)
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
