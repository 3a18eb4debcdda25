"""The same text as a text file, a Word document and a PDF, in Unicode or in the fonts of a legacy encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from normalizers.legacy import Encoding
from normalizers.legacy.codec import encode
from normalizers.legacy.encodings import BYTE_OF
from samples.renditions.fonts import find_faces

from .faces import NAMES, write_face

_SIZE, _LEAD, _MARGIN, _PAD = 11, 15, 50.0, 3.0
_WIDTH = A4[0] - 2 * _MARGIN
_MEASURE = "Measure"  # the Unicode font: lines break at the same words in every encoding


Row = list[list[str]]  # the lines of each cell


@dataclass(frozen=True, slots=True)
class Dress:
    """How a text is written: its encoding (None: Unicode) and the names of its fonts for text and for capitals."""

    encoding: Encoding | None
    fonts: tuple[str, str]

    def written(self, text: str) -> str:
        """`text` as the file holds it."""
        return text if self.encoding is None else encode(text, self.encoding)

    def font(self, text: str) -> str:
        """The font that `text` is set in."""
        return self.fonts[text.isupper()]


UNICODE = Dress(None, (_MEASURE, _MEASURE))
DRESSES = {encoding: Dress(encoding, names) for encoding, names in NAMES.items()}


def write_text(text: str, dress: Dress, path: Path) -> None:
    """A text file: bytes of the encoding, or UTF-8."""
    if dress.encoding is None:
        path.write_text(text, encoding="utf-8")
        return
    chars = (BYTE_OF.get(char, ord(char)) for char in dress.written(text))
    path.write_bytes(bytes(code if code < 0x100 else ord("?") for code in chars))


def write_word(text: str, dress: Dress, path: Path) -> None:
    """A Word document: a paragraph a line, tables of the lines that hold TABs."""
    document = docx.Document()
    for is_table, group in groupby(text.split("\n"), key=lambda line: "\t" in line):
        lines = list(group)
        if is_table:
            rows = [line.split("\t") for line in lines]
            table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, part in zip(row.cells, cells, strict=False):
                    _run(cell.paragraphs[0], part, dress)
        else:
            for line in lines:
                _run(document.add_paragraph(), line, dress)
    document.save(str(path))


def _run(paragraph: docx.text.paragraph.Paragraph, text: str, dress: Dress) -> None:
    paragraph.add_run(dress.written(text)).font.name = dress.font(text)


def write_pdf(text: str, dress: Dress, path: Path) -> None:
    """A PDF of wrapped lines, tables ruled."""
    _register(path.parent)
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    top = A4[1] - _MARGIN
    for row in (row for line in text.split("\n") for row in _rows(line.split("\t"))):
        height = _LEAD * max(map(len, row))
        if top - height < _MARGIN:
            canvas.showPage()
            top = A4[1] - _MARGIN
        _draw(canvas, row, top, height, dress)
        top -= height
    canvas.save()


def _rows(cells: Sequence[str]) -> Iterator[Row]:
    """The lines of each cell of a row; one too tall for a page is written line by line."""
    row = [list(_wrapped(cell, _WIDTH / len(cells) - 2 * _PAD)) for cell in cells]
    if _LEAD * max(map(len, row)) <= A4[1] - 2 * _MARGIN:
        yield row
    else:
        yield from ([[line]] for lines in row for line in lines)


def _draw(canvas: Canvas, row: Row, top: float, height: float, dress: Dress) -> None:
    canvas.setLineWidth(0.5)
    width = _WIDTH / len(row)
    for column, lines in enumerate(row):
        left = _MARGIN + column * width
        for number, line in enumerate(lines, 1):
            canvas.setFont(dress.font(line), _SIZE)
            canvas.drawString(left + _PAD, top - number * _LEAD + 4, dress.written(line))
        if len(row) > 1:
            canvas.rect(left, top - height, width, height)


def _wrapped(text: str, width: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and pdfmetrics.stringWidth(longer, _MEASURE, _SIZE) > width:
            yield line
            longer = word
        line = longer
    yield line


def _register(folder: Path) -> None:
    if _MEASURE in pdfmetrics.getRegisteredFontNames():
        return
    source = find_faces()["Regular"]
    pdfmetrics.registerFont(TTFont(_MEASURE, str(source)))
    for encoding, names in NAMES.items():
        for name in dict.fromkeys(names):
            write_face(source, encoding, name, folder / f"{name}.ttf")
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


FORMS: dict[str, Callable[[str, Dress, Path], None]] = {"txt": write_text, "docx": write_word, "pdf": write_pdf}


def diacritics_right(read: str, truth: str) -> tuple[int, int]:
    """How many letters with diacritics of `truth` were read right (case aside), and how many there are.

    Both were read from the same layout, so words answer each other one by one; ValueError where they do not.
    """
    pairs = list(_answering(read.split(), truth.split()))
    marked = [(own, other) for word, answer in pairs for own, other in _letters(word, answer) if not own.isascii()]
    return sum(own.casefold() == other.casefold() for own, other in marked), len(marked)


def _answering(read: Sequence[str], truth: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(read) != len(truth):
        raise ValueError(f"{len(read)} words were read, {len(truth)} written")
    return zip(truth, read, strict=True)


def _letters(word: str, answer: str) -> Iterator[tuple[str, str]]:
    return zip_longest(word, answer[: len(word)], fillvalue="")
