"""Lines of rubbish read again by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.document import Box, Word
from pipeline.reading.garbled_lines import with_second_readings
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.reader import Reader

SHEET = np.full((300, 900), 255, np.uint8)


def line(text: str, confidences: Sequence[float], top: float = 20.0) -> RecognisedLine:
    words = zip(text.split(), confidences, strict=True)
    placed = (Word(word, Box(30.0 * at, top, 30.0 * at + 20, top + 9), sure) for at, (word, sure) in enumerate(words))
    return RecognisedLine(tuple(placed), 3)


class Again:
    """Reads every line as `text`."""

    def __init__(self, text: str, confidence: float) -> None:
        self.text, self.confidence, self.asked = text, confidence, 0

    def crops(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        assert (psm, signs) == (LINE, "")
        self.asked += len(crops)
        return [tuple(Word(each, Box(8, 8, 12, 12), self.confidence) for each in self.text.split()) for _ in crops]

    def on(self, lines: Sequence[RecognisedLine]) -> tuple[RecognisedLine, ...]:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        return with_second_readings(SHEET, lines, Reader(Engine(none, self.crops), 150, monotonic() + 60))


GARBLED = line("ngày ð/1/12/2020// 70v. ThÓng từ. SỐ", [0.99, 0.05, 0.05, 0.13, 0.28, 0.73])

# words, their confidences, read again
DOUBTED = [
    ("ngày ð/1/12/2020// 70v. ThÓng", [0.99, 0.05, 0.05, 0.13], True),
    ("hồ sơ đã tiếp nhận", [0.99, 0.2, 0.99, 0.99, 0.99], False),  # one weak word
    ("Như trên; : '", [0.99, 0.99, 0.1, 0.1], False),  # specks
    ("hồ sơ đã tiếp nhận trong kỳ", [0.3, 0.3, 0.9, 0.9, 0.9, 0.9, 0.9], False),
]


@pytest.mark.parametrize(("text", "confidences", "again"), DOUBTED)
def test_which_lines_are_read_again(text: str, confidences: list[float], again: bool) -> None:
    reader = Again("x", 0.0)
    assert reader.on([line(text, confidences)]) == (line(text, confidences),)
    assert reader.asked == again


def test_the_surer_reading_is_kept() -> None:
    good = line("đã tiếp nhận", [0.9, 0.9, 0.9], 60.0)
    found = Again("ngày 31/12/2025 và Thông tư số", 0.9).on([GARBLED, good])
    assert [word.text for word in found[0].words] == ["ngày", "31/12/2025", "và", "Thông", "tư", "số"]
    assert found[0].block == GARBLED.block
    assert found[1] == good


# the line of copies as first read, as read again, as kept
COPIES = [
    ("- Lưu: VT, KSTT (020).", "- Lưu: VT, KSTT (02b).", "- Lưu: VT, KSTT (02b)."),
    ("- Lưu: VT, KSTT (028).", "- Lưu: VT, KSTT (02).", "- Lưu: VT, KSTT (028)."),
    ("- Lưu: VT, KSTT (02b).", "- Lưu: VT, KSTT (03b).", "- Lưu: VT, KSTT (02b)."),
    ("gồm các mục sau (020).", "gồm các mục sau (02b).", "gồm các mục sau (020)."),
]


@pytest.mark.parametrize(("first", "second", "kept"), COPIES)
def test_the_number_of_copies(first: str, second: str, kept: str) -> None:
    (found,) = Again(second, 0.9).on([line(first, [0.9] * len(first.split()))])
    assert " ".join(word.text for word in found.words) == kept


@pytest.mark.parametrize(("text", "confidence"), [("", 0.9), ("a b c", 0.4)])
def test_a_reading_no_surer_is_not(text: str, confidence: float) -> None:
    assert Again(text, confidence).on([GARBLED]) == (GARBLED,)


def test_a_page_of_rubbish_is_left() -> None:
    reader = Again("a b c", 0.9)
    assert reader.on([GARBLED] * 41) == (GARBLED,) * 41
    assert reader.asked == 0


TITLE = "TINH HINH, KET QUA GIAI QUYET THU TỤC HANH CHINH"
MARKED = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"

# a line as read, read again, kept
CAPITALS = [
    (TITLE, MARKED, MARKED),
    (TITLE, "TỔNG HỢP SỐ LIỆU VỀ CÁC THỦ TỤC HÀNH CHÍNH", TITLE),  # other letters
    (TITLE, TITLE.replace("HINH", "HlNH"), TITLE),
    ("BAO CAO THU TUC", "BÁO CÁO THỦ TỤC", "BÁO CÁO THỦ TỤC"),
]


@pytest.mark.parametrize(("first", "second", "kept"), CAPITALS)
def test_capitals_whose_marks_were_lost(first: str, second: str, kept: str) -> None:
    (found,) = Again(second, 0.7).on([line(first, [0.9] * len(first.split()))])
    assert " ".join(word.text for word in found.words) == kept


# capitals with marks, too few words, small letters, no Vietnamese
NOT_BARE = ["KẾT QUA GIAI QUYET", "THU TUC", "Bao cao thu tuc", "HDND UBND TTHC VPCP"]


@pytest.mark.parametrize("text", NOT_BARE)
def test_lines_that_lost_no_marks(text: str) -> None:
    reader = Again("x", 0.9)
    reader.on([line(text, [0.9] * len(text.split()))])
    assert reader.asked == 0


def test_the_marks_above_are_no_words_of_the_line_before() -> None:
    """«Biểu số II.06a» above the title was read «Biểu số II.06a _ : :»."""
    before = line("Biểu số _ : SUN", [0.9, 0.9, 0.7, 0.9, 0.0], top=16.0)
    found = Again(MARKED, 0.9).on([before, line(TITLE, [0.9] * len(TITLE.split()))])
    assert [word.text for word in found[0].words] == ["Biểu", "số"]
    kept = Again("x", 0.9).on([before])
    assert [word.text for word in kept[0].words] == ["Biểu", "số", "_", ":", "SUN"]
