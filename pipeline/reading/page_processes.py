"""Processes that read whole pages by Tesseract's library and live on between them."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer

import numpy as np
from numpy.typing import NDArray

from .tesseract_api import ASKED, READY, TOLD

INTERRUPTED = (-2, 130)  # the status of a program ended by SIGINT: Ctrl-C reaches the children as well
_PROGRAM = Path(__file__).with_name("tesseract_api.py")


class PageProcesses:
    """Processes that wait for a page, as many as have been at work at once."""

    def __init__(self, library: str, language: str) -> None:
        self._command = [sys.executable, "-I", "-S", str(_PROGRAM), library, language]
        self._idle: list[subprocess.Popen[bytes]] = []
        self._usable = bool(sys.executable)
        atexit.register(self._end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._idle.clear)  # they answer to the process that started them

    def table(self, page: NDArray[np.uint8], dpi: int, psm: int, seconds: float) -> str | None:
        """Tesseract's TSV of the gray `page` (height, width); None where it cannot be read this way.

        Raises TimeoutError when `seconds` are over.
        """
        process = self._process()
        if process is None:
            return None
        over = Event()

        def stop() -> None:
            over.set()
            process.kill()

        limit = Timer(seconds, stop)
        limit.daemon = True
        limit.start()
        answered = False
        try:
            table = _answer(process, page, dpi, psm)
            answered = True
            return table.decode("utf-8", errors="replace") if table is not None else None
        except (OSError, EOFError) as error:
            if over.is_set():
                raise TimeoutError from error
            if process.wait() in INTERRUPTED:
                raise KeyboardInterrupt from error
            return None
        finally:
            limit.cancel()
            if answered:
                self._idle.append(process)
            else:  # broken, stopped or left in the midst of a page
                _ended(process)

    def _process(self) -> subprocess.Popen[bytes] | None:
        while self._idle:
            with suppress(IndexError):  # another thread took it
                process = self._idle.pop()
                if process.poll() is None:
                    return process
                _ended(process)
        return self._started() if self._usable else None

    def _started(self) -> subprocess.Popen[bytes] | None:
        try:
            process = subprocess.Popen(  # noqa: S603 - this Python, a file of this package, the library found
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            self._usable = False
            return None
        assert process.stdout is not None
        if process.stdout.read(len(READY)) == READY:
            return process
        self._usable = False  # it does not find the data, as the library of Windows does not
        _ended(process)
        return None

    def _end(self) -> None:
        while self._idle:
            _ended(self._idle.pop())


def _answer(process: subprocess.Popen[bytes], page: NDArray[np.uint8], dpi: int, psm: int) -> bytes | None:
    """What the process tells of the page; raises OSError or EOFError where it has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    height, width = page.shape
    process.stdin.write(ASKED.pack(width, height, dpi, psm))
    process.stdin.write(np.ascontiguousarray(page).data)
    process.stdin.flush()
    head = process.stdout.read(TOLD.size)
    if len(head) < TOLD.size:
        raise EOFError
    (length,) = TOLD.unpack(head)
    if length < 0:
        return None
    table = process.stdout.read(length)
    if len(table) < length:
        raise EOFError
    return table


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End a process and what is held for it."""
    with suppress(OSError), process:  # what was not taken off the pipe is written as it closes
        process.kill()
