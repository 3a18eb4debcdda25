"""ALTO 4: the pages for archives and libraries, boxes in pixels of the page as displayed, confidences in 0..1.

The standard is that of the Library of Congress (version 4.4, https://www.loc.gov/standards/alto/).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import BinaryIO

from pipeline.document import Box

from .blocks import Block, OutputPage, PrintedLine, around
from .grid import Grid, PixelBox
from .markup import Markup
from .source import Source
from .words import OutputWord

_NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_VERSION = "4.4"
_SCHEMA = f"{_NAMESPACE} http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_UNREAD = "tag_unread"
_READING, _RESTORING = "processing_reading", "processing_restoring"
_ABOUT_READING = "Words of the text layer, or recognised by Tesseract (vie); ALTERNATIVE is what was read"
_ABOUT_RESTORING = "Vietnamese normalised and restored; digits never changed; CONTENT is the restored text (NFC)"


def write_alto(pages: Iterable[OutputPage], source: Source, out: BinaryIO) -> None:
    """Write `pages` to `out` as one ALTO document."""
    xml = Markup(out)
    names = {"xmlns": _NAMESPACE, "xmlns__xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    with xml.element("alto", **names, xsi__schemaLocation=_SCHEMA, SCHEMAVERSION=_VERSION):
        _write_description(xml, source)
        with xml.element("Tags"):
            about = "Something is printed here that could not be read."
            xml.leaf("LayoutTag", ID=_UNREAD, TYPE="unread", LABEL="unread", DESCRIPTION=about)
        with xml.element("Layout"):
            for page in pages:
                _write_page(xml, page, source.grid(page.page))
    xml.text("\n")


def _write_description(xml: Markup, source: Source) -> None:
    with xml.element("Description"):
        xml.leaf("MeasurementUnit", "pixel")
        with xml.element("sourceImageInformation"):
            xml.leaf("fileName", source.name)
            xml.leaf("fileIdentifier", source.sha256, fileIdentifierLocation="sha256")
        steps = ((_READING, "contentGeneration", _ABOUT_READING), (_RESTORING, "contentModification", _ABOUT_RESTORING))
        for key, category, about in steps:
            with xml.element("Processing", ID=key):
                xml.leaf("processingCategory", category)
                xml.leaf("processingStepDescription", about)
                with xml.element("processingSoftware"):
                    xml.leaf("softwareName", "vanthu")
                    xml.leaf("softwareVersion", source.version)


def _write_page(xml: Markup, output: OutputPage, grid: Grid) -> None:
    page = output.page
    told: dict[str, str | float] = {"PROCESSINGREFS": f"{_READING} {_RESTORING}", "LANG": "vi"}
    if page.rotation:
        told["ROTATION"] = page.rotation
    words = [word for line in output.lines for word in line.words]
    if words:
        told["PC"] = sum(word.confidence for word in words) / len(words)
    size: dict[str, str | float] = {"WIDTH": grid.width, "HEIGHT": grid.height}
    xml.text("\n")
    with (
        xml.element("Page", ID=f"page_{page.number}", PHYSICAL_IMG_NR=page.number, **size, **told),
        xml.element("PrintSpace", HPOS=0, VPOS=0, **size),
    ):
        for at, block in enumerate(output.blocks, start=1):
            _write_block(xml, block, grid, f"{page.number}_{at}")
        for at, box in enumerate(output.unread, start=1):
            xml.leaf("TextBlock", ID=f"unread_{page.number}_{at}", TAGREFS=_UNREAD, **_place(grid, box))


def _write_block(xml: Markup, block: Block, grid: Grid, key: str) -> None:
    if not block.is_table:
        _write_text(xml, block.parts[0], grid, f"block_{key}")
        return
    with xml.element("ComposedBlock", ID=f"table_{key}", TYPE="table", **_place(grid, block.box)):
        for at, part in enumerate(block.parts, start=1):
            _write_text(xml, part, grid, f"cell_{key}_{at}")


def _write_text(xml: Markup, lines: tuple[PrintedLine, ...], grid: Grid, key: str) -> None:
    with xml.element("TextBlock", ID=key, **_place(grid, around(line.box for line in lines))):
        for at, line in enumerate(lines, start=1):
            xml.text("\n")
            with xml.element("TextLine", ID=f"{key}_line_{at}", **_place(grid, line.box)):
                _write_string(xml, line.words[0], grid)
                for before, word in pairwise(line.words):
                    xml.leaf("SP", **_sides(_gap(grid.box(before.box), grid.box(word.box))))
                    _write_string(xml, word, grid)


def _write_string(xml: Markup, word: OutputWord, grid: Grid) -> None:
    with xml.element("String", CONTENT=word.text, WC=float(word.confidence), **_place(grid, word.box)):
        if word.read != word.text:
            xml.leaf("ALTERNATIVE", word.read, PURPOSE="read")


def _place(grid: Grid, box: Box) -> dict[str, str | float]:
    return _sides(grid.box(box))


def _sides(box: PixelBox) -> dict[str, str | float]:
    left, top, right, bottom = box
    return {"HPOS": left, "VPOS": top, "WIDTH": right - left, "HEIGHT": bottom - top}


def _gap(before: PixelBox, after: PixelBox) -> PixelBox:
    """The white space between two words: along the line or, on a page that lies sideways, up or down it."""
    left, right = sorted((before, after), key=lambda box: box[0])
    upper, lower = sorted((before, after), key=lambda box: box[1])
    if lower[1] >= upper[3]:
        return upper[0], upper[3], upper[2], lower[1]
    return left[2], left[1], max(right[0], left[2]), left[3]
