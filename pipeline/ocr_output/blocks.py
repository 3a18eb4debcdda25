"""The words of a page as blocks of printed lines: running text, and tables of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby

from pipeline.document import Box, Page

from .affine import straightened
from .words import OutputCell, OutputRow, OutputWord

_NEW_LINE = 0.7  # of the taller word: a middle farther above or below that of the word before is on another line


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words side by side; its box covers them."""

    words: tuple[OutputWord, ...]

    @property
    def box(self) -> Box:
        """The box around the words."""
        return around(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class Block:
    """Parts of printed lines: one part for running text, one for each cell with words of a table."""

    is_table: bool
    parts: tuple[tuple[PrintedLine, ...], ...]

    @property
    def box(self) -> Box:
        """The box around the parts."""
        return around(line.box for part in self.parts for line in part)


@dataclass(frozen=True, slots=True)
class OutputPage:
    """A page read, and its words as blocks in reading order; `decoded`: its text layer was in a legacy encoding."""

    page: Page
    blocks: tuple[Block, ...]
    decoded: bool = False

    @property
    def lines(self) -> Iterator[PrintedLine]:
        """Every printed line in reading order."""
        return (line for block in self.blocks for part in block.parts for line in part)

    @property
    def unread(self) -> tuple[Box, ...]:
        """Where something is printed that could not be read."""
        found: tuple[Box, ...] = getattr(self.page, "unread", ())
        return found


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that covers all."""
    return reduce(Box.union, boxes)


def output_page(page: Page, rows: Sequence[OutputRow], *, decoded: bool = False) -> OutputPage:
    """The rows of `page` as blocks: neighbouring rows of several cells are a table, the others running text."""
    blocks = []
    for is_table, group in groupby(rows, key=lambda row: len(row) > 1):
        cells = [cell for row in group for cell in row if cell]
        printed = [tuple(_printed(cell, page)) for cell in cells]
        parts = tuple(printed) if is_table else (tuple(line for lines in printed for line in lines),)
        if any(parts):
            blocks.append(Block(is_table, parts))
    return OutputPage(page, tuple(blocks), decoded)


def _printed(cell: OutputCell, page: Page) -> Iterator[PrintedLine]:
    """The words of a cell line by line: a word to the left of the one before, or off its height, begins another."""
    line: list[OutputWord] = []
    for word in cell:
        if line and _begins(straightened(word.box, page), straightened(line[-1].box, page)):
            yield PrintedLine(tuple(line))
            line = []
        line.append(word)
    if line:
        yield PrintedLine(tuple(line))


def _begins(box: Box, before: Box) -> bool:
    apart = abs(box.top + box.bottom - before.top - before.bottom) / 2
    taller = max(box.bottom - box.top, before.bottom - before.top)
    return box.x0 < before.x0 or apart > _NEW_LINE * taller
