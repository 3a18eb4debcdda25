"""Places cut out of the pages of a file, as people see them: a little of the page around, the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box

from .images import as_jpeg, read_frames
from .limits import Limits
from .preparation.pose import turned
from .sniffing import sniff

Image = NDArray[np.uint8]

_DPI = 144  # of a crop at most: twice as fine as a screen shows a page
_ACROSS, _DOWN = 170.0, 18.0  # points of the page around a place
_HIGHEST = 260.0  # points: more would be half a page
_RIM = 1.5  # points between words and the frame around them
_LINE = 0.9  # points
_FRAME = (179, 38, 30)
_TINT = (255, 241, 168)


@dataclass(frozen=True, slots=True)
class Place:
    """Boxes of one place on a page (from 1) that was turned clockwise by `rotation` degrees to be read."""

    page: int
    rotation: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Crop:
    """A JPEG with its size in points: as large as it is on paper."""

    data: bytes
    width: int
    height: int


def crops(path: Path, places: Sequence[Place], limits: Limits) -> Iterator[tuple[int, Crop]]:
    """The crop of each place by its index in `places`, page by page, each page drawn once.

    There is none of text files, of places without boxes or off the page. Raises an InputError for a file that cannot
    be read.
    """
    wanted = sorted((place.page, index) for index, place in enumerate(places) if place.boxes)
    pages = [(page, [index for _, index in same]) for page, same in groupby(wanted, itemgetter(0))]
    with ExitStack() as stack:
        for (image, dpi), indices in _drawn(path, pages, limits, stack):
            for index in indices:
                crop = _crop(turned(image, places[index].rotation), places[index].boxes, dpi / 72.0)
                if crop is not None:
                    yield index, crop


def _drawn(
    path: Path, pages: Iterable[tuple[int, list[int]]], limits: Limits, stack: ExitStack
) -> Iterator[tuple[tuple[Image, int], list[int]]]:
    """Each page as displayed, with its dots an inch; pages that the file does not have are passed over."""
    match sniff(path):
        case "pdf":
            from .rendering import Renderer  # noqa: PLC0415

            renderer = stack.enter_context(Renderer(path, limits))
            for number, indices in pages:
                if number <= len(renderer):
                    yield (renderer.render(number, _DPI), renderer.dpi(number, _DPI)), indices
        case "image":
            wanted = dict(pages)
            for frame, number in zip(read_frames(path, limits, wanted), wanted, strict=False):
                yield (frame.image, frame.dpi), wanted[number]


def _crop(page: Image, boxes: Sequence[Box], scale: float) -> Crop | None:
    """The part of an upright page around boxes in points, None off the page; `scale` is pixels a point."""
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    height, width = page.shape[:2]
    bottom = min(whole.bottom, whole.top + _HIGHEST)
    x0, top = max(0, round((whole.x0 - _ACROSS) * scale)), max(0, round((whole.top - _DOWN) * scale))
    x1, end = min(width, round((whole.x1 + _ACROSS) * scale)), min(height, round((bottom + _DOWN) * scale))
    cut = page[top:end, x0:x1]
    if not cut.size:
        return None
    coloured = np.repeat(cut[:, :, None], 3, axis=2) if cut.ndim == 2 else cut.copy()
    for box in boxes:
        _mark(coloured, box, scale, x0, top)
    across, down = (x1 - x0) / scale, (end - top) / scale
    longest = round(max(across, down) * _DPI / 72.0)
    return Crop(as_jpeg(coloured, turn=0, longest=longest), round(across), round(down))


def _mark(cut: Image, box: Box, scale: float, x0: int, top: int) -> None:
    """Tint the paper at a box and frame it; (x0, top) is where `cut` begins on the page, in pixels."""
    left, upper, right, lower = (
        max(0, round((box.x0 - _RIM) * scale) - x0),
        max(0, round((box.top - _RIM) * scale) - top),
        max(0, round((box.x1 + _RIM) * scale) - x0),
        max(0, round((box.bottom + _RIM) * scale) - top),
    )
    inside = cut[upper:lower, left:right]
    inside[:] = np.minimum(inside, _TINT)
    thick = max(1, round(_LINE * scale))
    for edge in (inside[:thick], inside[-thick:], inside[:, :thick], inside[:, -thick:]):
        edge[:] = _FRAME
