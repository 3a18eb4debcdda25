"""Where words lie in pixels of the page as displayed, the unit of hOCR and of most readers of ALTO."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document import Box, Page

from .affine import Affine, displayed_size, scaling, to_display

PDF_DPI = 300  # a page of a PDF has no pixels of its own: it is counted as drawn at this resolution
_POINTS = 72.0  # an inch

PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The pixels of a page: how many across and down, how many an inch, and the way there from its points."""

    width: int
    height: int
    dpi: tuple[int, int]
    _map: Affine

    @classmethod
    def of(cls, page: Page, pixels: tuple[int, int] | None = None) -> Grid:
        """The grid of `page`: that of an image file of so many `pixels`, else PDF_DPI dots an inch."""
        across, down = (max(size, 1.0) for size in displayed_size(page))
        width, height = pixels or (round(across * PDF_DPI / _POINTS), round(down * PDF_DPI / _POINTS))
        stretch = scaling(width / across, height / down)
        dpi = (round(width * _POINTS / across), round(height * _POINTS / down))
        return cls(width, height, dpi, to_display(page).then(stretch))

    def box(self, box: Box) -> PixelBox:
        """Left, top, right and bottom of `box` in whole pixels, on the page and at least one pixel wide and high."""
        placed = self._map.box(box)
        left = min(max(round(placed.x0), 0), self.width - 1)
        top = min(max(round(placed.top), 0), self.height - 1)
        right = min(max(round(placed.x1), left + 1), self.width)
        bottom = min(max(round(placed.bottom), top + 1), self.height)
        return left, top, right, bottom
