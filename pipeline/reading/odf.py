"""OpenDocument files (.odt, .ods, .odp): text as one page, a page a visible sheet, a page a slide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pipeline.document import Page

from .limits import Limits
from .odf_sheets import read_sheet
from .odf_styles import Styles
from .odf_text import Blocks
from .pieces import Piece, written
from .refusals import damaged, empty, encrypted
from .trees import Element, attribute, name_of
from .xlsx import nothing_shown, sheet_page
from .zipped import Package, opened_package

OdfKind = Literal["odt", "ods", "odp"]
_MANIFEST = "META-INF/manifest.xml"


def read_odf(path: Path, kind: OdfKind, limits: Limits) -> Iterator[Page]:
    """The pages of the document; raises TruncatedError, TooLargeError and EncryptedError."""
    with opened_package(path, f".{kind}", limits) as package:
        if _is_encrypted(package):
            raise encrypted()
        styles = Styles()
        common = package.tree("styles.xml") if "styles.xml" in package else None
        root = package.tree("content.xml")
        for part in (common, root):
            if part is not None:
                styles.add(part)
        body = next((part for part in root.iterfind("{*}body/*")), None)
        if body is None:
            raise damaged(f".{kind}")
        if kind == "odt":
            yield _text_page(body, common, styles)
        elif kind == "ods":
            yield from _sheets(body, styles, limits)
        else:
            yield from _slides(body, styles)


def _is_encrypted(package: Package) -> bool:
    if _MANIFEST not in package:
        return False
    return next(package.tree(_MANIFEST).iter("{*}encryption-data"), None) is not None


def _text_page(body: Element, common: Element | None, styles: Styles) -> Page:
    """Headers, body, notes, footers."""
    blocks = Blocks(styles)
    text = list(blocks.lines(body))
    notes = [line for note in blocks.notes for line in Blocks(styles).lines(note)]
    shown = written([*_running(common, styles, "header"), *text, *notes, *_running(common, styles, "footer")])
    if not shown.text.strip():
        raise empty(".odt")
    return Page(1, "odt", "OpenDocument text", text=shown.text, fonts=shown.fonts)


def _running(common: Element | None, styles: Styles, name: str) -> Iterator[list[Piece]]:
    """The headers or footers, each text once; lone page numbers are left out."""
    seen: set[str] = set()
    masters = common.iterfind("{*}master-styles/{*}master-page/*") if common is not None else ()
    for story in masters:
        if name_of(story) in (name, f"{name}-first", f"{name}-left") and attribute(story, "display") != "false":
            for line in Blocks(styles).lines(story):
                text = "".join(piece.text for piece in line)
                if text not in seen and text.strip() and not text.strip(" -/|").isdigit():
                    seen.add(text)
                    yield line


def _sheets(body: Element, styles: Styles, limits: Limits) -> Iterator[Page]:
    number, left, hidden = 0, limits.cells, []
    for table in body.iterfind("{*}table"):
        name = attribute(table, "name") or "?"
        if styles.is_hidden("table", attribute(table, "style-name")):
            hidden.append(name)
            continue
        sheet = read_sheet(table, name, styles, left)
        left -= sum(map(len, sheet.rows.values()))
        drawn = [line for shapes in table.iterfind("{*}shapes") for line in Blocks(styles).lines(shapes)]
        lines = [*sheet.lines(), *drawn]
        if lines:
            number += 1
            yield sheet_page(number, "ods", name, lines, sheet.notes())
    if not number:
        raise nothing_shown(".ods", hidden)


def _slides(body: Element, styles: Styles) -> Iterator[Page]:
    number = 0
    for number, slide in enumerate(body.iterfind("{*}page"), 1):
        shown = written(
            line for line in Blocks(styles, has_frames=False).lines(slide) if any(piece.text.strip() for piece in line)
        )
        yield Page(number, "odp", f"slide {number}", text=shown.text, fonts=shown.fonts)
    if not number:
        raise empty(".odp")
