"""The blocks of an HTML document in order: paragraphs and headings as lines, tables by rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, zip_longest

from .html_fonts import Fonts, style_of
from .html_lists import marked
from .legacy_fonts import in_font
from .odf_sheets import vietnamese_number
from .pieces import MOST_CELLS, Piece, is_frame, row_of, tidy
from .raised import Level, raised
from .refusals import too_large
from .symbol_fonts import addressed, is_symbols
from .trees import Element, name_of

_UNSEEN = frozenset((
    "del", "head", "iframe", "math", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "title",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
))  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_BORDER = re.compile(r"border[a-z-]*\s*:\s*(?!none|0)[^;]*(?:solid|double|dotted|dashed)", re.IGNORECASE)
_LONGEST_MARK = 8
_LEVELS: dict[str, Level] = {"sup": "super", "sub": "sub"}
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_DEEPEST = 200  # elements inside each other; what lies deeper comes as one line
_MOST_COLUMNS = 500
_MOST_ROWS = 65_534  # what a cell may span (HTML 5)

Line = list[Piece]
Cells = list["Element | None"]


def lines(root: Element, fonts: Fonts) -> Iterator[Line]:
    """The lines of a document or of a part of it, none of them empty."""
    flow = _Flow(fonts)
    flow.walk(root, None, 0)
    flow.end()
    return iter(flow.lines)


class _Flow:
    """Lines written so far, and the one that is being written."""

    def __init__(self, fonts: Fonts) -> None:
        self.lines: list[Line] = []
        self._fonts = fonts
        self._line: Line = []
        self._mark: Line = []  # of an item of a list whose text has not come yet

    def end(self) -> None:
        """End the line that is being written."""
        line = tidy(self._line)
        if any(piece.text.strip() for piece in line):
            self.lines.append([*self._mark, *line])
            self._mark = []
        self._line = []

    def walk(self, element: Element, inherited: str | None, depth: int) -> None:
        """Write an element, less what stands behind it."""
        name = name_of(element)
        if name in _UNSEEN or not name or _is_hidden(element) or _is_note_mark(element):
            return
        font = self._fonts.at(element, inherited)
        if depth > _DEEPEST:
            self._line.append(Piece(" ".join(element.itertext()), font))
        elif name == "br":
            self.end()
        elif name == "table":
            self.end()
            self.lines += self._table(element, font, depth)
        elif name == "pre":
            self._preformatted(element, font)
        elif name == "ol":
            self._ordered(element, font, depth)
        elif (level := _level(element)) is not None:
            before, self._line = self._line, []
            self._inside(element, font, depth, is_block=False)
            self._line = before + [replace(piece, text=raised(piece.text, level)) for piece in self._line]
        else:
            self._inside(element, font, depth, is_block=name not in _INLINE and ":" not in name)

    def _inside(self, element: Element, font: str | None, depth: int, *, is_block: bool) -> None:
        if is_block:
            self.end()
        self._line.append(_piece(element.text, font))
        for child in element:
            self.walk(child, font, depth + 1)
            self._line.append(_piece(child.tail, font))
        if is_block:
            self.end()

    def _ordered(self, element: Element, font: str | None, depth: int) -> None:
        self.end()
        for item, mark in marked(element):
            self._mark = [Piece(mark, font)] if mark else self._mark
            self.walk(item, font, depth + 1)
        self._mark = []

    def _preformatted(self, element: Element, font: str | None) -> None:
        self.end()
        for text in "".join(element.itertext()).split("\n"):
            self._line = [Piece(text, font)]
            self.end()

    def _table(self, table: Element, font: str | None, depth: int) -> Iterator[Line]:
        """Rows; a frame (letterhead, foot) is read column by column, a layout around other tables block by block."""
        rows = _grid(table)
        has_borders = _has_borders(table, rows)
        if not has_borders and any(True for _ in table.iterfind(".//table")):
            for cell in (cell for row in rows for cell in row if cell is not None):
                yield from self._cell(cell, font, depth)
        elif is_frame(len(rows), max(map(len, rows), default=0), has_borders=has_borders):
            for cell in (cell for column in zip_longest(*rows) for cell in column if cell is not None):
                yield from self._cell(cell, font, depth)
        else:
            for row in rows:
                line = row_of(self._flat(cell, font, depth) for cell in row)
                if any(piece.text.strip() for piece in line):
                    yield line

    def _cell(self, cell: Element, font: str | None, depth: int) -> list[Line]:
        inner = _Flow(self._fonts)
        inner.walk(cell, font, depth + 1)
        inner.end()
        return inner.lines

    def _flat(self, cell: Element | None, font: str | None, depth: int) -> Line:
        """A cell on one line; a number that a spreadsheet gave with its value in the way of Vietnam."""
        if cell is None:
            return []
        line = tidy(piece for line in self._cell(cell, font, depth) for piece in (*line, Piece(" ")))
        value = cell.get("x:num")
        if value and line:
            text = "".join(piece.text for piece in line)
            return [replace(line[0], text=vietnamese_number(text, value, is_percentage=text.endswith("%")))]
        return line


def _piece(text: str | None, font: str | None) -> Piece:
    """Some text in its font; letters in a font of symbols are the codes of signs, most of them marks of lists."""
    if text and font and is_symbols(font):
        return Piece(in_font(addressed(text), font), font)
    return Piece(text or "", font)


def _level(element: Element) -> Level | None:
    """Where a part of a line stands that is set above or below it, by its name or its style."""
    if name_of(element) in _LEVELS:
        return _LEVELS[name_of(element)]
    style = _RAISED.search(style_of(element)) if name_of(element) == "span" else None
    return _LEVELS[style[1].lower()[:3]] if style is not None else None


def _is_note_mark(element: Element) -> bool:
    """True for the raised number that leads to a note: «12 hồ sơ1» must not become another number."""
    if name_of(element) != "a" or not (element.get("href") or "").startswith("#"):
        return False
    text = "".join(islice(element.itertext(), 9))
    return len(text) <= _LONGEST_MARK and text.strip(" \n[]()").isdecimal()


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search(style_of(element)) is not None


def _grid(table: Element) -> list[Cells]:
    """The cells a row and column; None where a cell reaches over from the left or from above."""
    rows: list[Cells] = []
    count = 0
    above: dict[int, int] = {}  # column: rows that a cell further up still reaches down
    for row in _rows(table):
        if _is_hidden(row):
            continue
        cells: Cells = []
        for cell in row:
            if name_of(cell) not in ("td", "th") or _is_hidden(cell):
                continue
            _reached_over(cells, above)
            width, height = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
            above |= dict.fromkeys(range(len(cells), len(cells) + width), height - 1) if height > 1 else {}
            cells += [cell, *[None] * (width - 1)]
        _reached_over(cells, above)
        rows.append(cells)
        count += len(cells)
        if count > MOST_CELLS:
            raise too_large(".html", "số ô của bảng", "cells in a table")
    return rows


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if name_of(child) == "tr":
            yield child
        elif name_of(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if name_of(row) == "tr")


def _reached_over(cells: Cells, above: dict[int, int]) -> None:
    """Fill the columns that cells further up take, and count those rows down."""
    while above.get(len(cells), 0) > 0 and len(cells) < _MOST_COLUMNS:
        above[len(cells)] -= 1
        cells.append(None)


def _span(cell: Element, name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(1, int(text[:6])), most) if text.isascii() and text.isdigit() else 1


def _has_borders(table: Element, rows: list[Cells]) -> bool:
    """True when the table itself draws borders; one inside it does not count."""
    if (table.get("border") or "0").strip() not in ("0", ""):
        return True
    own = (cell for row in rows for cell in row if cell is not None)
    return any(_BORDER.search(style_of(element)) for element in (table, *own))
