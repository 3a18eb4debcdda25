"""What a machine of a cluster does with a batch: each file in an isolated worker process, as in a run on one machine.

The worker processes outlive a batch, since starting one takes seconds, and are ended once nothing has come for a while.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from multiprocessing import current_process
from pathlib import Path
from threading import Lock, Timer

from .outcome import Done, Versions, versions
from .workers import Bounds, Finished, Job, Workers

_IDLE = 60.0  # seconds after which worker processes without work are ended


@dataclass(frozen=True, slots=True)
class Batch:
    """Jobs that go to one machine, under what bounds, and which versions must do them."""

    jobs: tuple[Job, ...]
    bounds: Bounds
    made_by: Versions


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a batch: results, and the jobs whose files are not there, or are others, on that machine.

    `made_by` are the versions on that machine; where they are not those asked for, nothing was done.
    """

    made_by: Versions
    finished: tuple[Finished, ...] = ()
    unseen: tuple[Job, ...] = ()


def process_batch(batch: Batch) -> Answer:
    """Do the jobs of `batch` one after another; nothing is raised for what a file does."""
    if versions() != batch.made_by:
        return Answer(versions())
    if current_process().daemon:  # what Dask makes of its workers, and such a process may start none
        current_process().daemon = False
    seen = [job for job in batch.jobs if _is_there(job.path)]
    finished = _IDLE_WORKERS.process(batch.bounds, seen)
    others = {result.job for result in finished if _is_of_other_bytes(result)}
    unseen = others | (set(batch.jobs) - set(seen))
    kept = tuple(result for result in finished if result.job not in others)
    return Answer(versions(), kept, tuple(job for job in batch.jobs if job in unseen))


def _is_there(path: str) -> bool:
    try:
        with Path(path).open("rb"):
            return True
    except OSError:
        return False


def _is_of_other_bytes(result: Finished) -> bool:
    """True for a path that leads to another file here than where the run was started."""
    return isinstance(result.outcome, Done) and result.outcome.sha256 != result.job.sha256


@dataclass
class _IdleWorkers:
    """Worker processes between two batches; a batch takes one or has one started, and gives it back."""

    _idle: list[Workers] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _timer: Timer | None = None

    def process(self, bounds: Bounds, jobs: list[Job]) -> list[Finished]:
        if not jobs:
            return []
        workers = self._taken(bounds)
        try:
            finished = list(workers.results(iter(jobs)))
        except BaseException:
            workers.end()
            raise
        self._give_back(workers)
        return finished

    def end(self) -> None:
        """End those that have no work."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _taken(self, bounds: Bounds) -> Workers:
        with self._lock:
            while self._idle:
                workers = self._idle.pop()
                if workers.bounds == bounds and workers.are_alive:
                    return workers
                workers.end()
        return Workers(1, bounds)

    def _give_back(self, workers: Workers) -> None:
        with self._lock:
            self._idle.append(workers)
            if self._timer:
                self._timer.cancel()
            self._timer = Timer(_IDLE, self.end)
            self._timer.daemon = True
            self._timer.start()


_IDLE_WORKERS = _IdleWorkers()
