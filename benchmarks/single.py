"""One document in a process of its own, so that no measurement inherits another's memory or caches.

`python -m benchmarks.single FILE OUT.jsonl` writes the rows and, as OUT.txt, the text they point into; it prints the
broken evidence as a JSON list.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pipeline import process

from .evidence import problems
from .places import ROOT


def extracted(source: Path, target: Path) -> list[str]:
    """Write the rows of `source` to `target`, a process of its own doing the work; returns the broken evidence."""
    command = [sys.executable, "-m", "benchmarks.single", str(source), str(target)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    broken: list[str] = json.loads(done.stdout)
    return broken


def main(source: str, target: str) -> None:
    """Do the work of `extracted` in this process."""
    report = process(source)
    lines = [json.dumps(row, ensure_ascii=False) for row in report.rows()]
    Path(target).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    read = report.document.raw.encode("utf-8", "backslashreplace")
    Path(target).with_suffix(".txt").write_bytes(read)
    print(json.dumps(problems(report)))


if __name__ == "__main__":
    main(*sys.argv[1:])
