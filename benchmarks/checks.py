"""The findings of `vanthu check` against the gold lists of contradictions, and the time that the checks take."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from extractors.subject import Subject
from pipeline import process
from pipeline.checks import Submission, check
from pipeline.report import Report

from .accuracy import Gold
from .places import REPORTS, made, sample_text
from .results import Figure, Part, table

_BAR = 0.9
_MILLISECONDS = 20
_ROUNDS = 5
_SUFFIX = ".inconsistencies.json"


@dataclass(frozen=True, slots=True)
class Scored:
    """What score_checks.py counts over all texts, and what it says of the rest."""

    found: int
    wanted: int
    right: int
    reported: int
    told: tuple[str, ...]


def measure_checks(gold: Gold, tools: Path | None) -> Part:
    """Recall and precision, errors on texts without known faults, and time."""
    part = Part("checks")
    cases = list(_cases(gold))
    reports = {source: process(source) for source, _ in cases}
    sound = [process(path) for path in sorted(REPORTS.glob("*.txt"))]
    if tools:
        scored = _scored(tools, [(source, path, _written(reports[source])) for source, path in cases])
        recall, precision = scored.found / scored.wanted, scored.right / scored.reported
        part.figures += [
            Figure("mâu thuẫn tìm được · contradictions found", recall, _BAR, on=f"{scored.wanted} high, medium"),
            Figure("báo đúng · findings that are right", precision, _BAR, on=f"{scored.reported} error, warning"),
        ]
        part.details.append("score_checks.py: " + ("; ".join(scored.told) or "nothing missed, nothing spurious"))
    errors = [finding for report in sound for finding in report.findings if finding.severity != "hint"]
    held = sum(verdict.verdict == "holds" for report in sound for verdict in report.verdicts)
    took = sorted((_milliseconds(report), report.name) for report in [*reports.values(), *sound])
    part.figures += [
        Figure(
            "lỗi báo trên văn bản đúng · findings on sound texts",
            len(errors),
            0,
            "max",
            decimals=0,
            on=f"{len(sound)} reports",
        ),
        Figure("phép kiểm tra khớp · checks that hold", held, decimals=0, on=f"{len(sound)} reports"),
        Figure(
            "kiểm tra một văn bản · checks of a document", took[-1][0], _MILLISECONDS, "max", "ms", 1, _slowest(took)
        ),
        Figure(
            "như trên, trung vị · the same, median", median(ms for ms, _ in took), None, "max", "ms", 1, f"{len(took)}"
        ),
    ]
    part.details.append(table(["text", "ms"], [[Path(name).name, f"{ms:.1f}"] for ms, name in took[::-1]]))
    return part


def _cases(gold: Gold) -> Iterator[tuple[Path, Path]]:
    """Each text and its list of contradictions."""
    for path in sorted(gold.samples.glob(f"*{_SUFFIX}")):
        yield sample_text(path.name.removesuffix(_SUFFIX)), path
    for path in sorted(gold.devset.glob(f"*{_SUFFIX}")):
        yield path.with_name(path.name.removesuffix(_SUFFIX) + ".txt"), path


def _written(report: Report) -> Path:
    path = made(f"findings/{Path(report.name).stem}.json")
    path.write_text(json.dumps([finding.row() for finding in report.findings], ensure_ascii=False), encoding="utf-8")
    return path


def _scored(tools: Path, triples: list[tuple[Path, Path, Path]]) -> Scored:
    """What the yardstick says; raises ValueError when its words have changed."""
    files = [str(path) for triple in triples for path in triple]
    command = [sys.executable, str(tools / "score_checks.py"), *files]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    *told, recall, precision = done.stdout.splitlines()
    counts = [int(number) for line in (recall, precision) for number in line.split()[1].split("/")]
    if not (recall.startswith("recall ") and precision.startswith("precision ")):
        raise ValueError(f"score_checks.py says {recall!r}, {precision!r}")
    return Scored(*counts, tuple(told))


def _milliseconds(report: Report) -> float:
    """The least time of a few rounds, of the checks alone."""
    took = []
    for _ in range(_ROUNDS):
        submission = Submission(report.document, Subject.of(report.text), report.facts, report.header, report.period)
        start = time.perf_counter()
        check(submission)
        took.append(1000 * (time.perf_counter() - start))
    return min(took)


def _slowest(took: list[tuple[float, str]]) -> str:
    return f"chậm nhất · slowest of {len(took)}: {Path(took[-1][1]).stem[:12]}"
