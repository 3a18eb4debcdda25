"""An XLSX workbook with the documents, the facts, form II.06 and the data dictionary; the only import of openpyxl."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet._write_only import WriteOnlyWorksheet  # type: ignore[import-untyped]

from .atomic import OutputError
from .columns import Column, ColumnType, Layout, layouts
from .facts import Row
from .labels import Label, Language
from .printable import pictured
from .report import Report

MAX_CELL = 32_767  # characters Excel keeps in a cell
MAX_ROWS = 1_048_576  # rows of a sheet, its header included
_CUT = " … (cắt bớt)"
_FORMATS: dict[ColumnType, str] = {"number": "General", "integer": "0", "date": "yyyy-mm-dd"}
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F4E78")
_HEADER_ALIGNMENT = Alignment(wrap_text=True, vertical="center")
_DICTIONARY = Layout(
    Label("Từ điển dữ liệu", "Data dictionary"),
    (
        Column("sheet", "text", 16, Label("Trang tính", "Sheet"), Label("", "")),
        Column("label", "text", 28, Label("Tiêu đề cột", "Heading"), Label("", "")),
        Column("name", "text", 28, Label("Tên cột", "Column"), Label("", "")),
        Column("type", "text", 10, Label("Kiểu", "Type"), Label("", "")),
        Column("about", "text", 100, Label("Ý nghĩa", "Meaning"), Label("", "")),
    ),
)


def write_workbook(reports: Iterable[Report], out: BinaryIO, language: Language = "vi") -> None:
    """Write the workbook of `reports` to `out`, one report at a time; raises OutputError when a sheet is full."""
    book = Workbook(write_only=True)
    sheets = {name: _Sheet(book, layout, language) for name, layout in layouts().items()}
    dictionary = _Sheet(book, _DICTIONARY, language)
    try:
        for report in reports:
            for name, sheet in sheets.items():
                sheet.add(report.table_rows(name))
        dictionary.add(_dictionary_rows(layouts().values(), language))
    finally:  # openpyxl complains on stderr about a sheet that is left open
        for sheet in (*sheets.values(), dictionary):
            sheet.finish()
    book.save(out)


def write_sheets(
    tables: Iterable[tuple[Layout, Iterable[Sequence[Row]]]], out: BinaryIO, language: Language = "vi"
) -> None:
    """Write a workbook of tables, given in batches of rows; one of too many rows goes on in further sheets."""
    book = Workbook(write_only=True)
    written = []
    for layout, batches in tables:
        _write_table(book, layout, batches, language)
        written.append(layout)
    _write_table(book, _DICTIONARY, [_dictionary_rows(written, language)], language)
    book.save(out)


def _write_table(book: Workbook, layout: Layout, batches: Iterable[Sequence[Row]], language: Language) -> None:
    count = 1
    sheet = _Sheet(book, layout, language)
    try:
        for batch in batches:
            rows = batch
            while len(rows) > (room := MAX_ROWS - sheet.height):
                sheet.add(rows[:room])
                sheet.finish()
                rows, count = rows[room:], count + 1
                sheet = _Sheet(book, layout, language, f" ({count})")
            sheet.add(rows)
    finally:
        sheet.finish()


def _dictionary_rows(tables: Iterable[Layout], language: Language) -> list[Row]:
    return [
        {
            "sheet": layout.title.to(language),
            "label": column.label.to(language),
            "name": column.name,
            "type": column.type,
            "about": column.about.to(language),
        }
        for layout in tables
        for column in layout.columns
    ]


class _Sheet:
    """A sheet that is written row by row: header frozen, filter over every row."""

    def __init__(self, book: Workbook, layout: Layout, language: Language, suffix: str = "") -> None:
        self.columns = layout.columns
        self.title = layout.title.to(language) + suffix
        self.sheet: WriteOnlyWorksheet = book.create_sheet(self.title)
        self.sheet.freeze_panes = "A2"
        for at, column in enumerate(self.columns, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = column.width
        self.sheet.append([self._heading(column.label.to(language)) for column in self.columns])
        self.height = 1

    def add(self, rows: Sequence[Row]) -> None:
        """Append `rows`; raises OutputError beyond the last row a sheet can have."""
        self.height += len(rows)
        if self.height > MAX_ROWS:
            raise OutputError(
                f"Trang tính «{self.title}» vượt quá {MAX_ROWS} dòng của XLSX: hãy xuất csv, jsonl hoặc parquet.",
                f'Sheet "{self.title}" would pass the {MAX_ROWS} rows of XLSX: export csv, jsonl or parquet.',
            )
        for row in rows:
            self.sheet.append([self._cell(column, row) for column in self.columns])

    def finish(self) -> None:
        """Put the filter over everything written and close the sheet."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{self.height}"
        self.sheet.close()

    def _heading(self, label: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet, value=label)
        cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _HEADER_ALIGNMENT
        return cell

    def _cell(self, column: Column, row: Row) -> WriteOnlyCell | None:
        value = _typed(column.name, row)
        if value is None:
            return None
        if isinstance(value, bool | int | float | date):
            cell = WriteOnlyCell(self.sheet, value=value)
            cell.number_format = _FORMATS["date"] if isinstance(value, date) else _FORMATS.get(column.type, "General")
            return cell
        cell = WriteOnlyCell(self.sheet, value=_fitting(str(value)))
        cell.data_type = "s"  # openpyxl takes a string beginning with "=" for a formula
        return cell


def _typed(name: str, row: Row) -> Any:  # noqa: ANN401 - what a cell may hold
    """The cell's value; on a sheet, `value` is a number or a day where the fact is one."""
    if name != "value":
        return row[name]
    for typed in (row["value_number"], row["value_date"]):
        if typed is not None:
            return typed
    return row["value"]


def _fitting(value: str) -> str:
    """`value` without characters XML forbids and no longer than a cell, both visibly."""
    clean = pictured(value)
    return clean if len(clean) <= MAX_CELL else clean[: MAX_CELL - len(_CUT)] + _CUT
