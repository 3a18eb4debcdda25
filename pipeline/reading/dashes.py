"""A dash between two names that recognition has put to the first: «Phòng Tài chính- Kế hoạch»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from normalizers.patterns import pattern
from pipeline.document import Box, Cell, Line, Word

from .preparation.printed_signs import Print

Image = NDArray[np.uint8]

_NAME = pattern(r"(\p{Lu}?\p{Ll}+)([-–])")
_APART = 0.5  # of the width of a letter: as far from it a dash stands by itself


def with_dashes(image: Image, dpi: int, lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with such dashes as words of their own, where the print has a gap."""
    return tuple(Line(tuple(tuple(_parted(image, dpi, cell)) for cell in line.cells)) for line in lines)


def _parted(image: Image, dpi: int, cell: Cell) -> Iterator[Word]:
    for at, word in enumerate(cell):
        found = _NAME.fullmatch(word.text)
        before_name = at + 1 < len(cell) and cell[at + 1].text[:1].isupper()
        start = _dash(image, dpi, word.box) if found and before_name else None
        if found is None or start is None:
            yield word
            continue
        box = word.box
        yield replace(word, text=found[1], box=Box(box.x0, box.top, start, box.bottom))
        yield replace(word, text=found[2], box=Box(start, box.top, box.x1, box.bottom))


def _dash(image: Image, dpi: int, box: Box) -> float | None:
    """Where (points) the dash at the end of a word begins, None where it stands close to the letter before it."""
    shown = Print.of(image, dpi, box)
    if shown is None or len(shown.parts) < 2:
        return None
    *_, letter, dash = shown.parts
    gaps = [after.left - before.right for before, after in zip(shown.parts[:-2], shown.parts[1:-1], strict=True)]
    usual = float(np.median([part.right - part.left for part in shown.parts[:-1]]))
    gap = dash.left - letter.right
    if dash.height > dash.right - dash.left or gap < _APART * usual or gap <= max(gaps, default=0):
        return None
    return float(box.x1 - (shown.crop.shape[1] - dash.left) * 72 / dpi)
