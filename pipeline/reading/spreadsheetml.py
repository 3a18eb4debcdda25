"""SpreadsheetML (ECMA-376, part 1, chapter 18): what cells hold and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .legacy_fonts import in_font
from .number_formats import BUILT_IN, GENERAL, shown
from .pieces import Piece
from .raised import LEVELS, raised
from .trees import Element, name_of
from .zipped import Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # signs that XML cannot hold
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of a style look: the code of their number format, their font, whether an edge of them is drawn."""

    code: str = GENERAL
    font: str | None = None
    is_bordered: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Sequence[Pieces]
    styles: Sequence[Style]
    from_1904: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What a cell shows; `is_missing` for a formula whose value the file does not keep."""

    pieces: Pieces
    is_number: bool = False
    is_missing: bool = False


def strings_of(package: Package, part: str) -> list[Pieces]:
    """The shared strings, each in its runs; how they are pronounced is left out."""
    return [tuple(_runs(item)) for item in package.elements(part, "si")]


def _runs(item: Element) -> Iterator[Piece]:
    for child in item:
        if name_of(child) == "t":
            yield Piece(_unescaped(child.text or ""))
        elif name_of(child) == "r":
            font, level = child.find("{*}rPr/{*}rFont"), child.find("{*}rPr/{*}vertAlign")
            name = font.get("val") if font is not None else None
            text = in_font(_unescaped("".join(t.text or "" for t in child.iterfind("{*}t"))), name)
            yield Piece(raised(text, LEVELS.get(level.get("val") or "") if level is not None else None), name)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def styles_of(root: Element) -> list[Style]:
    """The styles that cells refer to by their number."""
    codes = dict(BUILT_IN)
    for own in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_int(own.get("numFmtId"))] = own.get("formatCode") or GENERAL
    fonts = [_font(font) for font in root.iterfind("{*}fonts/{*}font")]
    borders = [_is_drawn(border) for border in root.iterfind("{*}borders/{*}border")]
    styles = []
    for own in root.iterfind("{*}cellXfs/{*}xf"):
        font, border = _int(own.get("fontId")), _int(own.get("borderId"))
        styles.append(
            Style(
                codes.get(_int(own.get("numFmtId")), GENERAL),
                fonts[font] if font < len(fonts) else None,
                borders[border] if border < len(borders) else False,
            )
        )
    return styles


def _font(font: Element) -> str | None:
    name = font.find("{*}name")
    return name.get("val") if name is not None else None


def _is_drawn(border: Element) -> bool:
    return any(edge.get("style") not in (None, "none") for edge in border if name_of(edge) != "diagonal")


def style_of(cell: Element, book: Book) -> Style:
    """The style of a cell."""
    number = _int(cell.get("s"))
    return book.styles[number] if number < len(book.styles) else Style()


def content_of(cell: Element, style: Style, book: Book) -> Content:
    """What `cell` shows: a formula its kept value, a number or day by its format."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return Content(tuple(_runs(inline)) if inline is not None else ())
    value = cell.find("{*}v")
    text = value.text if value is not None else None
    if not text:
        return Content((), is_missing=cell.find("{*}f") is not None and kind != "str")
    match kind:
        case "s":
            number = _int(text)
            pieces = book.strings[number] if number < len(book.strings) else ()
        case "b":
            pieces = (Piece("TRUE" if text == "1" else "FALSE"),)
        case "d":
            pieces = (Piece(_day(text)),)
        case "str" | "e":
            pieces = (Piece(_unescaped(text)),)
        case _:
            return _number(text, style, book)
    return Content(pieces)


def _number(text: str, style: Style, book: Book) -> Content:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Content((Piece(text),))
    return Content((Piece(shown(number, style.code, from_1904=book.from_1904)),), is_number=True)


def _day(iso: str) -> str:
    year, month, day = [*iso[:10].split("-"), "", ""][:3]
    return f"{day}/{month}/{year}" if day and month else iso


def place_of(address: str) -> tuple[int, int] | None:
    """Row and column, from 1, of «C7»; None for anything else."""
    match = _ADDRESS.fullmatch(address.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]), column


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """First row and column, last row and column of «A1:C7»."""
    begin, _, end = reference.partition(":")
    first, last = place_of(begin), place_of(end or begin)
    return (*first, *last) if first and last else None


def _int(text: str | None) -> int:
    """The number written in an attribute, 0 without one; for what is no number a million, which nothing has."""
    if text is None:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 10**6
