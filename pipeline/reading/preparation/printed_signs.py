"""The signs of a printed word one by one, each brought to one size, so that it can be compared with others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

from .resolution import Image

_MARGIN = 2  # pixels around the box of a word
_LEAST = 8  # pixels: words lower than this show no shapes
_DUST, _LEAST_AREA = 0.1, 6  # of the height of the word, and pixels: less in width and height is no sign
_OVER = 0.5  # of the narrower width: parts that overlap so far are one sign, as «%» and letters with marks
_HEIGHT, _WIDTH = 20, 16  # pixels of a patch,
_DIGIT, _BELOW = 14, 3  # of these the height of a digit, and what is below its base
_AROUND = 4  # pixels around a sign that its blurred edge may reach
_NEIGHBOURS = np.ones((3, 3), np.uint8)
_SLANT, _STRAIGHT, _SHIFT, _THIN = 0.2, 0.95, 0.4, 0.6  # of «/»: width of its height, and of its width
_TALL = 0.7  # of the highest sign: digits and letters, not commas and dashes


@dataclass(frozen=True, slots=True)
class Part:
    """A sign of a word: its sides in pixels of the crop, and the labels of its connected components."""

    left: int
    top: int
    right: int
    bottom: int
    labels: tuple[int, ...]

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    def with_other(self, other: Part) -> Part:
        """Both as one sign."""
        return Part(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            self.labels + other.labels,
        )

    def is_over(self, other: Part) -> bool:
        """True when one stands over the other rather than beside it."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > _OVER * min(self.right - self.left, other.right - other.left)


@dataclass(frozen=True, slots=True)
class Print:
    """A word as printed: the gray crop (uint8), the labels of its components (int32), its signs left to right."""

    crop: Image
    labels: NDArray[np.int32]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, image: Image, dpi: int, box: Box) -> Self | None:
        """The print at `box` (points) of a straight gray page; None where it is too small to show anything."""
        scale = dpi / 72
        top, left = (max(0, int(side * scale) - _MARGIN) for side in (box.top, box.x0))
        bottom, right = (int(np.ceil(side * scale)) + _MARGIN for side in (box.bottom, box.x1))
        crop = image[top:bottom, left:right]
        if min(crop.shape) < _LEAST:
            return None
        _, ink = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
        count, labels, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
        least = _DUST * crop.shape[0]
        parts = [
            Part(x, y, x + width, y + height, (label,))
            for label, (x, y, width, height, area) in enumerate(found[1:count].tolist(), start=1)
            if max(width, height) >= least and area >= _LEAST_AREA
        ]
        return cls(crop, labels.astype(np.int32, copy=False), tuple(_signs(parts)))

    def level(self, at: Iterable[int]) -> tuple[float, float]:
        """The height and the base line (pixels of the crop) of the signs numbered `at`."""
        parts = [self.parts[each] for each in at]
        return float(np.median([part.height for part in parts])), float(np.median([part.bottom for part in parts]))

    def tall(self) -> list[int]:
        """The numbers of the signs that are no commas or dashes."""
        highest = max((part.height for part in self.parts), default=0)
        return [at for at, part in enumerate(self.parts) if part.height >= _TALL * highest]

    def merged(self, at: int, count: int) -> Self:
        """The same print where `count` signs from number `at` on are one: the rings and the stroke of «%»."""
        one = reduce(Part.with_other, self.parts[at : at + count])
        return replace(self, parts=(*self.parts[:at], one, *self.parts[at + count :]))

    def mask(self, at: int) -> NDArray[np.bool_]:
        """Where sign number `at` has ink, of shape (height, width) of the sign."""
        part = self.parts[at]
        return _inked(self.labels[part.top : part.bottom, part.left : part.right], part)

    def hole(self, at: int) -> float | None:
        """How far down the middle of the largest hole of sign number `at` is, from 0 to 1; None where it has none."""
        around = np.pad(~self.mask(at), 1, constant_values=True).astype(np.uint8)
        count, labels, found, middles = cv2.connectedComponentsWithStats(around, connectivity=4)
        holes = [each for each in range(1, count) if each != labels[0, 0]]
        if not holes:
            return None
        largest = max(holes, key=lambda each: int(found[each, cv2.CC_STAT_AREA]))
        return float((middles[largest][1] - 0.5) / (around.shape[0] - 2))

    def is_stroke(self, at: int) -> bool:
        """True where sign number `at` is a thin stroke from its lower left to its upper right: «/»."""
        mask = self.mask(at)
        height, width = mask.shape
        rows = np.flatnonzero(mask.any(axis=1))
        if len(rows) < _LEAST or width < _SLANT * height:
            return False
        middles = np.array([np.flatnonzero(mask[row]).mean() for row in rows])
        third = len(rows) // 3
        shift = middles[:third].mean() - middles[-third:].mean()
        straight = float(np.corrcoef(rows, middles)[0, 1]) <= -_STRAIGHT
        return bool(straight and shift >= _SHIFT * width and mask.sum(axis=1).max() <= _THIN * width)

    def patch(self, at: int, height: float, base: float) -> NDArray[np.float32]:
        """Sign number `at`, digits of `height` above `base` brought to one size, as a vector of length 1."""
        part, scale = self.parts[at], _DIGIT / height
        top, left = max(0, part.top - _AROUND), max(0, part.left - _AROUND)
        place = slice(top, part.bottom + _AROUND), slice(left, part.right + _AROUND)
        mask = _inked(self.labels[place], part).astype(np.uint8)
        ink = np.where(cv2.dilate(mask, _NEIGHBOURS) > 0, 255 - self.crop[place], 0).astype(np.float32)
        ink = cv2.GaussianBlur(ink, (0, 0), max(0.5, 0.5 / scale)).astype(np.float32)
        across = _WIDTH / 2 - scale * ((part.left + part.right) / 2 - left)
        down = _HEIGHT - _BELOW - scale * (base - top)
        onto = np.array([[scale, 0, across], [0, scale, down]], dtype=np.float32)
        patch = cv2.warpAffine(ink, onto, (_WIDTH, _HEIGHT), flags=cv2.INTER_LINEAR).astype(np.float32).ravel()
        return patch / max(float(np.linalg.norm(patch)), 1e-6)


def _inked(labels: NDArray[np.int32], part: Part) -> NDArray[np.bool_]:
    """Where one of the `labels` is of `part`."""
    first, *others = part.labels
    mask: NDArray[np.bool_] = labels == first
    for label in others:
        mask |= labels == label
    return mask


def _signs(parts: Iterable[Part]) -> list[Part]:
    signs: list[Part] = []
    for part in sorted(parts, key=lambda part: part.left):
        if signs and signs[-1].is_over(part):
            signs[-1] = signs[-1].with_other(part)
        else:
            signs.append(part)
    return signs
