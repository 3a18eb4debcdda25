"""WordprocessingML (ECMA-376, part 1, chapter 17) to lines of text: what a reader sees, each thing once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .legacy_fonts import in_font
from .pieces import Piece, is_frame, row_of, tidy
from .raised import LEVELS, Level, raised
from .symbol_fonts import addressed, is_symbols
from .word_elements import WORD as _W
from .word_elements import Element
from .word_equations import EQUATION, equation
from .word_fonts import Fonts
from .word_lists import Numbering

_MOST_COLUMNS = 500  # Word allows 63; a cell that claims to span millions is an attack
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{_W}txbxContent"
_UNSEEN = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", f"{_W}sectPr")
)
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\xad",
}  # fmt: skip
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{2,4}")
_NO_BORDER = frozenset(("none", "nil"))


class Styles:
    """What the styles of a document say: fonts, numbers of lists, and which table styles draw borders."""

    def __init__(self, styles: Element, theme: Element | None = None, numbering: Element | None = None) -> None:
        self.fonts = Fonts(styles, theme)
        self.numbering = Numbering(numbering, styles)
        self._drawn = frozenset(
            style.get(f"{_W}styleId") for style in styles.iterfind(f"{_W}style") if _draws(style, "tblBorders")
        )

    def draws_borders(self, table: Element) -> bool:
        """True when `table` shows borders, by its style, its own properties or those of a cell."""
        style = table.find(f"{_W}tblPr/{_W}tblStyle")
        own = table.find(f"{_W}tblPr/{_W}tblBorders")
        by_style = style is not None and style.get(f"{_W}val") in self._drawn
        by_table = by_style if own is None else _draws(table, "tblBorders")
        return by_table or _draws(table, "tcBorders")


def _draws(element: Element, name: str) -> bool:
    return any(
        edge.get(f"{_W}val") not in _NO_BORDER for borders in element.iterfind(f".//{_W}{name}") for edge in borders
    )


def lines(story: Element, styles: Styles) -> Iterator[list[Piece]]:
    """The lines of a body, cell, header, note or text box: paragraphs, rows of tables, text boxes."""
    for child in _visible(story):
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, styles)
        else:  # content controls, insertions, custom XML around whole paragraphs
            yield from lines(child, styles)


def plain(line: Sequence[Piece]) -> str:
    """The characters of a line."""
    return "".join(piece.text for piece in line)


def _visible(element: Element) -> Iterator[Element]:
    """The children a reader sees; of an alternative the first choice, for the others show the same again."""
    for child in element:
        if child.tag in _UNSEEN or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_MC}AlternateContent":
            chosen = next(iter(child), None)
            if chosen is not None:
                yield from _visible(chosen)
        else:
            yield child


def _paragraph(paragraph: Element, styles: Styles) -> Iterator[list[Piece]]:
    boxes: list[Element] = []
    font = styles.fonts.of_paragraph(paragraph)
    line = styles.numbering.mark(paragraph, font)
    for piece in _runs(paragraph, boxes, styles.fonts, font):
        before, *after = piece.text.split("\n")
        line.append(Piece(before, piece.font))
        for text in after:
            yield line
            line = [Piece(text, piece.font)]
    yield line
    for box in boxes:
        yield from lines(box, styles)


def _runs(element: Element, boxes: list[Element], fonts: Fonts, font: str | None) -> Iterator[Piece]:
    """The text of runs in order; the text boxes anchored there are put into `boxes`."""
    for child in _visible(element):
        if child.tag == f"{_W}t":
            yield Piece(in_font(child.text or "", font), font)
        elif child.tag == f"{_W}sym":
            yield from _symbol(child)
        elif child.tag == f"{_W}br" and child.get(f"{_W}type") in ("page", "column"):
            yield Piece("\n")
        elif isinstance(child.tag, str) and child.tag in _SIGNS:
            yield Piece(_SIGNS[child.tag], font)
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag == EQUATION:
            yield Piece(equation(child), font)
        elif child.tag != f"{_W}r":
            yield from _runs(child, boxes, fonts, font)
        elif not fonts.is_hidden(child):
            level = _level(child)
            for piece in _runs(child, boxes, fonts, fonts.of_run(child, font)):
                yield piece if level is None else Piece(raised(piece.text, level), piece.font)


def _level(run: Element) -> Level | None:
    """Whether the run stands on its line, above or below it."""
    found = run.find(f"{_W}rPr/{_W}vertAlign")
    return None if found is None else LEVELS.get(found.get(f"{_W}val") or "")


def _symbol(symbol: Element) -> Iterator[Piece]:
    """A character given by its code, in a font of its own."""
    font, code = symbol.get(f"{_W}font"), symbol.get(f"{_W}char")
    if code is not None and _HEXADECIMAL.fullmatch(code):
        char = chr(int(code, 16))
        yield Piece(in_font(addressed(char) if font and is_symbols(font) else char, font), font)


def _table(table: Element, styles: Styles) -> Iterator[list[Piece]]:
    """The rows of a table; a frame without borders (letterhead, foot) is read column by column."""
    rows = [list(_cells(row)) for row in _descend(table, "tr")]
    if is_frame(len(rows), max(map(len, rows), default=0), has_borders=styles.draws_borders(table)):
        for cell in (cell for column in zip_longest(*rows) for cell in column if cell is not None):
            yield from (line for line in lines(cell, styles) if plain(line).strip())
        return
    for row in rows:
        yield row_of([] if cell is None else _flat(cell, styles) for cell in row)


def _descend(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, content controls and insertions around them looked through."""
    for child in _visible(element):
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in (f"{_W}tblGrid", f"{_W}trPr"):
            yield from _descend(child, name)


def _cells(row: Element) -> Iterator[Element | None]:
    """A cell a grid column; None where a cell of this row or of one above reaches over."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    yield from [None] * _number(before)
    for cell in _descend(row, "tc"):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        continued = merge is not None and merge.get(f"{_W}val") != "restart"
        yield None if continued else cell
        yield from [None] * (_number(cell.find(f"{_W}tcPr/{_W}gridSpan")) - 1)


def _number(element: Element | None) -> int:
    value = None if element is None else element.get(f"{_W}val")
    return min(int(value[:6]), _MOST_COLUMNS) if value and value.isascii() and value.isdigit() else 0


def _flat(cell: Element, styles: Styles) -> list[Piece]:
    """A cell on one line."""
    return tidy(piece for line in lines(cell, styles) for piece in (*line, Piece(" ")))
