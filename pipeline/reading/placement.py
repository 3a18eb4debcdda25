"""From a straightened leaf back to the page as it was scanned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Box, Line, Word

from .calibration import calibrated
from .preparation.pose import original_box
from .preparation.prepare import Leaf


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a leaf lies on the upright page: its left side and its size in points, and the skew that was corrected."""

    left: float
    skew: float
    width: float
    height: float

    @classmethod
    def of(cls, leaf: Leaf, dpi: int) -> Placement:
        """The placement of a leaf prepared at `dpi`."""
        height, width = (side * 72.0 / dpi for side in leaf.image.shape)
        return cls(leaf.left, leaf.skew, width, height)

    def box(self, box: Box) -> Box:
        """Where a box of the leaf lies on the page."""
        found = original_box(box, self.skew, self.width, self.height)
        if not self.left:
            return found
        return Box(round(found.x0 + self.left, 2), found.top, round(found.x1 + self.left, 2), found.bottom)

    def lines(self, lines: Iterable[Line]) -> Iterable[Line]:
        """`lines` of the leaf with their boxes on the page and their confidences calibrated."""
        return (Line(tuple(tuple(self._word(word) for word in cell) for cell in line.cells)) for line in lines)

    def _word(self, word: Word) -> Word:
        return Word(word.text, self.box(word.box), calibrated(word.confidence))
