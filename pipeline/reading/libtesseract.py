"""Tesseract as a library of this process, for crops: without the tenth of a second that starting the program takes.

The library of the same version and the same data gives the same words as the program (`tesseract --version`,
https://tesseract-ocr.github.io/tessapi/5.x/, capi.h). Whole pages stay with the program: a process of its own can be
ended at its limit of time, and what breaks it breaks nothing else.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from time import monotonic

import numpy as np
from numpy.typing import NDArray

_HANDLE, _TEXT, _INT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
_SIGNATURES = {  # name, what it returns, what it takes
    "TessVersion": (_TEXT,),
    "TessBaseAPICreate": (_HANDLE,),
    "TessBaseAPIInit3": (_INT, _HANDLE, _TEXT, _TEXT),
    "TessBaseAPISetVariable": (_INT, _HANDLE, _TEXT, _TEXT),
    "TessBaseAPISetPageSegMode": (None, _HANDLE, _INT),
    "TessBaseAPISetImage": (None, _HANDLE, _HANDLE, _INT, _INT, _INT, _INT),
    "TessBaseAPIRecognize": (_INT, _HANDLE, _HANDLE),
    "TessBaseAPIGetTsvText": (_HANDLE, _HANDLE, _INT),
    "TessDeleteText": (None, _HANDLE),
    "TessBaseAPIClear": (None, _HANDLE),
    "TessBaseAPIEnd": (None, _HANDLE),
    "TessBaseAPIDelete": (None, _HANDLE),
}
_NAMES = {"win32": "libtesseract-5.dll", "darwin": "libtesseract.5.dylib"}
_LINUX = "libtesseract.so.5"


class Library:
    """The library, and recognisers that wait for work: as many as have been at work at once."""

    def __init__(self, functions: ctypes.CDLL, language: str) -> None:
        self._call, self._language = functions, language.encode()
        self._idle: list[int] = []
        atexit.register(self._end)

    def tables(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, psm: int, signs: str, seconds: float
    ) -> list[str] | None:
        """Tesseract's TSV of each gray crop (height, width); None where one cannot be read.

        Raises TimeoutError when `seconds` are over.
        """
        until = monotonic() + seconds
        with self._recogniser() as handle:
            if handle is None:
                return None
            self._set(handle, "user_defined_dpi", str(dpi))
            self._set(handle, "tessedit_char_whitelist", f"{signs} " if signs else "")  # the blank parts words
            self._call.TessBaseAPISetPageSegMode(handle, psm)
            found = []
            for crop in crops:
                if monotonic() > until:
                    raise TimeoutError
                table = self._table(handle, np.ascontiguousarray(crop))
                if table is None:
                    return None
                found.append(table)
            return found

    def _table(self, handle: int, crop: NDArray[np.uint8]) -> str | None:
        height, width = crop.shape
        self._call.TessBaseAPISetImage(handle, crop.ctypes.data, width, height, 1, width)
        if self._call.TessBaseAPIRecognize(handle, None):
            return None
        text = self._call.TessBaseAPIGetTsvText(handle, 0)
        if not text:
            return None
        try:
            return ctypes.string_at(text).decode("utf-8", errors="replace")
        finally:
            self._call.TessDeleteText(text)
            self._call.TessBaseAPIClear(handle)

    @contextmanager
    def _recogniser(self) -> Iterator[int | None]:
        """One for this thread alone, as long as the block lasts."""
        try:
            handle: int | None = self._idle.pop()
        except IndexError:
            handle = self._started()
        try:
            yield handle
        finally:
            if handle is not None:
                self._idle.append(handle)

    def _started(self) -> int | None:
        handle: int = self._call.TessBaseAPICreate()
        self._set(handle, "debug_file", os.devnull)  # it would write its remarks on an empty crop to the screen
        if self._call.TessBaseAPIInit3(handle, None, self._language):
            self._call.TessBaseAPIDelete(handle)
            return None
        return handle

    def _set(self, handle: int, name: str, value: str) -> None:
        self._call.TessBaseAPISetVariable(handle, name.encode(), value.encode())

    def _end(self) -> None:
        while self._idle:
            handle = self._idle.pop()
            self._call.TessBaseAPIEnd(handle)
            self._call.TessBaseAPIDelete(handle)


@cache
def library(program: str, version: str, language: str) -> Library | None:
    """The library of the `program` that is of this `version`; None where there is none."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when it is loaded
    for name in _candidates(program):
        try:
            functions = ctypes.CDLL(name)
            for function, (returned, *taken) in _SIGNATURES.items():
                getattr(functions, function).restype = returned
                getattr(functions, function).argtypes = taken
        except (OSError, AttributeError):
            continue
        if functions.TessVersion().decode("ascii", errors="replace") == version:
            return Library(functions, language)
    return None


def _candidates(program: str) -> Iterator[str]:
    name = _NAMES.get(sys.platform, _LINUX)
    folder = Path(program).resolve().parent
    yield from (str(path) for path in (folder / name, folder.parent / "lib" / name) if path.exists())
    if sys.platform != "win32":  # there the search would take whatever lies in PATH
        yield name
        found = find_library("tesseract")
        if found:
            yield found
