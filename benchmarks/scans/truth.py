"""What stands on a printed page, known because it was put there: text in reading order, places in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from pipeline.document import Box

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and its box."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, or the part of them on this page."""

    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        """The lines, LF between them."""
        return "\n".join(line.text for line in self.lines)

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return reduce(Box.union, (line.box for line in self.lines))


@dataclass(frozen=True, slots=True)
class Table:
    """The part of a table on this page: `rows` of cell texts, each with one text a column.

    A cell over several columns or rows stands in its first, the others are empty, as in the texts of tests/devset.
    """

    rows: Rows
    box: Box

    @property
    def text(self) -> str:
        """Rows as lines, cells joined by TAB, as `pipeline.document.Page.raw` writes them."""
        return "\n".join("\t".join(row) for row in self.rows)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class PageTruth:
    """A page of `width` by `height` points; `signer` is the signatory's name, `signed` where it is printed."""

    width: float
    height: float
    blocks: tuple[Block, ...] = ()
    signer: str = ""
    signed: Box | None = None

    @property
    def text(self) -> str:
        """Everything printed, in reading order."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, or their parts, on this page."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def words(self) -> Iterator[str]:
        """Every word, as white space parts them."""
        return iter(self.text.split())


def spread(left: PageTruth, right: PageTruth) -> PageTruth:
    """Two pages side by side: an open book on the glass, read from left to right."""
    moved = tuple(_moved(block, left.width) for block in right.blocks)
    signer = left if left.signer else right
    place = signer.signed and (_shifted(signer.signed, left.width) if signer is right else signer.signed)
    height = max(left.height, right.height)
    return PageTruth(left.width + right.width, height, (*left.blocks, *moved), signer.signer, place)


def _moved(block: Block, by: float) -> Block:
    if isinstance(block, Table):
        return Table(block.rows, _shifted(block.box, by))
    return Paragraph(tuple(TextLine(line.text, _shifted(line.box, by)) for line in block.lines))


def _shifted(box: Box, by: float) -> Box:
    return Box(box.x0 + by, box.top, box.x1 + by, box.bottom)
