"""The recipients at the foot read again: when, where, and which reading is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Box, Word
from pipeline.reading.ocr import BLOCK, Engine, RecognisedLine
from pipeline.reading.reader import Reader
from pipeline.reading.recipients import with_recipients

SIGN = 6  # points
DPI = 72
AGAIN = ["- Như trên;", "- Trang thông tin điện tử;", "- Lưu: VT."]


def line(top: float, *parts: tuple[float, str], confidence: float = 0.95) -> RecognisedLine:
    """Words of SIGN points a character, each part of a line from where it begins."""
    words: list[Word] = []
    for start, text in parts:
        x = start
        for word in text.split():
            words.append(Word(word, Box(x, top, x + SIGN * len(word), top + 10), confidence))
            x += SIGN * (len(word) + 1)
    return RecognisedLine(tuple(words), 1)


def spoilt(text: str) -> RecognisedLine:
    found = line(112, (70, text), (340, "KT. CHỦ TỊCH"))
    return RecognisedLine(
        tuple(replace(word, confidence=0.1) if word.box.x0 < 300 else word for word in found.words), 1
    )


FOOT = [
    line(80, (70, "Trên đây là báo cáo của Ủy ban nhân dân xã Bình Sơn, kính gửi Sở.")),
    line(100, (70, "Nơi nhận:"), (330, "TM. ỦY BAN NHÂN DÂN")),
    spoilt("thi nà"),
    line(124, (70, "- rang thong điẹn tư;")),
    line(136, (70, "- Lưu: VT."), (330, "PHÓ CHỦ TỊCH")),
    line(200, (330, "Hoàng Ngọc Hạnh")),
]


class Second:
    """A second reading of the crop, and what it was asked."""

    def __init__(self, lines: Sequence[str] = AGAIN, confidence: float = 0.95) -> None:
        self.words = [
            replace(word, confidence=confidence)
            for row, text in enumerate(lines)
            for word in line(6 + 12 * row, (6, text)).words
        ]
        self.asked: list[tuple[int, ...]] = []

    def crops(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        assert (psm, signs) == (BLOCK, "")
        self.asked += [crop.shape for crop in crops]
        return [tuple(self.words)]

    def on(self, lines: Sequence[RecognisedLine]) -> list[str]:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        sheet = np.full((300, 600), 255, np.uint8)
        found = with_recipients(sheet, lines, Reader(Engine(none, self.crops), DPI, monotonic() + 60))
        return [" ".join(word.text for word in each.words) for each in found]


def text_of(lines: Sequence[RecognisedLine]) -> list[str]:
    return [" ".join(word.text for word in each.words) for each in lines]


def test_spoilt_recipients_are_read_again() -> None:
    second = Second()
    assert second.on(FOOT) == [
        *text_of(FOOT[:2]),
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Hoàng Ngọc Hạnh",
        *AGAIN,
    ]
    ((height, width),) = second.asked
    assert width < 330 - 70 + 12, "the signature is not in the crop"
    assert height < 80


def test_what_is_clear_is_not_read_again() -> None:
    second = Second()
    clear = [*FOOT[:2], line(112, (70, "- Như trên;"), (340, "KT. CHỦ TỊCH")), *FOOT[3:]]
    assert second.on(clear) == text_of(clear)
    assert not second.asked


def test_a_second_reading_that_is_no_surer_or_shorter_is_left() -> None:
    assert Second(confidence=0.3).on(FOOT) == text_of(FOOT)
    assert Second(["- Như trên;"]).on(FOOT) == text_of(FOOT)
    assert Second([]).on(FOOT) == text_of(FOOT)


def test_a_gap_that_other_lines_cross_is_no_gutter() -> None:
    second = Second()
    crossed = [*FOOT[:3], line(124, (70, "- Ủy ban nhân dân các xã, phường, các phòng chuyên môn;")), *FOOT[4:]]
    second.on(crossed)
    assert not second.asked


def test_pages_without_a_foot() -> None:
    second = Second()
    assert second.on([FOOT[0], spoilt("nhận nơi")]) == text_of([FOOT[0], spoilt("nhận nơi")])
    assert second.on([]) == []
    assert second.on([line(10, (70, "Nơi nhận:"))]) == ["Nơi nhận:"]
    assert not second.asked
