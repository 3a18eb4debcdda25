"""A printed report on its way through the office: signed, sealed, put on the scanner, faxed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from .flowables import Place
from .image_pages import write_image_pdf
from .rendering import page_count, render
from .scanning import DPI, Scanner, as_jpeg, scan
from .seal import sign_and_seal


def scanned_pages(printed: Path, signature: Place, scanner: Scanner, seed: int) -> Iterator[Image.Image]:
    """Scan each page of a printed PDF; the page with the signature comes in colour, the others in grey."""
    for number in range(page_count(printed)):
        rng = np.random.default_rng([seed, number])
        page = render(printed, number, DPI)
        if number == signature.page:
            x, y = round(signature.x * DPI / 72), page.height - round(signature.y * DPI / 72)
            page = sign_and_seal(page.convert("RGB"), x, y, rng)
        yield scan(page, scanner, rng)


def write_office_scan(
    printed: Path, signature: Place, path: Path, *, scanner: Scanner, seed: int, pages: tuple[int, ...] = ()
) -> None:
    """Write the scan of a printed PDF, of all pages or of the given ones (from 0), as an image-only PDF."""
    scans = scanned_pages(printed, signature, scanner, seed)
    wanted = (scan for number, scan in enumerate(scans) if not pages or number in pages)
    write_image_pdf([as_jpeg(scan, scanner.quality) for scan in wanted], path)


def write_fax(printed: Path, path: Path, seed: int, dpi: int = 200) -> None:
    """Write a bilevel multi-page TIFF (CCITT G4), as a fax machine sends it."""
    pages = []
    for number in range(page_count(printed)):
        rng = np.random.default_rng([seed, number])
        page = scan(render(printed, number, dpi), Scanner(noise=9, blur=0.6), rng)
        pages.append(page.point([0 if level < 150 else 255 for level in range(256)]).convert("1"))
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="group4", dpi=(dpi, dpi))
