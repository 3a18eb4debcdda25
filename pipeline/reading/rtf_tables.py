"""Tables of RTF: rows whose cells are told by where they end, put on one grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from .pieces import MOST_CELLS, Piece, is_frame, row_of, tidy

Line = list[Piece]
_SLACK = 60  # twips (a twentieth of a point) by which ends of cells of one column may differ
_MOST_COLUMNS = 500


@dataclass(slots=True)
class Shape:
    """How a row is made: where its cells end in twips, which of them go on with one above or before, its borders."""

    ends: list[int] = field(default_factory=list)
    left: int = 0
    is_bordered: bool = False


@dataclass(frozen=True, slots=True)
class RtfRow:
    """A row as read: the lines of each cell."""

    cells: tuple[tuple[Line, ...], ...]
    shape: Shape


def table_lines(rows: Sequence[RtfRow]) -> Iterator[Line]:
    """The rows with cells joined by TAB; a frame without borders (letterhead, foot) is read column by column."""
    widest = max((len(row.cells) for row in rows), default=0)
    if is_frame(len(rows), widest, has_borders=any(row.shape.is_bordered for row in rows)):
        for cell in (cell for column in zip_longest(*(row.cells for row in rows)) for cell in column if cell):
            yield from (line for line in cell if any(piece.text.strip() for piece in line))
        return
    edges = _edges(rows)
    for row in rows:
        yield row_of(_on_grid(row, edges))


def _edges(rows: Sequence[RtfRow]) -> list[int]:
    """Where columns end, over all rows; none for a table that would be too large, whose cells stay as they come."""
    edges: list[int] = []
    for end in sorted(end for row in rows for end in row.shape.ends[: len(row.cells)]):
        if not edges or end > edges[-1] + _SLACK:
            edges.append(end)
    return edges if len(edges) <= _MOST_COLUMNS and len(edges) * len(rows) <= MOST_CELLS else []


def _on_grid(row: RtfRow, edges: Sequence[int]) -> Iterator[Line]:
    """A cell a column; empty where a cell reaches over."""
    column = 0
    for number, cell in enumerate(row.cells):
        yield tidy(piece for line in cell for piece in (*line, Piece(" ")))
        column += 1
        if number < len(row.shape.ends) and edges:
            last = bisect_left(edges, row.shape.ends[number] - _SLACK) + 1
            yield from ([] for _ in range(last - column))
            column = max(column, last)
