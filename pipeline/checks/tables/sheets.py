"""The tables of a text as sheets: headings apart, every row set over the columns it fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.subject import Subject
from normalizers import fold

from .lines import Line, read_line

_GAP = 3  # lines without a cell that a table broken over pages may hold
_MAX_LINES = 2000
_NO_SUM = ("ty le", "ti le", "%", "nam ", "binh quan", "trung binh", "diem", "xep ", "don gia ", "muc do", "ty trong")


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table: the rows of its heading and those below it, each with `width` cells, None where a row has none."""

    head: tuple[Line, ...]
    lines: tuple[Line, ...]
    width: int

    @cached_property
    def figures(self) -> tuple[int, ...]:
        """The columns of figures: serial numbers, labels and notes are none."""
        return tuple(c for c in range(self.width) if c != self.serials and self._is_of_figures(c))

    @cached_property
    def serials(self) -> int | None:
        """The column of the serial numbers."""
        for column in range(min(2, self.width)):
            ranks = [line.rank for line in self.lines if _filled(line, column)]
            if column == 0 and sum(rank is not None for rank in ranks) * 2 > len(ranks):
                return column
        return None

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """The columns of counts: those of figures without the percentages, averages and years."""
        return tuple(c for c in self.figures if not self.is_share(c) and not self._is_of_years(c))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column, as printed: the lowest cell that names it."""
        names = [""] * self.width
        for line in self.head:
            for column, cell in enumerate(line.cells if len(line.cells) == self.width else ()):
                if cell and cell.text and (not cell.figure) and any(char.isalpha() for char in cell.text):
                    names[column] = cell.text
        return tuple(names)

    def is_share(self, column: int) -> bool:
        """True for a column of percentages, by its signs or its heading."""
        cells = [cell for line in self.lines if (cell := line.cells[column]) and cell.figure]
        signs = sum(1 for cell in cells if cell.figure and cell.figure.percent)
        heading = fold(self.headings[column]) + " "
        return signs * 2 > len(cells) or any(word in heading for word in _NO_SUM)

    def _is_of_figures(self, column: int) -> bool:
        cells = [cell for line in self.lines if (cell := line.cells[column]) is not None and cell.text]
        figures = sum(1 for cell in cells if cell.figure)
        other = sum(1 for cell in cells if not cell.figure and not cell.nothing)
        return figures >= 1 and figures + sum(1 for cell in cells if cell.nothing) > 2 * other

    def _is_of_years(self, column: int) -> bool:
        cells = [cell for line in self.lines if (cell := line.cells[column]) and cell.figure]
        return all(cell.text.isdigit() and 1950 <= int(cell.text) <= 2100 for cell in cells if cell.text.isascii())


def _filled(line: Line, column: int) -> bool:
    cell = line.cells[column] if column < len(line.cells) else None
    return cell is not None and bool(cell.text)


def read_sheets(subject: Subject) -> list[Sheet]:
    """The tables of the text with figures in them, in order."""
    if "\t" not in subject.value:
        return []
    found = (_sheet(lines) for run in _runs(subject) for lines in _parted(run))
    return [sheet for sheet in found if sheet is not None]


def _runs(subject: Subject) -> Iterator[list[Line]]:
    """The lines with cells, broken where more than a page break lies between."""
    run: list[tuple[str, int]] = []
    gap = start = 0
    for text in subject.value.split("\n"):
        if "\t" in text:
            run.append((text, start))
            gap = 0
        elif run and (gap := gap + bool(text.strip())) > _GAP:
            yield _read(subject, run)
            run = []
        start += len(text) + 1
    yield _read(subject, run)


def _read(subject: Subject, run: Sequence[tuple[str, int]]) -> list[Line]:
    """The rows of a run with figures in two rows at least; none of a table of words."""
    counted = 0
    for text, _ in run:
        counted += any(len(cell) < 20 and cell[:1].isdigit() for cell in text.split("\t")[1:])
    if counted < 2:
        return []
    return [read_line(text, subject.folded[start : start + len(text)], start) for text, start in run[:_MAX_LINES]]


def _parted(run: Sequence[Line]) -> Iterator[list[Line]]:
    """The tables of a run: a heading below figures opens a table, unless it repeats the one above (a new page)."""
    table: list[Line] = []
    seen: set[tuple[str, ...]] = set()
    in_body = False
    for line in run:
        if line.is_heading:
            words = tuple(cell.text for cell in line.cells if cell)
            if in_body and words in seen:
                continue
            if in_body:
                yield table
                table, seen, in_body = [], set(), False
            seen.add(words)
        in_body = in_body or line.has_figures
        table.append(line)
    yield table


def _sheet(lines: Sequence[Line]) -> Sheet | None:
    widths = Counter(len(line.cells) for line in lines if line.has_figures)
    first = next((at for at, line in enumerate(lines) if line.has_figures), len(lines))
    if not widths or len(lines) - first < 2:
        return None
    width = max(widths, key=lambda w: (widths[w], w))
    whole = [line for line in lines[first:] if len(line.cells) == width]
    pattern = [_is_figures(whole, column) for column in range(width)]
    head = tuple(_placed_head(line, width, pattern) for line in lines[:first])
    body = tuple(_placed(line, width, pattern) for line in lines[first:] if not line.is_heading)
    return Sheet(head, body, width)


def _is_figures(lines: Sequence[Line], column: int) -> bool:
    cells = [cell for line in lines if (cell := line.cells[column]) and cell.text]
    return sum(1 for cell in cells if cell.figure or cell.nothing) * 2 > len(cells)


def _placed(line: Line, width: int, pattern: Sequence[bool]) -> Line:
    """The line over the columns: a shorter one (merged cells, lost empty ones) where its figures fit best."""
    missing = width - len(line.cells)
    if missing == 0:
        return line
    if missing < 0:
        extra = line.cells[width:]
        fits = not any(cell and cell.text for cell in extra)
        return line.over(line.cells[:width]) if fits else line.over((None,) * width, "odd")
    fits_at = [_fit(line, shift, pattern) for shift in range(missing + 1)]
    best = max(fits_at)
    if line.has_figures and fits_at.count(best) > 1:
        return line.over((None,) * width, "odd")
    shift = fits_at.index(best)
    return line.over((None,) * shift + line.cells + (None,) * (missing - shift))


def _fit(line: Line, shift: int, pattern: Sequence[bool]) -> int:
    score = 0
    for cell, figures in zip(line.cells, pattern[shift:], strict=False):
        if cell and cell.text:
            score += 1 if bool(cell.figure or cell.nothing) == figures else -2
    return score


def _placed_head(line: Line, width: int, pattern: Sequence[bool]) -> Line:
    """A heading row that has just the columns of figures stands over them; one of other widths stays as it is."""
    first = next((at for at, figures in enumerate(pattern[1:], 1) if figures), 0)
    is_top = line.cells[0] is not None and fold(line.cells[0].text).endswith("tt")
    if is_top or first + len(line.cells) != width:
        return line
    return line.over((None,) * first + line.cells)
