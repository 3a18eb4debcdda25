"""Tables drawn with pipes become rows: TAB between cells, LF after a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .patterns import pattern
from .text import Edit, Span

# One cell a line and a pipe between («| ⏎ 2. ⏎ | ⏎ Huế ⏎ |», 28). A cell has at most four lines, none of them an
# item; fewer than eight cells are a letterhead or a signature, not a table.
_CELL_LINE = r"(?!\|$|[-+•] |PHỤ LỤC|Phụ lục)[^\n\t]+\n"
_TABLE = pattern(rf"^(?<!\|\n)(?:\|\n)++(?:(?:\n|(?:{_CELL_LINE}){{1,4}}+)(?:\|(?:\n|\Z))+){{8,}}+")
_ROW_HEAD = pattern(r"\d{1,3}\.$|[IVX]{1,5}\. |Tổng(?: số| cộng)?$|TỔNG(?: SỐ| CỘNG)?$")
_BORDER = pattern(r"^(?:\|(?:\n|\Z))+")
_LONE_PIPE = pattern(r"^\|$")

_MARKDOWN = pattern(r"^\|[^\n\t|]*(?:\|[^\n\t|]*)+\|$(?:\n\|[^\n\t|]*(?:\|[^\n\t|]*)+\|$)+")
_MARKDOWN_RULE = pattern(r"^\|(?: ?:?-+:? ?\|)+$")
_LINE = pattern(r"[^\n]+")
_MARKDOWN_BORDER = pattern(r" ?\| ?")


def pipe_tables(value: str) -> Iterator[Edit]:
    """A table with one cell a line becomes rows of cells; other lines of one pipe become empty."""
    if "|" not in value:
        return
    done = 0
    for table in _TABLE.finditer(value):
        yield from _without_pipes(value, done, table.start())
        yield from _rows(value, table.start(), table.end())
        done = table.end()
    yield from _without_pipes(value, done, len(value))


def _without_pipes(value: str, start: int, end: int) -> Iterator[Edit]:
    return (Edit(Span(pipe.start(), pipe.end()), "") for pipe in _LONE_PIPE.finditer(value, start, end))


@dataclass(frozen=True, slots=True)
class _Border:
    """The pipe lines before a cell, whether that cell opens a row, and how many cells follow with one pipe between."""

    span: Span
    pipes: int
    opens_row: bool
    run: int


def _borders(value: str, start: int, end: int) -> list[_Border]:
    borders: list[_Border] = []
    run = 0
    for match in reversed(list(_BORDER.finditer(value, start, end))):
        opens_row = _ROW_HEAD.match(value, match.end()) is not None
        borders.append(_Border(Span(match.start(), match.end()), match[0].count("|"), opens_row, run))
        run = run + 1 if borders[-1].pipes == 1 else 1
    return borders[::-1]


def _rows(value: str, start: int, end: int) -> Iterator[Edit]:
    borders = _borders(value, start, end)
    separators, _ = _separators(borders, _columns(borders))
    yield Edit(borders[0].span, "\t" * (borders[0].pipes - 1))
    for (left, right), separator in zip(pairwise(borders), separators, strict=True):
        last = right.span.start - 1  # the end of the cell's last line goes with the pipes
        yield from (Edit(Span(at, at + 1), " ") for at in range(left.span.end, last) if value[at] == "\n")
        yield Edit(Span(last, right.span.end), separator)


def _columns(borders: Sequence[_Border]) -> int:
    """The number of columns that explains most borders: a row of n cells and empty cells has n + 1 pipes."""
    lengths: Counter[int] = Counter()
    cells = 0
    for border in borders[1:]:
        cells += 1
        if border.pipes > 1:
            lengths[cells + border.pipes - 2] += 1
            cells = 0
    candidates = [length for length, _ in lengths.most_common(4)] or [len(borders)]
    return min(candidates, key=lambda columns: _separators(borders, columns)[1])


def _separators(borders: Sequence[_Border], columns: int) -> tuple[list[str], int]:
    """What stands after each cell in a table of so many columns, and how many borders do not fit.

    n pipes between two cells of a row mean n - 1 empty cells there; n pipes at the end of a row are its last one,
    the next row's first one, and n - 2 empty cells.
    """
    separators: list[str] = []
    misfits = 0
    at = borders[0].pipes  # the column, from 1, of the cell before the border
    for border in borders[1:-1]:
        inner = border.pipes == 1 or (at + border.pipes + border.run - 1 <= columns and not border.opens_row)
        if inner:
            separators.append("\t" * border.pipes)
            at += border.pipes
            misfits += at > columns
        else:
            empty = border.pipes - 2
            trailing = empty if border.opens_row else max(0, min(columns - at, empty))
            separators.append("\t" * trailing + "\n" + "\t" * (empty - trailing))
            misfits += trailing != columns - at or trailing != empty
            at = 1 + empty - trailing
    return [*separators, "\t" * (borders[-1].pipes - 1) + "\n"], misfits


def markdown_tables(value: str) -> Iterator[Edit]:
    """``| Lĩnh vực | Tổng số |`` becomes cells with a TAB between; the rule under the heading goes."""
    if "|" not in value:
        return
    for table in _MARKDOWN.finditer(value):
        for line in _LINE.finditer(value, table.start(), table.end()):
            if _MARKDOWN_RULE.fullmatch(line[0]):
                yield Edit(Span(max(0, line.start() - 1), line.end()), "")
                continue
            for border in _MARKDOWN_BORDER.finditer(value, line.start(), line.end()):
                edge = border.start() == line.start() or border.end() == line.end()
                yield Edit(Span(border.start(), border.end()), "" if edge else "\t")
