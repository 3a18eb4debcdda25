"""The only import of pandas: rows to typed frames, and frames to CSV that a spreadsheet cannot be tricked with."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from .columns import ColumnType, StoreTable, layout_of
from .facts import Row
from .printable import inert

_DTYPES: dict[ColumnType, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
    "boolean": "boolean",
    "boxes": "object",
}


def frame(table: StoreTable, rows: Iterable[Row]) -> pd.DataFrame:
    """The rows of a table with the columns and types of data/columns.toml."""
    columns = layout_of(table).columns
    cells = pd.DataFrame(list(rows), columns=[column.name for column in columns], dtype="object")
    return cells.astype({column.name: _DTYPES[column.type] for column in columns})


def csv(table: StoreTable, rows: Iterable[Row], *, header: bool = True) -> str:
    """The rows as CSV (RFC 4180: comma, double quotes, CRLF); an empty field is a missing value."""
    cells = frame(table, rows)
    for column in layout_of(table).columns:
        if column.type in ("text", "boxes"):
            cells[column.name] = cells[column.name].map(lambda cell: inert(str(cell)), na_action="ignore")
    return cells.to_csv(index=False, header=header, lineterminator="\r\n", date_format="%Y-%m-%d")
