"""What the tests of archive outputs share: recorded scans as output pages, and small PDFs made for one case."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from normalizers import normalize_with_corrections
from pipeline.document import Box, Document, Line, Page, Word
from pipeline.ocr_output.blocks import OutputPage, output_page
from pipeline.ocr_output.source import Source
from pipeline.ocr_output.words import output_rows
from pipeline.reading import recording

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SCAN = "scan/003.pdf"
# 48 words: enough for a text layer over a picture to be trusted when the file is read again.
LINES = (
    "ỦY BAN NHÂN DÂN PHƯỜNG HƯNG ĐẠO",
    "Trung tâm Phục vụ hành chính công báo cáo",
    "tổng số hồ sơ tiếp nhận trong kỳ là 4.266 hồ sơ;",
    "đã giải quyết trước hạn 4.029 hồ sơ, đúng hạn 8 hồ sơ,",
    "quá hạn 11 hồ sơ; tỷ lệ đúng hạn 98,7%",
)


def recorded(name: str = SCAN) -> Document:
    """A sample scan as it was recognised."""
    path = SAMPLES / name
    return Document(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), recording.load(_recording(name)))


def _recording(name: str) -> Path:
    return SAMPLES / "recorded" / f"{name}.json"


def output_pages(document: Document) -> list[OutputPage]:
    """The pages of a document as archives get them."""
    text, restored = normalize_with_corrections(document.raw)
    rows = output_rows(document, text, restored)
    return [output_page(page, own) for page, own in zip(document.pages, rows, strict=True)]


def source_of(document: Document) -> Source:
    """What the outputs tell of a document."""
    return Source(document.name, document.sha256, len(document.pages), "1.2.3")


def written_page(width: float = 595.0, height: float = 842.0, number: int = 1) -> Page:
    """A page as recognised, upright: LINES from (72, 72) on, each word 30 points apart and 12 high."""
    lines = tuple(
        Line((tuple(_word(text, column, row) for column, text in enumerate(line.split())),))
        for row, line in enumerate(LINES)
    )
    return Page(number, "ocr", "no text layer", width, height, lines)


def _word(text: str, column: int, row: int) -> Word:
    left, top = 72.0 + 36.0 * column, 72.0 + 24.0 * row
    return Word(text, Box(left, top, left + 30.0, top + 12.0), 0.9)


def one_page(page: Page) -> Document:
    """A document of this page."""
    return Document("trang.pdf", "0" * 64, (replace(page, number=1),))


def picture(size: tuple[int, int] = (595, 842), mode: str = "L") -> Image.Image:
    """A white sheet with a black corner, so that its turn shows."""
    image = Image.new("1" if mode == "1" else "RGB", size, "white")
    ImageDraw.Draw(image).rectangle((10, 10, size[0] // 3, 30), fill="black")
    return image.convert(mode)


def scanned_pdf(path: Path, size: tuple[int, int] = (595, 842), *, rotate: int = 0, pages: int = 1) -> Path:
    """A PDF of pictures that fill their pages, one point a pixel; `rotate` is the clockwise turn for display."""
    pdf = pikepdf.new()
    for _ in range(pages):
        packed = io.BytesIO()
        picture(size).save(packed, "JPEG")
        image = pdf.make_stream(packed.getvalue())
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=size)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = pdf.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /Im0 Do Q".encode())
        if rotate:
            page.Rotate = rotate
    pdf.save(path)
    return path
