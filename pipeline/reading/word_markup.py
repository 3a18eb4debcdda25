"""WordprocessingML (ECMA-376, part 1, chapter 17) to lines of text: what a reader sees, each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Protocol

_MOST_COLUMNS = 500  # Word allows 63; a cell that claims to span millions is an attack
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{_W}txbxContent"
_UNSEEN = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", f"{_W}sectPr")
)
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\xad",
}  # fmt: skip
_NO_BORDER = frozenset(("none", "nil"))


class Element(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None

    def __iter__(self) -> Iterator[Element]: ...
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def find(self, path: str) -> Element | None: ...  # noqa: D102
    def iterfind(self, path: str) -> Iterator[Element]: ...  # noqa: D102


class StyleBorders:
    """Which table styles of a document draw borders."""

    def __init__(self, styles: Element) -> None:
        self._drawn = frozenset(
            style.get(f"{_W}styleId") for style in styles.iterfind(f"{_W}style") if _draws(style, "tblBorders")
        )

    def of(self, table: Element) -> bool:
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


def lines(story: Element, borders: StyleBorders) -> Iterator[str]:
    """The lines of a body, cell, header, note or text box: paragraphs, rows of tables, text boxes."""
    for child in _visible(story):
        if child.tag == f"{_W}p":
            yield from _paragraph(child, borders)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, borders)
        else:  # content controls, insertions, custom XML around whole paragraphs
            yield from lines(child, borders)


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


def _paragraph(paragraph: Element, borders: StyleBorders) -> Iterator[str]:
    boxes: list[Element] = []
    yield from "".join(_runs(paragraph, boxes)).split("\n")
    for box in boxes:
        yield from lines(box, borders)


def _runs(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of runs in order; the text boxes anchored there are put into `boxes`."""
    for child in _visible(element):
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}br" and child.get(f"{_W}type") in ("page", "column"):
            yield "\n"
        elif isinstance(child.tag, str) and child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _BOX:
            boxes.append(child)
        else:
            yield from _runs(child, boxes)


def _table(table: Element, borders: StyleBorders) -> Iterator[str]:
    """The rows of a table; a frame without borders (letterhead, foot) is read column by column."""
    rows = [list(_cells(row)) for row in _descend(table, "tr")]
    if _is_frame(rows) and not borders.of(table):
        for cell in (cell for column in zip_longest(*rows) for cell in column if cell is not None):
            yield from (line for line in lines(cell, borders) if line.strip())
        return
    for row in rows:
        yield "\t".join("" if cell is None else _flat(cell, borders) for cell in row)


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


def _flat(cell: Element, borders: StyleBorders) -> str:
    """A cell on one line."""
    return " ".join(" ".join(lines(cell, borders)).split())


def _is_frame(rows: list[list[Element | None]]) -> bool:
    """True for few rows of two or three columns; more is a table whose borders were taken away."""
    return len(rows) <= 4 and 2 <= max(map(len, rows), default=0) <= 3
