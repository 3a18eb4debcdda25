"""Crops of table cells made ready for a reading of their own.

Tesseract takes the size of a line's letters from the line itself, and a lone «17» or «(4)» does not tell it: a word of
the same table is set before such a cell, and of 962 lone figures at 200 dpi 99 in 100 were read instead of 93.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box, Word

Image = NDArray[np.uint8]

CROP_DPI = 300  # coarser crops are enlarged to this

# In points.
_INSET = 1.0  # kept off the rules of the cell
_SPECK = 1.6  # ink whose larger side is shorter is dust; the dot of an i belongs to a letter anyway
_LEAST_MARGIN = 5.0

_MARGIN = 0.9  # of the height of the ink: plain paper around it
_GAP = 0.5  # and between the word before it and it: a space
_DARK = 0.35  # of the way from the tone of the paper to that of ink: what is darker is ink
_LEAST_CONTRAST = 40
_FIGURE, _PEN, _FINER = "83", 0.13, 4  # drawn so many times larger; the pen in heights


@dataclass(frozen=True, slots=True)
class Crop:
    """An image to be read; what is read between `start` and `end` (points on the image) is the cell's.

    Nothing of it begins before `begin`, where the word before it is.

    A place on the image is that much more right and further down on the page as `right` and `down` say.
    """

    image: Image
    dpi: int
    start: float
    end: float
    right: float
    down: float
    begin: float = 0.0

    def words(self, found: tuple[Word, ...]) -> tuple[Word, ...]:
        """Those of the words `found` that are the cell's, with their boxes on the page.

        A word that begins in the one before the cell is both in one: it cannot be told what of it is the cell's.
        """
        own = (w for w in found if w.box.x0 >= self.begin and self.start <= (w.box.x0 + w.box.x1) / 2 <= self.end)
        return tuple(Word(word.text, self._moved(word.box), word.confidence) for word in own)

    def _moved(self, box: Box) -> Box:
        sides = box.x0 + self.right, box.top + self.down, box.x1 + self.right, box.bottom + self.down
        return Box(*(round(side, 2) for side in sides))


def ink_tone(page: Image, dpi: int, area: Box) -> int:
    """The tone of the darkest hundredth of `area`, 0..255: that of the rules and letters of a table."""
    return int(np.percentile(_cut(page, dpi, area, 0.0)[0], 1))


def ink_box(page: Image, dpi: int, cell: Box, tone: int) -> Box | None:
    """What the ink inside `cell` covers of the gray `page` without rules, None for a blank; `tone` is that of ink."""
    part, left, top = _cut(page, dpi, cell, -_INSET)
    if min(part.shape) < 3:
        return None
    paper = int(np.median(part))
    ink = (part < paper - _DARK * max(paper - tone, _LEAST_CONTRAST)).astype(np.uint8)
    spots = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)[2][1:]
    spots = spots[spots[:, 2:4].max(axis=1) >= _SPECK * dpi / 72]
    if not len(spots):
        return None
    x0, y0 = spots[:, 0].min() + left, spots[:, 1].min() + top
    x1, y1 = (spots[:, 0] + spots[:, 2]).max() + left, (spots[:, 1] + spots[:, 3]).max() + top
    return Box(*(float(side) * 72 / dpi for side in (x0, y0, x1, y1)))


def crop(page: Image, dpi: int, ink: Box, anchor: Box | None = None) -> Crop:
    """The `ink` of a cell on plain paper, behind the word at `anchor` where one is given, on one base line with it."""
    part, left, top = _cut(page, dpi, ink, 0.4)
    return _behind(part, left, top, dpi, _cut(page, dpi, anchor, 0.4)[0] if anchor else part[:, :0])


def crop_of_figure(page: Image, dpi: int, ink: Box, anchor: Box | None) -> Crop:
    """The same for a figure; where the page has no other to set before it, one is drawn as high as it."""
    part, left, top = _cut(page, dpi, ink, 0.4)
    return _behind(part, left, top, dpi, _cut(page, dpi, anchor, 0.4)[0] if anchor else _drawn(part))


def _behind(part: Image, left: int, top: int, dpi: int, word: Image) -> Crop:
    """`part`, cut out at `left` and `top` of its page, behind `word`, which may have no width."""
    anchor = word.size > 0
    gap = round(_GAP * part.shape[0]) if anchor else 0
    margin = max(round(_MARGIN * part.shape[0]) if anchor else 0, round(_LEAST_MARGIN * dpi / 72))
    height = max(part.shape[0], word.shape[0])
    image = np.full((height + 2 * margin, word.shape[1] + gap + part.shape[1] + 2 * margin), _paper(part), np.uint8)
    at, base = margin + word.shape[1] + gap, margin + height
    image[base - word.shape[0] : base, margin : margin + word.shape[1]] = word
    image[base - part.shape[0] : base, at : at + part.shape[1]] = part
    points = 72 / dpi
    place = (left - at) * points, (top - base + part.shape[0]) * points
    start, end = (at - gap / 2) * points, image.shape[1] * points
    begin = (margin + word.shape[1] / 2) * points if word.size else 0.0
    return Crop(*_enlarged(image, dpi), start, end, *place, begin)


def _drawn(part: Image) -> Image:
    """The figure 83 in the tones and the height of `part`."""
    height = part.shape[0] * _FINER
    pen = max(1, round(_PEN * height))
    (width, unit), _ = cv2.getTextSize(_FIGURE, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 1)
    scale = max(height - pen, 1) / unit
    image = np.full((height, round(width * scale) + 2 * pen), _paper(part), np.uint8)
    at = pen, height - pen // 2
    cv2.putText(image, _FIGURE, at, cv2.FONT_HERSHEY_SIMPLEX, scale, (int(part.min()),), pen, cv2.LINE_AA)
    small = cv2.resize(image, (image.shape[1] // _FINER, part.shape[0]), interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False)


def _paper(part: Image) -> int:
    return int(np.percentile(part, 80))


def _cut(page: Image, dpi: int, box: Box, wider: float) -> tuple[Image, int, int]:
    """The pixels of `box`, `wider` points on each side, and the first column and row of them on the page."""
    scale = dpi / 72
    left, top = max(0, round((box.x0 - wider) * scale)), max(0, round((box.top - wider) * scale))
    right, bottom = round((box.x1 + wider) * scale), round((box.bottom + wider) * scale)
    return page[top : max(top, bottom), left : max(left, right)], left, top


def _enlarged(image: Image, dpi: int) -> tuple[Image, int]:
    if dpi >= CROP_DPI:
        return image, dpi
    scale = CROP_DPI / dpi
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return large.astype(np.uint8, copy=False), CROP_DPI
