"""Pages with drawn tables for the tests of scanned tables: grids of true places, and words to put in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.document import Box, Word
from pipeline.reading.ocr import RecognisedLine

DPI = 200
POINT = 72 / DPI
A4 = (1654, 2339)  # pixels at DPI


@dataclass(frozen=True)
class Grid:
    """The places of the rules in pixels; `merged` are units (row, column) without the rule on their left."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    merged: frozenset[tuple[int, int]] = frozenset()

    def box(self, row: int, column: int) -> Box:
        """A unit in points."""
        return Box(*(side * POINT for side in (self.xs[column], self.ys[row], self.xs[column + 1], self.ys[row + 1])))


GRID = Grid((140, 230, 700, 950, 1200, 1500), (400, 470, 530, 590, 680, 740), frozenset({(0, 3), (0, 4)}))


def drawn(grid: Grid, *, ink: int = 30, width: int = 2, dotted: bool = False) -> Image.Image:
    """A white page with the rules of `grid`; `dotted` ones are two pixels of ink and two of paper."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    for y in grid.ys:
        _rule(draw, (grid.xs[0], y, grid.xs[-1], y), ink, width, dotted)
    for column, x in enumerate(grid.xs):
        for row, (top, bottom) in enumerate(zip(grid.ys, grid.ys[1:], strict=False)):
            if (row, column) not in grid.merged:
                _rule(draw, (x, top, x, bottom), ink, width, dotted)
    return page


def scanned(page: Image.Image, *, skew: float = 0.0, noise: float = 0.0, paper: int = 255) -> NDArray[np.uint8]:
    """`page` as a scanner gives it: slanted by `skew` degrees, blurred, on gray `paper`, noisy."""
    slanted = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    levels = np.asarray(slanted, dtype=np.float32) * (paper / 255)
    grain = np.random.default_rng(7).normal(0, noise, levels.shape) if noise else 0.0
    return (levels + grain).clip(0, 255).astype(np.uint8)


def worn(page: Image.Image, holes: Sequence[tuple[int, int, int, int]]) -> Image.Image:
    """`page` with white patches (x0, y0, x1, y1 in pixels)."""
    copy = page.copy()
    for hole in holes:
        ImageDraw.Draw(copy).rectangle(hole, fill=255)
    return copy


def written(page: Image.Image, grid: Grid, texts: Sequence[Sequence[str]]) -> tuple[Image.Image, list[Word]]:
    """`page` with a text in each unit that has one, and the words with their true boxes."""
    copy, words = page.copy(), []
    draw, font = ImageDraw.Draw(copy), ImageFont.load_default(26)
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            x = grid.xs[column] + 14
            for part in text.split():
                place = (x, grid.ys[row] + 14)
                draw.text(place, part, font=font, fill=20)
                words.append(Word(part, Box(*(side * POINT for side in draw.textbbox(place, part, font=font))), 0.96))
                x += round(draw.textlength(part + " ", font=font)) + 6
    return copy, words


def line_of(words: Sequence[Word]) -> RecognisedLine:
    """The words as one recognised line."""
    return RecognisedLine(tuple(words), 1)


def _rule(draw: ImageDraw.ImageDraw, place: tuple[int, int, int, int], ink: int, width: int, dotted: bool) -> None:
    x0, y0, x1, y1 = place
    if not dotted:
        draw.line(place, fill=ink, width=width)
        return
    for at in range(0, max(x1 - x0, y1 - y0), 4):
        if y0 == y1:
            draw.rectangle((x0 + at, y0, x0 + at + 1, y0 + width - 1), fill=ink)
        else:
            draw.rectangle((x0, y0 + at, x0 + width - 1, y0 + at + 1), fill=ink)
