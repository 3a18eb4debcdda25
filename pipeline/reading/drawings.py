"""DrawingML (ECMA-376, part 1, chapter 21): the text of shapes and tables on slides and sheets."""

from __future__ import annotations

from collections.abc import Iterator

from .legacy_fonts import in_font
from .pieces import Piece, row_of, tidy
from .raised import Level, raised
from .trees import Element, name_of

_UNSEEN = ("Fallback", "extLst", "rPr", "pPr", "bodyPr", "lstStyle", "nvSpPr", "nvGrpSpPr", "spPr", "style")


def shape_lines(element: Element) -> Iterator[list[Piece]]:
    """The lines of all shapes below `element` in document order: paragraphs, and rows of tables by TAB."""
    for child in element:
        name = name_of(child)
        if name in ("txBody", "rich") or (name == "t" and next(iter(child), None) is not None):  # the last: SmartArt
            yield from _paragraphs(child)
        elif name == "tbl":
            for row in child.iterfind("{*}tr"):
                yield row_of(_cell(cell) for cell in row.iterfind("{*}tc"))
        elif name not in _UNSEEN:
            yield from shape_lines(child)


def _paragraphs(body: Element) -> Iterator[list[Piece]]:
    for paragraph in body.iterfind("{*}p"):
        line: list[Piece] = []
        for piece in _runs(paragraph):
            if piece.text == "\n":
                yield line
                line = []
            else:
                line.append(piece)
        if any(piece.text.strip() for piece in line):
            yield line


def _runs(paragraph: Element) -> Iterator[Piece]:
    for child in paragraph:
        if name_of(child) == "br":
            yield Piece("\n")
        elif name_of(child) == "r" or (name_of(child) == "fld" and child.get("type") != "slidenum"):
            text = "".join(t.text or "" for t in child.iterfind("{*}t")).replace("\n", " ")
            font = child.find("{*}rPr/{*}latin")
            name = font.get("typeface") if font is not None else None
            yield Piece(raised(in_font(text, name), _level(child)), name)


def _level(run: Element) -> Level | None:
    """Where a run stands: its baseline is moved by thousandths of a percent."""
    properties = run.find("{*}rPr")
    moved = (properties.get("baseline") if properties is not None else None) or "0"
    if not moved.strip("-0%"):
        return None
    return "sub" if moved.startswith("-") else "super"


def _cell(cell: Element) -> list[Piece]:
    """A cell on one line; one that a neighbour reaches over is empty."""
    if "1" in (cell.get("hMerge"), cell.get("vMerge")):
        return []
    body = cell.find("{*}txBody")
    lines = _paragraphs(body) if body is not None else ()
    return tidy(piece for line in lines for piece in (*line, Piece(" ")))
