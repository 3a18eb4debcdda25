"""A scanned page comes out upright and straight, its words in reading order and boxed where they lie on the scan."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image
from printed_pages import A4, DPI, POINT, lines_of, printed, quarter_turned, slanted

from pipeline.document import Box, Word
from pipeline.reading.limits import Limits
from pipeline.reading.ocr import Engine, RecognisedLine, Recogniser
from pipeline.reading.preparation.pose import Pose, original_box, pose, straightened
from pipeline.reading.preparation.resolution import for_reading
from pipeline.reading.scan import read_images, scan_page

LIMITS = Limits()


def engine(page: Recogniser) -> Engine:
    """An engine that reads pages with `page` and nothing in crops."""
    return Engine(page, lambda crops, *_, **__: [()] * len(crops))


WIDTH, HEIGHT = A4[0] * POINT, A4[1] * POINT
GOOD, POOR = 0.95, 0.4

# quarter turns of the page and slant in degrees, both counter-clockwise
POSES = [(turn, slant) for turn in (0, 90, 180, 270) for slant in (-4.0, 0.0, 1.3)]


@pytest.mark.parametrize(("turn", "slant"), POSES)
def test_pose(turn: int, slant: float) -> None:
    found = pose(quarter_turned(slanted(printed().image, slant), turn), DPI)
    assert found.turn == turn
    assert found.skew == pytest.approx(-slant, abs=0.15)


# lines on the page: with hardly a letter nothing is turned
@pytest.mark.parametrize("lines", [0, 1])
def test_pose_of_empty_pages(lines: int) -> None:
    page = printed(lines).image if lines else np.full((A4[1], A4[0]), 255, np.uint8)
    assert pose(quarter_turned(page, 180), DPI).skew == 0.0
    if not lines:
        assert pose(page, DPI) == Pose(0, 0.0)


def test_noise_is_no_text() -> None:
    noise = np.random.default_rng(1).normal(200, 25, (A4[1], A4[0])).clip(0, 255).astype(np.uint8)
    assert pose(noise, DPI).skew == 0.0


def _seen(word: Word, slant: float) -> tuple[float, float]:
    """Where the middle of a word of the upright page lies on the page slanted counter-clockwise, in points."""
    x = (word.box.x0 + word.box.x1) / 2 - WIDTH / 2
    y = (word.box.top + word.box.bottom) / 2 - HEIGHT / 2
    angle = math.radians(slant)
    return (
        x * math.cos(angle) + y * math.sin(angle) + WIDTH / 2,
        -x * math.sin(angle) + y * math.cos(angle) + HEIGHT / 2,
    )


@settings(max_examples=12, deadline=None)
@given(slant=st.floats(-4.5, 4.5), turn=st.sampled_from([0, 90, 180, 270]))
def test_boxes_lie_on_the_words(slant: float, turn: int) -> None:
    page = printed()
    image = quarter_turned(slanted(page.image, slant), turn)
    result = scan_page(image, 1, "test", LIMITS, dpi=DPI, engine=engine(lambda *_: lines_of(page.words)))
    assert (result.rotation, result.source, result.reason) == (turn, "ocr", "test")
    assert (result.width, result.height) == pytest.approx((WIDTH, HEIGHT), abs=0.5)
    sheet = Box(0.0, 0.0, result.width, result.height)
    found = [word for line in result.lines for word in line.words]
    assert [word.text for word in found] == [word.text for word in page.words]
    for word, true in zip(found, page.words, strict=True):
        assert sheet.covers(word.box)
        x, y = _seen(true, slant)
        assert word.box.x0 - 1 <= x <= word.box.x1 + 1
        assert word.box.top - 1 <= y <= word.box.bottom + 1


@given(
    corners=st.tuples(*[st.floats(0, 500)] * 4),
    skew=st.floats(-12, 12).filter(lambda skew: abs(skew) > 0.2),
)
def test_mapped_boxes_stay_on_the_page(corners: tuple[float, ...], skew: float) -> None:
    x, y, width, height = corners
    box = original_box(Box(x, y, min(x + width, 595), min(y + height, 842)), skew, 595.0, 842.0)
    assert Box(0.0, 0.0, 595.0, 842.0).covers(box)
    assert box.x0 <= box.x1
    assert box.top <= box.bottom


def test_straightening_turns_counter_clockwise_on_white() -> None:
    page = np.full((300, 300), 255, np.uint8)
    page[150, 50:250] = 0
    straight = straightened(page, 5.0)
    assert straight[0, 0] == 255
    assert straight[140:146, 230].min() < 200  # the right end of the line went up


# dpi of the scan, dpi read at
@pytest.mark.parametrize(("dpi", "expected"), [(100, 200), (150, 300), (200, 200), (300, 300), (400, 400), (600, 300)])
def test_scans_come_in_a_size_to_read(dpi: int, expected: int) -> None:
    page, found = for_reading(np.zeros((dpi, dpi), np.uint8), dpi)
    assert found == expected
    assert page.shape == (expected, expected)


class _Turned:
    """A recogniser that reads rubbish until the page has been turned; `calls` are the heights it was given."""

    def __init__(self, *confidences: float) -> None:
        self.confidences = list(confidences)
        self.calls: list[int] = []

    def __call__(self, image: NDArray[np.uint8], dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
        assert 0 < timeout <= LIMITS.page_seconds
        self.calls.append(image.shape[0])
        value = self.confidences.pop(0)
        text = "hành" if value == GOOD else "uụeq"
        return (RecognisedLine((Word(text, Box(10, 10, 40, 20), value), Word(text, Box(50, 10, 80, 20), value)), 1),)


# confidences of the readings, readings, rotation: capitals and digits do not tell top from bottom, the reading does
UPSIDE_DOWN = [((GOOD,), 1, 0), ((POOR, GOOD, GOOD), 3, 180), ((POOR, POOR - 0.1), 2, 0)]


@pytest.mark.parametrize(("confidences", "readings", "rotation"), UPSIDE_DOWN)
def test_rubbish_is_read_upside_down(confidences: tuple[float, ...], readings: int, rotation: int) -> None:
    recognise = _Turned(*confidences)
    blank = np.full((A4[1], A4[0]), 255, np.uint8)
    page = scan_page(blank, 1, "test", LIMITS, dpi=DPI, engine=engine(recognise))
    assert page.rotation == rotation
    assert len(recognise.calls) == readings
    assert all(height < A4[1] / 2 for height in recognise.calls[1:2])  # the trial reads a band only


def test_image_files_give_numbered_pages(tmp_path: Path) -> None:
    frames = [Image.fromarray(printed().image), Image.new("L", A4, 255)]
    path = tmp_path / "scan.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:], dpi=(DPI, DPI))
    pages = list(read_images(path, LIMITS, engine(lambda *_: lines_of(printed().words))))
    assert [(page.number, page.source, round(page.width)) for page in pages] == [(1, "ocr", 595), (2, "ocr", 595)]
    assert pages[0].raw.split()[:3] == ["ket", "qua", "giai"]


MEMORY = """
import sys
from pathlib import Path
from pipeline.reading.limits import Limits
from pipeline.reading.rendering import Renderer
from pipeline.reading.ocr import Engine
from pipeline.reading.scan import scan_page
engine = Engine(lambda *_: (), lambda crops, *_, **__: [()] * len(crops))
with Renderer(Path(sys.argv[1]), Limits()) as pages:
    for number in range(1, len(pages) + 1):
        scan_page(pages.render(number), number, "test", Limits(), dpi=300, engine=engine)
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]  # ru_maxrss is that of the parent at the fork
print(int(peak) // 1024)
"""


@pytest.mark.slow
def test_memory_of_a_long_scan(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 60, (3508, 2480), np.uint8)
    scan = Image.fromarray(np.asarray(Image.fromarray(printed().image).resize((2480, 3508))) - noise)
    path = tmp_path / "long.pdf"
    scan.save(path, save_all=True, append_images=[scan] * 29, resolution=300, quality=40)
    done = subprocess.run([sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 600
