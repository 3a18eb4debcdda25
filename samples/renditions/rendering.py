"""Pages of a PDF as images, and pages of several PDFs put into one; the only import of pypdfium2 here."""

from __future__ import annotations

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
        combined.save(path)
