"""Tables of a text: rows are lines, cells are set off by TAB.

A row that a page break cuts is two lines, and each word keeps its place on its own page: the halves are put together
here, where the table is understood, not where the pages are read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from normalizers import Span, patterns

from ..extraction import PercentageRole
from ..subject import Subject
from .mentions import cues_within, split
from .phrases import Cue, book

_LINE = patterns.pattern(r"\n")
_CELL = patterns.pattern(r"\t")
_ENDS = ".;:!?"
_HEAD = 6  # rows that may be the head of a table
_GAP = 3  # lines without a cell that a table broken over pages may hold


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table and its cells, empty ones kept; `rest` are the cells of the line that goes on with it."""

    span: Span
    cells: tuple[Span, ...]
    rest: tuple[Span, ...] = ()

    def text(self, value: str, column: int) -> str:
        """What the cell of a column says, the part beyond a page break included."""
        parts = [cells[column].of(value).strip() for cells in (self.cells, self.rest) if cells]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows, and the role of the percentages in each column where its head tells it."""

    span: Span
    rows: tuple[Row, ...]
    roles: tuple[PercentageRole | None, ...]

    def cell_at(self, offset: int) -> tuple[int, int] | None:
        """The row and column of the cell that holds `offset`."""
        row = bisect_right(self.rows, offset, key=lambda r: r.span.start) - 1
        if row < 0 or offset > self.rows[row].span.end:
            return None
        column = bisect_right(self.rows[row].cells, offset, key=lambda c: c.start) - 1
        return row, column

    def role_at(self, span: Span) -> PercentageRole | None:
        """The role that the column over `span` gives to a percentage."""
        place = self.cell_at(span.start)
        return self.roles[place[1]] if place and place[1] < len(self.roles) else None


def find_grids(subject: Subject) -> list[Grid]:
    """The tables of the text, in order; a table goes on over blank lines (page breaks)."""
    runs = list(_runs(subject.value))
    cues = book("columns").find(subject) if runs else []
    value = subject.value
    return [
        Grid(Span(rows[0].span.start, rows[-1].span.end), _with_rests(value, rows), _roles(cues, rows)) for rows in runs
    ]


def _runs(value: str) -> Iterator[list[Row]]:
    """The runs of lines with cells, broken by more than a page break."""
    rows: list[Row] = []
    gap = 0
    for line in split(value, _LINE, Span(0, len(value))):
        cells = tuple(split(value, _CELL, line))
        if len(cells) > 1:
            rows.append(Row(line, cells))
            gap = 0
        elif rows and (gap := gap + (1 if line.of(value).strip() else 0)) > _GAP:
            yield rows
            rows, gap = [], 0
    if rows:
        yield rows


def _with_rests(value: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """`rows`, each with the cells of the next where a page break, and a head repeated after it, cut it in two."""
    texts = [row.span.of(value) for row in rows]
    own = [row for at, row in enumerate(rows) if texts[at] not in texts[: min(at, _HEAD)]]
    rests = {row.span: after.cells for row, after in pairwise(own) if _continues(value, row, after)}
    return tuple(replace(row, rest=rests.get(row.span, ())) for row in rows)


def _continues(value: str, row: Row, after: Row) -> bool:
    """True when `after` has no number of its own, no figures, and words only that go on with those above."""
    if len(row.cells) != len(after.cells):
        return False
    above, below = ([cell.of(value).strip() for cell in line.cells] for line in (row, after))
    going_on = [pair for pair in zip(above, below, strict=True) if pair[1]]
    return bool(above[0] and going_on) and not below[0] and all(_goes_on(*pair) for pair in going_on)


def _goes_on(above: str, below: str) -> bool:
    return bool(above) and below[0].islower() and above[-1] not in _ENDS


def _roles(cues: Sequence[Cue], rows: Sequence[Row]) -> tuple[PercentageRole | None, ...]:
    """The roles that the first row with headings gives: the task column sets aims, the result column reports."""
    for row in rows[:3]:
        labels = [{cue.label for cue in cues_within(cues, cell)} for cell in row.cells]
        if any("result" in label for label in labels) and any("task" in label for label in labels):
            return tuple(_column_role(label) for label in labels)
    return ()


def _column_role(labels: set[str]) -> PercentageRole | None:
    if "result" in labels:
        return "achieved"
    return "target" if "task" in labels else None
