"""A Dask scheduler and two workers on this machine: what is lost in mid-run changes no row of the store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select

from pipeline.archive import schema
from pipeline.archive.run import run_folders
from pipeline.archive.settings import Settings
from pipeline.archive.state import status
from pipeline.archive.store import Store
from pipeline.archive.verify import Tally, verify
from pipeline.console import Screen

FILES = 60
REPORT = """ỦY BAN NHÂN DÂN XÃ ĐÔNG HƯNG
Số: {number}/BC-UBND
BÁO CÁO
Kết quả giải quyết thủ tục hành chính tháng 6 năm 2026
Tổng số hồ sơ tiếp nhận: {count} hồ sơ; đã giải quyết {count} hồ sơ, đạt 9{digit},5%.
"""
ROOT = Path(__file__).resolve().parent.parent
SOON = 90.0  # seconds, on a busy machine

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    for number in range(FILES):
        text = REPORT.format(number=number + 1, count=1000 + number, digit=number % 10)
        (inside / f"báo cáo {number:02}.txt").write_text(text, encoding="utf-8")
    (inside / "empty.pdf").write_bytes(b"")
    return inside


class Cluster:
    """The processes of a scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "scheduler.json"
        self.scheduler = self._started("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        until(self._file.exists)
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return str(json.loads(self._file.read_text())["address"])

    def add_worker(self, *options: str) -> None:
        common = ("--nthreads", "1", "--local-directory", str(self._folder), *options)
        self.workers.append(self._started("worker", self.address, *common))

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _started(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, "--host", "127.0.0.1"]
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen([*command, "--no-dashboard"], cwd=ROOT, stdout=log, stderr=log)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "dask").mkdir()
    started = Cluster(tmp_path / "dask")
    try:
        yield started
    finally:
        started.end()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)


def run(folder: Path, where: str, address: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "run", str(folder), "--store", where, "--cluster", address]
    return subprocess.Popen([*command, "--lang", "en"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def rows(where: str) -> list[list[tuple[object, ...]]]:
    """Every row that a file gave, without what tells when and by which run."""
    store = Store.open(where)
    tables = [schema.documents, schema.pages, schema.extractions, schema.findings]
    states = select(schema.contents.c.sha256, schema.contents.c.state, schema.contents.c.reason)
    with store.reading() as connection:
        found = [sorted(map(tuple, connection.execute(select(table))), key=repr) for table in tables]
        found.append(sorted(map(tuple, connection.execute(states)), key=repr))
    store.close()
    return found


def faults(where: str) -> tuple[list[str], Tally]:
    store, tally = Store.open(where), Tally()
    found = [fault.told.en for fault in verify(store, tally)]
    store.close()
    return found, tally


def test_a_worker_killed_in_mid_run_changes_no_row(
    folder: Path, store_url: str, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.add_worker("--no-nanny")
    cluster.add_worker("--no-nanny")
    running = run(folder, store_url, cluster.address)
    lost = psutil.Process(cluster.workers[0].pid)
    until(lost.children)  # it has a batch, and a process for its files that is not ready yet
    orphans = lost.children()
    lost.kill()
    told, _ = running.communicate(timeout=SOON * 2)
    assert running.returncode == 5, told.decode()
    assert b"truncated 1" in told
    assert not psutil.wait_procs(orphans, timeout=SOON)[1]  # whom nobody would end any more
    assert faults(store_url) == ([], Tally(done=FILES, quarantined=1, pending=0))

    local = str(tmp_path / "local.db")
    run_folders([str(folder)], local, Settings(workers=2), Screen("en"))
    assert rows(store_url) == rows(local)


def test_a_scheduler_lost_in_mid_run_leaves_what_is_not_done_pending(
    folder: Path, store_url: str, cluster: Cluster
) -> None:
    cluster.add_worker()  # with a nanny: its worker is a daemon process, which may start none by itself
    running = run(folder, store_url, cluster.address)
    nanny = psutil.Process(cluster.workers[0].pid)
    until(lambda: len(nanny.children(recursive=True)) > len(nanny.children()))  # its worker has started one
    os.kill(cluster.scheduler.pid, signal.SIGKILL)
    told, _ = running.communicate(timeout=SOON)
    assert running.returncode == 4, told.decode()
    assert b"run again to go on" in told
    assert b"Traceback" not in told
    found, tally = faults(store_url)
    assert found == []
    assert tally.paths == FILES + 1
    assert tally.pending > 0

    assert run_folders([str(folder)], store_url, Settings(workers=1), Screen("en")) == 5
    store = Store.open(store_url)
    assert status(store).contents["done"] == FILES
    store.close()
