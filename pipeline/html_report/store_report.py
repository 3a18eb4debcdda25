"""The command `vanthu report`: what a store tells, as one file to be sent by mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..archive.export import check_store_output, explained
from ..archive.export_filter import Filter
from ..archive.export_rows import batches
from ..archive.state import paths_by_state
from ..archive.store import Store, now
from ..archive.worst import Head, findings_between, paths_of, turns_of, worst_documents, worst_findings
from ..atomic import made_folder, replacing
from ..checks.finding import SEVERITIES, Severity
from ..labels import Label, Language
from ..output import opened_output
from ..pictures import Overview, Picture, overview
from ..pictures.tables import Value, as_csv
from ..reading.crops import Place
from .cutter import Cut, Cutter
from .page import page, svg_address
from .quotes import ShownFinding, shown_finding

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ..console import Screen

_OWN = {"error": 150, "warning": 75, "hint": 30}  # findings printed, of one report
_BETWEEN = {"error": 50, "warning": 25, "hint": 10}  # and between reports
_TABLE_ROWS = 100  # of the table of a picture
_LIST_ROWS = 500  # documents, quarantined files

_DOCUMENTS = (
    Label("Cơ quan", "Issuer"),
    Label("Loại", "Type"),
    Label("Số, ký hiệu", "Number"),
    Label("Ngày", "Date"),
    Label("Kỳ", "Period"),
    Label("Trang", "Pages"),
    Label("Số liệu", "Facts"),
    Label("Chỗ sai", "Findings"),
    Label("Lỗi", "Errors"),
    Label("Tin cậy OCR", "OCR confidence"),
    Label("Tệp", "File"),
)
_QUARANTINED = (Label("Tệp", "File"), Label("Lý do", "Reason"), Label("Lời giải thích", "Explanation"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the store, where the page goes, and a folder for the pictures as SVG and CSV, or None."""

    filter: Filter
    output: str
    pictures: str | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """The findings of one severity that are printed, and how many `more` there are."""

    severity: Severity
    findings: list[ShownFinding]
    more: int


def report_store(where: str, wanted: Wanted, screen: Screen) -> int:
    """Write the report of the store `where` (a path or URL); the exit code, 0.

    Raises StoreError when the store cannot be read, OutputError when the output cannot be written.
    """
    check_store_output(wanted.output, where)
    with closing(Store.open(where)) as store:
        if wanted.pictures is not None:
            made_folder(Path(wanted.pictures))
        with explained(store.name), store.reading() as connection:
            values = _values(connection, wanted.filter, screen.language) | {"store": store.name}
        if wanted.pictures is not None:
            _write_pictures(values["overview"].pictures(), Path(wanted.pictures), screen.language)
        with opened_output(wanted.output) as out:
            out.writelines(page("store.html", screen.language, **values))
    documents, made = values["overview"].documents, values["cutter"].made
    screen.say(
        Label(
            f"Đã ghi báo cáo: {documents} văn bản, {made} hình cắt từ trang.",
            f"Report written: {documents} documents, {made} cuttings of pages.",
        ),
        wanted.output,
    )
    return 0


def _values(connection: Connection, wanted: Filter, language: Language) -> dict[str, Any]:
    """All that the template is filled with."""
    told = overview(connection, wanted)
    groups = [_group(connection, wanted, told, severity, language) for severity in SEVERITIES]
    cutter = Cutter()
    documents = worst_documents(connection, wanted, _LIST_ROWS)
    states = paths_by_state(connection)
    quarantined = list(islice(_quarantined(connection, language), _LIST_ROWS))
    return {
        "title": Label("Báo cáo của kho văn bản", "Report of a store of documents").to(language),
        "made_at": f"{now()[:16].replace('T', ' ')} UTC",
        "asked": _asked(wanted, language),
        "overview": told,
        "states": states,
        "totals": list(zip(SEVERITIES, told.faults.total, strict=True)),
        "pictures": [_pictured(picture, language) for picture in told.pictures()],
        "groups": groups,
        "cuts": _cuts(connection, (found for group in groups for found in group.findings), cutter),
        "cutter": cutter,
        "quarantined": quarantined,
        "quarantined_columns": _QUARANTINED,
        "quarantined_more": states.get("quarantined", 0) - len(quarantined),
        "documents": [_document_row(head) for head in documents],
        "document_columns": _DOCUMENTS,
        "documents_more": told.documents - len(documents),
    }


def _asked(wanted: Filter, language: Language) -> list[tuple[str, str]]:
    """The conditions, each with its name."""
    named = (
        (Label("cơ quan", "issuer"), wanted.issuer),
        (Label("loại", "type"), wanted.type),
        (Label("kỳ", "period"), wanted.period),
    )
    return [(name.to(language), value) for name, value in named if value is not None]


def _pictured(picture: Picture, language: Language) -> tuple[Picture, str | None, Sequence[Sequence[Value]], int]:
    """A picture with its address where it shows anything, the first rows of its table, and how many more there are."""
    rows = picture.table.rows
    address = svg_address(picture.svg(language)) if rows else None
    return picture, address, rows[:_TABLE_ROWS], len(rows[_TABLE_ROWS:])


def _group(connection: Connection, wanted: Filter, told: Overview, severity: Severity, language: Language) -> _Group:
    own = worst_findings(connection, wanted, severity, _OWN[severity])
    between = findings_between(connection, wanted, severity, _BETWEEN[severity])
    hashes = {head.sha256 for head, _ in own} | {sha256 for _, files in between for sha256 in files.values()}
    turns = turns_of(connection, hashes)
    found = [shown_finding(row, {None: head.sha256}, turns, language, head.told) for head, row in own]
    found += [shown_finding(row, files, turns, language) for row, files in between]
    return _Group(severity, found, told.faults.total[SEVERITIES.index(severity)] - len(found))


def _cuts(connection: Connection, findings: Iterable[ShownFinding], cutter: Cutter) -> dict[tuple[str, Place], Cut]:
    """The quotes' places cut out of their files, file by file in the order in which they are met."""
    wanted: dict[str, list[Place]] = {}
    for quote in (quote for finding in findings for quote in finding.quotes):
        if quote.place and quote.sha256:
            wanted.setdefault(quote.sha256, []).append(quote.place)
    paths = paths_of(connection, set(wanted))
    found: dict[tuple[str, Place], Cut] = {}
    for sha256, places in wanted.items():
        cut = cutter.cut(Path(paths[sha256]), sha256, places)
        found |= {(sha256, place): picture for place, picture in cut.items()}
    return found


def _quarantined(connection: Connection, language: Language) -> Iterator[tuple[Value, ...]]:
    message = "message_en" if language == "en" else "message"
    for rows in batches(connection, "files", Filter(state="quarantined")):
        yield from ((row["path"], row["reason"], row[message]) for row in rows)


def _document_row(head: Head) -> tuple[Value, ...]:
    counts = head.pages, head.facts, head.findings, head.errors, head.quality
    return (head.issuer, head.type, head.number, head.date, head.period, *counts, head.file)


def _write_pictures(pictures: Sequence[Picture], folder: Path, language: Language) -> None:
    """Each picture as SVG, and its table as CSV that Excel opens with Vietnamese letters."""
    for picture in pictures:
        with replacing(folder / f"{picture.name}.svg") as out:
            out.write(picture.svg(language).encode("utf-8"))
        with replacing(folder / f"{picture.name}.csv") as out:
            out.write(as_csv(picture.table, language).encode("utf-8-sig"))
