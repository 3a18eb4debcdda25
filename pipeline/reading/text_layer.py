"""What the text layer of one page holds, turned upright and read: lines of text, rows of ruled tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.document import Box, Cell, Line

from .glyphs import Glyph, word_lines, words
from .layout import ordered
from .tables.ruled_tables import Table, find_tables
from .tables.table_lines import among_lines

_MOST_STROKES = 20_000  # beyond these a page is a drawing, and looking for tables in it takes too long


class Turned(NamedTuple):
    """A glyph and the clockwise turn in degrees (0, 90, 180, 270) that would set it upright."""

    turn: int
    glyph: Glyph


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Glyphs, thin strokes (rules, borders) and pictures of a page, in points, origin top left."""

    width: float
    height: float
    glyphs: Sequence[Turned]
    strokes: Sequence[Box]
    pictures: Sequence[Box]

    @property
    def picture_share(self) -> float:
        """The share of the page that pictures cover, 0..1."""
        covered = sum(
            max(0.0, min(box.x1, self.width) - max(box.x0, 0.0))
            * max(0.0, min(box.bottom, self.height) - max(box.top, 0.0))
            for box in self.pictures
        )
        return min(1.0, covered / max(self.width * self.height, 1.0))

    @property
    def turn(self) -> int:
        """The clockwise turn in degrees that sets most glyphs upright."""
        turns = [turned.turn for turned in self.glyphs]
        return max((0, 90, 180, 270), key=turns.count)

    def turned(self) -> TextLayer:
        """The page turned clockwise by ``turn``, as a reader of a table set sideways turns it."""
        by = self.turn
        if not by:
            return self
        size = (self.width, self.height)
        width, height = _turned_size(size, by)
        glyphs = [Turned((turned.turn - by) % 360, _turned_glyph(turned.glyph, by, size)) for turned in self.glyphs]
        strokes = [_turned_box(box, by, size) for box in self.strokes]
        return TextLayer(width, height, glyphs, strokes, [_turned_box(box, by, size) for box in self.pictures])

    def lines(self) -> tuple[Line, ...]:
        """The lines in reading order, each table at its place between them; vertical words come last."""
        tables = find_tables(self.strokes) if len(self.strokes) <= _MOST_STROKES else []
        cells, loose = self._sorted_into(tables)
        rows = word_lines(turned.glyph for turned in loose if not turned.turn)
        words = [{unit: self._cell(glyphs) for unit, glyphs in own.items()} for own in cells]
        found = among_lines(tables, words, rows, lambda row: row[0].box.bottom, ordered)
        return (*found, *(Line((row,)) for row in self._vertical(loose)))

    def _sorted_into(self, tables: Sequence[Table]) -> tuple[list[dict[tuple[int, int], list[Turned]]], list[Turned]]:
        """The glyphs of each cell of each table, and those of no table."""
        cells: list[dict[tuple[int, int], list[Turned]]] = [{} for _ in tables]
        if not tables:
            return cells, list(self.glyphs)
        loose = []
        for turned in self.glyphs:
            x, y = (turned.glyph.x0 + turned.glyph.x1) / 2, (turned.glyph.top + turned.glyph.bottom) / 2
            for table, own in zip(tables, cells, strict=True):
                if (cell := table.cell(x, y)) is not None:
                    own.setdefault(cell, []).append(turned)
                    break
            else:
                loose.append(turned)
        return cells, loose

    def _cell(self, glyphs: Sequence[Turned]) -> Cell:
        upright = words(turned.glyph for turned in glyphs if not turned.turn)
        return (*upright, *(word for row in self._vertical(glyphs) for word in row))

    def _vertical(self, glyphs: Sequence[Turned]) -> Iterator[Cell]:
        """The lines that run up, down or upside down, each read upright and put back to its place."""
        size = (self.width, self.height)
        for by in (90, 180, 270):
            own = [_turned_glyph(turned.glyph, by, size) for turned in glyphs if turned.turn == by]
            for row in word_lines(own):
                turned = (_turned_box(word.box, 360 - by, _turned_size(size, by)) for word in row)
                yield tuple(replace(word, box=box) for word, box in zip(row, turned, strict=True))


def _turned_size(size: tuple[float, float], by: int) -> tuple[float, float]:
    return size if by % 180 == 0 else (size[1], size[0])


def _turned_glyph(glyph: Glyph, by: int, size: tuple[float, float]) -> Glyph:
    box = _turned_box(Box(glyph.x0, glyph.top, glyph.x1, glyph.bottom), by, size)
    return glyph._replace(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom)


def _turned_box(box: Box, by: int, size: tuple[float, float]) -> Box:
    """`box` on a page of `size` (width, height) after the page is turned clockwise `by` degrees."""
    width, height = size
    match by:
        case 90:
            return Box(height - box.bottom, box.x0, height - box.top, box.x1)
        case 180:
            return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
        case 270:
            return Box(box.top, width - box.x1, box.bottom, width - box.x0)
        case _:
            return box
