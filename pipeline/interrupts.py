"""Ctrl-C and SIGTERM held back where they would do harm: while modules are loaded, processes started, rows written."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SOON = 0.02  # seconds


@contextmanager
def held_back() -> Iterator[None]:
    """A Ctrl-C during the block comes at its end; processes started in the block never get it.

    In the midst of an import Python may print it as a traceback, or swallow it. Windows cannot hold it back.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def never_swallowed() -> None:
    """From now on a Ctrl-C in the midst of a finaliser, which Python prints as a traceback and forgets, comes again."""
    sys.unraisablehook = _come_again


def _come_again(swallowed: sys.UnraisableHookArgs) -> None:
    if swallowed.exc_type is KeyboardInterrupt:
        again = threading.Timer(_SOON, _interrupt)  # not at once: this is still within the finaliser
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(swallowed)


def _interrupt() -> None:
    """Interrupt the main thread, also where it waits."""
    main = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main is not None:
        signal.pthread_kill(main, signal.SIGINT)
    else:
        _thread.interrupt_main()


class _Waiting:
    """How many blocks that must not be broken the main thread is in, and the signal that came meanwhile."""

    depth = 0
    number: int | None = None


def end_by(number: int, _: FrameType | None = None) -> None:
    """Raise KeyboardInterrupt for SIGINT, else SystemExit with 128 and the number; later inside of `unbroken`."""
    if _Waiting.depth:
        _Waiting.number = number
    elif number == signal.SIGINT:
        raise KeyboardInterrupt
    else:
        sys.exit(128 + number)


@contextmanager
def unbroken() -> Iterator[None]:
    """Signals that `end_by` handles come at the end of the block.

    Raised in the midst of the beginning of a transaction they would leave it open, and whoever writes next would wait.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _Waiting.depth += 1
    try:
        yield
    finally:
        _Waiting.depth -= 1
        number = _Waiting.number
        if number is not None and not _Waiting.depth:
            _Waiting.number = None
            end_by(number)
