"""Tesseract as a library: the same words as the program's, on any thread, within its time, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.document import Word
from pipeline.errors import TimeLimitError
from pipeline.reading import libtesseract, ocr, page_processes
from pipeline.reading.figures import DIGITS
from pipeline.reading.page_processes import PageProcesses

AT_WORK = 0.2  # seconds of processor time by which a process is in the midst of a page


def crops() -> list[NDArray[np.uint8]]:
    """Bands of a drawn page with figures and words, an empty one and a speck."""
    page = Image.new("L", (1200, 900), 250)
    draw = ImageDraw.Draw(page)
    for at, text in enumerate(("1.234", "98,5%", "Tong so ho so 17", "12/BC-UBND", "2026")):
        draw.text((60, 60 + 160 * at), text, font=ImageFont.load_default(40), fill=20)
    whole = np.asarray(page)
    return [*(whole[40 + 160 * at : 140 + 160 * at] for at in range(5)), whole[:30, :30], whole[:2, :2]]


def test_no_library_of_another_version() -> None:
    libtesseract.library.cache_clear()
    assert libtesseract.library("/nowhere/tesseract", "0.0.0", "vie") is None
    libtesseract.library.cache_clear()


def test_the_program_is_asked_where_no_library_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def program(given: list[NDArray[np.uint8]], *_: object) -> list[tuple[Word, ...]]:
        asked.append(len(given))
        return [()] * len(given)

    monkeypatch.setattr(ocr, "require", lambda: ocr.OcrStatus("/nowhere/tesseract", "5.3.0", ("vie",)))
    monkeypatch.setattr(ocr, "library", lambda *_: None)
    monkeypatch.setattr(ocr, "_program_crops", program)
    assert ocr.tesseract_crops(crops(), 300, 10) == [()] * 7
    assert asked == [7]


def loaded() -> libtesseract.Library:
    found = ocr.require()
    library = libtesseract.library(str(found.program), str(found.version), ocr.LANGUAGE)
    if library is None:
        pytest.skip("the library lies beside no program here")
    return library


@pytest.mark.tesseract
@pytest.mark.parametrize(("psm", "signs"), [(ocr.LINE, ""), (ocr.LINE, DIGITS), (ocr.BLOCK, "")])
def test_the_words_of_the_program(psm: int, signs: str) -> None:
    loaded()
    given = crops()
    read = ocr.tesseract_crops(given, 300, 30, psm=psm, signs=signs)
    assert read == ocr._program_crops(given, 300, 30, psm, signs)
    assert any(read)


@pytest.mark.tesseract
def test_threads_have_recognisers_of_their_own() -> None:
    loaded()
    given = crops()
    alone = ocr.tesseract_crops(given, 300, 30, signs=DIGITS)
    with ThreadPoolExecutor(4) as pool:
        every = list(pool.map(lambda _: ocr.tesseract_crops(given, 300, 60, signs=DIGITS), range(8)))
    assert every == [alone] * 8


@pytest.mark.tesseract
def test_the_time_of_crops_is_bounded() -> None:
    loaded()
    with pytest.raises(TimeLimitError):
        ocr.tesseract_crops(crops() * 40, 300, 0.05)


@pytest.mark.tesseract
def test_nothing_is_told_at_the_end() -> None:
    """The library complains of recognisers that nobody has ended."""
    loaded()
    code = "import test_reading_libtesseract as t; from pipeline.reading import ocr; ocr.tesseract_crops(t.crops(), 300, 30)"
    folder = Path(__file__).parent
    paths = os.pathsep.join((str(folder), str(folder.parent)))
    environment = os.environ | {"PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def page() -> NDArray[np.uint8]:
    """The drawn page of the crops as a whole."""
    return np.vstack([*crops()[:5], np.full((300, 1200), 250, np.uint8)])


def test_a_process_that_does_not_start_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    processes = PageProcesses("/nowhere/libtesseract.so", "vie")
    assert processes.table(page(), 300, 3, 10) is None
    monkeypatch.setattr(page_processes.subprocess, "Popen", lambda *_, **__: pytest.fail("asked again"))
    assert processes.table(page(), 300, 3, 10) is None


@pytest.mark.tesseract
def test_pages_have_the_words_of_the_program() -> None:
    pages = PageProcesses(loaded().pages._command[-2], ocr.LANGUAGE)
    by_program = ocr._program_page(page(), 300, 60)
    assert list(ocr.parse(by_program, 300))
    for _ in range(2):
        table = pages.table(page(), 300, 3, 60)
        assert table is not None
        assert list(ocr.parse(table, 300)) == list(ocr.parse(by_program, 300))
    assert len(pages._idle) == 1  # the second page had the process of the first
    pages._end()


@pytest.mark.tesseract
def test_threads_have_processes_of_their_own() -> None:
    pages = PageProcesses(loaded().pages._command[-2], ocr.LANGUAGE)
    alone = pages.table(page(), 300, 3, 60)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: pages.table(page(), 300, 3, 60), range(4))) == [alone] * 4
    assert 1 <= len(pages._idle) <= 2
    held = list(pages._idle)
    pages._end()
    assert [process.poll() is None for process in held] == [False] * len(held)


@pytest.mark.tesseract
def test_a_page_over_its_time_ends_the_process() -> None:
    pages = loaded().pages
    before = set(map(id, pages._idle))
    with pytest.raises(TimeoutError):
        pages.table(np.tile(page(), (3, 2)), 300, 3, 0.05)
    assert set(map(id, pages._idle)) <= before  # it is not asked again
    assert pages.table(page(), 300, 3, 60)


ENDED = [(signal.SIGKILL, None), (signal.SIGINT, KeyboardInterrupt)]


@pytest.mark.tesseract
@pytest.mark.parametrize(("number", "raised"), ENDED)
def test_a_process_ended_in_the_midst_of_a_page(number: int, raised: type[BaseException] | None) -> None:
    pages = PageProcesses(loaded().pages._command[-2], ocr.LANGUAGE)
    assert pages.table(page(), 300, 3, 60)
    (process,) = pages._idle
    spent = psutil.Process(process.pid).cpu_times().user
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(pages.table, np.tile(page(), (12, 4)), 300, 3, 120)
        while psutil.Process(process.pid).cpu_times().user < spent + AT_WORK:
            time.sleep(0.01)
        process.send_signal(number)
        if raised is None:
            assert waiting.result(10) is None
        else:
            assert isinstance(waiting.exception(10), raised)
    assert pages._idle == []


@pytest.mark.tesseract
def test_a_process_that_died_while_it_waited() -> None:
    pages = PageProcesses(loaded().pages._command[-2], ocr.LANGUAGE)
    assert pages.table(page(), 300, 3, 60)
    pages._idle[0].kill()
    pages._idle[0].wait()
    assert pages.table(page(), 300, 3, 60)
    pages._end()
