"""Jobs come back in their order, are drawn no further ahead than needed, and fail in their turn."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.ordered import in_order

Job = Callable[[], int]


def _late(number: int, seconds: float) -> int:
    time.sleep(seconds)
    return number


def _failing(number: int) -> int:
    raise ValueError(f"page {number}")


def _drawn(jobs: list[Job], drawn: list[int]) -> Iterator[Job]:
    """`jobs`, each noted in `drawn` as it is taken."""
    for number, job in enumerate(jobs):
        drawn.append(number)
        yield job


@settings(max_examples=25, deadline=None)
@given(pauses=st.lists(st.floats(0, 0.003), max_size=20), workers=st.integers(0, 5))
def test_order_is_kept(pauses: list[float], workers: int) -> None:
    jobs = [partial(_late, number, pause) for number, pause in enumerate(pauses)]
    assert list(in_order(jobs, workers)) == list(range(len(pauses)))


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_jobs_are_drawn_as_results_are_taken(workers: int) -> None:
    drawn: list[int] = []
    jobs: list[Job] = [partial(_late, number, 0.002) for number in range(20)]
    results = in_order(_drawn(jobs, drawn), workers)
    assert drawn == []
    for taken, result in enumerate(results, start=1):
        assert result == taken - 1
        assert len(drawn) <= taken + workers


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("at", [0, 3, 7])
def test_errors_are_raised_in_their_turn(workers: int, at: int) -> None:
    jobs: list[Job] = [partial(_late, number, 0.003) for number in range(8)]
    jobs[at] = partial(_failing, at)
    results = in_order(jobs, workers)
    assert [next(results) for _ in range(at)] == list(range(at))
    with pytest.raises(ValueError, match=f"page {at}"):
        next(results)
    assert list(results) == []


def test_one_worker_runs_in_the_caller() -> None:
    jobs = [threading.get_ident] * 3
    assert set(in_order(jobs, 1)) == {threading.get_ident()}
    assert threading.get_ident() not in set(in_order(jobs, 2))


def test_jobs_run_side_by_side() -> None:
    meeting = threading.Barrier(2, timeout=5)
    assert sorted(in_order([meeting.wait, meeting.wait], 2)) == [0, 1]


def test_no_more_run_at_a_time_than_workers() -> None:
    lock, running, most = threading.Lock(), [0], [0]

    def work() -> int:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.002)
        with lock:
            running[0] -= 1
        return 0

    assert list(in_order([work] * 12, 3)) == [0] * 12
    assert most[0] <= 3


def test_what_draws_the_jobs_may_fail() -> None:
    def jobs() -> Iterator[Job]:
        yield partial(_late, 0, 0.0)
        raise ValueError("drawing")

    results = in_order(jobs(), 2)
    with pytest.raises(ValueError, match="drawing"):
        list(results)


def test_who_stops_early_starts_no_more_jobs() -> None:
    drawn: list[int] = []
    started: list[int] = []

    def job(number: int) -> int:
        started.append(number)
        time.sleep(0.01)
        return number

    results = in_order(_drawn([partial(job, number) for number in range(30)], drawn), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(started) <= 4
    assert len(drawn) <= 4


def test_no_jobs() -> None:
    assert list(in_order([], 0)) == []
