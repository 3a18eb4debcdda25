"""OpenDocument text (ODF 1.3, part 3, chapters 5 to 9) to lines: paragraphs, rows of tables, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from .legacy_fonts import in_font
from .odf_lists import OdfList
from .odf_styles import Styles
from .pieces import MOST_CELLS, Piece, is_frame, row_of, tidy
from .raised import raised
from .refusals import too_large
from .trees import Element, attribute, name_of

_WHITE = re.compile(r"[ \t\r\n]+")
_UNSEEN = frozenset((
    "tracked-changes", "annotation", "annotation-end", "title", "desc", "forms", "sequence-decls", "variable-decls",
    "user-field-decls", "image", "object", "hidden-text", "table-of-content-source", "ruby-text", "script", "notes",
    "page-number", "plugin", "event-listeners", "object-ole", "settings", "shapes",
))  # fmt: skip
_MOST_SPACES = 1000
MOST_COLUMNS = 16_384

Line = list[Piece]


class Blocks:
    """Writes the lines of a document in `styles`; `notes` are those met on the way.

    Without `has_frames` every table is one: slides have no letterhead in a table without borders.
    """

    def __init__(self, styles: Styles, *, has_frames: bool = True) -> None:
        self._styles = styles
        self._has_frames = has_frames
        self.notes: list[Element] = []

    def lines(self, element: Element, around: OdfList | None = None) -> Iterator[Line]:
        """The lines below `element`: of a body, cell, header, text box, slide, or item of the list `around`."""
        for child in element:
            match name_of(child):
                case "p" | "h":
                    yield from self._paragraph(child)
                case "table":
                    yield from self._table(child)
                case "list":
                    yield from self._list(child, around)
                case name if name not in _UNSEEN:
                    yield from self.lines(child, around)

    def _list(self, element: Element, around: OdfList | None) -> Iterator[Line]:
        own = self._styles.lists.opened(element, around)
        for item in element:
            begins = next(iter(item), None)
            is_text = begins is not None and name_of(begins) in ("p", "h")  # else it holds a list of the next level
            mark = self._styles.lists.mark(item, own) if is_text else ""
            for line in self.lines(item, own):
                yield [Piece(mark), *line] if mark else line
                mark = ""

    def _paragraph(self, paragraph: Element) -> Iterator[Line]:
        boxes: list[Element] = []
        line: Line = []
        font = self._styles.font("paragraph", attribute(paragraph, "style-name"))
        for piece in self._runs(paragraph, font, boxes):
            if piece.text == "\n":
                yield line
                line = []
            else:
                line.append(piece)
        yield line
        for box in boxes:
            yield from self.lines(box)

    def _runs(self, element: Element, font: str | None, boxes: list[Element]) -> Iterator[Piece]:
        yield _piece(element.text, font)
        for child in element:
            yield from self._run(child, font, boxes)
            yield _piece(child.tail, font)

    def _run(self, child: Element, font: str | None, boxes: list[Element]) -> Iterator[Piece]:
        match name_of(child):
            case "s":
                count = attribute(child, "c") or "1"
                yield Piece(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), font)
            case "tab":
                yield Piece("\t", font)
            case "line-break":
                yield Piece("\n", font)
            case "note":
                self.notes += child.iterfind("{*}note-body")
            case "frame" | "text-box" | "custom-shape" | "g":
                boxes.append(child)
            case "span":
                yield from self._span(child, font, boxes)
            case name if name not in _UNSEEN:
                yield from self._runs(child, font, boxes)

    def _span(self, span: Element, font: str | None, boxes: list[Element]) -> Iterator[Piece]:
        style = attribute(span, "style-name")
        if self._styles.is_hidden("text", style):
            return
        level = self._styles.level(style)
        for piece in self._runs(span, self._styles.font("text", style) or font, boxes):
            yield replace(piece, text=raised(piece.text, level))

    def _table(self, table: Element) -> Iterator[Line]:
        """The rows of a table; a frame without borders (letterhead, foot) is read column by column."""
        rows = self._rows(table)
        width = max(map(len, rows), default=0)
        if self._has_frames and is_frame(len(rows), width, has_borders=self._has_borders(rows)):
            for cell in (cell for column in zip_longest(*rows) for cell in column if cell is not None):
                yield from (line for line in self.lines(cell) if any(p.text.strip() for p in line))
        else:
            for row in rows:
                yield row_of(self.flat(cell) if cell is not None else () for cell in row)

    @staticmethod
    def _rows(table: Element) -> list[list[Element | None]]:
        rows, count = [], 0
        for row in rows_of(table):
            rows.append(list(repeated_cells(row)))
            count += len(rows[-1])
            if count > MOST_CELLS:
                raise too_large(".odt", "số ô của bảng", "cells in a table")
        return rows

    def flat(self, cell: Element) -> Line:
        """A cell on one line."""
        return tidy(piece for line in self.lines(cell) for piece in (*line, Piece(" ")))

    def _has_borders(self, rows: list[list[Element | None]]) -> bool:
        cells = (cell for row in rows for cell in row if cell is not None)
        return any(self._styles.is_bordered(attribute(cell, "style-name")) for cell in cells)


def _piece(text: str | None, font: str | None) -> Piece:
    return Piece(_WHITE.sub(" ", in_font(text or "", font)), font)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those of groups and heads too."""
    for child in table:
        if name_of(child) == "table-row":
            yield child
        elif name_of(child) in ("table-rows", "table-header-rows", "table-row-group"):
            yield from rows_of(child)


def repeated_cells(row: Element) -> Iterator[Element | None]:
    """A cell a column; None where a cell of this row or of one above reaches over."""
    for cell in row:
        covered = name_of(cell) == "covered-table-cell"
        if covered or name_of(cell) == "table-cell":
            for _ in range(min(repeats(cell, "number-columns-repeated"), MOST_COLUMNS)):
                yield None if covered else cell


def repeats(element: Element, name: str) -> int:
    """How often a row, column or cell stands there."""
    text = attribute(element, name) or "1"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
