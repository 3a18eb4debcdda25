"""Tesseract as a library, without the tenth of a second that each start of the program takes.

The library of the same version and the same data gives the same words as the program. Crops are read in this process.
Whole pages are read in a process that lives on between them: it can be ended at its limit of time, and what breaks it
breaks nothing else.
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

from .page_processes import PageProcesses
from .tesseract_api import Instance, bound

_NAMES = {"win32": "libtesseract-5.dll", "darwin": "libtesseract.5.dylib"}
_LINUX = "libtesseract.so.5"


class Library:
    """The library `name`, and instances of it that wait for work: as many as have been at work at once."""

    def __init__(self, name: str, functions: ctypes.CDLL, language: str) -> None:
        self._functions, self._language = functions, language
        self._idle: list[Instance] = []
        self.pages = PageProcesses(name, language)
        atexit.register(self._end)

    def tables(
        self, crops: Sequence[NDArray[np.uint8]], dpi: int, psm: int, signs: str, seconds: float
    ) -> list[str] | None:
        """Tesseract's TSV of each gray crop (height, width); None where one cannot be read.

        Raises TimeoutError when `seconds` are over.
        """
        until = monotonic() + seconds
        with self._instance() as instance:
            if instance is None:
                return None
            instance.prepare(dpi, psm, signs)
            found = []
            for crop in crops:
                if monotonic() > until:
                    raise TimeoutError
                height, width = crop.shape
                table = instance.table(np.ascontiguousarray(crop).ctypes.data, width, height)
                if table is None:
                    return None
                found.append(table.decode("utf-8", errors="replace"))
            return found

    @contextmanager
    def _instance(self) -> Iterator[Instance | None]:
        """One for this thread alone, as long as the block lasts."""
        try:
            instance = self._idle.pop() if self._idle else Instance(self._functions, self._language)
        except OSError:
            yield None
            return
        try:
            yield instance
        finally:
            self._idle.append(instance)

    def _end(self) -> None:
        while self._idle:
            self._idle.pop().end()


@cache
def library(program: str, version: str, language: str) -> Library | None:
    """The library of the `program` that is of this `version`; None where there is none."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when it is loaded
    for name in _candidates(program):
        try:
            functions = bound(name)
        except (OSError, AttributeError):
            continue
        if functions.TessVersion().decode("ascii", errors="replace") == version:
            return Library(name, functions, language)
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
