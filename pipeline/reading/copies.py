"""How many copies are kept: «Lưu: VT, KSTT (02b)», where the b of «bản» is read as a digit or passed over.

Nghị định 30/2020/NĐ-CP, Phụ lục I, closes the recipients with «Lưu: VT, ...» and the number of copies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from normalizers.folding import fold
from normalizers.patterns import pattern
from pipeline.document import Line, Word

from .preparation.printed_signs import Print

Image = NDArray[np.uint8]

_COPIES = pattern(r"[(](\d{1,2})[\dbBhĐóo)]?[)]?([.,;]?)")
_KEPT = "luu"
_AROUND = 3  # signs of «(2b)» beside the digits
_DOUBT = 0.8
# Shares of the box of a b: the stem at the left, the bowl below, closed, nothing above it.
_STEM, _CLEAR, _HIGH, _LOW = 0.35, 0.6, 0.2, 0.15
_INKED, _EMPTY = 0.3, 0.06


def with_copies(image: Image, dpi: int, lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the b of the copies that are kept."""
    return tuple(_with_copies(image, dpi, line) if _is_kept(line) else line for line in lines)


def _is_kept(line: Line) -> bool:
    first = next((folded for word in line.words if (folded := fold(word.text).strip(" -–:;,."))), "")
    return first == _KEPT


def _with_copies(image: Image, dpi: int, line: Line) -> Line:
    return Line(tuple(tuple(_counted(image, dpi, word) for word in cell) for cell in line.cells))


def _counted(image: Image, dpi: int, word: Word) -> Word:
    copies = _COPIES.fullmatch(word.text)
    shown = Print.of(image, dpi, word.box) if copies else None
    if copies is None or shown is None:
        return word
    tall = shown.tall()
    if len(tall) != len(copies[1]) + _AROUND or not _is_b(shown.mask(tall[-2])):
        return word
    text = f"({copies[1]}b){copies[2]}"
    return word if word.text == text else replace(word, text=text, confidence=min(word.confidence, _DOUBT))


def _is_b(mask: NDArray[np.bool_]) -> bool:
    """Whether a sign, of shape (height, width), has the outline of a b."""
    height, width = mask.shape
    high = mask[: max(1, round(_HIGH * height))]
    stem, clear = high[:, : max(1, round(_STEM * width))], high[:, round(_CLEAR * width) :]
    bowl = mask[height // 2 :, round(_CLEAR * width) :]
    base = mask[-max(1, round(_LOW * height)) :, round(_STEM * width) : round(_CLEAR * width)]
    if not (clear.size and base.size):
        return False
    inked = min(stem.mean(), bowl.mean(), base.mean())
    return bool(inked >= _INKED and clear.mean() <= _EMPTY)
