"""hOCR 1.2: the pages as XHTML, boxes in pixels of the page as displayed, confidences in percent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from .blocks import Block, OutputPage, PrintedLine
from .grid import Grid, PixelBox
from .markup import Markup
from .source import Source

_DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_CAPABILITIES = "ocr_page ocr_carea ocr_table ocr_par ocr_line ocrx_block ocrx_word ocrp_lang ocrp_wconf"


def write_hocr(pages: Iterable[OutputPage], source: Source, out: BinaryIO) -> None:
    """Write `pages` to `out` as one hOCR document."""
    xml = Markup(out, _DOCTYPE)
    with xml.element("html", xmlns="http://www.w3.org/1999/xhtml", xml__lang="vi", lang="vi"):
        with xml.element("head"):
            xml.leaf("title", source.name)
            xml.leaf("meta", **{"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"})
            xml.leaf("meta", name_="ocr-system", content=f"vanthu {source.version}")
            xml.leaf("meta", name_="ocr-capabilities", content=_CAPABILITIES)
            xml.leaf("meta", name_="ocr-number-of-pages", content=source.pages)
            xml.leaf("meta", name_="ocr-langs", content="vie")
        xml.text("\n")
        with xml.element("body"):
            for page in pages:
                _write_page(xml, page, source)


def _write_page(xml: Markup, output: OutputPage, source: Source) -> None:
    number = output.page.number
    grid = source.grid(output.page)
    image = source.name.replace("\\", "\\\\").replace('"', '\\"')
    size = _bbox((0, 0, grid.width, grid.height))
    title = f'image "{image}"; {size}; ppageno {number - 1}; scan_res {grid.dpi[0]} {grid.dpi[1]}'
    with xml.element("div", class_="ocr_page", id=f"page_{number}", title=title):
        for at, block in enumerate(output.blocks, start=1):
            xml.text("\n")
            _write_block(xml, block, grid, f"{number}_{at}", output.page.rotation)
        for at, box in enumerate(output.unread, start=1):
            title = f"{_bbox(grid.box(box))}; x_unread 1"
            xml.leaf("div", class_="ocrx_block", id=f"unread_{number}_{at}", title=title)
    xml.text("\n")


def _write_block(xml: Markup, block: Block, grid: Grid, key: str, rotation: int) -> None:
    kind = "ocr_table" if block.is_table else "ocr_carea"
    with xml.element("div", class_=kind, id=f"block_{key}", title=_bbox(grid.box(block.box))):
        for part_at, part in enumerate(block.parts, start=1):
            part_box = Block(is_table=False, parts=(part,)).box
            with xml.element("p", class_="ocr_par", id=f"par_{key}_{part_at}", title=_bbox(grid.box(part_box))):
                for at, line in enumerate(part, start=1):
                    xml.text("\n")
                    _write_line(xml, line, grid, f"{key}_{part_at}_{at}", rotation)


def _write_line(xml: Markup, line: PrintedLine, grid: Grid, key: str, rotation: int) -> None:
    title = _bbox(grid.box(line.box)) + (f"; textangle {rotation}" if rotation else "")
    with xml.element("span", class_="ocr_line", id=f"line_{key}", title=title):
        for at, word in enumerate(line.words, start=1):
            sure = f"{_bbox(grid.box(word.box))}; x_wconf {round(100 * word.confidence)}"
            xml.text(" " if at > 1 else "")
            xml.leaf("span", word.text, class_="ocrx_word", id=f"word_{key}_{at}", title=sure)


def _bbox(box: PixelBox) -> str:
    return "bbox " + " ".join(map(str, box))
