"""What comes of one file, ready to be written: plain values that go from a worker to the store, also over a network."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ..checks.across import abstract_of, to_row
from ..document import Page
from ..facts import Row
from ..finding_rows import quote_rows
from ..reading import recording
from ..report import Failure, Report
from .listing_line import Progress, line_of

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a result: the version of vanthu, and fingerprints of the rules and of the model."""

    code: str
    rules: str
    model: str


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was understood: the rows of each table, keys as the columns of schema.py, as databases take them.

    `line` is that of the listing while nobody has corrected anything, `reading` are the words.
    """

    sha256: str
    document: Value
    pages: list[Value]
    extractions: list[Value]
    findings: list[Value]
    line: Value
    reading: bytes = b""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not: why, in a word and in two sentences."""

    reason: str
    message: str
    message_en: str


Outcome = Done | Refused

CHANGED = Refused(
    "changed",
    "Tệp thay đổi trong khi đang xử lý: hãy đợi chép xong rồi chạy vanthu run lần nữa.",
    "The file was changed while it was worked on: wait until it is copied, then run vanthu run again.",
)


def outcome_of(report: Report | Failure) -> Outcome:
    """What to write of a report or failure."""
    if isinstance(report, Failure):
        return Refused(report.code, report.message, report.message_en)
    reading = recording.pack(report.document.pages)
    return replace(done_of(report, report.table_rows("facts")), reading=reading)


def done_of(report: Report, facts: list[Row]) -> Done:
    """The rows of a report, `facts` as its facts table has them, without its words."""
    row = report.document_row()
    abstract = as_json(to_row(abstract_of(report)))
    findings = list(zip(report.findings, report.table_rows("findings"), strict=True))
    document = kept(
        {
            "file": row["file"],
            "issuer": row["issuer"],
            "type": row["document_type"],
            "number": row["document_number"],
            "date": row["document_date"],
            "period": row["period"],
            "pages": len(report.document.pages),
            "facts": len(report.facts),
            "findings": len(findings),
            "errors": sum(finding.severity == "error" for finding, _ in findings),
            "quality": row["ocr_confidence"],
            "row": as_json(row),
            "abstract": abstract,
            "abstract_digest": digest_of(abstract),
        }
    )
    return Done(
        report.document.sha256,
        document,
        [_page(page) for page in report.document.pages],
        [_extraction(position, cells) for position, cells in enumerate(facts)],
        [
            {
                "position": position,
                "rule": finding.rule,
                "severity": finding.severity,
                "row": as_json(cells | {"evidence": quote_rows(report.document, finding)}),
            }
            for position, (finding, cells) in enumerate(findings)
        ],
        line_of(document, Progress("new", [cells["severity"] for _, cells in findings], 0, 0)),
    )


def _page(page: Page) -> Value:
    row = {
        "number": page.number,
        "source": page.source,
        "reason": page.reason,
        "rotation": page.rotation,
        "coverage": page.coverage,
        "unread": len(page.unread),
    }
    return kept(row)


def _extraction(position: int, cells: Row) -> Value:
    row = {
        "position": position,
        "kind": cells["kind"],
        "measure": cells["measure"],
        "value": cells["value"],
        "number": None if (number := cells["value_number"]) is None else float(number),
        "page": cells["page"],
        "confidence": cells["confidence"],
        "row": as_json(cells),
    }
    return kept(row)


def kept(row: Value) -> Value:
    """The row without half surrogate pairs and NUL, which databases refuse: a broken PDF may hold both."""
    return {name: _plain(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def _plain(cell: str) -> str:
    return cell.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\ufffd")


def as_json(row: Row) -> str:
    """The row as JSON, days as ISO dates, without half surrogate pairs and NUL, which databases refuse."""
    text = json.dumps(row, ensure_ascii=False, default=str, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\\u0000", "\\ufffd")


def digest_of(abstract: str) -> str:
    """What tells that an abstract is another one than the one compared: see compared in schema.py."""
    return sha256(abstract.encode("utf-8")).hexdigest()[:16]


@cache
def versions() -> Versions:
    """Those of this installation."""
    rules, model = sha256(), sha256()
    for package in ("extractors", "pipeline"):
        for file in _data_files(files(package)):
            rules.update(file.read_bytes())
    for file in _data_files(files("normalizers")):
        model.update(file.read_bytes())
    return Versions(version("vanthu"), rules.hexdigest()[:16], model.hexdigest()[:16])


def _data_files(folder: Traversable) -> list[Traversable]:
    """The files of data below a package, those with rules and vocabulary, in the order of their names."""
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _data_files(entry)
        elif entry.name.endswith((".toml", ".txt")):  # of the models sha256.txt tells
            found.append(entry)
    return found
