"""Tables put among the lines of a page, for text layers and for scans alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from pipeline.document import Cell, Line

from .ruled_tables import Table, Unit

T = TypeVar("T")
Cells: TypeAlias = Mapping[Unit, Cell]


def among_lines(
    tables: Sequence[Table],
    cells: Sequence[Cells],
    loose: Iterable[T],
    bottom: Callable[[T], float],
    lay_out: Callable[[list[T]], Iterable[Line]],
) -> tuple[Line, ...]:
    """The lines of a page: each of `tables` with its `cells`, and between them what `lay_out` makes of the `loose`.

    `bottom` tells how far down (points) a loose thing, a row of words or a line, stands.
    """
    bands: list[list[T]] = [[] for _ in range(len(tables) + 1)]
    for thing in loose:
        bands[sum(table.box.top <= bottom(thing) for table in tables)].append(thing)
    found = list(lay_out(bands[0]))
    for table, own, below in zip(tables, cells, bands[1:], strict=True):
        found += _rows(table, own)
        found += lay_out(below)
    return tuple(found)


def _rows(table: Table, own: Cells) -> Iterator[Line]:
    """The rows of `table` that have words, a cell a column; a merged cell has its words in its top left unit."""
    for row in range(len(table.ys) - 1):
        cells = tuple(own.get((row, column), ()) for column in range(len(table.xs) - 1))
        if any(cells):
            yield Line(cells)
