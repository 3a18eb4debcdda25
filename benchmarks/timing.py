"""Two ways timed side by side: a run of one, a run of the other, and so on, so that both see the same machine."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import psutil

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of processor time with that of child processes."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Medians of ours and of theirs over the same rounds."""

    ours: Took
    theirs: Took


def once(work: Work) -> Took:
    """How long one run takes."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    return Took(time.perf_counter() - wall, _cpu() - cpu)


def middle(runs: list[Took]) -> Took:
    """The median of each clock."""
    return Took(median(run.wall for run in runs), median(run.cpu for run in runs))


def side_by_side(ours: Work, theirs: Work, rounds: int) -> Pair:
    """Both in turn, `rounds` times."""
    took = [(once(ours), once(theirs)) for _ in range(rounds)]
    return Pair(middle([a for a, _ in took]), middle([b for _, b in took]))


def ratio(pairs: list[Pair], clock: str = "wall") -> float:
    """All of ours over all of theirs, on the clock "wall" or "cpu"."""
    ours, theirs = (sum(getattr(getattr(pair, side), clock) for pair in pairs) for side in ("ours", "theirs"))
    return float(ours / theirs)


def _cpu() -> float:
    """Of this process, of its children that have ended, and of those that live: Tesseract's wait for the next page."""
    times = os.times()
    ended = times.user + times.system + times.children_user + times.children_system
    return ended + sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children(recursive=True))
