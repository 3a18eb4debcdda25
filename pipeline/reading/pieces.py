"""Text written piece by piece, each with its font and its cell, and the spans of these in the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from normalizers import Span

Spans = tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of one line, the name of their font, and the address of the cell of a sheet they stand in."""

    text: str
    font: str | None = None
    cell: str | None = None


Pieces = Sequence[Piece]
TAB = Piece("\t")
MOST_CELLS = 5_000_000  # of the tables of a page, empty ones too: markup can ask for them by the million in a few bytes
_WHITE = re.compile(r"[ \t\n\r\f]+")  # not the no-break space, which is a letter in VISCII


@dataclass(frozen=True, slots=True)
class Written:
    """Lines joined by LF, and where in them the fonts and the cells stand."""

    text: str
    fonts: Spans
    cells: Spans


def written(lines: Iterable[Pieces]) -> Written:
    """The text of `lines`; neighbours of one font, or of one cell, are one span."""
    parts: list[str] = []
    fonts: list[tuple[Span, str]] = []
    cells: list[tuple[Span, str]] = []
    at = 0
    for line in lines:
        for piece in line:
            parts.append(piece.text)
            _extend(fonts, at, piece.text, piece.font)
            _extend(cells, at, piece.text, piece.cell)
            at += len(piece.text)
        parts.append("\n")
        at += 1
    return Written("".join(parts[:-1]), tuple(fonts), tuple(cells))


def _extend(spans: list[tuple[Span, str]], at: int, text: str, name: str | None) -> None:
    if name is None or not text:
        return
    if spans and spans[-1][1] == name and spans[-1][0].end == at:
        spans[-1] = (Span(spans[-1][0].start, at + len(text)), name)
    else:
        spans.append((Span(at, at + len(text)), name))


def tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """`pieces` with each run of white space as one space, none at the ends: a cell, or a block of HTML, on one line."""
    tidied: list[Piece] = []
    spaced = True  # what is written so far ends in a space, or is nothing
    for piece in pieces:
        text = _WHITE.sub(" ", piece.text)
        text = text.lstrip(" ") if spaced else text
        if text:
            tidied.append(piece if text == piece.text else replace(piece, text=text))
            spaced = text.endswith(" ")
    if tidied and spaced:
        last = tidied.pop()
        if text := last.text.rstrip(" "):
            tidied.append(replace(last, text=text))
    return tidied


def is_frame(rows: int, columns: int, *, has_borders: bool) -> bool:
    """True for a table that is read cell by cell, column after column.

    One of few rows and two or three columns that draws no borders is a letterhead or foot. One of a single column, as
    web pages put around whole documents, has no rows to speak of.
    """
    return columns == 1 or (rows <= 4 and 2 <= columns <= 3 and not has_borders)


def row_of(cells: Iterable[Pieces]) -> list[Piece]:
    """The cells of a row of a table as one line, joined by TAB."""
    line: list[Piece] = []
    for at, cell in enumerate(cells):
        line += [TAB, *cell] if at else cell
    return line
