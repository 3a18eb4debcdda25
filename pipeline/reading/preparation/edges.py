"""What a scanner sees beside the paper: black margins, the shadow of a book, punch holes; painted as paper."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .resolution import Image, reduced

_LOOK_DPI = 50
_BLACK = 90  # of 255: the bed of an open scanner is darker
_SOLID = 0.14  # inches: no stroke of a letter is as thick
_MOST = 0.6  # of the page: more is no margin but a page printed white on black
_LEAST = 0.002  # of the page
_HOLE = (0.14, 0.42)  # inches: the diameter of a punch hole, 5.5 mm as a rule
_HOLE_MARGIN = 0.9  # inches from an edge: where holes are punched
_ROUND = (0.62, 0.92)  # share of its box that a disc fills
_CORE = 0.55  # of a disc is thick; squares do not reach its rim


def without_edges(image: Image, dpi: int) -> tuple[Image, bool]:
    """The gray `image` with margins and holes in the tone of its paper, and whether there were any."""
    small = reduced(image, dpi, _LOOK_DPI)
    scale = small.shape[0] / image.shape[0]
    beside = _beside(small, dpi * scale)
    if not beside.any():
        return image, False
    paper = int(np.percentile(small[~beside], 70)) if (~beside).any() else 255
    mask = cv2.resize(beside.astype(np.uint8), (image.shape[1], image.shape[0]), interpolation=cv2.INTER_NEAREST)
    cleaned = image.copy()
    cleaned[mask > 0] = paper
    return cleaned, True


def _beside(small: Image, dpi: float) -> NDArray[np.bool_]:
    """Where the page is not paper: thick black areas at the edges of the image, and discs near them."""
    side = max(3, round(_SOLID * dpi)) | 1  # an even kernel shifts what it opens
    kernel = np.ones((side, side), np.uint8)
    # The border counts as black, so that margins narrower than the kernel are found as well.
    framed = np.pad((small < _BLACK).astype(np.uint8), side, constant_values=1)
    thick = cv2.morphologyEx(framed, cv2.MORPH_OPEN, kernel).astype(np.uint8)
    _, labels = cv2.connectedComponents(thick, connectivity=4, ltype=cv2.CV_32S)
    inner = slice(side, -side)
    margin = (labels == labels[0, 0])[inner, inner]
    found = _holes(framed.astype(np.uint8, copy=False), thick > 0, side, dpi)[inner, inner]
    if _LEAST < margin.mean() < _MOST and labels[0, 0]:
        found |= margin
    return cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0


def _holes(framed: Image, thick: NDArray[np.bool_], frame: int, dpi: float) -> NDArray[np.bool_]:
    """Where the black spots of a framed page are punch holes; `thick` is what of them no letter has."""
    _, labels, spots, _ = cv2.connectedComponentsWithStats(framed, connectivity=4, ltype=cv2.CV_32S)
    solid = np.bincount(labels[thick], minlength=len(spots)) > _CORE * spots[:, 4]
    return np.isin(
        labels, [n for n in range(1, len(spots)) if solid[n] and _is_hole(spots[n], framed.shape, frame, dpi)]
    )


def _is_hole(spot: NDArray[np.int32], shape: tuple[int, ...], frame: int, dpi: float) -> bool:
    left, top, width, height, area = spot.tolist()
    least, most = (side * dpi for side in _HOLE)
    if not (least <= width <= most and least <= height <= most and 0.75 < width / height < 1.34):
        return False
    middle_x, middle_y = left + width / 2 - frame, top + height / 2 - frame
    page_width, page_height = shape[1] - 2 * frame, shape[0] - 2 * frame
    edge = min(middle_x, middle_y, page_width - middle_x, page_height - middle_y)
    return bool(edge < _HOLE_MARGIN * dpi and _ROUND[0] < area / (width * height) < _ROUND[1])
