"""Draw docs/images/scan.png: part of a sample scan with a box around every value that vanthu found there."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from pipeline import process
from pipeline.document import Box

ROOT = Path(__file__).resolve().parent.parent
SCAN = ROOT / "samples" / "scan" / "003.pdf"
PICTURE = ROOT / "docs" / "images" / "scan.png"
PAGE = 1
PART = Box(62, 331, 562, 436)  # in points: the paragraph of dossier counts
DPI = 144
INK = (200, 30, 30)


def found_boxes() -> list[Box]:
    """The boxes of the values on the page, in points."""
    places = (fact.location for fact in process(SCAN).facts)
    return [box for place in places if place.page == PAGE for box in place.boxes or ()]


def main() -> None:
    """Write the picture."""
    scale = DPI / 72
    page = pypdfium2.PdfDocument(SCAN)[PAGE - 1]
    picture = page.render(scale=scale).to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture)
    for box in found_boxes():
        corners = (box.x0 - 1.5, box.top - 1.5, box.x1 + 1.5, box.bottom + 1.5)
        pen.rectangle([value * scale for value in corners], outline=INK, width=2)
    part = picture.crop(tuple(round(value * scale) for value in (PART.x0, PART.top, PART.x1, PART.bottom)))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    part.quantize(48, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
