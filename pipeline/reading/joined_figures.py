"""Figures that recognition took apart behind their comma: «18, 4%», «2. 407».

Only the print tells: behind the comma of a list stands a space, inside a number nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from normalizers.patterns import pattern
from pipeline.document import Cell, Line, Word

_HEAD = pattern(r"[-–(]?\d+(?:[.]\d{3})*[.,]")
_TAIL = pattern(r"(?=.*\d)[\d!|Il]{1,3}%?[).,;:]{0,2}")
_GAP = 0.15  # of the height of the digits: a space is twice as wide


def joined_figures(lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` with the two halves of such figures as one word, as sure as the less sure half."""
    return tuple(Line(tuple(_joined(cell) for cell in line.cells)) for line in lines)


def _joined(cell: Cell) -> Cell:
    words: list[Word] = []
    for word in cell:
        if words and _belong(words[-1], word):
            first = words.pop()
            confidence = min(first.confidence, word.confidence)
            words.append(Word(first.text + word.text, first.box.union(word.box), confidence))
        else:
            words.append(word)
    return tuple(words)


def _belong(first: Word, second: Word) -> bool:
    if not (_HEAD.fullmatch(first.text) and _TAIL.fullmatch(second.text)):
        return False
    height = min(first.box.bottom - first.box.top, second.box.bottom - second.box.top)
    return second.box.x0 - first.box.x1 <= _GAP * height and second.box.top < first.box.bottom
