"""A story of an RTF file: its body, a header, a note, a text box; paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .pieces import Piece
from .rtf_tables import Line, RtfRow, Shape, table_lines

_DEEPEST = 50  # text boxes inside each other; what lies deeper stands in the last of them


class Story:
    """Lines written so far, and the table that is being written; `shape` is that of its next row."""

    def __init__(self, depth: int = 0) -> None:
        self._depth = depth
        self.shape = Shape()
        self.is_in_table = False
        self._lines: list[Line] = []
        self._line: Line = []
        self._cell: list[Line] = []
        self._row: list[tuple[Line, ...]] = []
        self._rows: list[RtfRow] = []
        self._boxes: list[Story] = []

    def write(self, piece: Piece) -> None:
        """Go on with the line that is being written."""
        if not self.is_in_table:
            self._end_table()
        self._line.append(piece)

    def end_line(self) -> None:
        """End a paragraph, or a line of a cell."""
        if self.is_in_table or self._row:
            self._cell.append(self._line)
        else:
            self._end_table()
            self._lines.append(self._line)
        self._line = []
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            (self._cell if self.is_in_table else self._lines).extend(box.lines())

    def end_cell(self) -> None:
        """End a cell; words before it stand in it, whether or not their paragraph says so."""
        self._row.append((*self._cell, self._line))
        self._cell, self._line = [], []

    def end_row(self) -> None:
        """End a row of the shape that was told last."""
        if self._row:
            self._rows.append(RtfRow(tuple(self._row), self.shape))
        self._row = []

    def box(self) -> Story:
        """A text box that hangs on the paragraph being written."""
        if self._depth == _DEEPEST:
            return self
        self._boxes.append(Story(self._depth + 1))
        return self._boxes[-1]

    def lines(self) -> Iterator[Line]:
        """All lines, characters of two halves put together."""
        if self._cell or self._row:
            self.end_cell()
        self.end_row()
        self._end_table()
        if self._line or self._boxes:
            self.is_in_table = False
            self.end_line()
        for line in self._lines:
            runs = groupby(line, key=lambda piece: piece.font)
            yield [Piece(_whole("".join(piece.text for piece in run)), font) for font, run in runs]

    def _end_table(self) -> None:
        if self._rows and not self._row:
            self._lines += table_lines(self._rows)
            self._rows = []


def _whole(text: str) -> str:
    """Surrogates, of which each control word holds one, as the characters they make."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
