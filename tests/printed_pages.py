"""Pages printed for the tests of scanning: letters of the font that Pillow brings, with their true boxes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.document import Box, Word
from pipeline.reading.ocr import RecognisedLine

DPI = 150
A4 = (1240, 1754)  # pixels at DPI
POINT = 72 / DPI
LEFT, TOP, PITCH, LINES = 150, 150, 40, 34
WORDS = """
    ket qua giai quyet thu tuc hanh chinh trong thang Bao cao tinh hinh tiep nhan ho so truc tuyen
    cua Uy ban nhan dan phuong gui Van phong va Trung tam phuc vu hanh chinh cong dung han
"""
TEXT = WORDS.split()


@dataclass(frozen=True)
class Printed:
    """A gray page at DPI and its words, boxes in points of the upright page."""

    image: NDArray[np.uint8]
    words: tuple[Word, ...]


@cache
def printed(lines: int = LINES) -> Printed:
    """An upright page of `lines` lines, eight words each."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(28)
    words = []
    for row in range(lines):
        x = LEFT
        for column in range(8):
            text = TEXT[(row * 7 + column) % len(TEXT)]
            draw.text((x, TOP + row * PITCH), text, font=font, fill=0)
            words.append(Word(text, _points(draw.textbbox((x, TOP + row * PITCH), text, font=font))))
            x += round(draw.textlength(text + " ", font=font)) + 6
    return Printed(np.asarray(page), tuple(words))


def slanted(image: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    """`image` turned counter-clockwise by `degrees` as a scanner feeds it."""
    turned = Image.fromarray(image).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned)


def quarter_turned(image: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    """`image` turned counter-clockwise by `degrees`, a multiple of 90: it must be turned clockwise as much."""
    return np.ascontiguousarray(np.rot90(image, degrees // 90))


def lines_of(words: tuple[Word, ...]) -> tuple[RecognisedLine, ...]:
    """What a perfect recogniser gives for `words`."""
    return tuple(RecognisedLine(words[at : at + 8], 1) for at in range(0, len(words), 8))


def _points(pixels: tuple[float, float, float, float]) -> Box:
    return Box(*(side * POINT for side in pixels))
