"""Two readings of one table cell: when the first is doubtful, and which of the two is kept.

What a cell says comes from a reading as it stands, never from what would fit: where two readings differ in a digit,
the one kept is doubted more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalizers.syllables import is_syllable
from pipeline.document import Cell, Word

from ..digit_widths import is_too_wide

_SURE = 0.85  # confidence: of cells with less a third are wrong, of the others one in twenty-five
_FIGURE = re.compile(r"[-–(]?\d+(?:[.,:/-]\d+)*[)%]?%?|\(?\d+\)?(?:=\(\d+\)(?:[-+]\(\d+\))*)?|[-–]")
_NUMERAL = re.compile(r"[IVX]+\.?")
_EASILY_MISREAD = re.compile(r"[IlÍ]|\d{4,6}")  # «1», and figures whose dots are faint
_EDGES = ".,;:!?()[]{}\"'“”‘’«»-–/+*%"
_RUN_TOGETHER = re.compile(r"H|HI|IH|lH|Hl|lI|Il|ll|lII|IIl")
_COUNTED = 0.8
_DUST = ",;:'\"“”‘’`*·"
_ILL_FORMED = 0.5  # what a reading is worth that is no figure and no word, beside one that is


def is_doubtful(cell: Sequence[Word], lone: bool) -> bool:
    """True when the `cell` ought to be read again; `lone` ones are of a single line."""
    if not cell or min(word.confidence for word in cell) < _SURE or _EASILY_MISREAD.fullmatch(cell[0].text):
        return True
    return any(is_too_wide(word) for word in cell) or (lone and not is_well_formed(cell))


def is_well_formed(cell: Sequence[Word]) -> bool:
    """True when each word is a figure, a numeral or could be Vietnamese; codes and names need not be."""
    signs = "".join(word.text for word in cell)
    return signs.count("(") == signs.count(")") and all(_is_sound(word.text) for word in cell)


def better(first: Cell, second: Cell) -> Cell:
    """That of the two readings which is surer, doubted where both have digits and not the same."""
    if not first or not second:
        return first or second
    if _text(first) == _text(second):
        return tuple(
            replace(one, confidence=max(one.confidence, other.confidence))
            for one, other in zip(first, second, strict=True)
        )
    if _digits(first) == _digits(second) and all(_is_figure(cell) for cell in (first, second)):
        return max(first, second, key=lambda cell: len(cell[0].text))  # a dot is overlooked, not made up
    if len(first) == 1 and is_too_wide(first[0]) and _is_figure(second) and _digits(first) in _digits(second):
        return second
    kept, left = (first, second) if _worth(first) >= _worth(second) else (second, first)
    if not _digits(left) or _digits(left) == _digits(kept):
        return kept
    doubt = 1 - _worth(left) / 2
    return tuple(replace(word, confidence=round(word.confidence * doubt, 4)) for word in kept)


def without_specks(cell: Cell, *, is_first: bool) -> Cell:
    """`cell` without the signs that dust leaves around a lone figure: «.46», «275 -», «3.997,».

    In the first column of a table «1.» is the number of a row.
    """
    figures = [word for word in cell if any(char.isdigit() for char in word.text)]
    others = [word for word in cell if word not in figures]
    if len(figures) != 1 or any(char.isalnum() for word in others for char in word.text):
        return cell
    text = figures[0].text.lstrip(_DUST + ".").rstrip(_DUST if is_first else _DUST + ".")
    return (replace(figures[0], text=text),) if _FIGURE.fullmatch(text.rstrip(".")) else cell


def as_numeral(cell: Cell) -> Cell:
    """The number of a row with its strokes counted: Tesseract runs a lone «II» together to «H», «III» to «HI»."""
    if len(cell) != 1 or not _RUN_TOGETHER.fullmatch(cell[0].text):
        return cell
    text = cell[0].text.replace("H", "II").replace("l", "I")
    return (replace(cell[0], text=text, confidence=round(cell[0].confidence * _COUNTED, 4)),)


def _is_sound(text: str) -> bool:
    if _FIGURE.fullmatch(text) or _NUMERAL.fullmatch(text):
        return True
    parts = [part for part in re.split(r"[-/.,()+]", text.strip(_EDGES)) if part]
    return bool(parts) and all(part.isdigit() or _is_word(part) for part in parts)


def _is_word(text: str) -> bool:
    return text.isalpha() and (text.isupper() or is_syllable(text))


def _worth(cell: Cell) -> float:
    least = min(word.confidence for word in cell)
    return least if is_well_formed(cell) else _ILL_FORMED * least


def _is_figure(cell: Cell) -> bool:
    return len(cell) == 1 and _FIGURE.fullmatch(cell[0].text) is not None


def _digits(cell: Cell) -> str:
    return "".join(char for word in cell for char in word.text if char.isdigit())


def _text(cell: Cell) -> list[str]:
    return [word.text for word in cell]
