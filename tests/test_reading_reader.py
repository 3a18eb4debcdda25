"""Places of a page are cut out with a margin, read within the page's time, and their words moved back."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.document import Box, Word
from pipeline.errors import TimeLimitError
from pipeline.reading.ocr import LINE, Engine, RecognisedLine
from pipeline.reading.reader import Place, Reader

DPI = 144  # two pixels a point
Image = NDArray[np.uint8]


class Recorded:
    """An engine that notes what it is given and reads the same words in every crop."""

    def __init__(self, *words: Word, error: bool = False) -> None:
        self.words, self.error = words, error
        self.crops: list[Image] = []
        self.asked: list[tuple[int, float, int, str]] = []

    def page(self, image: Image, dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
        self.asked.append((dpi, timeout, 0, ""))
        if self.error:
            raise TimeLimitError("lâu quá", "too long")
        return (RecognisedLine(self.words, 1),)

    def read(
        self, crops: Sequence[Image], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        self.crops += crops
        self.asked.append((dpi, timeout, psm, signs))
        if self.error:
            raise TimeLimitError("lâu quá", "too long")
        return [self.words] * len(crops)

    def reader(self, seconds: float = 60.0) -> Reader:
        return Reader(Engine(self.page, self.read), DPI, monotonic() + seconds)


SHEET = np.tile(np.arange(200, dtype=np.uint8), (300, 1))  # 100 x 150 points, each column of its own tone


def test_crops_have_margins_in_the_tone_of_their_paper() -> None:
    engine = Recorded()
    engine.reader().places(SHEET, [Place(Box(20, 30, 40, 45), margin=5.0)])
    (cut,) = engine.crops
    assert cut.shape == (30 + 20, 40 + 20)
    assert np.array_equal(cut[10:-10, 10:-10], SHEET[60:90, 40:80])
    margin = np.concatenate([cut[:10].ravel(), cut[-10:].ravel(), cut[:, :10].ravel(), cut[:, -10:].ravel()])
    assert set(margin.tolist()) == {int(np.percentile(SHEET[60:90, 40:80], 90))}


# place, word in the crop (points), word on the page: the margin is 6 points, and no word leaves its place
MOVED = [
    (Box(20, 30, 60, 45), Box(6, 6, 16, 16), Box(20, 30, 30, 40)),
    (Box(20, 30, 60, 45), Box(10, 8, 20, 18), Box(24, 32, 34, 42)),
    (Box(20, 30, 60, 45), Box(0, 0, 20, 30), Box(20, 30, 34, 45)),
    (Box(20, 30, 60, 45), Box(30, 10, 90, 20), Box(44, 34, 60, 44)),
    (Box(-5, -5, 30, 20), Box(6, 6, 16, 16), Box(0, 0, 10, 10)),
    (Box(20, 30, 60, 45), Box(200, 200, 300, 300), Box(60, 45, 60, 45)),
]


@pytest.mark.parametrize(("place", "read", "expected"), MOVED)
def test_words_are_moved_back_and_clipped(place: Box, read: Box, expected: Box) -> None:
    reader = Recorded(Word("mười", read, 0.7)).reader()
    assert reader.places(SHEET, [Place(place)]) == [(Word("mười", expected, 0.7),)]


SIDES = st.tuples(st.floats(-20, 120), st.floats(-20, 170), st.floats(0, 60), st.floats(0, 60))


@given(SIDES, st.floats(0, 12))
def test_any_place_can_be_cut(place: tuple[float, ...], margin: float) -> None:
    x, y, width, height = place
    engine = Recorded(Word("a", Box(1, 1, 9, 9), 0.5))
    box = Box(x, y, x + width, y + height)
    ((word,),) = engine.reader().places(SHEET, [Place(box, margin)])
    assert min(engine.crops[0].shape) >= 0
    assert box.x0 - 0.01 <= word.box.x0 <= word.box.x1 <= box.x1 + 0.01
    assert box.top - 0.01 <= word.box.top <= word.box.bottom <= box.bottom + 0.01


def test_what_is_asked_of_the_engine() -> None:
    engine = Recorded()
    reader = engine.reader(30.0)
    reader.places(SHEET, [Place(Box(1, 1, 9, 9))] * 3)
    ((dpi, timeout, psm, signs),) = engine.asked
    assert (dpi, psm, signs, len(engine.crops)) == (DPI, 7, "", 3)  # each place is one line
    assert 28.0 < timeout <= 30.0


@pytest.mark.parametrize("seconds", [-5.0, 0.0, 0.9])
def test_nothing_is_read_when_the_time_is_over(seconds: float) -> None:
    engine = Recorded(Word("a", Box(0, 0, 1, 1), 0.9))
    assert engine.reader(seconds).places(SHEET, [Place(Box(1, 1, 9, 9))] * 2) == [(), ()]
    assert engine.asked == []


def test_nothing_comes_of_crops_that_took_too_long() -> None:
    engine = Recorded(error=True)
    assert engine.reader().places(SHEET, [Place(Box(1, 1, 9, 9))] * 2) == [(), ()]
    assert len(engine.asked) == 1


def test_no_places_start_no_engine() -> None:
    engine = Recorded()
    assert engine.reader().places(SHEET, []) == []
    assert engine.asked == []


def test_a_page_that_took_too_long_is_an_error() -> None:
    with pytest.raises(TimeLimitError):
        Recorded(error=True).reader().page(SHEET)


def test_a_page_has_a_second_at_least_and_no_ruling_lines() -> None:
    engine = Recorded(Word("một", Box(0, 0, 20, 10), 0.9), Word("|", Box(22, 0, 23, 10), 0.9))
    lines = engine.reader(-100.0).page(SHEET)
    assert [word.text for line in lines for word in line.words] == ["một"]
    assert [timeout for _, timeout, _, _ in engine.asked] == [1.0]
