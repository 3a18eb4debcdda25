"""Recognition of an upright page by Tesseract with Vietnamese data; the only import of `pytesseract`."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np
import pytesseract  # type: ignore[import-untyped]
from numpy.typing import NDArray

from pipeline.document import Box, Word
from pipeline.errors import InputError, MissingProgramError, TimeLimitError
from pipeline.installing import tesseract_command

from .images import save_gray
from .libtesseract import library
from .page_processes import INTERRUPTED

LANGUAGE = "vie"
_WINDOWS_PROGRAM = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")  # where the UB Mannheim installer puts it
LINE, BLOCK = 7, 6  # Tesseract's page segmentation modes: the image is one line, or one block of lines
_PAGE = 3  # and: a page whose blocks are to be found
_WORD_LEVEL = "5"
_COLUMNS = 12
_LOOK_ALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ"})  # ETH and African D, printed like Đ


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """Words of one line, left to right, boxes in points on the image given; `block` numbers the block it is in."""

    words: tuple[Word, ...]
    block: int


class Recogniser(Protocol):
    """Reads a gray image (height, width) of `dpi` in at most `timeout` seconds, or raises TimeLimitError."""

    def __call__(self, image: NDArray[np.uint8], dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
        """The lines in reading order."""
        ...


class CropReader(Protocol):
    """Reads gray crops (height, width) of `dpi` of a page, each by itself, in at most `timeout` seconds together."""

    def __call__(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
    ) -> list[tuple[Word, ...]]:
        """The words of each crop in reading order, boxes in points on the crop; an empty tuple where it has none.

        Only the `signs` are read where any are given.
        """
        ...


@dataclass(frozen=True, slots=True)
class Engine:
    """What recognises pages and crops of pages; another engine needs these two functions and nothing else."""

    page: Recogniser
    crops: CropReader


@dataclass(frozen=True, slots=True)
class OcrStatus:
    """What is installed: the program's path, its version and its languages; None and () where it is missing."""

    program: str | None
    version: str | None
    languages: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """True when Vietnamese pages can be read."""
        return self.program is not None and LANGUAGE in self.languages


def tesseract(image: NDArray[np.uint8], dpi: int, timeout: float) -> tuple[RecognisedLine, ...]:
    """The lines Tesseract reads; a Recogniser. Raises MissingProgramError, TimeLimitError or InputError."""
    installed = require()
    loaded = library(str(installed.program), str(installed.version), LANGUAGE)
    try:
        table = loaded.pages.table(image, dpi, _PAGE, timeout) if loaded else None
    except TimeoutError as error:
        raise _too_long(timeout) from error
    return tuple(parse(_program_page(image, dpi, timeout) if table is None else table, dpi))


def tesseract_crops(
    crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, *, psm: int = LINE, signs: str = ""
) -> list[tuple[Word, ...]]:
    """The words of each crop, read by Tesseract; a CropReader. Raises what `tesseract` raises.

    A crop takes some 20 ms. Leave a white margin of half a line around the text.
    """
    if not crops:
        return []
    installed = require()
    loaded = library(str(installed.program), str(installed.version), LANGUAGE)
    if loaded is not None:
        try:
            tables = loaded.tables(crops, dpi, psm, signs, timeout)
        except TimeoutError as error:
            raise _too_long(timeout) from error
        if tables is not None:
            return [tuple(word for line in parse(table, dpi) for word in line.words) for table in tables]
    return _program_crops(crops, dpi, timeout, psm, signs)


def _program_page(image: NDArray[np.uint8], dpi: int, timeout: float) -> str:
    """Tesseract's TSV of a page by a process for it alone."""
    with TemporaryDirectory(prefix="vanthu-") as folder:
        path = Path(folder) / "page.bmp"
        save_gray(image, path)
        return _run(path, dpi, timeout)


def _program_crops(
    crops: Sequence[NDArray[np.uint8]], dpi: int, timeout: float, psm: int, signs: str
) -> list[tuple[Word, ...]]:
    """The same by one process, which takes 0.15 s to start."""
    with TemporaryDirectory(prefix="vanthu-") as folder:
        paths = [Path(folder) / f"{at}.bmp" for at in range(len(crops))]
        for crop, path in zip(crops, paths, strict=True):
            save_gray(crop, path)
        listed = Path(folder) / "crops.txt"
        listed.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        table = _run(listed, dpi, timeout, psm, signs)
    return parse_crops(table, len(crops), dpi)


TESSERACT = Engine(tesseract, tesseract_crops)


