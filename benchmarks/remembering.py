"""A document read with a recogniser that asks Tesseract now and then only: `measure_memory` watches it.

`python -m benchmarks.remembering FILE` prints pages, words, values and the greatest resident memory as JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pipeline import process
from pipeline.document import Box, Word
from pipeline.reading import scan
from pipeline.reading.ocr import Engine, RecognisedLine, tesseract, tesseract_crops

from .memory import EVERY, status_kib


class Remembering:
    """A Recogniser; `known` holds JSON, not words, so that a page that comes again costs what a new one costs."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.asked = self.recognised = 0

    def __call__(self, image: NDArray[np.uint8], dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
        """The lines of `image`, from Tesseract or as it read them before."""
        key = hashlib.sha256(image.tobytes()).hexdigest()
        self.asked += 1
        if key not in self.known or self.asked % EVERY == 0:
            self.recognised += 1
            self.known[key] = json.dumps([_line_data(line) for line in tesseract(image, dpi, timeout)])
        return tuple(_line(*data) for data in json.loads(self.known[key]))


LineData = tuple[int, list[tuple[str, list[float], float]]]


def _line_data(line: RecognisedLine) -> LineData:
    words = [
        (word.text, [word.box.x0, word.box.top, word.box.x1, word.box.bottom], word.confidence) for word in line.words
    ]
    return line.block, words


def _line(block: int, words: list[tuple[str, list[float], float]]) -> RecognisedLine:
    return RecognisedLine(tuple(Word(text, Box(*box), confidence) for text, box, confidence in words), block)


def main(source: str) -> None:
    """Read `source`, and tell."""
    recognise = Remembering()
    scan.scan_page = partial(scan.scan_page, engine=Engine(recognise, tesseract_crops))
    report = process(source)
    told = {
        "pages": len(report.document.pages),
        "words": sum(1 for page in report.document.pages for line in page.lines for _ in line.words),
        "facts": len(report.facts),
        "recognised": recognise.recognised,
        "peak_kib": status_kib("self", "VmHWM"),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
