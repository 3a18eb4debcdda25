"""Isolated worker processes: what one file does to its worker costs that file only.

A worker that dies, hangs or grows beyond its limits is ended with its children, its file refused with the reason, and
another worker takes its place.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait

from ..labels import Label
from ..reading import Limits
from .outcome import Outcome, Refused
from .processes import end_family, memory_of
from .stopping import undisturbed
from .worker import MEMORY, Message, Reached, Serve, begin, serve

_LOOK = 0.25  # seconds between two looks at times and memory
_STALL = 60.0  # seconds beyond the limit of a page without a sign of life
_STARTING = 180.0  # seconds for a worker to be ready
# Of one worker: then a fresh one takes its place, and what the old one leaked is free. To start one costs seconds.
_WORN_SECONDS = 600.0
_WORN_FILES, _WORN_SHARE = 50, 0.5  # after so many files it is looked whether it holds this share of its memory

_HANGS = Refused(
    "timeout",
    "Xử lý tệp quá thời gian cho phép: hãy tách tệp hoặc nâng --file-seconds.",
    "The file took longer than is allowed: split it or raise --file-seconds.",
)
_CRASHED = Refused(
    "crash",
    "Tệp làm tiến trình xử lý dừng đột ngột: hãy lưu lại tệp bằng chương trình khác rồi chạy vanthu retry.",
    "The file ended its worker process at once: save it anew with another program, then run vanthu retry.",
)


@dataclass(frozen=True, slots=True)
class Job:
    """Content to process, and a path where it lies."""

    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of a job, and how many seconds it took."""

    job: Job
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a worker may cost: the limits of reading, and bytes of memory with all that it starts."""

    limits: Limits
    memory: int


class _Worker:
    """One process and the job it is at."""

    def __init__(self, bounds: Bounds, target: Serve) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=begin, args=(target, theirs, bounds.limits, bounds.memory), daemon=True)
        with undisturbed():
            self.process.start()
        theirs.close()
        self.bounds = bounds
        self.job: Job | None = None
        self.files = 0
        self.ready = False
        self.born = self.started = self.alive = time.monotonic()

    def give(self, job: Job) -> None:
        self.started = self.alive = time.monotonic()
        if not self.files:  # it may have waited for long
            self.born = self.started
        self.job, self.files = job, self.files + 1
        with suppress(BrokenPipeError, ConnectionError):  # a dead worker is met when its end is read
            self.connection.send(job.path)

    def take(self) -> Outcome | None:
        """The outcome of the job, None for a sign of life."""
        try:
            message: Message = self.connection.recv()
        except (EOFError, ConnectionError, OSError):
            return _CRASHED
        except Exception:  # an answer cut off in the midst of a message
            return _CRASHED
        if isinstance(message, Reached):
            self.alive = time.monotonic()
            if not message.page:  # its start is not the time of the file
                self.ready, self.started = True, self.alive
            return None
        return message

    def fault(self) -> Refused | None:
        """Why the worker must be ended, if it must."""
        now, limits = time.monotonic(), self.bounds.limits
        if not self.ready:
            return _CRASHED if now - self.started > _STARTING else None
        if now - self.started > limits.file_seconds or now - self.alive > limits.page_seconds + _STALL:
            return _HANGS
        return MEMORY if memory_of(self.process.pid) > self.bounds.memory else None

    def end(self) -> None:
        """End the process and all that it started."""
        self.connection.close()
        if self.process.pid:
            end_family(self.process.pid)
        self.process.join()
        self.process.close()

    @property
    def is_worn(self) -> bool:
        """Whether it has run for long, or holds on to much memory between files."""
        if time.monotonic() - self.born >= _WORN_SECONDS:
            return True
        return self.files % _WORN_FILES == 0 and memory_of(self.process.pid) > _WORN_SHARE * self.bounds.memory


@dataclass
class Workers:
    """`count` worker processes under `bounds`."""

    count: int
    bounds: Bounds
    target: Serve = serve
    _all: list[_Worker] = field(default_factory=list)

    def prepare(self, files: int) -> None:
        """Start the processes that so many files will need: they load what they need beside other work."""
        while len(self._all) < min(files, self.count):
            self._started()

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """What comes of each of the `jobs`, as soon as it is there, in any order; a job in work is never lost."""
        try:
            yield from self.results(jobs)
        finally:
            self.end()

    def results(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """The same, with the processes left running for more jobs, until `end`."""
        looked = time.monotonic()
        while self._feed(jobs):
            busy = {worker.connection: worker for worker in self._all if worker.job}
            for connection in wait(list(busy), timeout=_LOOK):
                finished = self._answer(busy[connection], jobs)  # type: ignore[index]
                if finished:
                    yield finished
            if time.monotonic() - looked >= _LOOK:
                looked = time.monotonic()
                yield from self._faults()

    def notice(self) -> Label | None:
        """Nothing: see Processing."""
        return None

    @property
    def are_alive(self) -> bool:
        """Whether no process has ended by itself since its last job."""
        return all(worker.process.is_alive() for worker in self._all)

    def end(self) -> None:
        """End every worker at once."""
        while self._all:
            self._all.pop().end()

    def _feed(self, jobs: Iterator[Job]) -> bool:
        """Give work to whoever has none; False when nothing is left to do."""
        idle = [worker for worker in self._all if worker.job is None]
        while len(self._all) - len(idle) < self.count:
            job = next(jobs, None)
            if job is None:
                break
            worker = idle.pop() if idle else self._started()
            worker.give(job)
        return any(worker.job for worker in self._all)

    def _started(self) -> _Worker:
        worker = _Worker(self.bounds, self.target)
        self._all.append(worker)
        return worker

    def _answer(self, worker: _Worker, jobs: Iterator[Job]) -> Finished | None:
        outcome = worker.take()
        if outcome is None or worker.job is None:
            return None
        finished = Finished(worker.job, outcome, time.monotonic() - worker.started)
        if outcome is _CRASHED or worker.is_worn:
            self._replace(worker)
            return finished
        following = next(jobs, None)  # at once: a worker need not wait for its result to be written
        worker.job = None
        if following:
            worker.give(following)
        return finished

    def _faults(self) -> Iterator[Finished]:
        for worker in [worker for worker in self._all if worker.job]:
            fault = worker.fault()
            if fault and worker.job:
                job, seconds = worker.job, time.monotonic() - worker.started
                self._replace(worker)
                yield Finished(job, fault, seconds)

    def _replace(self, worker: _Worker) -> None:
        self._all.remove(worker)
        worker.end()
