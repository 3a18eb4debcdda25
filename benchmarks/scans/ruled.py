"""Tables set cell by cell: merged cells, half the rules or all of them, rows that go on over the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.document import Box

from .fonts import width
from .truth import Table
from .typesetting import Align, Style, Typesetter, wrap

PAD = 2.5
_LEAST = 8.0  # points
Rules = Literal["grid", "rows"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as written; `across` columns and `down` rows wide."""

    text: str
    face: str = ""
    align: Align = "left"
    across: int = 1
    down: int = 1


Row = tuple[Entry | None, ...]  # None: covered by a merged cell left of it or above


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: shares of the width, rows of which the first `heading` are the head, size of type in points."""

    shares: tuple[float, ...]
    rows: tuple[Row, ...]
    heading: int = 1
    rules: Rules = "grid"
    size: float = 11.0
    repeat: bool = False
    middle: bool = False


def set_table(page: Typesetter, sheet: Sheet) -> None:
    """Draw the table from where the page is; rows that have no room go to the next page, with the head if repeated.

    Type too large for the longest word of a column is made smaller first, as clerks do.
    """
    while sheet.size > _LEAST and _cuts_words(page, sheet):
        sheet = replace(sheet, size=sheet.size - 0.5)
    heights = _heights(page, sheet)
    head = list(range(sheet.heading))
    part: list[int] = []
    room = page.room
    for number in range(len(sheet.rows)):
        needed = sum(heights[: sheet.heading + 1]) if number == 0 else heights[number]
        if (number >= sheet.heading or number == 0) and needed > room:
            _draw(page, sheet, part, heights)
            page.new_page()
            part, room = (list(head) if sheet.repeat and number else []), page.room
            room -= sum(heights[n] for n in part)
        part.append(number)
        room -= heights[number]
    _draw(page, sheet, part, heights)
    page.y += sheet.size


def _cuts_words(page: Typesetter, sheet: Sheet) -> bool:
    widths = _widths(page, sheet)
    return any(
        width(word, page.font(_style(sheet, entry)), sheet.size) > sum(widths[column:][: entry.across]) - 2 * PAD
        for row in sheet.rows
        for column, entry in enumerate(row)
        if entry
        for word in entry.text.split()
    )


def _style(sheet: Sheet, entry: Entry) -> Style:
    return Style(sheet.size, entry.face, entry.align, leading=1.2)


def _lines(page: Typesetter, sheet: Sheet, entry: Entry, column: int) -> list[list[str]]:
    across = sum(_widths(page, sheet)[column : column + entry.across]) - 2 * PAD
    return wrap(entry.text, page.font(_style(sheet, entry)), sheet.size, across)


def _widths(page: Typesetter, sheet: Sheet) -> list[float]:
    return [page.column[1] * share / sum(sheet.shares) for share in sheet.shares]


def _heights(page: Typesetter, sheet: Sheet) -> list[float]:
    """A row is as high as its highest cell; the last row under a cell over several rows takes what is lacking."""
    heights = [0.0] * len(sheet.rows)
    for down in (1, 2, 3):
        for number, row in enumerate(sheet.rows):
            for column, entry in enumerate(row):
                if entry is None or entry.down != down:
                    continue
                needed = len(_lines(page, sheet, entry, column)) * sheet.size * 1.2 + 2 * PAD
                lack = needed - sum(heights[number : number + down])
                heights[number + down - 1] += max(0.0, lack)
    return heights


def _draw(page: Typesetter, sheet: Sheet, part: Sequence[int], heights: Sequence[float]) -> None:
    if not part:
        return
    x, across = page.column
    top, y = page.y, page.y
    rows: list[tuple[str, ...]] = []
    if sheet.rules == "rows":
        page.rule(x, y, across, 0.8)
    for number in part:
        rows.append(_draw_row(page, sheet, number, y, heights))
        y += heights[number]
    page.add(Table(tuple(rows), Box(x, top, x + across, y)))
    page.y = y


def _draw_row(page: Typesetter, sheet: Sheet, number: int, y: float, heights: Sequence[float]) -> tuple[str, ...]:
    widths, texts = _widths(page, sheet), []
    x = page.column[0]
    for column, entry in enumerate(sheet.rows[number]):
        if entry is not None:
            box = Box(x, y, x + sum(widths[column : column + entry.across]), y + sum(heights[number:][: entry.down]))
            texts.append(_draw_cell(page, sheet, entry, column, box))
        else:
            texts.append("")
        x += widths[column]
    return tuple(texts)


def _draw_cell(page: Typesetter, sheet: Sheet, entry: Entry, column: int, box: Box) -> str:
    """Draw the rules and lines of a cell; returns its text as printed, on one line."""
    if sheet.rules == "grid":
        page.canvas.setLineWidth(0.6)
        page.canvas.rect(box.x0, page.size[1] - box.bottom, box.x1 - box.x0, box.bottom - box.top)
    else:
        page.rule(box.x0, box.bottom, box.x1 - box.x0, 0.6)
    lines = _lines(page, sheet, entry, column)
    style = _style(sheet, entry)
    height = len(lines) * sheet.size * style.leading
    y = box.top + ((box.bottom - box.top - height) / 2 if sheet.middle or entry.down > 1 else PAD)
    for words in lines:
        if words:
            page.line(words, box.x0 + PAD, y, box.x1 - box.x0 - 2 * PAD, style)
        y += sheet.size * style.leading
    return " ".join(word for words in lines for word in words)
