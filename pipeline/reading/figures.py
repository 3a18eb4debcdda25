"""Figures read a second time, by a reading that knows digits only.

The Vietnamese model takes an 8 for «§», a 5 for «Š», a 1 for «I» or «l», also where other digits stand beside it. Where
a word looks like that, or its digits are unsure, the place is read again with digits and their signs alone. Digits
come from readings and from nothing else: where no second reading confirms a figure, it stays as it was, doubted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from normalizers.patterns import pattern
from pipeline.document import Box, Line, Word

from .digit_widths import is_too_wide
from .joined_figures import joined_figures
from .likeness import with_like_signs
from .ocr import LINE
from .preparation.printed_signs import Print
from .preparation.separators import separators
from .reader import Reader
from .replacing import replaced
from .sixes import with_sixes
from .tables.cell_crops import crop_of_figure
from .tables.columns_of_figures import out_of_sequence, taken_for_letters
from .two_readings import LONE, decide, is_figure

DIGITS = "0123456789.,/%-()"
_SIGNS = r"[\d§ŠØOoIl|!¡SóÓéÉáÁ]"  # a 6 of Carlito is read as «ó»
_MIXED = pattern(rf"[(]?(?=.*[\d§ŠØ]){_SIGNS}+(?:[.,/:-]{_SIGNS}+)*%?[)]?[.,;:)%]{{0,2}}")
_ZERO = pattern(r"O[.,;:)]?")  # «quá hạn O hồ sơ»: no word is an O alone
_SHORT = pattern(r"[Il|\d]{1,2}")  # «ngày l3», «tháng II»
_QUARTER = pattern(r"I{1,3}/\d{4}[.,;:)]?")  # «quý II/2026»
# Vietnamese has a comma there, but «công nghiệp 4.0»; faxes make a stroke or two points of it.
_DECIMAL_POINT = pattern(r"([-–+]?[(]?\d{1,3})[./;:](\d{1,2}%?[)]?[.,;:]?)")
_MARKS = ".,;:"
_DATE_WORDS = frozenset({"ngay", "thang"})
_UNSURE = 0.8
_MOST = 200  # places of a page
_CERTAIN = 0.93
_FIGURE_ANCHOR = pattern(r"\d{3,4}")


def with_figures(image: NDArray[np.uint8], lines: Sequence[Line], reader: Reader) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with doubtful figures as a second reading has them."""
    lines = joined_figures(lines)
    unfitting = {id(word): word for word in out_of_sequence(lines)}
    found = {id(word): word for word in (*_in_text(lines), *taken_for_letters(lines))} | unfitting
    doubtful = sorted(found.values(), key=lambda word: word.text != LONE)[:_MOST]  # a lone sign must not stay unread
    if not doubtful:
        return _with_shapes(image, with_sixes((), lines), reader.dpi)
    anchor = size_anchor(word for line in lines for word in line.words)
    crops = [crop_of_figure(image, reader.dpi, word.box, anchor) for word in doubtful]
    read = reader.crops([each.image for each in crops], crops[0].dpi, psm=LINE, signs=DIGITS)
    again = [each.words(words) for each, words in zip(crops, read, strict=True)]
    firsts = (replace(word, confidence=0.0) if id(word) in unfitting else word for word in doubtful)
    read_twice = zip(doubtful, map(decide, firsts, again), strict=True)
    decided = {id(word): found for word, found in read_twice if found or word.text != LONE}
    told = (replaced(line, decided) for line in lines)
    return _with_shapes(image, with_sixes(doubtful, [line for line in told if any(line.cells)]), reader.dpi)


def _with_shapes(image: NDArray[np.uint8], lines: Iterable[Line], dpi: int) -> tuple[Line, ...]:
    """`lines` with what the shapes of commas and digits tell."""
    return _with_commas(image, with_like_signs(image, dpi, lines), dpi)


def _with_commas(image: NDArray[np.uint8], lines: Iterable[Line], dpi: int) -> tuple[Line, ...]:
    """`lines` with the comma of decimals that were read with a point, where the print shows one."""
    found: dict[int, Word | None] = {}
    told = tuple(lines)
    for word in (word for line in told for word in line.words):
        decimal = _DECIMAL_POINT.fullmatch(word.text)
        if decimal and not _is_high(image, dpi, word, decimal.end(1)) and _is_comma(image, dpi, word):
            found[id(word)] = replace(word, text=f"{decimal[1]},{decimal[2]}")
    return tuple(replaced(line, found) for line in told)


def _is_comma(image: NDArray[np.uint8], dpi: int, word: Word) -> bool:
    """True where the first of the separators of `word` is printed as a comma, and is not the mark behind it."""
    shown = separators(image, dpi, word.box)
    return shown[:1] == "," and len(shown) > (word.text[-1] in _MARKS)


def _is_high(image: NDArray[np.uint8], dpi: int, word: Word, at: int) -> bool:
    """True where sign number `at` of `word` is printed as high as its digits: a stroke."""
    shown = Print.of(image, dpi, word.box)
    return shown is not None and len(shown.parts) == len(word.text) and at in shown.tall()


def size_anchor(words: Iterable[Word]) -> Box | None:
    """A figure of usual height that was read for certain: set before a lone digit, it tells the size of the digits."""
    sure = (word.box for word in words if word.confidence >= _CERTAIN and _FIGURE_ANCHOR.fullmatch(word.text))
    boxes = sorted(sure, key=lambda box: box.bottom - box.top)
    return boxes[len(boxes) // 2] if boxes else None


def _in_text(lines: Iterable[Line]) -> list[Word]:
    """Words that mix digits with signs like them, digits read without confidence, and days and months like «II»."""
    found: list[Word] = []
    for line in lines:
        before = ""
        for word in line.words:
            if _is_doubtful(word, before):
                found.append(word)
            before = fold(word.text)
    return found


def _is_doubtful(word: Word, before: str) -> bool:
    text = word.text
    if is_figure(text):
        return word.confidence < _UNSURE or is_too_wide(word)
    if text == LONE or _ZERO.fullmatch(text):
        return True
    if before in _DATE_WORDS:
        return (_SHORT.fullmatch(text) or _MIXED.fullmatch(text)) is not None
    return _MIXED.fullmatch(text) is not None and not _QUARTER.fullmatch(text)
