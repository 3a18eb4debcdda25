"""Tables of a scanned page: its grids, the words in their cells, and a second reading of the doubtful ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box, Cell, Line, Word

from ..ocr import RecognisedLine
from ..ocr_lines import in_reading_order, without_rules
from .cell_crops import Crop, crop, ink_box, ink_tone
from .cell_readings import as_numeral, better, is_doubtful, without_specks
from .cell_words import Sorted, one_line, sort_words
from .half_ruled import half_ruled_tables
from .rule_lines import erased, find_rules
from .ruled_tables import Table, Unit
from .scanned_grids import scanned_tables
from .table_lines import among_lines
from .worn_walls import with_worn_walls

Image = NDArray[np.uint8]
Reread: TypeAlias = Callable[[Sequence[Image], int], Sequence[tuple[Word, ...]]]  # blocks of text, and their dpi

_LONE = 2.1  # heights of a word without tails: what is lower is one line of text
_LONGEST_LONE = 8.0  # the same: wider lines tell the size of their letters themselves
_CUT = 0.3  # of the height of a line
_ANCHOR_CONFIDENCE = 0.9
_ANCHOR_LETTERS = (2, 5)
_DASH_HEIGHT, _DASH_WIDTH = 2.0, (2.0, 9.0)  # points: a dash for «none»; Tesseract seldom reads it
_DASH_CONFIDENCE = 0.9
_TALL = frozenset("bdđhkl")
_TAILS = frozenset("gjpqyạặậẹệịọộợụựỵ")


def tabulated(page: Image, dpi: int, lines: Sequence[RecognisedLine], reread: Reread) -> tuple[Line, ...]:
    """The `lines` read on the gray, straightened `page` in reading order, those of tables as rows of cells.

    `reread` reads crops of the cells whose first reading is doubtful, all in one call.
    """
    rules = find_rules(page, dpi)
    tables, strokes = scanned_tables(rules.across, rules.down)
    free = [rule for rule in rules.across if not any(_meet(table.box, rule) for table in tables)]
    words = [word for line in lines for word in line.words]
    walled = [with_worn_walls(table, words) for table in tables]
    tables = sorted([*walled, *half_ruled_tables(free, words)], key=_top)
    if not tables:
        return in_reading_order(lines)
    plain = erased(page, rules, strokes, dpi)
    found = sort_words(lines, tables)
    cells = [
        {unit: one_line(pieces) for unit, pieces in own.items() if unit not in torn}
        for own, torn in zip(found.cells, found.torn, strict=True)
    ]
    _read_again(_Page(plain, dpi), tables, found, cells, reread)
    cells = [{unit: _tidied(unit, cell) for unit, cell in own.items()} for own in cells]
    return among_lines(tables, cells, found.loose, lambda line: line.words[0].box.bottom, in_reading_order)


def _tidied(unit: Unit, cell: Cell) -> Cell:
    return without_specks(cell, is_first=False) if unit[1] else as_numeral(without_specks(cell, is_first=True))


def _meet(table: Box, rule: Box) -> bool:
    return table.top <= rule.bottom and rule.top <= table.bottom


def _top(table: Table) -> float:
    return table.ys[0]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page without its rules."""

    image: Image
    dpi: int


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A cell to be read again: its table, its unit and the crop to read."""

    table: int
    unit: Unit
    crop: Crop


def _read_again(
    page: _Page, tables: Sequence[Table], found: Sorted, cells: Sequence[dict[Unit, Cell]], reread: Reread
) -> None:
    """Put the surer of two readings into each doubtful one of `cells`; take out what stands where no ink is."""
    doubts = [doubt for at in range(len(tables)) for doubt in _doubts(page, at, tables[at], found, cells[at])]
    if not doubts:
        return
    readings = reread([doubt.crop.image for doubt in doubts], doubts[0].crop.dpi)
    for doubt, reading in zip(doubts, readings, strict=True):
        words = tuple(word for line in without_rules(_as_line(doubt.crop.words(reading))) for word in line.words)
        own = cells[doubt.table]
        own[doubt.unit] = better(own.get(doubt.unit, ()), words)


def _doubts(page: _Page, at: int, table: Table, found: Sorted, cells: dict[Unit, Cell]) -> Iterator[_Doubt]:
    tone = ink_tone(page.image, page.dpi, table.box)
    anchor = _anchor(list(chain.from_iterable(cells.values())))
    tall = anchor.bottom - anchor.top if anchor else 0.0
    for unit, area in _areas(table).items():
        cell = cells.get(unit, ())
        ink = ink_box(page.image, page.dpi, area, tone)
        if ink is None:
            cells.pop(unit, None)
            continue
        if _is_dash(ink):
            cells[unit] = (Word("-", ink, _DASH_CONFIDENCE),)
            continue
        low = anchor is not None and ink.bottom - ink.top <= _LONE * tall
        if unit in found.torn[at] or is_doubtful(cell, lone=low or not anchor) or (low and _is_cut(cell, ink)):
            lone = low and ink.x1 - ink.x0 <= _LONGEST_LONE * tall
            yield _Doubt(at, unit, crop(page.image, page.dpi, ink, anchor if lone else None))


def _is_cut(cell: Cell, ink: Box) -> bool:
    """True where the words leave out ink at an end as wide as a digit."""
    beyond = _CUT * (ink.bottom - ink.top)
    return ink.x0 < min(w.box.x0 for w in cell) - beyond or ink.x1 > max(w.box.x1 for w in cell) + beyond


def _is_dash(ink: Box) -> bool:
    width, height = ink.x1 - ink.x0, ink.bottom - ink.top
    return height <= _DASH_HEIGHT and max(2 * height, _DASH_WIDTH[0]) <= width <= _DASH_WIDTH[1]


def _areas(table: Table) -> dict[Unit, Box]:
    """The box of each cell of `table`."""
    areas: dict[Unit, Box] = {}
    for row, owners in enumerate(table.owners):
        for column, owner in enumerate(owners):
            box = Box(table.xs[column], table.ys[row], table.xs[column + 1], table.ys[row + 1])
            areas[owner] = areas[owner].union(box) if owner in areas else box
    return areas


def _anchor(words: Sequence[Word]) -> Box | None:
    """A short word of the usual size, read for certain, that stands on its line with all its ink."""
    shortest, longest = _ANCHOR_LETTERS
    fit = [
        word.box
        for word in words
        if word.confidence >= _ANCHOR_CONFIDENCE
        and shortest <= len(word.text) <= longest
        and word.text.isalpha()
        and word.text.islower()
        and not _TALL.isdisjoint(word.text)
        and _TAILS.isdisjoint(word.text)
    ]
    if not fit:
        return None
    usual = median(box.bottom - box.top for box in fit)
    return min(fit, key=lambda box: abs(box.bottom - box.top - usual))


def _as_line(words: Sequence[Word]) -> list[RecognisedLine]:
    return [RecognisedLine(tuple(words), 1)] if words else []
