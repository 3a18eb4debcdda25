"""Pieces of a page that reportlab lacks: a line with its blanks kept, a short rule, a mark that remembers its place."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, Table

from .fonts import find_faces
from .report_text import runs

INDENT = 10 * mm


@dataclass(slots=True)
class Place:
    """Where a mark came to stand: page from 0, centre x and y in points from the lower left."""

    page: int = -1
    x: float = 0.0
    y: float = 0.0


class BlankKeepingLine(Flowable):
    """One centred line whose runs of spaces stay: the clerk writes number and day into them."""

    def __init__(self, text: str, font: str, size: float) -> None:
        super().__init__()
        self.text, self.font, self.size = text, font, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the full width."""
        self.width = width
        return width, self.size * 1.25

    def draw(self) -> None:
        """Draw the line as it is, spaces included."""
        self.canv.setFont(self.font, self.size)
        self.canv.drawCentredString(self.width / 2, self.size * 0.3, self.text)


class ShortRule(Flowable):
    """The thin line under the tiêu ngữ, the issuer's name and the title."""

    def __init__(self, share: float, drop: float = 2) -> None:
        super().__init__()
        self.share, self.drop = share, drop

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the full width."""
        self.width = width
        return width, self.drop + 2

    def draw(self) -> None:
        """Draw the rule over its share of the width."""
        margin = self.width * (1 - self.share) / 2
        self.canv.setLineWidth(0.7)
        self.canv.line(margin, 2, self.width - margin, 2)


class SignatureSpace(Flowable):
    """The blank between capacity and name, where signature and seal go; remembers its centre in `place`."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.space, self.place = height, Place()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the full width."""
        self.width = width
        return width, self.space

    def draw(self) -> None:
        """Draw nothing; note the place."""
        self.place.page = self.canv.getPageNumber() - 1
        self.place.x, self.place.y = self.canv.absolutePosition(self.width / 2, self.space / 2)


class RuledTable(Table):
    """A table whose part on each page is closed by a rule, also where a row is cut in two."""

    def onSplit(self, part: Table, byRow: int = 1) -> None:  # noqa: N802, N803 (reportlab's hook)
        """Close the part of the table that goes on this page."""
        part.setStyle([("BOX", (0, 0), (-1, -1), 0.5, colors.black)])


def register_fonts() -> None:
    """Make the four faces known to reportlab as `Serif`, with bold and italic mapped."""
    names = {"Regular": "Serif", "Bold": "Serif-Bold", "Italic": "Serif-Italic", "BoldItalic": "Serif-BoldItalic"}
    for face, path in find_faces().items():
        pdfmetrics.registerFont(TTFont(names[face], str(path)))
    pdfmetrics.registerFontFamily("Serif", names["Regular"], names["Bold"], names["Italic"], names["BoldItalic"])


def style(size: float, *, face: str = "", align: int = TA_LEFT, indent: float = 0, after: float = 0) -> ParagraphStyle:
    """A paragraph style of one size and face (`-Bold`, `-Italic`, `-BoldItalic`)."""
    return ParagraphStyle(
        "letter",
        fontName=f"Serif{face}",
        fontSize=size,
        leading=size * 1.22,
        alignment=align,
        firstLineIndent=indent,
        spaceAfter=after,
    )


def paragraph(text: str, look: ParagraphStyle) -> Paragraph:
    """A reportlab paragraph out of sample text, Markdown emphasis turned into bold and italic."""
    return Paragraph("".join(_marked(run.text, run.bold, run.italic) for run in runs(text)), look)


def centred(text: str, size: float, face: str = "", after: float = 0) -> Paragraph:
    """A centred paragraph."""
    return paragraph(text, style(size, face=face, align=TA_CENTER, after=after))


def justified(text: str, size: float, face: str = "", after: float = 6, keep_with_next: bool = False) -> Paragraph:
    """A body paragraph: justified, first line indented."""
    look = style(size, face=face, align=TA_JUSTIFY, indent=INDENT, after=after)
    look.keepWithNext = int(keep_with_next)
    return paragraph(text, look)


def breakable(text: str, width: float, size: float) -> str:
    """Let words wider than `width` points break after a hyphen, as Word does: «1071/UBND-⏎TTPVHCC»."""
    return " ".join(
        word.replace("-", "- ") if pdfmetrics.stringWidth(word, "Serif", size) > width else word
        for word in text.split(" ")
    )


def _marked(text: str, bold: bool, italic: bool) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = f"<b>{escaped}</b>" if bold else escaped
    return f"<i>{escaped}</i>" if italic else escaped
