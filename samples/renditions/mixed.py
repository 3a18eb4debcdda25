"""A PDF whose pages came from different machines: printed, scanned, and scanned with the text of a wrong OCR model."""

from __future__ import annotations

import tempfile
from enum import Enum
from pathlib import Path

from .flowables import Place
from .image_pages import read_as_english, write_image_pdf
from .office import scanned_pages
from .rendering import combine
from .scanning import Scanner, as_jpeg


class Origin(Enum):
    """Where a page of a mixed PDF comes from."""

    PRINTED = "digital text"
    SCANNED = "image only"
    MISREAD = "image over the text that the English OCR model read"


def write_mixed(
    printed: Path, signature: Place, path: Path, *, origins: tuple[Origin, ...], scanner: Scanner, seed: int
) -> None:
    """Write the mixed PDF; `origins` names each page's origin in turn."""
    with tempfile.TemporaryDirectory() as folder:
        sources: list[tuple[Path, int]] = []
        scans = scanned_pages(printed, signature, scanner, seed)
        for number, (origin, scan) in enumerate(zip(origins, scans, strict=True)):
            if origin is Origin.PRINTED:
                sources.append((printed, number))
                continue
            single = Path(folder) / f"{number}.pdf"
            words = read_as_english(scan) if origin is Origin.MISREAD else []
            write_image_pdf([as_jpeg(scan, scanner.quality)], single, [words])
            sources.append((single, 0))
        combine(sources, path)
