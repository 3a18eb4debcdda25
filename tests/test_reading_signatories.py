"""Names of signatories read again: their marks are those that two other readings have."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.document import Box, Line, Word
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.reader import Reader
from pipeline.reading.signatories import with_signatories

SHEET = np.full((400, 900), 255, np.uint8)


def _line(text: str, top: float, sure: float = 0.8) -> Line:
    words = (Word(part, Box(40.0 * at, top, 40.0 * at + 30, top + 11), sure) for at, part in enumerate(text.split()))
    return Line((tuple(words),))


class Again:
    """Reads the line of the name as one text after the other."""

    def __init__(self, *texts: str, first: float = 0.8, again: float = 0.9) -> None:
        self.texts, self.first, self.again = list(texts), first, again

    def crops(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        assert (psm, signs, len(crops), dpi) == (LINE, "", 1, 120)
        return [tuple(Word(part, Box(8, 8, 12, 12), self.again) for part in self.texts.pop(0).split())]

    def on(self, *texts: str) -> list[str]:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        lines = [_line(text, 20.0 + 30 * at, self.first) for at, text in enumerate(texts)]
        found = with_signatories(SHEET, lines, Reader(Engine(none, self.crops), 150, monotonic() + 60))
        return [" ".join(word.text for word in line.words) for line in found]


# the name as read, read again, read a third time where it is, kept
NAMES = [
    ("Hứa Anh Vần", ["Hứa Anh Vân", "Hứa Anh Vân"], "Hứa Anh Vân"),
    ("Tạ Đình Uốc", ["Tạ Đình Ước", "Tạ Đình Ước"], "Tạ Đình Ước"),
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng Cẩn"], "Mai Hồng Cẩn"),  # the third agrees with the first
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng Cần"], "Mai Hồng Cẩn"),  # each reads another
    ("Mai Hồng Cẩn", ["Mai Hồng Cẩn"], "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Can To"], "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Sơn"], "Mai Hồng Cẩn"),  # not the same letters
    ("Mai Hồng Cẩn", [""], "Mai Hồng Cẩn"),
]


@pytest.mark.parametrize(("name", "again", "kept"), NAMES)
def test_marks_of_a_name(name: str, again: list[str], kept: str) -> None:
    reader = Again(*again)
    assert reader.on("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", name) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", kept]
    assert reader.texts == []


@pytest.mark.parametrize(("first", "again", "left"), [(0.8, 0.7, 0), (0.95, 0.96, 2)])
def test_the_surer_marks_stay(first: float, again: float, left: int) -> None:
    reader = Again("Hứa Anh Vân", "Hứa Anh Vân", first=first, again=again)
    assert reader.on("CHỦ TỊCH", "Hứa Anh Vần")[1] == "Hứa Anh Vần"
    assert len(reader.texts) == left


def test_names_elsewhere_are_not_read_again() -> None:
    lines = ("Hứa Anh Vần", "CHỦ TỊCH", *["đã ký"] * 8, "Hứa Anh Vần")
    assert Again().on(*lines) == list(lines)
