"""Scanned pages read: upright, straight, recognised, in reading order, boxes back on the page as scanned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Line, Page, Word

from .images import read_frames
from .limits import Limits
from .ocr import BLOCK, CropReader, RecognisedLine, Recogniser, tesseract, tesseract_crops
from .ocr_lines import confidence, is_poor, without_rules
from .preparation import Pose, for_reading, gray, opposite, original_box, pose, straightened, turned
from .scan_tables import tabulated

Image = NDArray[np.uint8]
Read = Callable[[Image], tuple[RecognisedLine, ...]]

_BAND = 0.2  # of the page's height: what is read again upside down when the page made no sense
_LEAST_SECONDS = 1.0


def read_images(path: Path, limits: Limits, recognise: Recogniser = tesseract) -> Iterator[Page]:
    """The pages of an image file (PNG, JPEG, WebP, multi-page TIFF), decoded and recognised one at a time.

    Raises TruncatedError, TooLargeError, TimeLimitError or MissingProgramError.
    """
    for number, frame in enumerate(read_frames(path, limits), start=1):
        yield scan_page(frame.image, number, "image file", limits, dpi=frame.dpi, recognise=recognise)


def scan_page(
    image: Image,
    number: int,
    reason: str,
    limits: Limits,
    *,
    dpi: int,
    recognise: Recogniser = tesseract,
    reread: CropReader = tesseract_crops,
) -> Page:
    """Page `number` read from `image`, uint8 of shape (height, width) or RGB (height, width, 3), at `dpi`.

    The boxes lie on the image after its turn by `rotation` and before the deskew. Raises TimeLimitError
    where a page takes longer than ``limits.page_seconds``, and MissingProgramError without Tesseract.
    """
    page, page_dpi = for_reading(gray(image), dpi)
    deadline = monotonic() + limits.page_seconds

    def read(part: Image) -> tuple[RecognisedLine, ...]:
        return without_rules(recognise(part, page_dpi, max(deadline - monotonic(), _LEAST_SECONDS)))

    def read_again(crops: Sequence[Image], crop_dpi: int) -> list[tuple[Word, ...]]:
        return reread(crops, crop_dpi, max(deadline - monotonic(), _LEAST_SECONDS), psm=BLOCK)

    lay = pose(page, page_dpi)
    page = straightened(turned(page, lay.turn), lay.skew)
    lines = read(page)
    if is_poor(_words(lines)) and _is_upside_down(page, page_dpi, lines, read):
        lay = opposite(lay)
        page = turned(page, 180)
        lines = read(page)
    height, width = (side * 72.0 / page_dpi for side in page.shape)
    placed = _on_page(tabulated(page, page_dpi, lines, read_again), lay, width, height)
    return Page(number, "ocr", reason, width, height, placed, rotation=lay.turn, skew=lay.skew)


def _is_upside_down(page: Image, dpi: int, lines: Sequence[RecognisedLine], read: Read) -> bool:
    """True when the band of the page with most words reads better turned by 180 degrees."""
    reach = _BAND * page.shape[0] * 72.0 / dpi
    tops = [word.box.top for word in _words(lines)]
    start = max(tops, key=lambda top: sum(top <= other < top + reach for other in tops))
    first, last = round(start * dpi / 72.0), round((start + reach) * dpi / 72.0)
    before = [word for word in _words(lines) if start <= word.box.top < start + reach]
    return confidence(_words(read(turned(page[first:last], 180)))) > confidence(before)


def _words(lines: Iterable[RecognisedLine]) -> list[Word]:
    return [word for line in lines for word in line.words]


def _on_page(lines: Iterable[Line], lay: Pose, width: float, height: float) -> tuple[Line, ...]:
    """`lines` of the straightened page with their boxes where they lie on the page as scanned."""
    return tuple(
        Line(
            tuple(
                tuple(Word(w.text, original_box(w.box, lay.skew, width, height), w.confidence) for w in cell)
                for cell in line.cells
            )
        )
        for line in lines
    )
