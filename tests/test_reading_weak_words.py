"""Weak words read once more: which are, and when the other reading is believed."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.document import Box, Line, Word
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.reader import Reader
from pipeline.reading.weak_words import with_weak_words

DPI, WIDE = 150, 30.0  # points from one word to the next
SHEET = np.full((200, 900), 255, np.uint8)


def _line(text: str, weak: float) -> Line:
    """The words of `text`, those in brackets with the confidence `weak`."""
    words = []
    for at, part in enumerate(text.split()):
        box = Box(WIDE * at, 20, WIDE * at + 24, 31)
        words.append(Word(part.strip("⟦⟧"), box, weak if part[0] == "⟦" else 0.96))
    return Line((tuple(words),))


class Again:
    """Reads one crop, which begins at word number `first` of the line, as the words of `text`."""

    def __init__(self, text: str, first: int) -> None:
        self.text, self.first, self.dpi = text, first, 0

    def crops(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        assert (psm, signs, len(crops)) == (LINE, "", 1)
        self.dpi = dpi
        boxes = (Box(6.5 + WIDE * at, 7, 6.5 + WIDE * at + 24, 18) for at in range(len(self.text.split())))
        return [tuple(Word(part, box, 0.9) for part, box in zip(self.text.split(), boxes, strict=True))]

    def on(self, *lines: Line, worn: bool = True) -> list[str]:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        found = with_weak_words(SHEET, lines, Reader(Engine(none, self.crops), DPI, monotonic() + 60), worn=worn)
        return [word.text for word in found[-1].words]


# what is read, the weak word marked; its confidence; what the place is read as again; what is kept of it
READ = [
    ("kết quả thanh ⟦lận⟧ bằng quỹ đất", 0.2, "kết quả thanh toán bằng quỹ đất", "toán"),
    ("tiếp tới ⟦TH⟧ tâm Phục vụ", 0.05, "tiếp tới Trung tâm Phục vụ", "Trung"),
    ("giấy ⟦HHỘP,⟧ hoạt động", 0.05, "giấy phép hoạt động", "phép"),
    ("tại các Khu ⟦cộng⟧ nghiệp", 0.75, "tại các Khu công nghiệp", "công"),
    ("chi phí ⟦thẩm⟧ định", 0.75, "chi phí thấm định", "thẩm"),  # a tone misread by the other
    ("⟦kiểm⟧ soát", 0.5, "kiếm soát", "kiểm"),
    ("hồ sơ ⟦lận⟧ bằng", 0.2, "hồ sơ t0án bằng", "lận"),  # no word
    ("trong lĩnh ⟦VỰC⟧ đất đai", 0.7, "trong lĩnh vực đất đai", "vực"),
    ("khoản 3 Điều ⟦Này⟧ được", 0.7, "khoản 3 Điều này được", "Này"),  # a name of an article stands before it
    ("LĨNH ⟦VỰC⟧ ĐẤT", 0.7, "LĨNH vực ĐẤT", "VỰC"),
    ("ở xã ⟦Tấn⟧ Lập", 0.8, "ở xã Tân Lập", "Tân"),
    ("ở xã ⟦Sơn⟧ Lập", 0.8, "ở xã Sớn Lập", "Sơn"),
    ("ngày ⟦12⟧ tháng", 0.2, "ngày mai tháng", "12"),  # figures are none of this
    ("số ⟦31/BC-UBND⟧ ngày", 0.2, "số liệu ngày", "31/BC-UBND"),
]


@pytest.mark.parametrize(("text", "confidence", "again", "kept"), READ)
def test_what_is_believed(text: str, confidence: float, again: str, kept: str) -> None:
    parts = text.split()
    at = next(n for n, part in enumerate(parts) if part[0] == "⟦")
    first = max(0, at - 3)
    found = Again(" ".join(again.split()[first:]), first).on(_line(text, confidence))
    assert found[at] == kept
    assert [part for n, part in enumerate(found) if n != at] == [part for n, part in enumerate(parts) if n != at]


def test_sure_words_are_not_read_again() -> None:
    reader = Again("khác", 0)
    line = _line("hồ sơ ⟦lận⟧ bằng", 0.95)
    assert reader.on(line) == ["hồ", "sơ", "lận", "bằng"]
    assert reader.dpi == 0


@pytest.mark.parametrize(("worn", "kept"), [(False, "cộng"), (True, "công")])
def test_worn_pages_are_doubted_more(worn: bool, kept: str) -> None:
    line = _line("tại các Khu ⟦cộng⟧ nghiệp", 0.85)
    assert Again("tại các Khu công nghiệp", 0).on(line, worn=worn)[3] == kept


def test_names_of_signatories_stay() -> None:
    reader = Again("Đỗ Văn Thắng", 0)
    assert reader.on(_line("CHỦ TỊCH", 0.9), _line("Đỗ Văn ⟦Thẳng⟧", 0.2)) == ["Đỗ", "Văn", "Thẳng"]
    assert reader.dpi == 0


def test_the_other_reading_is_of_a_smaller_page() -> None:
    reader = Again("hồ sơ lận bằng", 0)
    reader.on(_line("hồ sơ ⟦lận⟧ bằng", 0.2))
    assert reader.dpi == DPI * 0.8
