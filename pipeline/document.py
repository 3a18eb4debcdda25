"""A file read: words with their places, and one offset space over all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from normalizers import Recognised, Span

WEAK = 0.985  # confidence below which a word may be another: half of those misread on poor scans, few of the others
Source = Literal[
    "text", "html", "rtf", "eml", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "odp",
    "pdf", "ocr", "blank",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch), origin at the top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box that covers both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )

    def covers(self, other: Box) -> bool:
        """True when `other` lies inside this box."""
        return self.x0 <= other.x0 and self.top <= other.top and self.x1 >= other.x1 and self.bottom >= other.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read; `text` holds no white space, `confidence` in 0..1 is 1 for text layers, whose `font` is known."""

    text: str
    box: Box
    confidence: float = 1.0
    font: str | None = None


Cell = tuple[Word, ...]
DRAWN: tuple[Source, ...] = ("pdf", "ocr", "blank")  # pages that can be looked at as a picture


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text (one cell) or a row of a table (one cell a column, empty cells kept)."""

    cells: tuple[Cell, ...]

    @property
    def words(self) -> Iterator[Word]:
        """The words of every cell, left to right."""
        return (word for cell in self.cells for word in cell)


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `source` is how it was read and `reason` why that way was taken.

    `width` and `height` are in points, of the page as displayed; `rotation` is the clockwise turn in degrees
    and `skew` the counter-clockwise correction in degrees (of a spread, that of its left page) that were applied
    before the boxes were measured.
    A page of a PDF or image has lines and no `text`; any other has `text` and no lines.
    A recognised page tells what was done to it (`steps`), the share of its letters inside words (`coverage`, 0..1) and
    the places where letters stand that nothing could read (`unread`).
    `fonts` are the names of the declared fonts of `text`, spans of it in order; a span without one is of unknown font.
    The fonts of `lines` stand at their words.
    `cells` are the addresses of the cells of a sheet («Sheet1!C7»), spans of `text` in order.
    """

    number: int
    source: Source
    reason: str
    width: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    text: str | None = None
    rotation: int = 0
    skew: float = 0.0
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    coverage: float = 1.0
    unread: tuple[Box, ...] = ()
    fonts: tuple[tuple[Span, str], ...] = ()
    cells: tuple[tuple[Span, str], ...] = ()

    @property
    def raw(self) -> str:
        """Words joined by spaces, cells by TAB, lines by LF; a text page is its text as it stands."""
        if self.text is not None:
            return self.text
        return "\n".join("\t".join(" ".join(word.text for word in cell) for cell in line.cells) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a span stands: its first page (from 1), a box a line there (none for text files), the least confidence.

    `cell` is the address of the cell of a sheet that the span begins in.
    """

    page: int
    boxes: tuple[Box, ...] | None
    confidence: float
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word and its place in the offset space."""

    start: int
    end: int
    page: int
    row: tuple[int, int]
    word: Word


@dataclass(frozen=True)
class Document:
    """A file read: pages in order; `raw` joins them by form feeds into one offset space."""

    name: str
    sha256: str
    pages: tuple[Page, ...]
    raw: str = field(init=False)
    _placed: tuple[_Placed, ...] = field(init=False, repr=False)
    _starts: tuple[int, ...] = field(init=False, repr=False)
    _page_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        raws = [page.raw for page in self.pages]
        page_starts, at = [], 0
        for raw in raws:
            page_starts.append(at)
            at += len(raw) + 1
        placed = tuple(p for page, start in zip(self.pages, page_starts, strict=True) for p in _place(page, start))
        object.__setattr__(self, "raw", "\f".join(raws))
        object.__setattr__(self, "_placed", placed)
        object.__setattr__(self, "_starts", tuple(p.start for p in placed))
        object.__setattr__(self, "_page_starts", tuple(page_starts))

    def recognised(self) -> Recognised:
        """The pages read by OCR, and the words on them whose confidence is below WEAK."""
        starts = zip(self.pages, self._page_starts, strict=True)
        read = {page.number: Span(at, at + len(page.raw)) for page, at in starts if page.source == "ocr"}
        weak = [Span(p.start, p.end) for p in self._placed if p.page in read and p.word.confidence < WEAK]
        return Recognised(tuple(read.values()), weak)

    @property
    def fonts(self) -> list[tuple[Span, str]]:
        """Where each declared font stands in `raw`, in order."""
        found = [
            (Span(span.start + at, span.end + at), name)
            for page, at in zip(self.pages, self._page_starts, strict=True)
            for span, name in page.fonts
        ]
        for (_, name), placed in groupby(self._placed, key=lambda each: (each.page, each.word.font)):
            words = list(placed)
            if name is not None:
                found.append((Span(words[0].start, words[-1].end), name))
        return sorted(found)

    @property
    def word_spans(self) -> Iterator[Span]:
        """Where each word of the pages stands in `raw`, in the order of pages, lines, cells and words."""
        return (Span(placed.start, placed.end) for placed in self._placed)

    def locate(self, span: Span) -> Location:
        """The page, boxes and confidence of a span of `raw`; boxes cover every word the span touches."""
        page = max(1, bisect_right(self._page_starts, span.start))
        cell = self._cell_at(page, span.start)
        if not self._placed:
            return Location(page, None, 1.0, cell)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        touched = [p for p in self._placed[first:last] if p.start < span.end and span.start < p.end]
        here = [p for p in touched if p.page == page]
        boxes: dict[tuple[int, int], Box] = {}
        for p in here:
            boxes[p.row] = boxes[p.row].union(p.word.box) if p.row in boxes else p.word.box
        confidence = min((p.word.confidence for p in touched), default=1.0)
        return Location(page, tuple(boxes.values()), confidence, cell)

    def _cell_at(self, page: int, offset: int) -> str | None:
        """The address of the cell of page `page` that holds the character at `offset` of `raw`."""
        cells = self.pages[page - 1].cells
        at = offset - self._page_starts[page - 1]
        found = bisect_right(cells, at, key=lambda cell: cell[0].start) - 1
        return cells[found][1] if found >= 0 and at < cells[found][0].end else None


def _place(page: Page, start: int) -> Iterator[_Placed]:
    """The words of `page` with their offsets, the page beginning at `start`."""
    at = start
    for row, line in enumerate(page.lines):
        for column, cell in enumerate(line.cells):
            for word in cell:
                yield _Placed(at, at + len(word.text), page.number, (row, column), word)
                at += len(word.text) + 1
            at += 0 if cell else 1  # an empty cell still has its separator
        at += 0 if line.cells else 1  # and so has a line without any
