"""Crops of scanned syllables: `python -m training.diacritics.crops FIRST LAST OUT.npz --fonts DIR --names FILE`.

Each page is scanned, copied or faxed as in `benchmarks.scans`, with seeds of its own, and made ready as pages are that
are read; so the network sees what it will see. FILE has words of names, one a line.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.scans.degrading import CONDITIONS, Source, degraded
from pipeline.document import Box
from pipeline.reading.diacritics.crops import Crop, crop
from pipeline.reading.preparation.prepare import prepared
from samples.renditions.seal import sign_and_seal
from training.diacritics.pages import DPI, Printed, Sheet, faces, sheet

Gray = NDArray[np.uint8]

_CONDITIONS = (
    *("office200", "office300", "worn200", "bad150"),
    *("office200", "bad200", "bad200", "stamp200", "stamp200", "stamp200"),
)
_SEALS = 14  # on a page of the condition stamp200
_COARSE = 4  # pixels: how fine the whole page is laid over its scan
_REACH = 8  # pixels around the place where a word is then looked for
_ALIKE = 0.45  # correlation of a word and its scan: below, it is not found
_TIMES = 2  # crops of each word, each with a box of its own


def crops_of(number: int, fonts: dict[Path, float], names: Sequence[str]) -> Iterator[tuple[Crop, str]]:
    """The crops of page `number`, and what is printed on each."""
    random = Random(f"marks{number}")  # noqa: S311 - no secret
    page = sheet(random, fonts, names)
    leaf, dpi = _scanned(page, number, random)
    size = (round(page.image.width * dpi / DPI), round(page.image.height * dpi / DPI))
    ideal = np.asarray(page.image.resize(size, Image.Resampling.BOX))
    across, down = _shift(ideal, leaf)
    for word in page.words:
        x, y = (word.box.x0 * dpi / DPI, word.box.top * dpi / DPI)
        found = _found(ideal, leaf, word, dpi / DPI, (round(x + across), round(y + down)))
        if found is not None:
            moved = (found[0] - x, found[1] - y)
            for _ in range(_TIMES):
                view = crop(leaf, 72, _loose(word, dpi / DPI, moved, random))
                if view is not None:
                    yield view, word.text


def _scanned(page: Sheet, number: int, random: Random) -> tuple[Gray, int]:
    """The page as a machine sees it, ready for reading, and its resolution."""
    name = random.choice(_CONDITIONS)
    image = page.image
    if name == "stamp200":
        image, rng = image.convert("RGB"), np.random.default_rng(10_000 + number)
        for _ in range(_SEALS):
            image = sign_and_seal(image, random.randint(200, 2100), random.randint(100, 3300), rng)
    condition = replace(CONDITIONS[name], seed=50_000 + number)
    scan = degraded(Source(f"m{number}", image), condition)
    ready = prepared(np.asarray(scan.convert("L") if scan.mode == "1" else scan), condition.dpi)
    return ready.leaves[0].image, ready.dpi


def _shift(ideal: Gray, leaf: Gray) -> tuple[float, float]:
    """How far the scan lies to the right and below what was printed, in pixels."""
    small = [
        255 - cv2.resize(image, None, fx=1 / _COARSE, fy=1 / _COARSE, interpolation=cv2.INTER_AREA)
        for image in (ideal, leaf)
    ]
    height, width = (max(image.shape[axis] for image in small) for axis in (0, 1))
    same = [
        np.pad(image, ((0, height - image.shape[0]), (0, width - image.shape[1]))).astype(np.float32) for image in small
    ]
    (across, down), _ = cv2.phaseCorrelate(*same)
    return across * _COARSE, down * _COARSE


def _found(ideal: Gray, leaf: Gray, word: Printed, scale: float, near: tuple[int, int]) -> tuple[int, int] | None:
    """The left and top of the word on the scan; None where nothing there is like it."""
    box = word.box
    patch = ideal[int(box.top * scale) : int(box.bottom * scale) + 1, int(box.x0 * scale) : int(box.x1 * scale) + 1]
    left, top = (place - _REACH for place in near)
    if min(left, top) < 0:
        return None
    around = leaf[top : top + patch.shape[0] + 2 * _REACH, left : left + patch.shape[1] + 2 * _REACH]
    if around.shape[0] < patch.shape[0] or around.shape[1] < patch.shape[1]:
        return None
    likeness = cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED)
    _, best, _, place = cv2.minMaxLoc(likeness)
    return (left + place[0], top + place[1]) if best >= _ALIKE else None


def _loose(word: Printed, scale: float, moved: tuple[float, float], random: Random) -> Box:
    """The place of `word` in its line as recognition may give it (pixels): too wide, too narrow, without some marks."""
    across, down = moved
    top, bottom = word.top * scale, word.bottom * scale
    height = bottom - top
    top -= height * (0.20 + random.uniform(-0.06, 0.10))
    bottom += height * (0.08 + random.uniform(-0.06, 0.06))
    left = word.box.x0 * scale - height * 0.08 * random.uniform(-0.3, 1) - 1
    right = word.box.x1 * scale + height * 0.08 * random.uniform(-0.3, 1) + 1
    return Box(left + across, top + down, right + across, bottom + down)


def main() -> None:
    """Write the crops, float16 of shape (n, HEIGHT, WIDTH), and their words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fonts", type=Path, default=Path("/usr/share/fonts"))
    parser.add_argument("--names", type=Path)
    options = parser.parse_args()
    names = options.names.read_text(encoding="utf-8").split() if options.names else []
    fonts = faces(options.fonts)
    found = [pair for number in range(options.first, options.last) for pair in crops_of(number, fonts, names)]
    crops, words = np.stack([each for each, _ in found]).astype(np.float16), np.array([word for _, word in found])
    np.savez(options.out, crops=crops, words=words)
    print(f"{options.out}: {len(words)} crops")


if __name__ == "__main__":
    main()
