"""PDF pages that are images: alone, as an office scanner writes them, or over a text layer that a machine has read."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytesseract
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from .flowables import register_fonts
from .scanning import DPI

INVISIBLE = 3  # PDF text render mode
rl_config.useA85 = 0  # JPEG as it is: a quarter less than in ASCII


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that an OCR program has read, its box in pixels from the upper left."""

    text: str
    left: int
    top: int
    width: int
    height: int


def write_image_pdf(jpegs: list[bytes], path: Path, layers: list[list[ReadWord]] | None = None) -> None:
    """Write one page a JPEG, each at its own size; `layers` holds the invisible words of each page."""
    canvas = Canvas(str(path), invariant=True, pageCompression=1)
    for number, jpeg in enumerate(jpegs):
        reader = ImageReader(io.BytesIO(jpeg))
        width, height = (side * 72 / DPI for side in reader.getSize())
        canvas.setPageSize((width, height))
        canvas.drawImage(reader, 0, 0, width, height)
        for word in layers[number] if layers else []:
            _write_invisibly(canvas, word, height)
        canvas.showPage()
    canvas.save()


def read_as_english(page: Image.Image) -> list[ReadWord]:
    """Read a Vietnamese page with the English model: the garbage of sample 004."""
    data = pytesseract.image_to_data(page, lang="eng", output_type=pytesseract.Output.DICT)
    columns = zip(data["text"], data["left"], data["top"], data["width"], data["height"], strict=True)
    return [ReadWord(*column) for column in columns if column[0].strip()]


def _write_invisibly(canvas: Canvas, word: ReadWord, page_height: float) -> None:
    register_fonts()
    size = max(word.height * 72 / DPI, 4.0)
    natural = pdfmetrics.stringWidth(word.text, "Serif", size) or 1.0
    text = canvas.beginText(word.left * 72 / DPI, page_height - (word.top + word.height) * 72 / DPI)
    text.setTextRenderMode(INVISIBLE)
    text.setFont("Serif", size)
    text.setHorizScale(100 * (word.width * 72 / DPI) / natural)
    text.textOut(word.text)
    canvas.drawText(text)
