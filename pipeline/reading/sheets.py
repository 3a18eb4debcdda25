"""Sheets as lines of text: tables as rows with cells joined by TAB, all else as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .pieces import MOST_CELLS, Piece, row_of
from .refusals import too_large

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with content: its row and column from 1, its text, whether it is a number and whether it has a border."""

    row: int
    column: int
    pieces: tuple[Piece, ...]
    is_number: bool
    is_bordered: bool


Row = Sequence[SheetCell]


def address(sheet: str, row: int, column: int) -> str:
    """«Sheet1!C7»; `row` and `column` from 1."""
    return f"{sheet}!{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def hidden_notes(rows: int, columns: int) -> tuple[str, ...]:
    """What is said of a sheet of which so many rows and columns with content are hidden."""
    return (
        *((f"{rows} dòng ẩn bị bỏ qua · hidden rows are left out",) if rows else ()),
        *((f"{columns} cột ẩn bị bỏ qua · hidden columns are left out",) if columns else ()),
    )


def sheet_lines(rows: Mapping[int, Row], is_seen: Iterable[int]) -> Iterator[list[Piece]]:
    """The lines of a sheet whose cells with content are given row by row; `is_seen` are its visible columns in order.

    Rows of a table keep a cell for each visible column in use. Elsewhere (letterhead, title, signature) a cell is a
    line, and where two blocks of words stand side by side the left one comes first. One line stands for any rows left
    empty between two others.
    """
    columns = sorted({cell.column for row in rows.values() for cell in row} & set(is_seen))
    last, count = 0, 0
    for is_table, numbers in groupby(sorted(rows), key=lambda number: _is_of_table(rows[number])):
        block = list(numbers)
        if last and block[0] > last + 1:
            yield []
        last = block[-1]
        if is_table:
            count += len(block) * len(columns)
            if count > MOST_CELLS:
                raise too_large(".xlsx, .ods", "số ô", "cells")
            yield from _table([rows[number] for number in block], columns)
        else:
            yield from _words([rows[number] for number in block])


def _is_of_table(row: Row) -> bool:
    """A row with borders, with three cells or more, or with a number beside words."""
    return len(row) > 2 or any(cell.is_bordered for cell in row) or (len(row) == 2 and any(c.is_number for c in row))


def _table(block: Sequence[Row], columns: Sequence[int]) -> Iterator[list[Piece]]:
    own = [cell.column for row in block for cell in row]
    used = [column for column in columns if min(own) <= column <= max(own)]
    for before, row in zip((None, *block), block, strict=False):
        if before is not None and row[0].row > before[0].row + 1 and not row[0].is_bordered:
            yield []
        filled = {cell.column: cell.pieces for cell in row}
        yield row_of(filled.get(column, ()) for column in used)


def _words(block: Sequence[Row]) -> Iterator[list[Piece]]:
    """Rows of one or two cells of words: from the first row of two to the last, left before right."""
    pairs = [at for at, row in enumerate(block) if len(row) == 2]
    first, end = (pairs[0], pairs[-1] + 1) if pairs else (0, 0)
    middle = min((block[at][1].column for at in pairs), default=0)
    beside = [cell for row in block[first:end] for cell in row]
    left = [cell for cell in beside if cell.column < middle]
    right = [cell for cell in beside if cell.column >= middle]
    ordered = [*_cells(block[:first]), *left, *right, *_cells(block[end:])]
    for cell in ordered:
        yield list(cell.pieces)


def _cells(rows: Sequence[Row]) -> Iterator[SheetCell]:
    return (cell for row in rows for cell in row)
