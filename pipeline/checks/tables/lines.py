"""One row of a table: its cells, its label, its rank (I, 1, 1.1, a) and what it is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from normalizers import Span, patterns

from .numbers import Figure, is_nothing, read_figure

LineKind = Literal["body", "total", "group", "odd"]

_NUMBERED = patterns.pattern(r"\(?(?:\d{1,2}|[A-Da-d])\)?(?: ?= ?[\d()+ \-*/:x%]+)?")
_SERIAL = patterns.pattern(
    r"(?P<upper>[A-H])|(?P<roman>[IVX]{1,6})|(?P<number>\d{1,4})|(?P<dotted>\d{1,3}(?:\.\d{1,3})+)|(?P<lower>[a-zđ])|(?P<dash>[-+*•–])"
)
_RANKS = ("upper", "roman", "number", "dotted", "lower", "dash")
_LABEL_SERIAL = patterns.pattern(r"(?P<serial>[A-H]|[IVX]{1,6}|\d{1,3}(?:\.\d{1,3})*|[a-zđ])[.)/] |(?P<dash>[-+*•–]) ")
_TOTAL = patterns.pattern(
    r"(?:tong(?: so| cong| so cong| cong so)?|cong|cong tong)"
    r"(?: (?:toan|ca|cap|muc|phan|nhom|khoi)\b.{0,30})?(?: ?\(?[ivxabc\d]{0,4}(?: ?[+,] ?[ivxabc\d]{1,4})*\)?)?[ .:]*"
    r"|toan (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|nganh|quoc|don vi|dia ban|he thong)[ .:]*"
)
# Rows that hold no counts of their own.
_OTHER = patterns.pattern(
    r"\b(?:ty le|ti le|ty trong|so voi|binh quan|trung binh|chenh lech|tang|giam|ke hoach|chi tieu)\b|%"
)


class Cell(NamedTuple):
    """A cell: its text without the spaces around it, where that begins, and the figure it holds."""

    start: int
    text: str
    figure: Figure | None
    nothing: bool

    @property
    def span(self) -> Span:
        """Where the text stands."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row; `rank` is that of its serial number, 0 for A, 1 for I, 2 for 1 …, None without one."""

    cells: tuple[Cell | None, ...]
    kind: LineKind
    label: str
    rank: int | None
    has_figures: bool
    is_heading: bool

    def over(self, cells: tuple[Cell | None, ...], kind: LineKind | None = None) -> Line:
        """The same row with its cells over other columns."""
        return replace(self, cells=cells, kind=kind or self.kind)


def read_line(text: str, folded: str, start: int) -> Line:
    """The row that a line with TABs is; `start` is its place."""
    cells: list[Cell] = []
    at = start
    for part in text.split("\t"):
        bare = part.strip()
        nothing = is_nothing(bare)
        figure = read_figure(bare) if bare[:1].isdigit() else None
        cells.append(Cell(at + (part.index(bare) if bare else 0), bare, figure, nothing))
        at += len(part) + 1
    return _line(tuple(cells), folded, start)


def _line(cells: tuple[Cell, ...], folded: str, start: int) -> Line:
    serial, rank = _serial(cells)
    named = next((i for i, c in enumerate(cells) if i != serial and _is_label(c)), None)
    label, words = "", ""
    if named is not None:
        label = cells[named].text
        words = folded[cells[named].start - start :][: len(label)]
        if rank is None and (match := _LABEL_SERIAL.match(label)):
            rank = _rank("-" if match["dash"] else match["serial"])
    numbers = _numbers_columns(cells)
    figures = not numbers and any(c.figure for i, c in enumerate(cells) if i != serial)
    dashes = not figures and sum(1 for c in cells[1:] if c.text and c.nothing) > 1
    heading = numbers or (not figures and not dashes and rank is None and sum(1 for c in cells if c.text) >= 3)
    kind = kind_of(words, figures=figures or dashes)
    return Line(cells, kind, label, rank, figures or (dashes and not heading), heading)


def kind_of(label: str, *, figures: bool) -> LineKind:
    """What a row with this (folded) label is for."""
    if not figures:
        return "group"
    if _TOTAL.fullmatch(label):
        return "total"
    return "odd" if _OTHER.search(label) else "body"


def _is_label(cell: Cell) -> bool:
    return bool(cell.text) and cell.figure is None and not cell.nothing and any(char.isalpha() for char in cell.text)


def _serial(cells: tuple[Cell, ...]) -> tuple[int | None, int | None]:
    """The cell of the serial number and its rank."""
    if not cells[0].text or len(cells) < 2 or not any(_is_label(cell) for cell in cells[1:3]):
        return None, None
    rank = _rank(cells[0].text.rstrip(".) "))
    return (0, rank) if rank is not None else (None, None)


def _rank(serial: str) -> int | None:
    match = _SERIAL.fullmatch(serial)
    if match is None:
        return None
    if match["dotted"]:
        return 3 + serial.count(".") - 1
    rank = next(at for at, name in enumerate(_RANKS) if match[name])
    return rank if rank < 3 else rank + 3


def _numbers_columns(cells: tuple[Cell, ...]) -> bool:
    """True for the row that numbers the columns: (1) (2) (3)=(4)+(5), or A B 1 2 3."""
    texts = [cell.text for cell in cells if cell.text]
    if len(texts) < 3 or any(len(text) > 40 for text in texts):
        return False
    numbers: list[int] = []
    for text in texts:
        if not _NUMBERED.fullmatch(text):
            return False
        numbers.append(int("".join(d for d in text.split("=")[0] if d.isdigit()) or 0))
    numbers = [number for number in numbers if number]
    return (
        len(numbers) >= 3
        and numbers[0] <= 3
        and len(set(texts)) == len(texts)
        and all(b - a == 1 for a, b in pairwise(numbers))
    )
