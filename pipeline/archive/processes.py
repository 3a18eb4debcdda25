"""Processes of this machine: what they hold, who lives, how they end with all they started; the only psutil."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import psutil

_TOLERANCE = 2.0  # seconds by which two askings for the start of one process may differ: the clock was set


def memory_of(pid: int | None) -> int:
    """Bytes resident of a process and all it started; 0 for one that is no more."""
    if pid is None:
        return 0
    listed = _listed(pid)
    family = [pid, *([child.pid for child in _children(pid)] if listed is None else listed)]
    total = 0
    for each in family:
        with suppress(psutil.Error):
            total += int(psutil.Process(each).memory_info().rss)
    return total


def memory_of_machine() -> int:
    """Bytes of memory that are built in."""
    return int(psutil.virtual_memory().total)


def lead_group() -> None:
    """Make this process the head of a group, by which all it starts can be ended even when it has ended itself."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()


def end_family(pid: int) -> None:
    """Kill a process that has not been waited for yet, all it started and its group, also when it is dead by now."""
    for child in _children(pid):
        with suppress(psutil.Error):
            child.kill()
    if hasattr(os, "killpg"):
        with suppress(OSError):  # it leads no group: it had only just been started
            os.killpg(pid, signal.SIGKILL)
    with suppress(psutil.Error):
        psutil.Process(pid).kill()


def start_of(pid: int) -> float | None:
    """When a process was started, in seconds since 1970; None for one that is no more."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.NoSuchProcess:
        return None


def is_alive(pid: int, start: float) -> bool:
    """Whether the process `pid` that was started at `start` lives; another one may have its number by now."""
    try:
        found = start_of(pid)
    except psutil.Error:  # somebody else's, on a system that tells nothing of those
        return True
    return found is not None and abs(found - start) <= _TOLERANCE


def _listed(pid: int) -> list[int] | None:
    """All that a process started, as Linux lists it: a hundredth of the time of looking at every process there is.

    One that ends just now may be missing. None elsewhere.
    """
    try:
        lists = [Path(thread, "children").read_text() for thread in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return None
    children = [int(child) for listed in lists for child in listed.split()]
    return children + [below for child in children for below in _listed(child) or ()]


def _children(pid: int) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return list(psutil.Process(pid).children(recursive=True))
    return []
