"""A run that is told to end (SIGTERM, a closed terminal) ends as on Ctrl-C: its workers too, and the store knows."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from ..interrupts import end_by, held_back

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")  # SIGHUP is not there on Windows


@contextmanager
def stoppable() -> Iterator[None]:
    """For the length of the block the signals end it (see `end_by`), unless they are ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, end_by)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes started in the block do not get Ctrl-C, which a terminal sends to all of its group; we get it after."""
    resource_tracker.ensure_running()  # it is started with the first process, and then lets signals through again
    with held_back():
        yield
