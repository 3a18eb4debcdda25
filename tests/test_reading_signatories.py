"""Names of signatories read again: each word is the one that most of five readings have."""

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
        self.asked: list[int] = []

    def crops(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        assert (psm, signs, len(crops)) == (LINE, "", 1)
        self.asked.append(dpi)
        return [tuple(Word(part, Box(8, 8, 12, 12), self.again) for part in self.texts.pop(0).split())]

    def words(self, *texts: str) -> list[tuple[Word, ...]]:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        lines = [_line(text, 20.0 + 30 * at, self.first) for at, text in enumerate(texts)]
        found = with_signatories(SHEET, lines, Reader(Engine(none, self.crops), 150, monotonic() + 60))
        return [tuple(line.words) for line in found]

    def on(self, *texts: str) -> list[str]:
        return [" ".join(word.text for word in words) for words in self.words(*texts)]


# the name as read, as the four other readings have it, kept
NAMES = [
    ("Hứa Anh Vần", ["Hứa Anh Vân"] * 4, "Hứa Anh Vân"),
    ("Tạ Đình Uốc", ["Tạ Đình Ước", "Tạ Đình Ước", "Ta Đình Ước", "Tạ Đình Ước"], "Tạ Đình Ước"),
    ("Vũ Đạt Bần", ["Vũ Đạt Bền"] * 4, "Vũ Đạt Bền"),
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng Cẩn", "Mai Hồng Cấn", "Mai Hồng Cấn"], "Mai Hồng Cẩn"),  # 56 %
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng Cẩn", "Mai Hồng Cẩn", "Mai Hồng Cấn"], "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng Cần", "Mai Hồng Can", "Mai Hồng Cạn"], "Mai Hồng Cẩn"),  # each another
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng Cấn", "Mai Hồng Cần", ""], "Mai Hồng Cẩn"),  # hardly more
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "Mai Hồng", "Mai", ""], "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Can To"] * 4, "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Sương"] * 4, "Mai Hồng Cẩn"),  # not as long
    ("Mai Hồng Cẩn", ["Mai Hồng Cậy"] * 4, "Mai Hồng Cậy"),
    ("Mai Hồng Cẩn", ["Mai Hồng 'Cấn"] * 4, "Mai Hồng Cấn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Cấn", "", "", ""], "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng cấn"] * 4, "Mai Hồng Cẩn"),
    ("Mai Hồng Cẩn", ["Mai Hồng Cbấ"] * 4, "Mai Hồng Cẩn"),  # no syllable
]


@pytest.mark.parametrize(("name", "again", "kept"), NAMES)
def test_most_of_the_readings_of_a_name(name: str, again: list[str], kept: str) -> None:
    reader = Again(*again)
    assert reader.on("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", name) == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", kept]
    assert (reader.texts, reader.asked) == ([], [90, 120, 135, 120])


@pytest.mark.parametrize(("first", "again", "left"), [(0.8, 0.2, 0), (0.96, 0.97, 4)])
def test_a_surer_reading_stays(first: float, again: float, left: int) -> None:
    reader = Again(*["Hứa Anh Vân"] * 4, first=first, again=again)
    assert reader.on("CHỦ TỊCH", "Hứa Anh Vần")[1] == "Hứa Anh Vần"
    assert len(reader.texts) == left


def test_a_word_that_was_changed_is_as_sure_as_its_votes() -> None:
    (_, words) = Again(*["Hứa Anh Vân"] * 3, "").words("CHỦ TỊCH", "Hứa Anh Vần")
    assert [word.confidence for word in words] == [0.8, 0.8, pytest.approx(2.7 / (1.5 * 0.8 + 3 * 0.9))]
    assert words[2].box == Box(80.0, 50.0, 110.0, 61.0)


@pytest.mark.parametrize(("texts", "again"), [(("",) * 4, 0.9), (("Hứa Anh",) * 4, 0.9), (("Hứa Anh Vân",) * 4, 0.0)])
def test_a_word_of_no_confidence_stays_where_nothing_speaks_for_another(texts: tuple[str, ...], again: float) -> None:
    _, words = Again(*texts, first=0.0, again=again).words("CHỦ TỊCH", "Hứa Anh Vần")
    assert [(word.text, word.confidence) for word in words] == [("Hứa", 0.0), ("Anh", 0.0), ("Vần", 0.0)]


def test_a_word_that_was_changed_is_no_surer_than_its_readings() -> None:
    _, words = Again(*["Hứa Anh Vân"] * 4, first=0.01, again=0.3).words("CHỦ TỊCH", "Hứa Anh Vần")
    assert [(word.text, word.confidence) for word in words][2:] == [("Vân", 0.3)]


def test_names_elsewhere_are_not_read_again() -> None:
    lines = ("Hứa Anh Vần", "CHỦ TỊCH", *["đã ký"] * 8, "Hứa Anh Vần")
    assert Again().on(*lines) == list(lines)
