"""Stores with a few reports in them, written as a run writes them but without reading a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from made_reports import count, made, own, percent
from sqlalchemy import insert

from extractors.extraction import Date, Period, Ratio
from extractors.header.header_fields import Field, Header
from normalizers import Span
from pipeline.archive import schema
from pipeline.archive.outcome import outcome_of
from pipeline.archive.paths import stored
from pipeline.archive.store import Store
from pipeline.report import Report


def named(report: Report, path: str) -> Report:
    """The report as that of the file `path`, with a hash of its own."""
    document = replace(report.document, sha256=sha256(path.encode("utf-8", "surrogateescape")).hexdigest())
    return replace(report, name=path, document=document)


def headed(report: Report, issuer: str, kind: str, period: str) -> Report:
    """The report with a header."""
    header = Header(issuer=Field(issuer, Span(0, 1), 1.0), type=Field(kind, Span(0, 1), 1.0))
    return replace(report, header=header, period=period)


def reports() -> list[Report]:
    """Three reports in the order of their hashes, with facts of every kind and a form II.06."""
    first = made(
        "Số: ⟦1/BC-UBND⟧ ngày ⟦9/3/2026⟧ kỳ ⟦quý I⟧ nhận ⟦4.266⟧ xong ⟦4.160⟧ xong ⟦4.161⟧ đạt ⟦98,7%⟧, ⟦19/30⟧ nhiệm vụ",
        own("1/BC-UBND", "2026-03-09"),
        Date("2026-03-09"),
        Period("2026-Q1"),
        count(4266, "received_total"),
        count(4160, "resolved_total"),
        count(4161, "resolved_total"),
        percent("98.7", "digitised"),
        Ratio(19, 30, "nhiệm vụ"),
    )
    second = made("nhận ⟦5⟧ hồ sơ", count(5, "received_total", approx=True))
    found = [
        headed(named(first, "/kho/a/báo cáo.txt"), "UBND xã Đông Hải", "BÁO CÁO", "2026-Q1"),
        headed(named(second, "/kho/b.txt"), "Sở Nội vụ", "QUYẾT ĐỊNH", "2025"),
        named(made("không có gì"), "/kho/c.txt"),
    ]
    return sorted(found, key=lambda report: report.document.sha256)


def fill(where: str, found: Iterable[Report], refused: Sequence[tuple[str, str, str]] = ()) -> None:
    """Make a store of reports that are done and of refused files: path, state, reason."""
    store = Store.open(where, create=True)
    with store.begin() as connection:
        for report in found:
            digest = report.document.sha256
            contents = {"sha256": digest, "size": 10, "state": "done", "is_path": False}
            connection.execute(insert(schema.contents).values(**contents))
            path = {"path": stored(report.name), "sha256": digest, "size": 10, "modified": 1}
            connection.execute(insert(schema.files).values(**path))
            done = outcome_of(report)
            connection.execute(insert(schema.documents).values(sha256=digest, **done.document))
            for table, rows in ((schema.extractions, done.extractions), (schema.findings, done.findings)):
                if rows:
                    connection.execute(insert(table), [row | {"sha256": digest} for row in rows])
        for path, state, reason in refused:
            digest = sha256(path.encode("utf-8", "surrogateescape")).hexdigest()
            told = {"reason": reason or None, "message": "Không đọc được.", "message_en": "Unreadable."}
            contents = {"sha256": digest, "size": 3, "state": state, "is_path": reason == "unreadable", **told}
            connection.execute(insert(schema.contents).values(**contents))
            file = {"path": stored(path), "sha256": digest, "size": 3, "modified": 1}
            connection.execute(insert(schema.files).values(**file))
    store.close()


def relate(where: str, *groups: Sequence[Report]) -> None:
    """Put one finding between the reports of each group into the store."""
    store = Store.open(where)
    with store.begin() as connection:
        for number, group in enumerate(groups, 1):
            row = json.dumps({"file": "x", "rule": "X01", "severity": "error", "message": f"cặp {number}"})
            connection.execute(insert(schema.across).values(id=number, about=1, rule="X01", severity="error", row=row))
            for report in group:
                pair = {"finding": number, "sha256": report.document.sha256}
                connection.execute(insert(schema.across_documents).values(**pair))
    store.close()
