"""Serial numbers of a table that are printed twice or skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from .lines import Cell
from .sheets import Sheet

_LEAST = 5  # rows in sequence from which a gap is an oddity


def odd_serials(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    """Each break in the count of rows: the serial number before it, the odd one, and the one after."""
    if sheet.serials is None:
        return
    numbered = [
        (None if line.kind == "group" else line.rank, cell)  # the heading of a part, though it has a number, too
        for line in sheet.lines
        if (cell := line.cells[sheet.serials]) and cell.text
    ]
    for rank, group in groupby(numbered, key=lambda item: item[0]):
        if rank == 2:
            for run in _runs([cell for _, cell in group]):
                yield from _breaks(run)


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The counts from 1 on."""
    run: list[Cell] = []
    for cell in cells:
        if run and _number(cell) == 1:
            yield run
            run = []
        run.append(cell)
    yield run


def _breaks(run: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    numbers = [_number(cell) for cell in run]
    right = sum(1 for at, number in enumerate(numbers) if number == numbers[0] + at)
    if len(run) < _LEAST or numbers[0] != 1:
        return
    broken = [at for at in range(1, len(run)) if numbers[at] != numbers[at - 1] + 1]
    if not broken or len(broken) * 5 > len(run) or right < 3:
        return
    at = 0
    while at < len(broken):
        first = broken[at]
        swapped = (
            at + 1 < len(broken) and broken[at + 1] == first + 1
        )  # «24, 23, 26»: one wrong number breaks two steps
        yield tuple(run[first - 1 : first + 2 if swapped else first + 1])
        at += 2 if swapped else 1


def _number(cell: Cell) -> int:
    return int("".join(char for char in cell.text if char.isdigit()) or 0)
