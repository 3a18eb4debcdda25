"""Where the benchmarks find their documents and put what they make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REPORTS = ROOT / "benchmarks" / "reports"  # texts of other offices with their gold values
OUT = ROOT / "out" / "benchmarks"
RENDITIONS = ROOT / "out" / "renditions"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
CLEAN = ("000", "001", "002", "003")  # the sample reports that exist as clean text, as PDF and as scan
GARBLED = "004"


def sample_text(name: str) -> Path:
    """The text of the sample report `name`."""
    (path,) = (SAMPLES / "text").glob(f"{name}_*.txt")
    return path


def full_scan(name: str) -> Path:
    """The scan of every page of a sample report; the script of samples/ makes it where it is missing."""
    path = RENDITIONS / "scan" / f"{name}.pdf"
    if not path.exists():
        command = [sys.executable, str(SAMPLES / "make_renditions.py"), "--all", "--out", str(RENDITIONS)]
        subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=True)
    return path


def made(name: str) -> Path:
    """The path of a file or folder called `name` that a benchmark writes, its parents made."""
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
