"""Scanned pages read: made ready, recognised, completed, in reading order, boxes back on the page as scanned."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box, Line, Page, Word

from .code_numbers import with_code_numbers
from .copies import with_copies
from .dashes import with_dashes
from .diacritics.names import with_diacritics_of_names
from .diacritics.words import with_diacritics_of_words
from .family_names import with_family_names, with_written_names
from .figures import with_figures
from .garbled_lines import with_second_readings
from .images import read_frames
from .limits import Limits
from .numerals import with_numerals
from .ocr import BLOCK, TESSERACT, Engine, RecognisedLine
from .ocr_lines import confidence, is_hopeless, is_poor, without_rubbish
from .ordered import in_order
from .placement import Placement
from .preparation.ink import letter_count
from .preparation.pose import turned
from .preparation.prepare import Prepared, prepared
from .reader import Reader
from .recipients import with_recipients
from .signatories import with_signatories
from .tables.row_numbers import with_row_numbers
from .tables.scan_tables import tabulated
from .unread import completed, unread_regions
from .weak_words import with_weak_words

Image = NDArray[np.uint8]

# Making a page ready takes a tenth of its time and most of its memory: few pages at once are enough.
_PREPARING = BoundedSemaphore(max(1, (os.cpu_count() or 1) // 4))
_BAND = 0.2  # of the page's height: what is read again upside down when the page made no sense
_BLANK = 12  # letters: fewer on a page without a word are dust


def read_images(path: Path, limits: Limits, engine: Engine = TESSERACT) -> Iterator[Page]:
    """The pages of an image file (PNG, JPEG, WebP, multi-page TIFF), decoded one at a time, recognised one a core.

    Raises TruncatedError, TooLargeError, TimeLimitError or MissingProgramError.
    """
    jobs = (
        partial(scan_page, frame.image, number, "image file", limits, dpi=frame.dpi, engine=engine)
        for number, frame in enumerate(read_frames(path, limits), start=1)
    )
    return in_order(jobs, limits.workers)


def scan_page(image: Image, number: int, reason: str, limits: Limits, *, dpi: int, engine: Engine = TESSERACT) -> Page:
    """Page `number` read from `image`, uint8 of shape (height, width) or RGB (height, width, 3), at `dpi`.

    The boxes lie on the image after its turn by `rotation` and before the deskew. Raises TimeLimitError
    where a page takes longer than ``limits.page_seconds``, and MissingProgramError without Tesseract.
    """
    with _PREPARING:
        ready = prepared(image, dpi)
    reader = Reader(engine, ready.dpi, monotonic() + limits.page_seconds)
    ready, read = _upright(ready, [reader.page(leaf.image) for leaf in ready.leaves], reader)
    if is_hopeless([word for lines in read for word in _words(lines)]):
        read = [()] * len(read)
    if not any(read) and letter_count(ready.plain, ready.plain_dpi) < _BLANK:
        return Page(number, "blank", "blank scan", ready.width, ready.height, rotation=ready.turn, steps=ready.steps)
    leaves = [_leaf(leaf.image, lines, reader, ready) for leaf, lines in zip(ready.leaves, read, strict=True)]
    return _page(number, reason, ready, leaves)


def _upright(
    ready: Prepared, read: list[tuple[RecognisedLine, ...]], reader: Reader
) -> tuple[Prepared, list[tuple[RecognisedLine, ...]]]:
    """The page and its readings, turned over where they make no sense and those of the turned page do."""
    leaf, lines = max(zip(ready.leaves, read, strict=True), key=lambda pair: len(_words(pair[1])))
    if not is_poor(_words(lines)) or not _is_upside_down(leaf.image, lines, reader):
        return ready, read
    over = ready.upside_down()
    return over, [reader.page(leaf.image) for leaf in over.leaves]


def _is_upside_down(page: Image, lines: Sequence[RecognisedLine], reader: Reader) -> bool:
    """True when the band of the page with most words reads better turned by 180 degrees."""
    reach = _BAND * page.shape[0] * 72.0 / reader.dpi
    tops = [word.box.top for word in _words(lines)]
    start = max(tops, key=lambda top: sum(top <= other < top + reach for other in tops))
    first, last = round(start * reader.dpi / 72.0), round((start + reach) * reader.dpi / 72.0)
    before = [word for word in _words(lines) if start <= word.box.top < start + reach]
    return confidence(_words(reader.page(turned(page[first:last], 180)))) > confidence(before)


@dataclass(frozen=True, slots=True)
class _Read:
    """A leaf as read: its lines in reading order, what is unread (points), and the share of its letters in words."""

    lines: tuple[Line, ...]
    unread: tuple[Box, ...]
    coverage: float


def _leaf(image: Image, lines: Sequence[RecognisedLine], reader: Reader, ready: Prepared) -> _Read:
    """A straight gray leaf of `ready` whose first reading is `lines`: what that left out, then its tables."""
    again = with_recipients(image, with_second_readings(image, lines, reader), reader)
    whole = completed(image, without_rubbish(again), reader)
    rows = tabulated(image, reader.dpi, whole.lines, partial(reader.crops, psm=BLOCK))
    worded = with_weak_words(image, rows, reader, worn=ready.is_worn)
    spelled = with_diacritics_of_words(image, worded, reader.dpi, worn=ready.is_worn)
    figured = with_code_numbers(with_figures(image, spelled, reader))
    numbered = with_numerals(image, reader.dpi, figured)
    lettered = with_dashes(image, reader.dpi, with_copies(image, reader.dpi, numbered))
    written = with_written_names(lettered)
    named = with_signatories(image, written, reader) if ready.had_seal else written
    marked = with_diacritics_of_names(image, named, reader.dpi)
    ordered = with_row_numbers(with_family_names(marked))
    if not whole.unread:
        return _Read(ordered, (), whole.coverage)
    unread, coverage = unread_regions(image, reader.dpi, [word for line in ordered for word in line.words])
    return _Read(ordered, unread, coverage)


def _page(number: int, reason: str, ready: Prepared, leaves: Sequence[_Read]) -> Page:
    """The page of the leaves as read, the left one of a spread first."""
    lines: list[Line] = []
    unread: list[Box] = []
    for leaf, read in zip(ready.leaves, leaves, strict=True):
        place = Placement.of(leaf, ready.dpi)
        lines += place.lines(read.lines)
        unread += map(place.box, read.unread)
    return Page(
        number,
        "ocr",
        reason,
        ready.width,
        ready.height,
        tuple(lines),
        rotation=ready.turn,
        skew=ready.leaves[0].skew,
        steps=ready.steps,
        coverage=round(min(leaf.coverage for leaf in leaves), 4),
        unread=tuple(unread),
    )


def _words(lines: Iterable[RecognisedLine]) -> list[Word]:
    return [word for line in lines for word in line.words]
