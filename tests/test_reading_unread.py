"""Lines that recognition passed over are read again; where that gives rubbish the place is marked."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from printed_pages import DPI, POINT, lines_of, printed

from pipeline.document import Box, Word
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.reader import Reader
from pipeline.reading.two_readings import LONE
from pipeline.reading.unread import Completed, completed, unread_regions

PAGE = printed(12)
LINES = lines_of(PAGE.words)  # of eight words each
Gray = NDArray[np.uint8]


class Again:
    """A reader whose engine reads every crop as `text` with `confidence`, spread over the whole crop."""

    def __init__(self, text: str, confidence: float) -> None:
        self.text, self.confidence = text.split(), confidence
        self.calls = 0

    def crops(
        self, crops: Sequence[Gray], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        self.calls += 1
        return [tuple(self._words(crop, dpi)) for crop in crops]

    def _words(self, crop: Gray, dpi: int) -> list[Word]:
        height, width = (side * 72 / dpi for side in crop.shape)
        step = (width - 12) / max(1, len(self.text))
        return [
            Word(text, Box(6 + at * step, 6, 6 + (at + 1) * step, height - 6), self.confidence)
            for at, text in enumerate(self.text)
        ]

    def on(self, lines: Sequence[RecognisedLine], image: Gray = PAGE.image) -> Completed:
        def none(*_: object) -> tuple[RecognisedLine, ...]:
            raise AssertionError("the page is not read as a whole again")

        return completed(image, lines, Reader(Engine(none, self.crops), DPI, monotonic() + 60))


def covers(box: Box, words: Sequence[Word], by: float = 1.0) -> bool:
    around = Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)
    return all(around.covers(word.box) for word in words)


def test_nothing_missed_nothing_done() -> None:
    again = Again("rubbish", 0.9)
    assert again.on(LINES) == Completed(LINES, (), 1.0)
    assert again.calls == 0


@pytest.mark.parametrize("at", [0, 5, 11])
def test_a_missed_line_is_read_again_and_put_in(at: int) -> None:
    again = Again("hồ sơ đã tiếp nhận trong kỳ", 0.9)
    done = again.on(LINES[:at] + LINES[at + 1 :])
    assert again.calls == 1
    assert done.lines[:11] == LINES[:at] + LINES[at + 1 :]
    (found,) = done.lines[11:]
    assert [word.text for word in found.words] == ["hồ", "sơ", "đã", "tiếp", "nhận", "trong", "kỳ"]
    assert found.block > max(line.block for line in LINES)
    assert found.words[0].box.top == pytest.approx(LINES[at].words[0].box.top, abs=6)
    assert (done.unread, done.coverage) == ((), 1.0)


def test_lines_found_are_blocks_of_their_own() -> None:
    done = Again("một cửa", 0.9).on((*LINES[:3], *LINES[4:8], *LINES[9:]))
    assert len({line.block for line in done.lines}) == 3


# what is read of the missed line, its confidence, whether it is believed
BELIEVED = [
    ("hồ sơ đã tiếp nhận", 0.5, True),
    ("hồ sơ đã tiếp nhận", 0.4, False),
    ("hồ sơ, đã (giải quyết).", 0.5, True),
    ("1.234 56 78,9%", 0.8, True),
    ("1.234 56 78,9%", 0.6, False),
    ("Wrst qpx uỵeq jj", 0.6, False),
    ("Wrst qpx uỵeq jj", 0.8, True),
    ("a ~ e , i", 0.5, False),
    ("", 0.9, False),
]


@pytest.mark.parametrize(("text", "confidence", "believed"), BELIEVED)
def test_what_is_believed_of_a_second_reading(text: str, confidence: float, believed: bool) -> None:
    done = Again(text, confidence).on(LINES[:4] + LINES[5:])
    assert len(done.lines) == (12 if believed else 11)
    assert bool(done.unread) is not believed
    if believed:
        assert done.coverage == 1.0
        return
    assert all(box.top > LINES[3].words[0].box.top and box.bottom < LINES[6].words[0].box.bottom for box in done.unread)
    assert 0.85 < done.coverage < 0.97
    assert covers(_union(done.unread), LINES[4].words)


def _union(boxes: Sequence[Box]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def test_unread_lines_close_to_each_other_are_one_region() -> None:
    done = Again("", 0.9).on((*LINES[:3], *LINES[6:10], *LINES[11:]))
    assert len(done.unread) == 2
    first, second = done.unread
    assert covers(first, [word for line in LINES[3:6] for word in line.words])
    assert covers(second, LINES[10].words)


def test_regions_without_another_reading() -> None:
    words = [word for line in (*LINES[:3], *LINES[6:]) for word in line.words]
    (region,), coverage = unread_regions(PAGE.image, DPI, words)
    assert covers(region, [word for line in LINES[3:6] for word in line.words])
    assert coverage == pytest.approx(0.75, abs=0.08)
    assert unread_regions(PAGE.image, DPI, PAGE.words) == ((), 1.0)


def rubbish_over_a_picture(confidence: float) -> tuple[RecognisedLine, ...]:
    """The line 4 lost behind a word as high as four lines."""
    tall = Word("Ñ", Box(60, LINES[3].words[0].box.top, 560, LINES[6].words[0].box.bottom + 10), confidence)
    return (*LINES[:4], RecognisedLine((*LINES[5].words, tall), 1), *LINES[6:])


# confidence of the tall word, lines afterwards
@pytest.mark.parametrize(("confidence", "lines"), [(0.1, 12), (0.9, 11)])
def test_a_tall_word_of_rubbish_covers_no_letters(confidence: float, lines: int) -> None:
    done = Again("hồ sơ đã tiếp nhận", 0.9).on(rubbish_over_a_picture(confidence))
    assert len(done.lines) == lines


def numbered(places: Sequence[tuple[int, int]]) -> Gray:
    page = Image.fromarray(PAGE.image)
    for place in places:
        ImageDraw.Draw(page).text(place, "3", font=ImageFont.load_default(28), fill=0)
    return np.asarray(page)


# signs by themselves, each to be read as a digit
@pytest.mark.parametrize(("count", "found"), [(0, 0), (1, 1), (2, 2), (4, 4), (5, 5), (7, 7)])
def test_lone_signs_wait_for_a_reading_of_digits(count: int, found: int) -> None:
    places = [(180 + 120 * at, 1650) for at in range(count)]
    done = Again("hồ sơ", 0.9).on(LINES, numbered(places))
    lone = [word for line in done.lines[12:] for word in line.words]
    assert [word.text for word in lone] == [LONE] * found
    assert [word.confidence for word in lone] == [0.0] * found
    for word, (x, y) in zip(sorted(lone, key=lambda word: word.box.x0), places[:found], strict=True):
        assert (word.box.x0, word.box.top) == pytest.approx((x * POINT, y * POINT), abs=5)
    assert done.unread == ()


# what stands in the head of the page, its confidence, taken for a number misread
HEADS = [("?)", 0.48, True), ("-", 0.3, True), ("?)", 0.8, False), ("7", 0.3, False), ("a)b", 0.3, False)]


@pytest.mark.parametrize(("text", "confidence", "sign"), HEADS)
def test_a_misread_page_number_waits_for_a_reading_of_digits(text: str, confidence: float, sign: bool) -> None:
    head = RecognisedLine((Word(text, Box(290, 25, 300, 35), confidence),), 1)
    done = Again("hồ sơ", 0.9).on((head, *LINES))
    assert done.lines[0].words[0].text == (LONE if sign else text)
    below = RecognisedLine((Word("?)", Box(290, 425, 300, 435), 0.3),), 9)
    assert Again("hồ sơ", 0.9).on((*LINES, below)).lines[-1] == below


def test_a_pair_of_letters_is_read() -> None:
    page = Image.fromarray(PAGE.image)
    ImageDraw.Draw(page).text((200, 900), "TD", font=ImageFont.load_default(28), fill=0)
    done = Again("TD", 0.9).on(LINES, np.asarray(page))
    assert [word.text for word in done.lines[-1].words] == ["TD"]
    assert Again("TD", 0.5).on(LINES, np.asarray(page)).unread == ()  # two specks are no region that is unread


def test_a_page_that_nothing_was_read_of() -> None:
    done = Again("hồ sơ đã tiếp nhận", 0.9).on(())
    assert len(done.lines) >= 12
    assert [line.block for line in done.lines] == list(range(1, len(done.lines) + 1))
    assert done.coverage > 0.99
