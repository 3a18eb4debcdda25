"""A small typesetter over reportlab's canvas that notes every line where it puts it: the truth comes from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Box

from .fonts import register, width
from .truth import Block, PageTruth, Paragraph, TextLine

Align = Literal["left", "centre", "right", "justify"]
MM = 72 / 25.4
RISE, FALL = 0.98, 0.26  # of the type size: from the base line to the top of «Ẩ» and to the foot of «ự»


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: face as in fonts.FACES, size and room after it in points."""

    size: float
    face: str = ""
    align: Align = "left"
    indent: float = 0.0
    after: float = 0.0
    leading: float = 1.25


@dataclass(frozen=True, slots=True)
class Margins:
    """Of Nghị định 30/2020/NĐ-CP: 20-25 mm above and below, 30-35 mm left, 15-20 mm right; in points."""

    top: float = 20 * MM
    bottom: float = 20 * MM
    left: float = 30 * MM
    right: float = 15 * MM


@dataclass
class Typesetter:
    """Fills pages from top to bottom; `finish` writes the PDF and gives the truth of its pages."""

    path: Path
    family: str
    landscape: bool = False
    margins: Margins = field(default_factory=Margins)
    pages: list[PageTruth] = field(default_factory=list)
    y: float = 0.0
    _blocks: list[Block] = field(default_factory=list)
    _signer: tuple[str, Box] | None = None

    def __post_init__(self) -> None:
        register(self.family)
        self.canvas = Canvas(str(self.path), invariant=1, pageCompression=1)
        self._begin()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def column(self) -> tuple[float, float]:
        """Left edge and width of the printed column."""
        return self.margins.left, self.size[0] - self.margins.left - self.margins.right

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.size[1] - self.margins.bottom - self.y

    def font(self, style: Style) -> str:
        """The name of the font that reportlab knows."""
        return self.family + style.face

    def add(self, block: Block) -> None:
        """Note a block as next in reading order."""
        self._blocks.append(block)

    def sign(self, name: str, box: Box) -> None:
        """Note the signatory's name and its place."""
        self._signer = name, box

    def paragraph(self, text: str, style: Style) -> None:
        """Set a paragraph over the width of the column; it runs on to the next page where it must."""
        x, across = self.column
        rows = wrap(text, self.font(style), style.size, across, style.indent)
        lines: list[TextLine] = []
        for number, words in enumerate(rows):
            if self.room < style.size * style.leading:
                lines = self._close(lines)
                self.new_page()
            shift = style.indent if number == 0 else 0
            last = replace(style, align="left") if number == len(rows) - 1 and style.align == "justify" else style
            lines.append(self.line(words, x + shift, self.y, across - shift, last))
            self.y += style.size * style.leading
        self._close(lines)
        self.y += style.after

    def line(self, words: Sequence[str], x: float, top: float, across: float, style: Style) -> TextLine:
        """Draw one line whose room begins at (x, top); returns it with its box."""
        font, base = self.font(style), top + style.size * RISE
        gap = width(" ", font, style.size)
        used = sum(width(word, font, style.size) for word in words) + gap * (len(words) - 1)
        if style.align == "justify" and len(words) > 1:
            gap += (across - used) / (len(words) - 1)
            used = across
        at = x + {"left": 0.0, "justify": 0.0, "centre": (across - used) / 2, "right": across - used}[style.align]
        box = Box(at, top, at + used, base + style.size * FALL)
        self.canvas.setFont(font, style.size)
        for word in words:
            self.canvas.drawString(at, self.size[1] - base, word)
            at += width(word, font, style.size) + gap
        return TextLine(" ".join(words), box)

    def rule(self, x: float, y: float, across: float, thickness: float = 0.7) -> None:
        """A thin line from (x, y) to the right."""
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x, self.size[1] - y, x + across, self.size[1] - y)

    def new_page(self, *, landscape: bool | None = None) -> None:
        """End this page and begin the next, numbered above as the decree wants it."""
        self._end()
        self.landscape = self.landscape if landscape is None else landscape
        self._begin()
        number = Style(13, align="centre")
        x, across = self.column
        self.add(Paragraph((self.line([str(len(self.pages) + 1)], x, 9 * MM, across, number),)))

    def finish(self) -> tuple[PageTruth, ...]:
        """Write the file."""
        self._end()
        self.canvas.save()
        return tuple(self.pages)

    def _close(self, lines: list[TextLine]) -> list[TextLine]:
        if lines:
            self.add(Paragraph(tuple(lines)))
        return []

    def _begin(self) -> None:
        self.canvas.setPageSize(self.size)
        self.y, self._blocks, self._signer = self.margins.top, [], None

    def _end(self) -> None:
        name, box = self._signer or ("", None)
        self.pages.append(PageTruth(*self.size, tuple(self._blocks), name, box))
        self.canvas.showPage()


def wrap(text: str, font: str, size: float, across: float, indent: float = 0.0) -> list[list[str]]:
    """Words in lines of at most `across` points; a longer word is cut after «-» or «/», else where it must."""
    lines: list[list[str]] = [[]]
    blank, left = width(" ", font, size), across - indent
    for word in [part for whole in text.split() for part in _cut(whole, font, size, across)]:
        needed = width(word, font, size)
        if lines[-1] and needed > left:
            lines.append([])
            left = across
        lines[-1].append(word)
        left -= needed + blank
    return lines


def _cut(word: str, font: str, size: float, across: float) -> list[str]:
    """The word itself, or its pieces where it is wider than the line."""
    if width(word, font, size) <= across:
        return [word]
    fits = max((n for n in range(1, len(word)) if width(word[:n], font, size) <= across), default=1)
    marks = [n + 1 for n in range(fits) if word[n] in "-/"]
    at = marks[-1] if marks else fits
    return [word[:at], *_cut(word[at:], font, size, across)]
