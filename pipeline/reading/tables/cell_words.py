"""Words of a page into the cells of its tables by their boxes, rubbish of the rules stripped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from pipeline.document import Box, Cell, Word

from ..baselines import baselines
from ..ocr import RecognisedLine
from ..ocr_lines import line_extent
from .ruled_tables import Table, Unit

_UPRIGHTS = "|¦‖_"
_BRACKETS = (("[", "]"), ("{", "}"))
_PART = 0.3  # of the height of a word: so much of it on either side of a rule makes it two words


@dataclass(slots=True)
class Sorted:
    """The words of a page by cell of a table: pieces of lines in `cells`, `torn` what a rule runs through."""

    cells: list[dict[Unit, list[tuple[Word, ...]]]]
    torn: list[set[Unit]]
    loose: list[RecognisedLine] = field(default_factory=list)

    def cell(self, table: int, unit: Unit) -> Cell:
        """The words of a cell on one line."""
        return one_line(self.cells[table].get(unit, ()))


def sort_words(lines: Iterable[RecognisedLine], tables: Sequence[Table]) -> Sorted:
    """The words of `lines` in the cells of `tables` where their middles lie; `loose` the lines of the rest."""
    found = Sorted([{} for _ in tables], [set() for _ in tables])
    for line in lines:
        rest: list[Word] = []
        pieces: dict[tuple[int, Unit], list[Word]] = {}
        for word in line.words:
            at = _table_at(tables, word.box)
            if at is None:
                rest.append(word)
                continue
            units = _units(tables[at], word.box)
            if len(units) > 1:
                found.torn[at] |= units
            elif (bare := _bare(word)) is not None:
                pieces.setdefault((at, units.pop()), []).append(bare)
        for (at, unit), words in pieces.items():
            found.cells[at].setdefault(unit, []).append(tuple(words))
        if rest:
            found.loose.append(RecognisedLine(tuple(rest), line.block))
    return found


def one_line(pieces: Sequence[Sequence[Word]]) -> Cell:
    """The words of a cell in reading order, from pieces of the lines they were read in."""
    level: dict[int, tuple[float, float]] = {}
    for piece in pieces:
        top, bottom = line_extent(piece)
        level |= {id(word): ((top + bottom) / 2, bottom - top) for word in piece}
    rows = baselines((word for piece in pieces for word in piece), lambda word: level[id(word)])
    return tuple(word for row in rows for word in sorted(row, key=attrgetter("box.x0")))


def _table_at(tables: Sequence[Table], box: Box) -> int | None:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return next((at for at, table in enumerate(tables) if table.cell(x, y) is not None), None)


def _units(table: Table, box: Box) -> set[Unit]:
    """The cells of `table` that hold a good part of `box`."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    part = min(_PART * (box.bottom - box.top), (box.x1 - box.x0) / 2)
    units = {table.cell(at, y) for at in (box.x0 + part, x, box.x1 - part)}
    return {unit for unit in units if unit is not None}


def _bare(word: Word) -> Word | None:
    """`word` without what a rule left at its ends, None where nothing else is in it."""
    text = word.text.strip(_UPRIGHTS)
    for opening, closing in _BRACKETS:
        if opening in text and closing not in text:
            text = text.strip(opening)
        elif closing in text and opening not in text:
            text = text.strip(closing)
    return replace(word, text=text) if text else None
