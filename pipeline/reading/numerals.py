"""Roman numbers of headings, quarters and forms, their strokes counted in the print.

«III. TỔ CHỨC THỰC HIỆN» is read «II.», «Quý I/2019» «1/2019», «Biểu số II.06a» «I.06a», and with confidence. The
number is what the print shows: a stroke is never added because the headings around would have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from normalizers.patterns import pattern
from pipeline.document import Line, Word

from .preparation.strokes import Strokes, strokes

_NUMERAL = pattern(r"([(]?)([IlL|ÍÌĨỊH]{1,3})([.,;:)]?|/\d{4}[.,;:)]*|[.]\d\d\p{Ll}?/\p{Lu}.*)")
_ONES = pattern(r"([(]?)(1{1,3})([.]|/\d{4}[.,;:)]*|)")
_STROKES = {"H": 2}
_MOST = 3  # beyond these a V or X stands in the number, which is read well
_DATE_WORDS = frozenset({"ngay", "thang", "nam"})


def with_numerals(image: NDArray[np.uint8], dpi: int, lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with Roman numbers as their print has them."""
    return tuple(_counted(image, dpi, line) for line in lines)


def _counted(image: NDArray[np.uint8], dpi: int, line: Line) -> Line:
    changed = {
        id(word): told
        for column, cell in enumerate(line.cells)
        for at, word in enumerate(cell)
        if _may_be_numeral(cell, at, column) and (told := _as_printed(image, dpi, word)) is not word
    }
    if not changed:
        return line
    return Line(tuple(tuple(changed.get(id(word), word) for word in cell) for cell in line.cells))


def _may_be_numeral(cell: Sequence[Word], at: int, column: int) -> bool:
    """False for what stands alone in a column of a table behind the first: a figure; and for days and months."""
    if column and len(cell) == 1:
        return False
    text = cell[at].text
    if _ONES.fullmatch(text):
        return _before(cell, at) == "quy" or (at == 0 and text == "1." and _is_title(cell[1:3]))
    return _NUMERAL.fullmatch(text) is not None and _before(cell, at) not in _DATE_WORDS


def _before(cell: Sequence[Word], at: int) -> str:
    return fold(cell[at - 1].text) if at else ""


def _is_title(words: Sequence[Word]) -> bool:
    """True for words in capitals: headings with Roman numbers are, those with Arabic ones hardly ever."""
    return bool(words) and all(word.text.isupper() and len(word.text) > 1 for word in words)


def _as_printed(image: NDArray[np.uint8], dpi: int, word: Word) -> Word:
    found = _NUMERAL.fullmatch(word.text) or _ONES.fullmatch(word.text)
    if found is None:
        return word
    seen = strokes(image, dpi, word.box)
    read = sum(_STROKES.get(sign, 1) for sign in found[2])
    in_digits = found[2].isdigit()
    if not 1 <= seen.count <= _MOST or (in_digits and not _is_roman(seen, read)):
        return word
    if seen.count <= read and not in_digits:  # a stroke is overlooked, not made up
        return word
    return replace(word, text=f"{found[1]}{'I' * seen.count}{found[3]}")


def _is_roman(seen: Strokes, read: int) -> bool:
    """True where ones were read for a quarter or heading: one whose stroke is even, or «11», which no quarter is."""
    return seen.count == read and (read > 1 or bool(seen.is_even))
