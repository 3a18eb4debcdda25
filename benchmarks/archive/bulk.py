"""A run over thousands of small reports with known values: `python -m benchmarks.archive.bulk --files 10000`.

The same files go into a fresh store once with one worker and once with `--workers`; that every report is done and
every value is the one that was written is looked up in the store. The figures go to standard output as JSON (Linux:
the peak of the run's own process is VmHWM of /proc/PID/status; its processor time is told beside that of its workers,
since other work on the machine changes that less than the files a second).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from sqlalchemy import func, select

from benchmarks.memory import status_kib
from pipeline.archive.schema import contents, documents, extractions
from pipeline.archive.store import Store
from pipeline.archive.verify import Tally, verify

_LOOK = 0.05  # seconds between two looks at the memory
_FIRST = 1000  # dossiers of the first report
_SYLLABLES = ("AN", "BÌNH", "CHÂU", "ĐÔNG", "HÀ", "KHÁNH", "LONG", "MINH", "PHÚ", "SƠN")  # of made-up communes
_REPORT = """ỦY BAN NHÂN DÂN XÃ {place}
Số: {number}/BC-UBND
Đông Hưng, ngày 09 tháng 6 năm 2026
BÁO CÁO
Kết quả giải quyết thủ tục hành chính quý II năm 2026
Tổng số hồ sơ tiếp nhận: {count} hồ sơ, đã giải quyết {count} hồ sơ, đạt 100%.
"""


@dataclass(frozen=True, slots=True)
class Bulk:
    """One run: seconds, files a second, peak memory of its own process in MB, what `is_exact` found, and the load.

    `parent_cpu` and `workers_cpu` are seconds of the processor, from the start of the command to its end.
    """

    workers: int
    seconds: float
    files_a_second: float
    parent_peak_mb: float
    parent_cpu: float
    workers_cpu: float
    exact: bool
    load: float


def fill(folder: Path, files: int) -> None:
    """Write so many reports into subfolders of a thousand; each has a number and a count of its own."""
    for number in range(files):
        path = folder / f"tập {number // 1000:03d}" / f"báo cáo {number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            _REPORT.format(place=_place(number), number=number + 1, count=_FIRST + number), encoding="utf-8"
        )


def _place(number: int) -> str:
    """A name that no other report has: reports of one unit and one period would contradict each other."""
    return " ".join(_SYLLABLES[int(digit)] for digit in str(number))


def measured(folder: Path, where: str, files: int, workers: int) -> Bulk:
    """Run the command over `folder` into a fresh store; raises RuntimeError when it ends badly."""
    command = [sys.executable, "-m", "pipeline", "run", str(folder), "--store", where, "--workers", str(workers)]
    load, begun, before, peak, own = os.getloadavg()[0], time.perf_counter(), _children_cpu(), 0, 0.0
    with tempfile.TemporaryFile() as told:
        run = subprocess.Popen(command, stdout=told, stderr=told, env=os.environ | {"OMP_THREAD_LIMIT": "1"})
        while run.poll() is None:
            peak, own = max(peak, _peak_kib(run.pid)), max(own, _cpu(run.pid))
            time.sleep(_LOOK)
        seconds = time.perf_counter() - begun
        told.seek(0)
        if run.returncode:
            raise RuntimeError(f"exit code {run.returncode}: {told.read().decode(errors='replace')[-500:]}")
    others = _children_cpu() - before - own
    exact = is_exact(where, files)
    rate, megabytes = round(files / seconds, 1), round(peak * 1024 / 1e6)
    return Bulk(workers, round(seconds, 2), rate, megabytes, round(own, 2), round(others, 2), exact, round(load, 2))


def _peak_kib(pid: int) -> int:
    try:
        return status_kib(str(pid), "VmHWM")
    except (OSError, StopIteration, LookupError, ValueError):  # it has just ended
        return 0


def _cpu(pid: int) -> float:
    """Seconds of the processor of a process, none of those it started; 0 when it has just ended."""
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _children_cpu() -> float:
    """Seconds of the processor of all that was started from here, and by them, and has been waited for."""
    spent = os.times()
    return spent.children_user + spent.children_system


def is_exact(where: str, files: int) -> bool:
    """Whether every report is done once, each value is the one written, and `verify` finds nothing wrong."""
    store, tally = Store.open(where), Tally()
    try:
        whole = not list(verify(store, tally)) and (tally.done, tally.paths) == (files, files)
        with store.reading() as connection:
            done = connection.scalar(select(func.count()).select_from(contents).where(contents.c.state == "done"))
            told = (
                select(documents.c.number, extractions.c.number)
                .join(extractions, extractions.c.sha256 == documents.c.sha256)
                .where(extractions.c.measure == "received_total")
            )
            values = sorted((str(number), float(count)) for number, count in connection.execute(told))
        return whole and done == files and values == expected(files)
    finally:
        store.close()


def expected(files: int) -> list[tuple[str, float]]:
    """The number of each report with the dossiers it tells."""
    return sorted((f"{number + 1}/BC-UBND", float(_FIRST + number)) for number in range(files))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive.bulk", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder, "in"), wanted.files)
        runs = [
            measured(Path(folder, "in"), str(Path(folder, f"{count}.db")), wanted.files, count)
            for count in sorted({1, wanted.workers})
        ]
    ratio = runs[-1].files_a_second / runs[0].files_a_second
    print(json.dumps({"files": wanted.files, "runs": [asdict(run) for run in runs], "ratio": round(ratio, 2)}))


if __name__ == "__main__":
    main()
