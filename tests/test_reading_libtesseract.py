"""Tesseract as a library: the same words as the program's, on any thread, within its time, or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from pipeline.document import Word
from pipeline.errors import TimeLimitError
from pipeline.reading import libtesseract, ocr
from pipeline.reading.figures import DIGITS


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