def parse_crops(table: str, count: int, dpi: int) -> list[tuple[Word, ...]]:
    """The words of each of `count` images from Tesseract's TSV of all, which numbers them as pages."""
    rows: list[list[str]] = [[] for _ in range(count)]
    for row in table.split("\n"):
        _, _, rest = row.partition("\t")
        number = rest.partition("\t")[0]
        if number.isdecimal() and 1 <= int(number) <= count:
            rows[int(number) - 1].append(row)
    return [tuple(word for line in parse("\n".join(own), dpi) for word in line.words) for own in rows]


def parse(table: str, dpi: int) -> Iterator[RecognisedLine]:
    """The lines of Tesseract's TSV `table` (pixels at `dpi`), words without text left out, letters in NFC."""
    key: tuple[str, ...] = ()
    words: list[Word] = []
    for row in table.split("\n"):
        fields = row.split("\t", _COLUMNS - 1)
        if len(fields) < _COLUMNS or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        if tuple(fields[1:5]) != key and words:
            yield RecognisedLine(tuple(words), int(key[1]))
            words = []
        key = tuple(fields[1:5])
        words += _words(fields, 72.0 / dpi)
    if words:
        yield RecognisedLine(tuple(words), int(key[1]))


def status() -> OcrStatus:
    """What is installed, asked anew each time; never fails."""
    program = _program()
    if program is None:
        return OcrStatus(None, None, ())
    pytesseract.pytesseract.tesseract_cmd = program
    try:
        version = str(pytesseract.get_tesseract_version())
        return OcrStatus(program, version, tuple(sorted(pytesseract.get_languages())))
    except (OSError, SystemExit, RuntimeError, ValueError, SubprocessError):
        return OcrStatus(None, None, ())


def _words(fields: list[str], scale: float) -> Iterator[Word]:
    left, top, width, height = (int(value) for value in fields[6:10])
    box = Box(*(round(pixels * scale, 2) for pixels in (left, top, left + width, top + height)))
    confidence = round(min(max(float(fields[10]) / 100, 0.0), 1.0), 4)  # -1 where Tesseract has none
    text = unicodedata.normalize("NFC", fields[11]).translate(_LOOK_ALIKES)
    text = text.replace("©", "C") if len(text) > 1 else text  # «(TTH©)»
    text = "-" if text.strip() == "~" else text  # a bullet; no report prints a lone tilde
    return (Word(part, box, confidence) for part in text.split())


def _run(path: Path, dpi: int, timeout: float, psm: int = _PAGE, signs: str = "") -> str:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads only burn time on the lock; the child inherits it
    try:
        limited = f" -c 'tessedit_char_whitelist={signs} '" if signs else ""  # the blank parts words
        table: str = pytesseract.image_to_data(
            str(path), lang=LANGUAGE, config=f"--psm {psm} --dpi {dpi}{limited}", timeout=timeout, output_type="string"
        )
    except pytesseract.TesseractError as error:
        if error.status in INTERRUPTED:
            raise KeyboardInterrupt from error
        raise InputError(
            f"Tesseract không đọc được trang ảnh ({error.message[:120]}): hãy quét lại trang này.",
            f"Tesseract could not read the page image ({error.message[:120]}): scan the page again.",
        ) from error
    except RuntimeError as error:
        raise _too_long(timeout) from error
    return table


def _too_long(timeout: float) -> TimeLimitError:
    return TimeLimitError(
        f"Nhận dạng một trang quá {timeout:.0f} giây: hãy quét lại ở 300 dpi hoặc nâng giới hạn.",
        f"Recognition of a page took over {timeout:.0f} seconds: scan it at 300 dpi or raise the limit.",
    )


def _program() -> str | None:
    """The program named by VANTHU_TESSERACT, else the one in PATH, else the one Windows installs."""
    named = os.environ.get("VANTHU_TESSERACT")
    if named:
        return shutil.which(named)
    return shutil.which("tesseract") or (str(_WINDOWS_PROGRAM) if _WINDOWS_PROGRAM.exists() else None)


@cache
def require() -> OcrStatus:
    """What is installed, once a process, if Vietnamese pages can be read; raises MissingProgramError."""
    found = status()
    if found.program is None:
        raise MissingProgramError(
            f"Trang này là ảnh, cần Tesseract 5 để nhận dạng. Cài đặt: {tesseract_command()}",
            f"This page is an image and needs Tesseract 5. Install it: {tesseract_command()}",
        )
    if not found.ready:
        raise MissingProgramError(
            f"Tesseract chưa có dữ liệu tiếng Việt (vie). Cài đặt: {tesseract_command()}.",
            f"Tesseract lacks its Vietnamese data (vie). Install it: {tesseract_command()}.",
        )
    return found
