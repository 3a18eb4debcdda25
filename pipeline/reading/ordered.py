"""Pages read side by side, one a core, and given back in their order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_order(jobs: Iterable[Callable[[], T]], workers: int) -> Iterator[T]:
    """The result of each job in the order of `jobs`, up to `workers` at work at a time (0: one a core).

    Recognition is done by programs and libraries that leave Python's lock, so threads are enough. `jobs` is drawn from
    only as results are taken, so memory holds some pages, however many there are. What a job raises is raised in its
    turn.
    """
    workers = workers or os.cpu_count() or 1
    if workers == 1:
        yield from (job() for job in jobs)
        return
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for job in jobs:
                waiting.append(pool.submit(job))
                while len(waiting) > workers or (waiting and waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
