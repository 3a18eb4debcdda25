"""Files a second here and on a cluster of this machine, as in docs/scaling.md: `python -m benchmarks.archive.cluster`.

Small made-up text reports, so that what is measured is the work around the reading: batches, network, transactions.
The rate is that between the first result and the last; the time in all has the start of the processes too. The CPU is
that of the process that writes the store, which is what one run cannot have more of.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.archive.run import run_folders
from pipeline.archive.settings import Settings
from pipeline.console import Screen

_REPORT = """ỦY BAN NHÂN DÂN XÃ ĐÔNG HƯNG {number}
Số: {number}/BC-UBND
BÁO CÁO
Kết quả giải quyết thủ tục hành chính tháng 6 năm 2026
Tổng số hồ sơ tiếp nhận: {count} hồ sơ, trong đó trực tuyến {online} hồ sơ; đã giải quyết {count} hồ sơ, đạt 100%.
"""


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers of one thread."""
    told = folder / "scheduler.json"
    dask = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    running = [_quiet(*dask, "--no-dashboard", "--scheduler-file", str(told))]
    try:
        while not told.exists():
            time.sleep(0.1)
        address = str(json.loads(told.read_text())["address"])
        worker = (sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard")
        for _ in range(workers):
            running.append(_quiet(*worker, "--no-nanny", "--local-directory", str(folder)))
        time.sleep(5)  # they import for a while
        yield address
    finally:
        for process in running:
            process.kill()
            process.wait()


def _quiet(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measured(texts: Path, folder: Path, name: str, settings: Settings) -> None:
    """Run once into a new store and print how it went."""
    log = folder / f"{name}.jsonl"
    begun, busy = time.perf_counter(), time.process_time()
    run_folders([str(texts)], str(folder / f"{name}.db"), replace(settings, log=str(log)), Screen("en"))
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    at = [datetime.fromisoformat(json.loads(line)["at"]) for line in log.read_text(encoding="utf-8").splitlines()]
    steady = (at[-1] - at[0]).total_seconds()
    rate = (len(at) - 1) / steady
    print(
        f"{name}: {seconds:.1f} s in all, {rate:.1f} files/s, {1000 * busy / len(at):.1f} ms of its CPU a file",
        flush=True,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive.cluster", description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument(
        "--rounds", type=int, default=3, help="one after another, since other work may share the machine"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "in"
        texts.mkdir()
        for number in range(wanted.files):
            told = {"number": number + 1, "count": 1000 + number, "online": 900 + number}
            (texts / f"{number:05}.txt").write_text(_REPORT.format(**told), encoding="utf-8")
        with cluster(folder, 2) as address:
            for round_ in range(wanted.rounds):
                measured(texts, folder, f"{round_}: 1 worker", Settings(workers=1))
                measured(texts, folder, f"{round_}: 2 workers", Settings(workers=2))
                measured(texts, folder, f"{round_}: 2 Dask workers", Settings(workers=1, cluster=address))


if __name__ == "__main__":
    main()
