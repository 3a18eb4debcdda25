"""Pages of a PDF as images, and pages of several PDFs put into one; the only import of pypdfium2 here."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
from PIL import Image


def page_count(path: Path) -> int:
    """Count the pages of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def render(path: Path, page: int, dpi: int) -> Image.Image:
    """Render one page (from 0) in grey."""
    with pypdfium2.PdfDocument(path) as document:
        image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
        return image.convert("L")


def combine(sources: list[tuple[Path, int]], path: Path) -> None:
    """Write a PDF out of single pages (file, page from 0)."""
    with pypdfium2.PdfDocument.new() as combined:
        for source, page in sources:
            with pypdfium2.PdfDocument(source) as document:
                combined.import_pages(document, [page])
        buffer = io.BytesIO()
        combined.save(buffer)
    path.write_bytes(_repeatable(buffer.getvalue()))


def _repeatable(pdf: bytes) -> bytes:
    """Put a fixed date and identifier of the same length where pdfium writes the time of day and a random one."""
    pdf = re.sub(rb"\(D:\d{14}", b"(D:20260101000000", pdf)
    return re.sub(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", b"/ID[<%s><%s>]" % (b"0" * 32, b"0" * 32), pdf)
