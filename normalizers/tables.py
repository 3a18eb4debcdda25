"""Tables drawn with pipes become rows: TAB between cells, LF after a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .patterns import pattern
from .text import Edit, Span

# One cell a line and a pipe between («| ⏎ 2. ⏎ | ⏎ Huế ⏎ |», 28). A cell has at most four lines, none of them an
# item; fewer than eight cells are a letterhead or a signature, not a table.
_CELL_LINE = r"(?!\|$|[-+•] |PHỤ LỤC|Phụ lục)[^\n\t]+\n"
_TABLE = pattern(rf"^(?:\|\n)+(?:(?:{_CELL_LINE}){{1,4}}+(?:\|(?:\n|\Z))+){{8,}}+")
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


def _rows(value: str, start: int, end: int) -> Iterator[Edit]:
    borders = [(Span(m.start(), m.end()), m[0].count("|")) for m in _BORDER.finditer(value, start, end)]
    counts = [count for _, count in borders]
    separators = _separators(counts, _columns(counts))[0]
    yield Edit(borders[0][0], "\t" * (counts[0] - 1))
    for ((left, _), (right, _)), separator in zip(pairwise(borders), separators, strict=True):
        last = right.start - 1  # the end of the cell's last line goes with the pipes
        yield from (Edit(Span(at, at + 1), " ") for at in range(left.end, last) if value[at] == "\n")
        yield Edit(Span(last, right.end), separator)


def _columns(counts: Sequence[int]) -> int:
    """The number of columns that explains most borders: a row of n columns has n + 1 pipes, its empty cells none."""
    lengths: Counter[int] = Counter()
    cells = 0
    for count in counts[1:]:
        cells += 1
        if count > 1:
            lengths[cells + count - 2] += 1
            cells = 0
    candidates = [length for length, _ in lengths.most_common(12)] or [len(counts)]
    return min(candidates, key=lambda columns: _separators(counts, columns)[1])


def _separators(counts: Sequence[int], columns: int) -> tuple[list[str], int]:
    """What stands after each cell in a table of so many columns, and how many borders do not fit.

    n pipes between two cells of a row mean n - 1 empty cells there; n pipes at the end of a row are its last one,
    the next row's first one, and n - 2 empty cells.
    """
    separators: list[str] = []
    misfits = 0
    at = counts[0]  # the column of the cell before the border, from 1
    for count in counts[1:-1]:
        if count == 1 or at + count <= columns:
            separators.append("\t" * count)
            at += count
            misfits += at > columns
        else:
            trailing = max(0, min(columns - at, count - 2))
            leading = count - 2 - trailing
            separators.append("\t" * trailing + "\n" + "\t" * leading)
            misfits += leading > 0 or trailing != columns - at
            at = 1 + leading
    return [*separators, "\t" * (counts[-1] - 1) + "\n"], misfits


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
