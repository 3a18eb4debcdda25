"""Runs on one store share the work; what a run that has ended had in work is free at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_folder import report
from sqlalchemy import insert, select, update

from pipeline.archive import claims as claiming
from pipeline.archive import run as running
from pipeline.archive.claims import claimed, claimed_by_others, enter, host, leave, release_ended
from pipeline.archive.intake import Intake, forget_unused, take_in
from pipeline.archive.outcome import Refused, versions
from pipeline.archive.processes import start_of
from pipeline.archive.queue import jobs
from pipeline.archive.run import run_folders
from pipeline.archive.schema import active, claims, files, runs
from pipeline.archive.settings import Settings
from pipeline.archive.state import status
from pipeline.archive.store import Store
from pipeline.archive.walking import Passed, walk
from pipeline.archive.writing import write
from pipeline.console import Screen
from pipeline.reading import Limits

ME = (host(), os.getpid(), start_of(os.getpid()) or 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    root.mkdir()
    for number in range(5):
        (root / f"{number}.txt").write_bytes(report(number))
    return root


@pytest.fixture
def store(folder: Path, store_url: str) -> Iterator[Store]:
    """Five contents that are pending."""
    made = Store.open(store_url, create=True)
    list(take_in(made, walk([str(folder)], Passed()), 1, Limits(), Intake()))
    yield made
    made.close()


def begun(store: Store, number: int, where: tuple[str, int, float] = ME, silent: float = 0.0) -> None:
    """A run that was begun by a process on a machine, and last heard of so many seconds ago."""
    with store.begin() as connection:
        connection.execute(insert(runs).values(id=number, started="", state="running", code="", settings="{}"))
        at = claiming._clock(connection) - silent
        values = dict(zip(("host", "pid", "start"), where, strict=True))
        connection.execute(insert(active).values(run=number, beat=at, **values))


def taken(store: Store, run: int, most: int = 9) -> list[str]:
    """The contents that `run` claims, of those it is offered."""
    drawn = claimed(store, jobs(store), run)
    return [job.sha256 for _, job in zip(range(most), drawn, strict=False)]


def test_two_runs_share_the_work(store: Store) -> None:
    begun(store, 1)
    begun(store, 2)
    first, second = claimed(store, jobs(store), 1), claimed(store, jobs(store), 2)
    mine, yours = [next(first).sha256, next(first).sha256], [next(second).sha256]
    write(store, mine[0], Refused("crash", "", ""), 1, versions(), 0.0)
    yours += [job.sha256 for job in second]
    mine += [job.sha256 for job in first]  # one more, which was claimed with the one before
    assert (len(mine), len(yours), len({*mine, *yours})) == (3, 2, 5)
    assert (claimed_by_others(store, 1), claimed_by_others(store, 2)) == (2, 2)
    release_ended(store)
    assert taken(store, 3) == []
    with store.begin() as connection:
        leave(connection, 2)
    assert len(taken(store, 3)) == 2


def test_slow_files_are_claimed_one_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claiming, "_AHEAD", 0.0)
    begun(store, 1)
    assert len(taken(store, 1, most=3)) == claimed_by_others(store, 2) == 3


ENDED = [  # where the run was, seconds since it was heard of, is it over
    (ME, 9000.0, False),
    ((host(), os.getpid(), ME[2] - 500.0), 0.0, True),  # another process has its number by now
    (("elsewhere", 1, 1.0), 5.0, False),
    (("elsewhere", 1, 1.0), 130.0, True),
]


@pytest.mark.parametrize(("where", "silent", "over"), ENDED)
def test_what_a_run_leaves(store: Store, where: tuple[str, int, float], silent: float, over: bool) -> None:
    begun(store, 7, where, silent)
    assert len(taken(store, 7, most=2)) == 2
    kept = claimed_by_others(store, 8)
    begun(store, 8)
    release_ended(store)
    assert len(taken(store, 8)) == (5 if over else 5 - kept)
    assert claimed_by_others(store, 8) == (0 if over else kept)
    assert [each["state"] for each in status(store).runs if each["id"] == 7] == ["interrupted" if over else "running"]


def test_a_process_that_was_killed_leaves_at_once(store: Store) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    begun(store, 7, (host(), process.pid, start_of(process.pid) or 0.0))
    assert len(taken(store, 7)) == 5
    release_ended(store)
    assert taken(store, 8) == []
    process.kill()
    while start_of(process.pid) is not None:
        pass
    release_ended(store)  # it has not been waited for yet: a zombie is at nothing
    begun(store, 8)
    assert len(taken(store, 8)) == 5
    process.communicate()


def test_a_run_that_was_silent_comes_back(store: Store) -> None:
    """A laptop asleep: what it had is done by another, what it claims from now on is its own."""
    begun(store, 7, ("elsewhere", 1, 1.0), silent=500.0)
    taken(store, 7, most=1)
    release_ended(store)
    assert claimed_by_others(store, 8) == 0
    claiming._beat(store, 7)
    assert len(taken(store, 7)) == 5
    release_ended(store)
    assert claimed_by_others(store, 8) == 5


def test_a_claim_goes_with_its_content(store: Store) -> None:
    begun(store, 7)
    (key,) = taken(store, 7, most=1)
    with store.begin() as connection:
        connection.execute(files.delete().where(files.c.sha256 == key))
        forget_unused(connection, key)
    assert claimed_by_others(store, 8) == 0


def test_a_run_waits_for_another_and_does_what_that_leaves(
    store: Store, store_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    begun(store, 700, ("elsewhere", 1, 1.0))
    assert len(taken(store, 700, most=3)) == 3
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            with store.begin() as connection:
                connection.execute(update(active).where(active.c.run == 700).values(beat=1.0))

    monkeypatch.setattr(running.time, "sleep", sleep)
    assert run_folders([str(folder)], store_url, Settings(workers=1), Screen("en")) == 0
    assert status(store).contents == {"done": 5}
    assert len(looks) == 3
    assert capfd.readouterr().err.count("Another run is at 3 files") == 1
    with store.reading() as connection:
        assert list(connection.execute(select(claims))) == list(connection.execute(select(active))) == []


def test_entering_tells_who_one_is(store: Store) -> None:
    with store.begin() as connection:
        enter(connection, 9)
        (row,) = connection.execute(select(active)).all()
    assert (row.host, row.pid) == ME[:2]
    assert claiming._lives(row, row.beat + 1e6)
