"""What one file does to its worker costs that file only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import failing_workers
import psutil
import pytest

import pipeline.archive.workers as pool_of_workers
from pipeline.archive import processes
from pipeline.archive.processes import memory_of
from pipeline.archive.processing import processing
from pipeline.archive.settings import Settings
from pipeline.archive.workers import Bounds, Finished, Job, Workers
from pipeline.reading import Limits

MIB = 1 << 20


def outcomes(names: list[str], *, workers: int = 2, seconds: float = 30.0, memory: int = 400) -> dict[str, Finished]:
    bounds = Bounds(Limits(file_seconds=seconds, page_seconds=seconds), memory * MIB)
    pool = Workers(workers, bounds, target=failing_workers.serve)
    found = list(pool.outcomes(Job(name, name) for name in names))
    assert sorted(each.job.path for each in found) == sorted(names), "each job exactly once"
    return {each.job.path: each for each in found}


def reasons(found: dict[str, Finished]) -> dict[str, str]:
    return {name: each.outcome.reason for name, each in found.items()}  # type: ignore[union-attr]


def children() -> set[int]:
    return {
        child.pid
        for child in psutil.Process().children(recursive=True)
        if "resource_tracker" not in " ".join(child.cmdline())
    }


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_file_once(workers: int) -> None:
    names = [f"file {number}" for number in range(40)]
    assert set(reasons(outcomes(names, workers=workers)).values()) == {"ok"}
    assert not children()


@pytest.mark.parametrize(("limit", "value"), [("_WORN_SECONDS", 0.0), ("_WORN_SHARE", 0.0)])
def test_a_worn_worker_is_replaced(limit: str, value: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_of_workers, limit, value)
    monkeypatch.setattr(pool_of_workers, "_WORN_FILES", 2)
    started: list[object] = []
    start = Workers._started
    monkeypatch.setattr(Workers, "_started", lambda pool: started.append(pool) or start(pool))  # type: ignore[func-returns-value]
    assert set(reasons(outcomes(["one", "two", "three", "four"], workers=1)).values()) == {"ok"}
    assert len(started) == (4 if limit == "_WORN_SECONDS" else 2)
    assert not children()


def test_workers_that_were_prepared_do_the_work() -> None:
    pool = Workers(2, Bounds(Limits(file_seconds=30.0), 400 * MIB), target=failing_workers.serve)
    pool.prepare(0)
    assert not children()
    pool.prepare(1)
    (first,) = children()
    pool.prepare(9)
    prepared = children()
    assert first in prepared
    assert len(prepared) == 2
    running = pool.outcomes(Job(name, name) for name in ("a", "b", "c"))
    next(running)
    assert children() == prepared
    assert len(list(running)) == 2
    assert not children()


def test_workers_that_were_prepared_end_with_a_run_without_work() -> None:
    with processing(Settings(workers=2)) as work:
        work.prepare(2)
        assert len(children()) == 2
    assert not children()


def test_memory_is_that_of_the_family(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that waits for a program with 60 MB: as the system lists them, and as every process tells it."""
    code = "import sys; kept = bytearray(60 << 20); print('ready', flush=True); sys.stdin.read()"
    family = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert family.stdin
    assert family.stdout
    assert family.stdout.readline().startswith(b"ready")
    listed = memory_of(family.pid)
    monkeypatch.setattr(processes, "_listed", lambda _: None)
    told = memory_of(family.pid)
    family.stdin.close()
    assert family.wait() == 0
    assert listed > 60 * MIB
    assert abs(listed - told) < MIB
    assert memory_of(family.pid) == memory_of(None) == 0


def test_nothing_to_do_starts_nobody() -> None:
    assert outcomes([]) == {}


# names, reason of the bad one
BAD = [("crash", "crash", 30.0), ("hang", "timeout", 2.0), ("pages", "timeout", 2.0), ("grow", "memory", 60.0)]


@pytest.mark.parametrize(("name", "reason", "seconds"), BAD)
def test_a_bad_file_costs_itself_only(name: str, reason: str, seconds: float) -> None:
    began = time.monotonic()
    names = ["a", name, "b", f"{name} 2", "c", "d"]
    found = reasons(outcomes(names, seconds=seconds, memory=300))
    assert found == {"a": "ok", "b": "ok", "c": "ok", "d": "ok", name: reason, f"{name} 2": reason}
    assert time.monotonic() - began < 60
    assert not children()


def test_whoever_stops_listening_ends_the_workers() -> None:
    pool = Workers(2, Bounds(Limits(file_seconds=60), 400 * MIB), target=failing_workers.serve)
    running = pool.outcomes(Job(name, name) for name in ["a", "hang", "hang 2"])
    assert next(running).job.path == "a"
    running.close()
    assert not children()


def is_over(page: Path) -> bool:
    """Whether the program ends, within some seconds, whose number is told in the file `page`."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        number = page.read_text() if page.exists() else ""
        if number and not (psutil.pid_exists(int(number)) and psutil.Process(int(number)).status() != "zombie"):
            return True
        time.sleep(0.05)
    return False


def test_a_page_ends_with_a_worker_that_has_ended_itself(tmp_path: Path) -> None:
    """Its child is an orphan by then, and no child of anybody's any more."""
    page = tmp_path / "page"
    assert set(reasons(outcomes([f"crash page {page}"])).values()) == {"crash"}
    assert is_over(page)


RUN = """
import failing_workers
import pipeline.archive.workers as pool_of_workers
from pipeline.archive.workers import Bounds, Job, Workers
from pipeline.reading import Limits

if __name__ == "__main__":
    pool = Workers(1, Bounds(Limits(file_seconds=600, page_seconds=600), 1 << 30), target=failing_workers.serve)
    list(pool.outcomes(iter([Job("a", {job!r})])))
"""


@pytest.mark.slow
@pytest.mark.parametrize("whole_group", [False, True])
@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_a_page_ends_with_a_run_that_is_killed(tmp_path: Path, whole_group: bool) -> None:
    page, script = tmp_path / "page", tmp_path / "script.py"
    script.write_text(RUN.format(job=f"hang page {page}"))
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    run = subprocess.Popen([sys.executable, script], env=os.environ | {"PYTHONPATH": path}, start_new_session=True)
    until = time.monotonic() + 30
    while not (page.exists() and page.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    (worker,) = [
        each for each in psutil.Process(run.pid).children() if "resource_tracker" not in " ".join(each.cmdline())
    ]
    os.killpg(run.pid, signal.SIGKILL) if whole_group else run.kill()
    run.wait()
    assert is_over(page)
    assert psutil.wait_procs([worker], timeout=10)[1] == []
