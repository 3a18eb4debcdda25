"""Batches on a network that is only made believe: their size and number, what is lost, and when a run is refused."""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from distributed import CancelledError

from pipeline.archive import dispatch, remote
from pipeline.archive.cluster import DaskNetwork
from pipeline.archive.dispatch import ClusterError, Dispatch, Returned
from pipeline.archive.outcome import Done, Refused, Versions, versions
from pipeline.archive.remote import Answer, Batch, process_batch
from pipeline.archive.run import run_folders
from pipeline.archive.settings import Settings
from pipeline.archive.workers import Bounds, Finished, Job, Workers
from pipeline.console import Screen
from pipeline.reading import Limits

MADE_BY = Versions("1", "r", "m")
BOUNDS = Bounds(Limits(), 1 << 30)
REFUSED = Refused("bug", "x", "x")
SECONDS = 0.5


def answered(batch: Batch) -> Answer:
    return Answer(MADE_BY, tuple(Finished(job, REFUSED, SECONDS) for job in batch.jobs))


@dataclass
class Believed:
    """A network of `machines` threads that answers the oldest batch by `answer`; None: it was lost with machines."""

    answer: Callable[[Batch], Answer | None] = answered
    machines: int = 2
    out: deque[Batch] = field(default_factory=deque)
    sizes: list[int] = field(default_factory=list)
    most: int = 0
    canceled: bool = False

    def threads(self) -> int:
        return self.machines

    def submit(self, batch: Batch) -> None:
        self.out.append(batch)
        self.sizes.append(len(batch.jobs))
        self.most = max(self.most, len(self.out))

    def returned(self, seconds: float) -> Iterable[Returned]:
        if self.out:
            batch = self.out.popleft()
            yield Returned(batch, self.answer(batch))

    def cancel(self) -> None:
        self.canceled = True
        self.out.clear()


@dataclass
class Here(Workers):
    """Workers of this machine that only remember what they were given."""

    given: list[Job] = field(default_factory=list)

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        for job in jobs:
            self.given.append(job)
            yield Finished(job, REFUSED, SECONDS)


def jobs(count: int) -> list[Job]:
    return [Job(f"{number:064}", f"/in/{number}.txt") for number in range(count)]


def dispatched(network: Believed) -> Dispatch:
    return Dispatch(network, BOUNDS, MADE_BY, Here(1, BOUNDS))


@pytest.mark.parametrize(("count", "machines"), [(0, 2), (1, 1), (7, 2), (500, 3)])
def test_every_job_once_and_few_batches_out(count: int, machines: int) -> None:
    network = Believed(machines=machines)
    finished = [result.job for result in dispatched(network).outcomes(iter(jobs(count)))]
    assert finished == jobs(count)
    assert network.most <= machines * 2
    assert network.canceled


def test_no_jobs_ask_for_no_machines() -> None:
    assert list(dispatched(Believed(machines=0)).outcomes(iter([]))) == []


def test_batches_grow_with_the_pace_of_the_files() -> None:
    network = Believed(machines=1)
    list(dispatched(network).outcomes(iter(jobs(200))))
    assert network.sizes[0] == 4  # nothing is known yet
    assert max(network.sizes) == 10 / SECONDS
    slow = Believed(lambda batch: Answer(MADE_BY, tuple(Finished(job, REFUSED, 90.0) for job in batch.jobs)))
    list(dispatched(slow).outcomes(iter(jobs(40))))
    assert slow.sizes[-1] == 1


def test_a_batch_that_ends_its_machines_is_split_and_the_culprit_refused() -> None:
    bad = jobs(40)[13]
    network = Believed(lambda batch: None if bad in batch.jobs else answered(batch))
    finished = {result.job: result.outcome for result in dispatched(network).outcomes(iter(jobs(40)))}
    assert set(finished) == set(jobs(40))
    crashed = [job for job, outcome in finished.items() if isinstance(outcome, Refused) and outcome.reason == "crash"]
    assert crashed == [bad]


def test_what_no_machine_sees_is_done_here() -> None:
    def some(batch: Batch) -> Answer:
        odd = tuple(job for job in batch.jobs if job.path[-5] in "13579")
        return Answer(MADE_BY, tuple(Finished(job, REFUSED, SECONDS) for job in batch.jobs if job not in odd), odd)

    work = dispatched(Believed(some))
    finished = sorted(result.job.sha256 for result in work.outcomes(iter(jobs(300))))
    assert finished == [job.sha256 for job in jobs(300)]
    assert isinstance(work.local, Here)
    assert len(work.local.given) == work.unseen == 150
    notice = work.notice()
    assert notice is not None
    assert notice.en.startswith("150 files")


def test_a_folder_that_is_not_shared_is_refused() -> None:
    work = dispatched(Believed(lambda batch: Answer(MADE_BY, (), batch.jobs)))
    with pytest.raises(ClusterError, match="thư mục chung"):
        list(work.outcomes(iter(jobs(300))))


def test_another_version_is_refused() -> None:
    network = Believed(lambda batch: Answer(Versions("2", "r", "m")))
    with pytest.raises(ClusterError, match="bản vanthu khác"):
        list(dispatched(network).outcomes(iter(jobs(3))))
    assert network.canceled


