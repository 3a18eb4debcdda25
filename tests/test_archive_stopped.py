"""Runs that are stopped, killed, or two at once: the store stays whole, and nobody is left behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest
from hostile_folder import report
from sqlalchemy import func, select

from pipeline.archive.schema import contents, documents, events, files
from pipeline.archive.state import status
from pipeline.archive.store import Store
from pipeline.archive.verify import Tally, verify

COMMAND = [sys.executable, "-m", "pipeline"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups")]


def started(*args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def given_up(process: subprocess.Popen[bytes]) -> AssertionError:
    """What to raise when a run does not come to what is waited for: it is ended, for a watch never ends by itself."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return AssertionError(process.communicate())


def wait_until_done(process: subprocess.Popen[bytes], where: str, number: int) -> None:
    """Wait until `number` files are done; their workers may have ended."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if Path(where).exists() and written(where) >= number:
            return
        time.sleep(0.05)
    raise given_up(process)


def written(where: str) -> int:
    """How many documents a store of SQLite has, which may be in the making."""
    with closing(sqlite3.connect(where, timeout=30)) as connection:
        made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone()
        return connection.execute("SELECT count(*) FROM documents").fetchone()[0] if made else 0


def is_whole(where: str) -> bool:
    store = Store.open(where)
    try:
        return not list(verify(store, Tally()))
    finally:
        store.close()


def counted(where: str, state: str) -> int:
    store = Store.open(where)
    try:
        with store.reading() as connection:
            wanted = select(func.count()).select_from(contents).where(contents.c.state == state)
            return int(connection.scalar(wanted) or 0)
    finally:
        store.close()


def latest(where: str) -> str:
    """The state of the latest run."""
    store = Store.open(where)
    try:
        return str(status(store).runs[0]["state"])
    finally:
        store.close()


def many(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_bytes(report(number))


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The workers of a run (not Python's resource tracker, which ends by itself)."""
    children = psutil.Process(process.pid).children(recursive=True)
    return [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]


def wait_for_results(process: subprocess.Popen[bytes], where: str) -> list[psutil.Process]:
    """Wait until the run is in the midst of its files; its workers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if Path(where).exists() and (workers := family(process)) and written(where) > 3:
            return workers
        time.sleep(0.05)
    raise given_up(process)


SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize(("number", "expected"), SIGNALS)
@pytest.mark.parametrize("whole_group", [False, True])
def test_a_run_that_is_stopped(tmp_path: Path, number: signal.Signals, expected: int, whole_group: bool) -> None:
    """A terminal sends Ctrl-C to the workers too; a service is told alone."""
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip("the tests run under nohup, and so does the run")
    many(tmp_path / "in", 300)
    where = str(tmp_path / "kho.db")
    run = started("run", str(tmp_path / "in"), "--store", where, "--workers", "2", "--lang", "en")
    workers = wait_for_results(run, where)
    os.killpg(run.pid, number) if whole_group else run.send_signal(number)
    _, told = run.communicate(timeout=30)
    assert run.returncode == expected, told.decode()
    assert "Traceback" not in told.decode()
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    done = counted(where, "done")
    assert 0 < done < 300
    assert counted(where, "pending") == 300 - done
    assert is_whole(where)
    assert latest(where) == "interrupted"
    assert started("run", str(tmp_path / "in"), "--store", where, "--workers", "2").wait(timeout=120) == 0
    assert is_whole(where)


def test_a_run_that_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    """Not even one that would be at its file for long."""
    many(tmp_path / "in", 300)
    where = str(tmp_path / "kho.db")
    run = started("run", str(tmp_path / "in"), "--store", where, "--workers", "2")
    workers = wait_for_results(run, where)
    run.kill()
    run.communicate(timeout=30)
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    assert is_whole(where)


@pytest.mark.parametrize("pause", [0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 1.9])
def test_ctrl_c_while_the_program_and_its_workers_start(tmp_path: Path, pause: float) -> None:
    many(tmp_path / "in", 3)
    for attempt in range(2):
        run = started("run", str(tmp_path / "in"), "--store", str(tmp_path / f"{attempt}.db"), "--workers", "2")
        time.sleep(pause)
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate(timeout=30)
        assert run.returncode in (0, 130, -signal.SIGINT), told.decode()  # Python itself may end by the signal
        assert "Traceback" not in told.decode()


def test_two_runs_on_one_store_at_once(tmp_path: Path, store_url: str) -> None:
    many(tmp_path / "in", 150)
    arguments = ("run", str(tmp_path / "in"), "--store", store_url, "--workers", "1", "--lang", "en")
    runs = [started(*arguments), started(*arguments)]
    for run in runs:
        _, told = run.communicate(timeout=300)
        assert run.returncode == 0, told.decode()
    store = Store.open(store_url)
    with store.reading() as connection:
        assert [connection.scalar(select(func.count()).select_from(table)) for table in (files, documents)] == [150] * 2
        done = select(events.c.run, func.count()).where(events.c.what == "done").group_by(events.c.run)
        shares = [share for _, share in connection.execute(done)]
    store.close()
    assert sum(shares) == 150, "each file once"
    assert len(shares) == 2, "by both"
    assert is_whole(store_url)


def test_a_watched_folder_until_ctrl_c(tmp_path: Path) -> None:
    many(tmp_path / "in", 5)
    where = str(tmp_path / "kho.db")
    run = started("run", str(tmp_path / "in"), "--store", where, "--workers", "1", "--watch")
    wait_until_done(run, where, 5)
    time.sleep(1)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 130, told.decode()
    assert counted(where, "done") == 5
