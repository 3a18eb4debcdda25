"""Figures with their bars, and the file RESULTS.md: the last whole run on top, then every run with its details."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from .places import ROOT

_MARK = re.compile(r"(<!-- readme:begin -->\n).*?(<!-- readme:end -->)", re.DOTALL)
_HEAD = """\
# Kết quả đo · Results

Lệnh `make bench` đo và ghi tệp này; không số nào gõ tay. Bảng đầu là lần đo trọn vẹn gần nhất, dưới là mọi lần đo.
`make bench` measures and writes this file; no figure is typed by hand. The first table is the last whole run,
below is every run. Cách đo từng số · how each figure is measured: [README.md](README.md).

<!-- readme:begin -->
<!-- readme:end -->
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured `value` in `unit`, and the `bar` it should reach (at least, or at most); None where there is none."""

    what: str
    value: float
    bar: float | None = None
    sense: Literal["min", "max"] = "min"
    unit: str = ""
    decimals: int = 4
    on: str = ""

    @property
    def met(self) -> bool:
        """True when the bar is reached or there is none."""
        if self.bar is None:
            return True
        return self.value >= self.bar if self.sense == "min" else self.value <= self.bar

    def row(self) -> list[str]:
        """The cells: what, measured on, bar, figure, and whether the bar is met."""
        sign = "≥" if self.sense == "min" else "≤"
        bar = "" if self.bar is None else f"{sign} {self.bar:g}{self._unit}"
        mark = "" if self.bar is None else "✓" if self.met else "✗"
        return [self.what, self.on, bar, f"{self.value:.{self.decimals}f}{self._unit}", mark]

    @property
    def _unit(self) -> str:
        return f" {self.unit}" if self.unit else ""


@dataclass(slots=True)
class Part:
    """What one benchmark says: figures for the main table, and Markdown `details` below it."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def figures_table(parts: Iterable[Part]) -> str:
    """The figures of all parts as one table, for readers of both languages."""
    head = ["đo gì · what", "trên · on", "ngưỡng · bar", "kết quả · figure", ""]
    return table(head, [figure.row() for part in parts for figure in part.figures])


def section(parts: Sequence[Part], command: str) -> str:
    """A run: date, commit, command, machine, figures and details."""
    told = f"`{command}` · commit {_commit()} · {_machine()}"
    details = "".join(f"\n{detail.strip()}\n" for part in parts for detail in part.details)
    return f"## {_now()}\n\n{told}\n\n{figures_table(parts)}{details}"


def written(old: str | None, parts: Sequence[Part], command: str, *, whole: bool) -> str:
    """The text `old` of RESULTS.md with a run more; a `whole` one also becomes the first table."""
    text = old or _HEAD
    if whole:
        text = _MARK.sub(lambda found: f"{found[1]}{_summary(parts)}{found[2]}", text)
    return f"{text.rstrip()}\n\n{section(parts, command)}"


def _summary(parts: Sequence[Part]) -> str:
    return f"{_now()}, {_machine()}\n\n{figures_table(parts)}"


def write(path: Path, parts: Sequence[Part], command: str, *, whole: bool) -> None:
    """Add a run to the file at `path`."""
    old = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(written(old, parts, command, whole=whole), encoding="utf-8")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _commit() -> str:
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "normalizers", "extractors", "pipeline")
    return f"{commit} (+ {len(changed.splitlines())} files changed since)" if changed else commit


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or ("unknown" if done.returncode else "")


def _machine() -> str:
    tesseract = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False)
    program = tesseract.stdout.split("\n")[0].strip() if tesseract.returncode == 0 else "no tesseract"
    libraries = f"pdfplumber {version('pdfplumber')}"
    return f"{os.cpu_count()} CPU, {platform.system()}, Python {platform.python_version()}, {program}, {libraries}"
