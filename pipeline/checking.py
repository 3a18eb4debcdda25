"""The command `vanthu check`: the findings of files and folders, report by report, then across them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

from .batch import Batch
from .checks import Finding
from .checks.across.abstract import Abstract
from .checks.across.compare import compare
from .checks.across.reduction import abstract_of
from .console import Screen
from .facts import Row
from .finding_text import finding_lines, report_lines
from .inputs import find_inputs
from .labels import Label, Language
from .output import STDOUT, check_output, opened_output
from .report import Report

FOUND = 6  # exit code of --strict when there is an error


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the form, the verdicts that hold too, exit code 6 for errors, and where the result goes."""

    form: str = "text"
    every: bool = False
    strict: bool = False
    output: str = STDOUT

    def chosen(self, verdicts: Sequence[Finding]) -> list[Finding]:
        """The verdicts to show."""
        return [finding for finding in verdicts if self.every or finding.fails]


@dataclass
class _Tally:
    """What is kept of the reports gone through: their abstracts, and whether an error was found."""

    abstracts: list[Abstract] = field(default_factory=list)
    errors: bool = False

    def take(self, report: Report) -> Report:
        """Note a report and hand it on."""
        self.abstracts.append(abstract_of(report))
        self.note(report.findings)
        return report

    def note(self, findings: Sequence[Finding]) -> None:
        """Note whether there is an error among the findings."""
        self.errors = self.errors or any(finding.severity == "error" for finding in findings)


def check_files(names: Sequence[str], wanted: Wanted, screen: Screen) -> int:
    """Write the findings of every readable file; the exit code: 0, 6 for errors with `strict`, or that of a failure."""
    inputs = find_inputs(names)
    check_output(wanted.output, inputs.files)
    batch, tally = Batch(inputs, screen), _Tally()
    reports = batch.reports()
    first = next(reports, None)
    if first is not None:
        taken = map(tally.take, chain((first,), reports))
        with opened_output(wanted.output) as out:
            if wanted.form == "json":
                _write_json(taken, tally, wanted, out)
            else:
                _write_text(taken, tally, wanted, screen.language, out)
    batch.conclude()
    return batch.exit_code or (FOUND if wanted.strict and tally.errors else 0)


def _write_text(reports: Iterator[Report], tally: _Tally, wanted: Wanted, language: Language, out: BinaryIO) -> None:
    """The findings of each report as soon as it is read, then those across the reports."""
    for report in reports:
        _put(out, report_lines(report, wanted.chosen(report.verdicts), language))
    across = wanted.chosen(_across(tally))
    if across:
        _put(out, [Label("Giữa các báo cáo:", "Across the reports:").to(language)])
        for finding in across:
            _put(out, finding_lines(finding, language))


def _put(out: BinaryIO, lines: Sequence[str] | Iterator[str]) -> None:
    for line in lines:
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")
    out.flush()


def _write_json(reports: Iterator[Report], tally: _Tally, wanted: Wanted, out: BinaryIO) -> None:
    """A JSON array of the findings, one a line; those across reports name the file in each evidence."""
    separator = b"[\n"
    own = ({"file": report.name} | f.row() for report in reports for f in wanted.chosen(report.verdicts))
    for row in chain(own, _rows_across(tally, wanted)):
        out.write(separator + json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace"))
        separator = b",\n"
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def _rows_across(tally: _Tally, wanted: Wanted) -> Iterator[Row]:
    """Worked out when every report has been gone through."""
    yield from ({"file": None} | finding.row() for finding in wanted.chosen(_across(tally)))


def _across(tally: _Tally) -> list[Finding]:
    found = list(compare(tally.abstracts)) if len(tally.abstracts) > 1 else []
    tally.note(found)
    return found