def test_a_network_without_machines_is_waited_for_and_then_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Believed(machines=0)
    looks = 0

    def look(seconds: float) -> list[Returned]:
        nonlocal looks
        looks += 1
        network.machines = 1 if looks == 3 else network.machines
        return list(Believed.returned(network, seconds))

    monkeypatch.setattr(network, "returned", look)
    assert len(list(dispatched(network).outcomes(iter(jobs(9))))) == 9
    monkeypatch.setattr(dispatch, "_PATIENCE", -1.0)
    with pytest.raises(ClusterError, match="dask worker"):
        list(dispatched(Believed(machines=0)).outcomes(iter(jobs(9))))


def test_a_batch_on_its_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Tổng số hồ sơ tiếp nhận: 12 hồ sơ.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Các máy có tệp khác ở đây.", encoding="utf-8")
    content = sha256((tmp_path / "a.txt").read_bytes()).hexdigest()
    there = Job(content, str(tmp_path / "a.txt"))
    other = Job("0" * 64, str(tmp_path / "b.txt"))
    missing = Job("1" * 64, str(tmp_path / "c.txt"))
    monkeypatch.setattr(remote, "_IDLE_WORKERS", idle := remote._IdleWorkers())
    try:
        answer = process_batch(Batch((there, other, missing), BOUNDS, versions()))
        assert [result.job for result in answer.finished] == [there]
        assert isinstance(answer.finished[0].outcome, Done)
        assert answer.unseen == (other, missing)
        first = idle._idle[0]._all[0].process.pid
        assert process_batch(Batch((there,), BOUNDS, versions())).finished[0].job == there
        assert idle._idle[0]._all[0].process.pid == first  # starting a process takes longer than the file
        idle._idle[0]._all[0].process.kill()
        idle._idle[0]._all[0].process.join()
        assert isinstance(process_batch(Batch((there,), BOUNDS, versions())).finished[0].outcome, Done)
    finally:
        idle.end()
    assert process_batch(Batch((there,), BOUNDS, MADE_BY)) == Answer(versions())


ADDRESSES = [
    ("tcp://127.0.0.1:9", 4, "Cannot connect"),
    ("tcp://127.0.0.1:99999", 4, "Cannot connect"),
    ("127.0.0.1:8786", 2, "not the address"),
    ("http://127.0.0.1:8786", 2, "not the address"),
    ("tcp://", 2, "not the address"),
    ("inproc://1.2.3.4/5/6", 2, "not the address"),
]


@pytest.mark.parametrize(("address", "code", "told"), ADDRESSES)
def test_an_address_where_no_scheduler_is(
    address: str, code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.archive.cluster._CONNECTING", 0.5)
    (tmp_path / "in").mkdir()
    with pytest.raises(ClusterError) as raised:
        run_folders([str(tmp_path / "in")], str(tmp_path / "s.db"), Settings(cluster=address), Screen("en"))
    assert raised.value.exit_code == code
    assert told in raised.value.message_en
    assert not (tmp_path / "s.db").exists()


def test_the_extra_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "in").mkdir()
    with pytest.raises(ClusterError, match="vanthu\\[cluster\\]") as raised:
        run_folders([str(tmp_path / "in")], str(tmp_path / "s.db"), Settings(cluster="tcp://a:1"), Screen("en"))
    assert raised.value.exit_code == 4
    assert not (tmp_path / "s.db").exists()


def test_without_a_cluster_nothing_of_dask_is_loaded() -> None:
    told = "import sys, pipeline.archive.run; sys.exit(any(n.startswith(('dask', 'distributed')) for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


FAILURES = [
    (CancelledError("scheduler-connection-lost"), "running", "has been lost"),
    (OSError("closed"), "closed", "has been lost"),
    (ModuleNotFoundError("No module named 'pipeline'"), "running", "lacks vanthu"),
    (caused(RuntimeError("deserialization of the task graph"), ImportError("pipeline")), "running", "lacks vanthu"),
    (RuntimeError("deserialization of the task graph"), "running", "lacks vanthu"),
    (OSError("Cannot allocate memory"), "running", "cannot do the work (OSError: Cannot allocate memory)"),
]


def returned(error: Exception, status: str = "running") -> list[Returned]:
    """What a Dask cluster gives for one batch whose future raises `error`."""

    def result() -> Answer:
        raise error

    future = SimpleNamespace(key="1", result=result, release=lambda: None, add_done_callback=lambda put: put(future))
    client = SimpleNamespace(status="running", submit=lambda *_, **__: future)
    network = DaskNetwork(client, "tcp://10.0.0.5:8786")
    network.submit(BATCH)
    client.status = status
    return list(network.returned(0.1))


BATCH = Batch(tuple(jobs(2)), BOUNDS, MADE_BY)


@pytest.mark.parametrize(("error", "status", "told"), FAILURES)
def test_what_a_cluster_may_fail_with_is_one_sentence(error: Exception, status: str, told: str) -> None:
    with pytest.raises(ClusterError) as raised:
        returned(error, status)
    assert told in raised.value.message_en
    assert raised.value.exit_code == 4


def test_a_batch_that_killed_its_workers_comes_back_without_an_answer() -> None:
    from distributed.scheduler import KilledWorker

    assert returned(KilledWorker("1", None, 3)) == [Returned(BATCH, None)]  # type: ignore[arg-type]
