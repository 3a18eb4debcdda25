"""Numbers of pages and rows that stand by themselves, which recognition leaves out, by the shapes of their digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from normalizers.patterns import pattern
from pipeline.document import Box, Line, Word

from .known_signs import Image, Known, shapes
from .preparation.printed_signs import Print
from .two_readings import lone_sign

_ROW = pattern(r"[0-9]{1,2}")
_SIZE = (0.75, 1.3)  # times the height of the page's digits: what a digit by itself may have
_MOST_DIGITS = 3  # of a page number
_LEAST_COLUMNS = 3  # of a table whose rows may have numbers
_AROUND = 2.0  # points
_DOUBT = 0.8


def with_first_numbers(image: Image, dpi: int, lines: Sequence[Line], known: Known) -> Iterator[Line]:
    """`lines` with the numbers of rows that nothing was read of, where the row before or after tells the same."""
    numbers = [0, *map(_number, lines), 0]
    for at, line in enumerate(lines):
        before, after = numbers[at], numbers[at + 2]
        number = after - 1 if after else before + 1 if before else 0
        beside = lines[at + 1] if after else lines[at - 1]
        box = _first_cell(line, beside) if number > 0 else None
        word = lone_number(image, dpi, lone_sign(box), known) if box else None
        yield Line(((word,), *line.cells[1:])) if word and word.text == str(number) else line


def _number(line: Line) -> int:
    """The number of a row, 0 where its first cell has none."""
    text = line.cells[0][0].text.rstrip(".") if len(line.cells) >= _LEAST_COLUMNS and len(line.cells[0]) == 1 else ""
    return int(text) if _ROW.fullmatch(text) else 0


def _first_cell(line: Line, numbered: Line) -> Box | None:
    """Where the number of a row stands that has none, by its other cells and by a row that has one."""
    rest = [word.box for word in line.words]
    if line.cells[0] or not rest or len(numbered.cells) != len(line.cells):
        return None
    middle = numbered.cells[0][0].box
    return Box(
        middle.x0 - _AROUND,
        min(box.top for box in rest) - _AROUND,
        middle.x1 + _AROUND,
        max(box.bottom for box in rest) + _AROUND,
    )


def lone_number(image: Image, dpi: int, word: Word, known: Known) -> Word | None:
    """The number at a place where one may stand, None where there is none."""
    shown = Print.of(image, dpi, word.box)
    if shown is None or not 0 < len(shown.parts) <= _MOST_DIGITS:
        return None
    every = range(len(shown.parts))
    level = shown.level(every)
    if not _SIZE[0] <= level[0] / known.height <= _SIZE[1]:
        return None
    found = list(shapes(shown, every, level, known))
    return replace(word, text="".join(found), confidence=_DOUBT) if all(map(str.isdigit, found)) else None
