"""A scan made ready for reading: what is done is decided by what the page is, and told."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .edges import without_edges
from .inks import gray_without_seals
from .pose import Pose, Turn, opposite, pose, straightened, turned
from .resolution import READING_DPI, Image, for_reading
from .specks import is_speckled, without_specks
from .spreads import fold
from .streaks import without_streaks
from .tone import even, is_bilevel, tone_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of paper, gray, upright, straight: of a spread the left or the right one.

    `left` is where it begins on the upright scan, in points; `skew` was corrected around its middle.
    """

    image: Image
    left: float
    skew: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scan as it is read: its leaves at `dpi`, its size in points once upright, and what was done to it.

    `plain` is the gray scan before its tones were touched, at `plain_dpi`.
    """

    leaves: tuple[Leaf, ...]
    dpi: int
    turn: Turn
    width: float
    height: float
    steps: tuple[str, ...]
    plain: Image
    plain_dpi: int

    @property
    def is_worn(self) -> bool:
        """True where tone, specks or resolution of the scan had to be mended, or it has no grays: a copy or a fax."""
        return not _OF_WORN.isdisjoint(self.steps) or self.plain_dpi < self.dpi or is_bilevel(self.plain)

    @property
    def had_seal(self) -> bool:
        """True where a seal was lifted from the scan, and what it leaves may look like marks."""
        return _LIFTED in self.steps

    def upside_down(self) -> Prepared:
        """The same scan turned by 180 degrees."""
        leaves = [
            Leaf(turned(leaf.image, 180), self.width - leaf.left - leaf.image.shape[1] * 72.0 / self.dpi, leaf.skew)
            for leaf in reversed(self.leaves)
        ]
        turn = opposite(Pose(self.turn, 0.0)).turn
        steps = (
            *(step for step in self.steps if not step.startswith(_TURNED)),
            *([f"{_TURNED}{turn}"] if turn else []),
        )
        return replace(self, leaves=tuple(leaves), turn=turn, steps=steps)


_TURNED = "turned "
_LIFTED = "coloured ink removed"
_EVENED, _DESPECKLED = "tone evened", "specks removed"
_OF_WORN = frozenset({_EVENED, _DESPECKLED})
_NEGATIVE = 70  # of 255: a page whose paper is darker was printed or copied white on black
_LARGEST = 50_000_000  # pixels: finding specks takes ten bytes a pixel, and a plan of this size is no report


def prepared(image: NDArray[np.uint8], dpi: int) -> Prepared:
    """`image`, gray (height, width) or RGB (height, width, 3) at `dpi`, made ready for reading."""
    steps: list[str] = []
    page = _gray(image, dpi, steps)
    if dpi > READING_DPI:
        page, dpi = for_reading(page, dpi)  # fewer pixels to clean
    plain, plain_dpi = page, dpi
    page, dpi = for_reading(_cleaned(page, dpi, steps), dpi)  # specks are told from marks before they are enlarged
    lay = pose(page, dpi)
    if lay.turn:
        page = turned(page, lay.turn)
        steps.append(f"{_TURNED}{lay.turn}")
    middle = fold(page, dpi)
    if middle is None:
        leaves: tuple[Leaf, ...] = (Leaf(straightened(page, lay.skew), 0.0, lay.skew),)
    else:
        steps.append("two pages")
        halves = ((page[:, :middle], 0.0), (page[:, middle:], middle * 72.0 / dpi))
        leaves = tuple(_leaf(np.ascontiguousarray(half), left, dpi) for half, left in halves)
    steps += [f"deskewed {leaf.skew:+.1f}" for leaf in leaves if leaf.skew]
    height, width = (side * 72.0 / dpi for side in page.shape)
    return Prepared(leaves, dpi, lay.turn, width, height, tuple(steps), plain, plain_dpi)


def _gray(image: NDArray[np.uint8], dpi: int, steps: list[str]) -> Image:
    if image.ndim == 2:
        return image
    gray, had_seals = gray_without_seals(image, dpi)
    if had_seals:
        steps.append(_LIFTED)
    return gray


def _cleaned(page: Image, dpi: int, steps: list[str]) -> Image:
    """`page` without what is not print; a page in order is not touched."""
    page, had_edges = without_edges(page, dpi)
    if had_edges:
        steps.append("edges removed")
    if np.median(page[::8, ::8]) < _NEGATIVE:
        page = (255 - page).astype(np.uint8)
        steps.append("inverted")
    if not is_bilevel(page):
        page, had_streaks = without_streaks(page, dpi)
        if had_streaks:
            steps.append("streaks lifted")
        if tone_of(page, dpi).is_worn:
            page = even(page, dpi)
            steps.append(_EVENED)
    if page.size <= _LARGEST and is_speckled(page, dpi):
        page = without_specks(page, dpi)
        steps.append(_DESPECKLED)
    return page


def _leaf(image: Image, left: float, dpi: int) -> Leaf:
    """Half of a spread, straightened by itself: an open book is never quite flat."""
    skew = pose(image, dpi).skew
    return Leaf(straightened(image, skew), left, skew)
