"""Workbooks of Excel (.xlsx): a page a visible sheet, every value with the address of its cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Page, Source
from pipeline.errors import TruncatedError

from .drawings import shape_lines
from .limits import Limits
from .pieces import Piece, Pieces, tidy, written
from .refusals import damaged, empty, too_large
from .sheets import SheetCell, address, hidden_notes, sheet_lines
from .spreadsheetml import Book, Style, area_of, content_of, place_of, strings_of, style_of, styles_of
from .trees import Element, attribute, name_of
from .zipped import Package, opened_package

_FORM = ".xlsx"
_ON = ("1", "true")
_MOST_COLUMNS = 16_384


@dataclass(slots=True)
class _Sheet:
    """What is gathered of one sheet: its cells with content by row, what is hidden, what is merged."""

    name: str
    rows: dict[int, list[SheetCell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    missing: int = 0  # formulas without a kept value


def read_xlsx(path: Path, limits: Limits) -> Iterator[Page]:
    """The visible sheets with content; `Page.cells` has the addresses, `Page.notes` what is hidden.

    Raises TruncatedError, TooLargeError and EncryptedError.
    """
    with opened_package(path, _FORM, limits) as package:
        main = next((aim for kind, aim in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
        root, parts = package.tree(main), package.related(main)
        book = _book(package, root, parts)
        left, number, hidden = limits.cells, 0, []
        for entry in root.iterfind("{*}sheets/{*}sheet"):
            kind, part = parts.get(attribute(entry, "id") or "", ("", ""))
            name = entry.get("name") or part
            if kind != "worksheet":
                continue
            if entry.get("state") in ("hidden", "veryHidden"):
                hidden.append(name)
                continue
            sheet = _read_sheet(package, part, name, book, left)
            left -= sum(map(len, sheet.rows.values()))
            lines = [*_lines(sheet, limits), *_drawn(package, part)]
            if lines:
                number += 1
                yield sheet_page(number, "xlsx", name, lines, _notes(sheet))
        if not number:
            raise nothing_shown(_FORM, hidden)


def sheet_page(number: int, source: Source, name: str, lines: Iterable[Pieces], notes: tuple[str, ...]) -> Page:
    """A sheet as a page."""
    text = written(lines)
    return Page(number, source, f"sheet «{name}»", text=text.text, notes=notes, fonts=text.fonts, cells=text.cells)


def nothing_shown(form: str, hidden: list[str]) -> TruncatedError:
    """The error for a workbook that shows nothing, `hidden` being its hidden sheets."""
    if not hidden:
        return empty(form)
    return TruncatedError(
        f"Mọi trang tính có nội dung đều bị ẩn ({', '.join(hidden)}): hãy bỏ ẩn rồi thử lại.",
        f"Every sheet with content is hidden ({', '.join(hidden)}): unhide them and try again.",
    )


def _book(package: Package, root: Element, parts: dict[str, tuple[str, str]]) -> Book:
    by_kind = {kind: aim for kind, aim in parts.values() if aim in package}
    strings = strings_of(package, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else []
    styles: list[Style] = styles_of(package.tree(by_kind["styles"])) if "styles" in by_kind else []
    properties = root.find("{*}workbookPr")
    return Book(strings, styles, properties is not None and properties.get("date1904") in _ON)


def _read_sheet(package: Package, part: str, name: str, book: Book, left: int) -> _Sheet:
    """The cells of one sheet, of which there may be `left`."""
    sheet = _Sheet(name)
    at, row_element = (0, 0), None
    for element in package.elements(part, "c", "row", "col", "mergeCell"):
        match name_of(element):
            case "c":
                parent = element.getparent()
                if parent is not row_element:
                    row_element, at = parent, (_row_number(parent, at[0] + 1), 0)
                at = place_of(element.get("r") or "") or (at[0], at[1] + 1)
                left -= _keep(sheet, element, at, book)
                if left < 0:
                    raise too_large(_FORM, "số ô", "cells")
            case "row" if element.get("hidden") in _ON:
                sheet.hidden_rows.add(_row_number(element, at[0]))
            case "col" if element.get("hidden") in _ON:
                sheet.hidden_columns.append(_columns(element))
            case "mergeCell" if (area := area_of(element.get("ref") or "")) is not None:
                sheet.merged.append(area)
    return sheet


def _row_number(row: Element | None, otherwise: int) -> int:
    text = row.get("r") if row is not None else None
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def _columns(element: Element) -> tuple[int, int]:
    first, last = (text if text.isdigit() else "0" for text in (element.get("min") or "0", element.get("max") or "0"))
    return int(first[:6]), int(last[:6])


def _keep(sheet: _Sheet, element: Element, at: tuple[int, int], book: Book) -> int:
    """Put a cell into its row when it shows anything; how many were put."""
    style = style_of(element, book)
    content = content_of(element, style, book)
    sheet.missing += content.is_missing
    place = address(sheet.name, *at)
    shown = content.pieces if content.is_number else tidy(content.pieces)
    pieces = tuple([Piece(piece.text, piece.font or style.font, place) for piece in shown if piece.text])
    if not pieces or at[1] > _MOST_COLUMNS:
        return 0
    sheet.rows.setdefault(at[0], []).append(SheetCell(*at, pieces, content.is_number, style.is_bordered))
    return 1


def _lines(sheet: _Sheet, limits: Limits) -> Iterator[list[Piece]]:
    _empty_covered(sheet, limits)
    columns = {cell.column for row in sheet.rows.values() for cell in row}
    seen = {column for column in columns if not any(a <= column <= b for a, b in sheet.hidden_columns)}
    shown = {
        number: sorted((cell for cell in row if cell.column in seen), key=lambda cell: cell.column)
        for number, row in sheet.rows.items()
        if number not in sheet.hidden_rows
    }
    yield from sheet_lines({number: row for number, row in shown.items() if row}, seen)


def _empty_covered(sheet: _Sheet, limits: Limits) -> None:
    """Take out what lies under merged cells: only their first cell shows."""
    numbers, work = sorted(sheet.rows), 0
    for top, left, bottom, right in sheet.merged:
        under = numbers[bisect_left(numbers, top) : bisect_left(numbers, bottom + 1)]
        work += len(under)
        if work > limits.cells:  # areas that lie over each other a thousand times
            raise damaged(_FORM)
        for number in under:
            sheet.rows[number] = [
                cell
                for cell in sheet.rows[number]
                if not left <= cell.column <= right or (cell.row, cell.column) == (top, left)
            ]


def _notes(sheet: _Sheet) -> tuple[str, ...]:
    """What of a sheet is not read."""
    columns = sum(
        any(a <= column <= b for a, b in sheet.hidden_columns)
        for column in {cell.column for row in sheet.rows.values() for cell in row}
    )
    missing = f"{sheet.missing} công thức không kèm giá trị · formulas have no kept value"
    return (*hidden_notes(len(sheet.hidden_rows & sheet.rows.keys()), columns), *((missing,) if sheet.missing else ()))


def _drawn(package: Package, part: str) -> Iterator[list[Piece]]:
    """The text boxes that lie on a sheet."""
    for kind, aim in package.related(part).values():
        if kind == "drawing" and aim in package:
            yield from shape_lines(package.tree(aim))
