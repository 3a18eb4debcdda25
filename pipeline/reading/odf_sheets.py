"""OpenDocument sheets (ODF 1.3, part 3, chapter 9): what cells show, with their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from .odf_styles import Styles
from .odf_text import MOST_COLUMNS, Blocks, repeats, rows_of
from .pieces import Piece
from .refusals import too_large
from .sheets import SheetCell, address, hidden_notes, sheet_lines
from .trees import Element, attribute, name_of

_NUMBERS = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")
_SWAPPED = str.maketrans(",.", ".,")


@dataclass(slots=True)
class OdfSheet:
    """The cells of a sheet by row; how many rows and columns with content are hidden."""

    name: str
    rows: dict[int, list[SheetCell]] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)

    def lines(self) -> Iterator[list[Piece]]:
        """The lines of what can be seen."""
        seen = {c.column for row in self.rows.values() for c in row} - self.hidden_columns
        shown = {number: [cell for cell in row if cell.column in seen] for number, row in self.rows.items()}
        return sheet_lines({number: row for number, row in shown.items() if row}, seen)

    def notes(self) -> tuple[str, ...]:
        """What of a sheet is not read."""
        columns = len(self.hidden_columns & {cell.column for row in self.rows.values() for cell in row})
        return hidden_notes(self.hidden_rows, columns)


def read_sheet(table: Element, name: str, styles: Styles, most: int) -> OdfSheet:
    """The cells of a sheet, `most` of them; raises TooLargeError."""
    sheet = OdfSheet(name, hidden_columns=set(_hidden_columns(table)))
    blocks = Blocks(styles)
    number = 1
    for row in rows_of(table):
        times = repeats(row, "number-rows-repeated")
        cells = list(_cells(row, number, name, styles, blocks))
        if cells and attribute(row, "visibility") in _HIDDEN:
            sheet.hidden_rows += times
        elif cells:
            most -= times * len(cells)
            if most < 0:
                raise too_large(".ods", "số ô", "cells")
            for at in range(number, number + times):
                sheet.rows[at] = cells if at == number else [_moved(cell, name, at) for cell in cells]
        number += times
    return sheet


def _hidden_columns(table: Element) -> Iterator[int]:
    at = 1
    for column in table.iter("{*}table-column"):
        times = min(repeats(column, "number-columns-repeated"), MOST_COLUMNS)
        if attribute(column, "visibility") in _HIDDEN:
            yield from range(at, at + times)
        at += times


def _cells(row: Element, number: int, name: str, styles: Styles, blocks: Blocks) -> Iterator[SheetCell]:
    column = 1
    for cell in row:
        if name_of(cell) not in ("table-cell", "covered-table-cell"):
            continue
        times = repeats(cell, "number-columns-repeated")
        kind = attribute(cell, "value-type")
        is_filled = name_of(cell) == "table-cell" and next(iter(cell), None) is not None
        pieces = _shown(cell, kind, styles, blocks) if is_filled else []
        if pieces:
            bordered = styles.is_bordered(attribute(cell, "style-name"))
            for at in range(column, column + min(times, MOST_COLUMNS)):
                own = tuple(replace(piece, cell=address(name, number, at)) for piece in pieces)
                yield SheetCell(number, at, own, kind in _NUMBERS, bordered)
        column += times


def _moved(cell: SheetCell, name: str, row: int) -> SheetCell:
    place = address(name, row, cell.column)
    return replace(cell, row=row, pieces=tuple(replace(piece, cell=place) for piece in cell.pieces))


def _shown(cell: Element, kind: str | None, styles: Styles, blocks: Blocks) -> list[Piece]:
    """The text of a cell; a number or day in the way of Vietnam, whatever the language of who wrote it."""
    font = styles.font("table-cell", attribute(cell, "style-name"))
    pieces = [replace(piece, font=piece.font or font) for piece in blocks.flat(cell)]
    text = "".join(piece.text for piece in pieces)
    if kind in _NUMBERS:
        text = vietnamese_number(text, attribute(cell, "value"), is_percentage=kind == "percentage")
    elif kind == "date":
        text = vietnamese_date(text, attribute(cell, "date-value") or "")
    return [replace(pieces[0], text=text)] if pieces and kind in (*_NUMBERS, "date") else pieces


def vietnamese_number(text: str, value: str | None, *, is_percentage: bool = False) -> str:
    """`text` with points and commas changed over where only that makes it the number `value`."""
    try:
        number = Decimal(value or "") * (100 if is_percentage else 1)
    except InvalidOperation:
        return text
    as_printed, changed = (_distance(each, number) for each in (text, text.translate(_SWAPPED)))
    return text.translate(_SWAPPED) if changed < as_printed else text


def _distance(text: str, number: Decimal) -> Decimal:
    """How far `text`, read as in Vietnam, is from `number`."""
    digits = "".join(char for char in text if char in "0123456789.,").strip(".,")
    try:
        return abs(Decimal(digits.replace(".", "").replace(",", ".")) - abs(number))
    except InvalidOperation:
        return Decimal("Infinity")


def vietnamese_date(text: str, iso: str) -> str:
    """`text`, or dd/mm/yyyy where it is three numbers in another order."""
    day = "/".join(reversed(iso[:10].split("-")))
    numbers = [int(part) for part in "".join(char if char.isdecimal() else " " for char in text).split()]
    own = [int(part) for part in day.split("/") if part.isdecimal()]
    if len(own) != 3 or len(numbers) < 3 or any(char.isalpha() for char in text):
        return text
    same = numbers[:2] == own[:2] and numbers[2] in (own[2], own[2] % 100)
    return text if same else day
