"""Turns and shifts of a page: from where words were measured to where the page shows them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.document import Box, Page


@dataclass(frozen=True, slots=True)
class Affine:
    """The map (x, y) -> (a x + c y + e, b x + d y + f), the numbers in the order of PDF."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: Affine) -> Affine:
        """One map for this and then `after`."""
        (ax, ay), (cx, cy), (ex, ey) = (after.point(*at) for at in ((self.a, self.b), (self.c, self.d), (0.0, 0.0)))
        fx, fy = after.point(self.e, self.f)
        return Affine(ax - ex, ay - ey, cx - ex, cy - ey, fx, fy)

    def box(self, box: Box) -> Box:
        """The upright box around `box` as it comes to lie."""
        corners = [self.point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def scaling(across: float, down: float) -> Affine:
    """A map that stretches both ways."""
    return Affine(a=across, d=down)


def turning(clockwise: int, width: float, height: float) -> Affine:
    """A page of `width` and `height`, origin top left, turned by a multiple of 90 degrees."""
    match clockwise % 360:
        case 90:
            return Affine(0.0, 1.0, -1.0, 0.0, height, 0.0)
        case 180:
            return Affine(-1.0, 0.0, 0.0, -1.0, width, height)
        case 270:
            return Affine(0.0, -1.0, 1.0, 0.0, 0.0, width)
        case _:
            return Affine()


def displayed_size(page: Page) -> tuple[float, float]:
    """Width and height in points of `page` before it was turned for reading."""
    return (page.width, page.height) if page.rotation % 180 == 0 else (page.height, page.width)


def to_display(page: Page) -> Affine:
    """From the upright page, on which words are measured, to the page as displayed."""
    return turning(-page.rotation, page.width, page.height)


def slanting(page: Page) -> Affine:
    """From the straightened page to the upright one: around its middle, by the skew that was corrected."""
    cos, sin = math.cos(math.radians(page.skew)), math.sin(math.radians(page.skew))
    x, y = page.width / 2, page.height / 2
    return Affine(cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos)


def straightened(box: Box, page: Page) -> Box:
    """The box on the straightened page whose corners, slanted, just fit into `box`."""
    if not page.skew:
        return box
    cos, sin = math.cos(math.radians(page.skew)), math.sin(math.radians(page.skew))
    x, y = (box.x0 + box.x1 - page.width) / 2, (box.top + box.bottom - page.height) / 2
    middle_x, middle_y = x * cos + y * sin + page.width / 2, y * cos - x * sin + page.height / 2
    wide, high, lean = box.x1 - box.x0, box.bottom - box.top, cos * cos - sin * sin
    across = max((wide * cos - high * abs(sin)) / lean, wide / 4) / 2
    down = max((high * cos - wide * abs(sin)) / lean, high / 4) / 2
    return Box(middle_x - across, middle_y - down, middle_x + across, middle_y + down)
