"""Whole pages: blank ones, hopeless ones, spreads, and what a page tells of how it was read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from printed_pages import A4, DPI, POINT, lines_of, printed, quarter_turned

from normalizers.folding import fold
from pipeline.document import Box, Page, Word
from pipeline.errors import TimeLimitError
from pipeline.reading.calibration import calibrated
from pipeline.reading.limits import Limits
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.scan import scan_page

Gray = NDArray[np.uint8]
PAGE = printed(14)
TEXT = PAGE.image[:800]
SHEET = np.full_like(TEXT, 255)
HEIGHT = 800 * POINT
WIDTH = A4[0] * POINT


class Read:
    """An engine that gives one reading after the other for pages, the last one again, and `again` for all crops."""

    def __init__(self, *readings: tuple[RecognisedLine, ...], again: str = "") -> None:
        self.readings, self.again = list(readings), again
        self.pages: list[Gray] = []

    def page(self, image: Gray, dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
        self.pages.append(image)
        return self.readings.pop(0) if len(self.readings) > 1 else self.readings[0]

    def crops(
        self, crops: Sequence[Gray], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        return [(Word(self.again, Box(6, 6, 40, 16), 0.9),) if self.again else () for _ in crops]

    def of(self, image: NDArray[np.uint8], *, dpi: int = DPI) -> Page:
        return scan_page(image, 3, "no text layer", Limits(), dpi=dpi, engine=Engine(self.page, self.crops))


def rubbish(confidence: float) -> tuple[RecognisedLine, ...]:
    words = tuple(
        Word(text, Box(50 + 40 * at, 80, 80 + 40 * at, 92), confidence) for at, text in enumerate(["Wq", "x7", "jj"])
    )
    return (RecognisedLine(words, 1),)


def speckled() -> Gray:
    page = SHEET.copy()
    rng = np.random.default_rng(1)
    page[rng.integers(0, 800, 300), rng.integers(0, A4[0], 300)] = 0
    return page


def shown_through() -> Gray:
    """The print of the other side, faint."""
    return (255 - (255 - TEXT[:, ::-1].astype(np.int16)) // 9).astype(np.uint8)


def framed() -> Gray:
    page = SHEET.copy()
    page[:, :50] = 0
    return page


# page, reading: nothing, or rubbish without confidence
BLANK = [(SHEET, ()), (speckled(), ()), (shown_through(), ()), (framed(), ()), (SHEET, rubbish(0.2))]


@pytest.mark.parametrize(("image", "reading"), BLANK)
def test_blank_pages(image: Gray, reading: tuple[RecognisedLine, ...]) -> None:
    page = Read(reading).of(image)
    assert (page.number, page.source, page.reason, page.lines) == (3, "blank", "blank scan", ())
    assert (page.unread, page.coverage) == ((), 1.0)
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT))


@pytest.mark.parametrize("reading", [(), rubbish(0.2)])
def test_a_page_of_letters_that_nothing_reads_is_marked(reading: tuple[RecognisedLine, ...]) -> None:
    page = Read(reading).of(TEXT)
    assert (page.source, page.lines, page.coverage) == ("ocr", (), 0.0)
    assert page.unread
    assert len(page.unread) == 1
    (region,) = page.unread
    around = Box(region.x0 - 1, region.top - 1, region.x1 + 1, region.bottom + 1)
    assert all(around.covers(word.box) for word in PAGE.words)


def test_what_a_hopeless_page_says_when_read_line_by_line() -> None:
    page = Read((), again="nhận").of(TEXT)
    assert {fold(word) for word in page.raw.split()} == {"nhan"}  # whatever marks are on the letters of this page
    assert page.coverage < 1.0


def test_a_page_read_well_tells_no_doubt() -> None:
    page = Read(lines_of(PAGE.words)).of(TEXT)
    assert page.raw.split() == [word.text for word in PAGE.words]
    assert (page.source, page.reason, page.rotation, page.skew) == ("ocr", "no text layer", 0, 0.0)
    assert (page.steps, page.notes, page.unread, page.coverage) == ((), (), (), 1.0)
    assert {word.confidence for line in page.lines for word in line.words} == {calibrated(1.0)}


def test_lines_that_were_lost_are_marked_on_the_page() -> None:
    words = PAGE.words[:40] + PAGE.words[56:]
    page = Read(lines_of(words)).of(TEXT)
    assert page.unread
    assert len(page.unread) == 1
    assert page.unread[0].top == pytest.approx(PAGE.words[40].box.top - 3, abs=4)
    assert page.unread[0].bottom == pytest.approx(PAGE.words[55].box.bottom + 3, abs=4)
    assert 0.7 < page.coverage < 0.95


def test_color_pages_are_read_in_gray() -> None:
    engine = Read(lines_of(PAGE.words))
    page = engine.of(np.repeat(TEXT[..., None], 3, axis=2))
    assert [image.ndim for image in engine.pages] == [2]
    assert page.coverage == 1.0


# pages of a spread


def half_words(text: str) -> tuple[RecognisedLine, ...]:
    """The words of a leaf, each said to be `text`."""
    return lines_of(tuple(Word(text, word.box, 0.96) for word in PAGE.words))


FINE = 200  # dpi that is not made finer for reading: the spread is taken for one printed smaller
SPREAD = np.hstack([PAGE.image, PAGE.image])


def test_a_spread_is_read_left_page_first() -> None:
    engine = Read(half_words("trái"), half_words("phải"))
    page = engine.of(SPREAD, dpi=FINE)
    words = [word for line in page.lines for word in line.words]
    assert [word.text for word in words] == ["trái"] * len(PAGE.words) + ["phải"] * len(PAGE.words)
    assert len(engine.pages) == 2
    fold = engine.pages[0].shape[1] * 72 / FINE
    assert sum(image.shape[1] for image in engine.pages) == SPREAD.shape[1]
    assert [word.box.x0 for word in words[: len(PAGE.words)]] == pytest.approx(
        [word.box.x0 for word in PAGE.words], abs=0.05
    )
    assert [word.box.x0 for word in words[len(PAGE.words) :]] == pytest.approx(
        [word.box.x0 + fold for word in PAGE.words], abs=0.05
    )
    assert page.width == pytest.approx(1.5 * WIDTH)
    assert "two pages" in page.steps


def test_what_is_unread_on_the_right_leaf_is_marked_there() -> None:
    engine = Read(half_words("trái"), ())
    page = engine.of(SPREAD, dpi=FINE)
    fold = engine.pages[0].shape[1] * 72 / FINE
    assert any(box.x0 >= fold - 3 for box in page.unread)
    assert page.unread
    assert page.coverage == 0.0  # the worse of the two leaves


def test_a_spread_upside_down_is_turned_over_as_a_whole() -> None:
    bad = tuple(
        RecognisedLine(tuple(Word("uụeq", word.box, 0.42) for word in line.words), 1) for line in lines_of(PAGE.words)
    )
    good = half_words("hành")
    engine = Read(bad, bad, good[:1], half_words("trái"), half_words("phải"))
    page = engine.of(SPREAD, dpi=FINE)
    assert page.rotation == 180
    assert "turned 180" in page.steps
    first, second = (image.shape[1] for image in engine.pages[:2])
    assert [image.shape[1] for image in engine.pages[3:]] == [second, first]
    assert np.array_equal(engine.pages[3], np.rot90(engine.pages[1], 2))
    words = [word.text for line in page.lines for word in line.words]
    assert words[0] == "trái"
    assert words[-1] == "phải"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_steps_and_rotation_agree(turn: int) -> None:
    page = Read(lines_of(PAGE.words)).of(quarter_turned(TEXT, turn))
    assert page.rotation == turn
    assert page.steps == (f"turned {turn}",)


def test_a_page_that_takes_too_long_is_an_error() -> None:
    def slow(*_: object) -> tuple[RecognisedLine, ...]:
        raise TimeLimitError("lâu quá", "too long")

    with pytest.raises(TimeLimitError):
        scan_page(SHEET, 1, "test", Limits(), dpi=DPI, engine=Engine(slow, Read(()).crops))


@pytest.mark.parametrize("shape", [(1, 1), (2, 400), (400, 2), (1, 1, 3)])
@pytest.mark.parametrize("tone", [0, 255])
def test_slips_of_paper_are_blank(shape: tuple[int, ...], tone: int) -> None:
    assert Read(()).of(np.full(shape, tone, np.uint8), dpi=300).source == "blank"
