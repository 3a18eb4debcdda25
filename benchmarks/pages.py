"""PDF files made of pages of others, and page images as PNG; the only import of `pypdfium2` and `PIL` here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from pipeline.reading import Limits
from pipeline.reading.rendering import Renderer

DPI = 300
PageOf = tuple[Path, int]  # a file and the number of a page in it, from 1


def count(path: Path) -> int:
    """The number of pages of a PDF file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def write_pdf(pages: Sequence[PageOf], target: Path) -> Path:
    """A PDF file of these pages, each with an image of its own also where a page comes twice."""
    made = pypdfium2.PdfDocument.new()
    opened = {path: pypdfium2.PdfDocument(path) for path, _ in pages}
    for path, number in pages:
        made.import_pages(opened[path], [number - 1])
    made.save(target)
    for pdf in (made, *opened.values()):
        pdf.close()
    return target


def write_png(page: PageOf, target: Path) -> Path:
    """The page drawn in gray at 300 dpi."""
    path, number = page
    with Renderer(path, Limits()) as renderer:
        image = renderer.render(number, DPI)
    Image.fromarray(image).convert("L").save(target, dpi=(DPI, DPI))
    return target
