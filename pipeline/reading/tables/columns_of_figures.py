"""Cells of a column of figures that were read as letters: «I» or «II» among 9, 12 and 30."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from normalizers.patterns import pattern
from pipeline.document import Line, Word

_FIGURE = pattern(r"[-–(]?\d+(?:[.,/:-]\d+)*[)%]{0,2}")
_LIKE_DIGIT = pattern(r"[Il|OoS§ŠØóÓ\]\[!]")  # in the first column «III» is more likely a numeral than 111
_SHORT = pattern(r"[^\d\s–-][^\s]{0,2}")  # «II», «Ợ», «lễ»: too short to be a note
_SURELY = pattern(r"[§ŠØ]")  # no letter of Vietnamese
_NONE = frozenset("-–—")  # a dash for «none» stands among figures and is none
_ROMAN = pattern(r"[IVX]+")
_SHARE = 0.6  # of the cells of one word
_SHARE_OF_ALL = 0.4  # of the cells filled: the head and «Tổng cộng» are no figures
_COLUMN = pattern(r"[(](\d{1,2})[)]")
_LEAST_COLUMNS = 4  # numbered
_LEAST = 3  # figures that make a column one of figures


def taken_for_letters(lines: Sequence[Line]) -> Iterator[Word]:
    """The words that stand alone in a column of figures and may be figures themselves.

    The first column may number its rows I, 1, 2, II: there a Roman number is doubted only where its neighbours leave
    no doubt, «I» before «2» and no other Roman number in the column.
    """
    for width, rows in groupby(lines, key=lambda line: len(line.cells)):
        table = list(rows)
        for column in range(width if width > 1 else 0):
            alone = [line.cells[column][0] for line in table if len(line.cells[column]) == 1]
            cells = [word for word in alone if word.text not in _NONE]
            figures = sum(bool(_FIGURE.fullmatch(word.text) or _SURELY.fullmatch(word.text)) for word in cells)
            filled = sum(bool(line.cells[column]) for line in table)
            if figures >= max(_LEAST, _SHARE * len(cells), _SHARE_OF_ALL * filled):
                yield from _first(cells) if column == 0 else _like_figures(cells)


def out_of_sequence(lines: Iterable[Line]) -> Iterator[Word]:
    """The words in a row of column numbers, (1) to (13), that are not the number of their column."""
    for line in lines:
        words = [(column, cell[0]) for column, cell in enumerate(line.cells) if len(cell) == 1]
        numbers = [(column - int(found[1])) for column, word in words if (found := _COLUMN.fullmatch(word.text))]
        first = max(set(numbers), key=numbers.count, default=0)
        if numbers.count(first) >= max(_LEAST_COLUMNS, _SHARE * len(words)):
            yield from (word for column, word in words if word.text != f"({column - first})")


def _like_figures(cells: Sequence[Word]) -> Iterator[Word]:
    return (word for word in cells if _SHORT.fullmatch(word.text) and not _FIGURE.fullmatch(word.text))


def _first(cells: Sequence[Word]) -> Iterator[Word]:
    numerals = sum(_ROMAN.fullmatch(word.text) is not None for word in cells)
    likely = (word for word in cells if _LIKE_DIGIT.fullmatch(word.text))
    return (word for word in likely if numerals <= 1 or not _ROMAN.fullmatch(word.text))
