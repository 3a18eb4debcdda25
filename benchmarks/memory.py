"""Memory: the most that reading a scanned PDF of 300 pages takes, watched from outside (Linux: /proc).

Twenty different pages stand fifteen times in the file, each time with an image of its own. Tesseract reads each of
the twenty when it first comes, and every seventh page to the end; for the others the words are made anew from what
was read before, which spares most of the OCR and not one byte of the words, images and files that reading keeps.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from .pages import PageOf, count, write_pdf
from .places import CLEAN, ROOT, full_scan, made
from .results import Figure, Part

PAGES, DIFFERENT = 300, 20
EVERY = 7  # has no divisor in common with DIFFERENT, so that each page has its turn
_PAUSE = 0.02  # seconds between two looks
_MIB = 1024 * 1024


def measure_memory() -> Part:
    """The peak of the process that reads the file, and of it together with Tesseract."""
    scan = write_pdf(_pages(), made(f"scan_{PAGES}_pages.pdf"))
    print(f"memory: {scan.name}", file=sys.stderr)
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.remembering", scan], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    together, others = _watch(child)
    output, _ = child.communicate()
    if child.returncode:
        raise RuntimeError(f"reading ended with {child.returncode}")
    told = json.loads(output)
    on = f"{told['pages']} trang · pages, {scan.stat().st_size / _MIB:.0f} MiB"
    return Part(
        "memory",
        [
            Figure(
                "bộ nhớ: PDF quét, kể cả Tesseract · memory: scanned PDF, Tesseract included",
                together * 1024 / 1e6,
                600,
                "max",
                "MB",
                0,
                on,
            ),
            Figure(
                "bộ nhớ: riêng chương trình · the program alone",
                told["peak_kib"] * 1024 / 1e6,
                None,
                "max",
                "MB",
                0,
                on,
            ),
            Figure(
                "bộ nhớ: riêng Tesseract · Tesseract alone",
                others * 1024 / 1e6,
                None,
                "max",
                "MB",
                0,
                f"{told['recognised']} trang · pages",
            ),
        ],
        [_account(told)],
    )


def _pages() -> list[PageOf]:
    """The pages of the file: the first of the full sample scans, over and over."""
    scans = [full_scan(name) for name in CLEAN]
    different = [(scan, number) for scan in scans for number in range(1, count(scan) + 1)][:DIFFERENT]
    return different * (PAGES // DIFFERENT)


def _account(told: dict[str, int]) -> str:
    return (
        f"### Memory\n\nThe whole way over {told['pages']} pages: {told['words']} words, {told['facts']} values. "
        f"Tesseract read {told['recognised']} pages, the others were given the words of the same page read before. "
        f"The peak is the greatest sum of resident memory of the process and its children, looked at every "
        f"{_PAUSE * 1000:.0f} ms."
    )


def _watch(child: subprocess.Popen[str]) -> tuple[int, int]:
    """The greatest resident memory of `child` and its children together, and of its children alone, in KiB."""
    together = others = 0
    while child.poll() is None:
        now = sum(_resident(pid) for pid in _children(child.pid))
        together, others = max(together, _resident(child.pid) + now), max(others, now)
        time.sleep(_PAUSE)
    return together, others


def _children(pid: int) -> list[int]:
    """The processes that `pid` has started; one that still is a copy of it holds no memory of its own yet."""
    try:
        found = [
            int(word) for path in Path(f"/proc/{pid}/task").glob("*/children") for word in path.read_text().split()
        ]
        return [each for each in found if _program(each) != _program(pid)]
    except OSError:
        return []


def _program(pid: int) -> Path:
    return Path(f"/proc/{pid}/exe").readlink()


def _resident(pid: int) -> int:
    """Resident memory of a process in KiB; 0 when it has gone."""
    return status_kib(pid, "VmRSS")


def status_kib(pid: int | str, name: str) -> int:
    """A figure of /proc/PID/status in KiB, such as VmHWM, the greatest resident memory so far; 0 without it."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
