"""A store filled with made-up documents and facts, without reading a file: `python -m benchmarks.archive.filled`.

Same numbers, same store: what is in it hangs on the seed alone. Every hundredth file is quarantined, every hundredth
pending; every fifth document has a finding, every fiftieth one that concerns its neighbour too.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, insert

from pipeline.archive.outcome import digest_of
from pipeline.archive.schema import across, across_documents, contents, documents, extractions, files, findings, pages
from pipeline.archive.store import Store, now
from pipeline.columns import layouts

_BATCH = 200  # documents of a transaction
_PLACES = ("An Bình", "Bình Minh", "Cẩm Sơn", "Đông Hải", "Hòa Phú", "Long Thạnh", "Mỹ Lộc", "Tân Tiến")
_TYPES = ("BÁO CÁO", "QUYẾT ĐỊNH", "KẾ HOẠCH", "CÔNG VĂN")
_PERIODS = tuple(f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4))
_MEASURES = (
    "received_total",
    "received_online",
    "resolved_total",
    "resolved_early",
    "pending_total",
    "pending_overdue",
)
_CONTEXT = "Trong kỳ, đơn vị đã tiếp nhận {number} hồ sơ thủ tục hành chính, trong đó có {number} hồ sơ trực tuyến."
_KINDS = ("dossier_count", "dossier_count", "dossier_count", "percentage", "date", "document_number", "ratio")
_ABSTRACT = {"abstract": "{}", "abstract_digest": digest_of("{}")}

Cells = dict[str, Any]


@dataclass(slots=True)
class _Rows:
    """The rows of a transaction, table by table, in the order in which they may be written."""

    of: dict[Table, list[Cells]] = field(default_factory=dict)

    def add(self, table: Table, **cells: Any) -> None:  # noqa: ANN401 - cells
        self.of.setdefault(table, []).append(cells)

    def write(self, connection: Connection) -> None:
        for table in (contents, files, documents, pages, extractions, findings, across, across_documents):
            if rows := self.of.get(table):
                connection.execute(insert(table), rows)
        self.of.clear()


def fill(where: str, document_count: int, fact_count: int, seed: int = 6) -> None:
    """Put `document_count` documents with `fact_count` facts in all into the empty or new store `where`."""
    chance = random.Random(seed)
    store = Store.open(where, create=True)
    rows = _Rows()
    previous = ""
    for number, facts in enumerate(_shared(fact_count, document_count)):
        previous = _document(rows, chance, number, facts, previous)
        if number % _BATCH == _BATCH - 1 or number == document_count - 1:
            with store.begin() as connection:
                rows.write(connection)
    store.close()


def _shared(total: int, parts: int) -> Iterator[int]:
    """`total` in `parts` parts as equal as can be."""
    for part in range(parts):
        yield total * (part + 1) // parts - total * part // parts


def _document(rows: _Rows, chance: random.Random, number: int, facts: int, previous: str) -> str:
    """One document with all that hangs on it; its hash."""
    digest = sha256(f"document {number}".encode()).hexdigest()
    path = f"/kho/{number // 1000:04}/báo cáo {number:07}.pdf"
    _file(rows, path, digest, state="done")
    if number % 100 == 7:
        told = {"reason": "truncated", "message": "Tệp bị cắt cụt.", "message_en": "The file is cut short."}
        _file(rows, path + ".hỏng", sha256(f"broken {number}".encode()).hexdigest(), state="quarantined", **told)
    if number % 100 == 8:
        _file(rows, path + ".chờ", sha256(f"pending {number}".encode()).hexdigest(), state="pending")
    issuer = f"UBND xã {_PLACES[number % len(_PLACES)]} {number // 400}"
    head = {"issuer": issuer, "period": chance.choice(_PERIODS)}
    kind = chance.choice(_TYPES)
    found = [_fact(chance, path, digest, position) for position in range(facts)]
    failed = number % 5 == 0
    row = dict.fromkeys(layouts()["documents"].names) | head
    row |= {"file": path, "sha256": digest, "document_type": kind, "pages": 3, "facts": facts, "sources": "pdf 3"}
    counts = {"pages": 3, "facts": facts, "findings": int(failed), "errors": int(failed)}
    rows.add(
        documents,
        **({"sha256": digest, "file": path, "type": kind, "number": f"{number}/BC-UBND", "date": "2026-03-09"} | head),
        **(counts | {"quality": None, "row": _json(row)} | _ABSTRACT),
    )
    for page in (1, 2, 3):
        rows.add(pages, sha256=digest, number=page, source="pdf", reason="text", rotation=0, coverage=1.0, unread=0)
    for position, fact in enumerate(found):
        rows.add(extractions, **_extraction(digest, position, fact))
    if failed:
        finding = _json(_finding(path, digest))
        rows.add(findings, sha256=digest, position=0, rule="sum", severity="error", row=finding)
    if number % 50 == 49:
        between = number // 50 + 1
        rows.add(across, id=between, about=between, rule="repeat", severity="warning", row=_json(_finding(None, None)))
        for each in (digest, previous):
            rows.add(across_documents, finding=between, sha256=each)
    return digest


def _file(rows: _Rows, path: str, digest: str, state: str, **told: str) -> None:
    cells: Cells = {"is_path": False, "size": 48_213, "state": state, "attempts": 1, "finished": now()}
    cells |= {"reason": None, "message": None, "message_en": None} | told
    rows.add(contents, sha256=digest, **cells)
    rows.add(files, path=path, sha256=digest, size=48_213, modified=1_770_000_000_000_000_000)


def _fact(chance: random.Random, path: str, digest: str, position: int) -> Cells:
    """A row of the facts table, about as long as those of real reports."""
    number, kind = chance.randrange(1, 5000), _KINDS[position % len(_KINDS)]
    start = 200 + 90 * position
    text = f"{number:,}".replace(",", ".")
    row: Cells = dict.fromkeys(layouts()["facts"].names) | dict.fromkeys(("approx", "inferred_year", "informal"), False)
    row |= {"file": path, "sha256": digest, "page": 1 + position % 3, "kind": kind, "state": "value", "party": False}
    row |= {"text": text, "normalized": text, "context": _CONTEXT.format(number=text), "rule": kind, "confidence": 0.97}
    row |= {"start": start, "end": start + len(text), "boxes": [[72.0, 100.25, 96.5, 114.75]]}
    row |= {"value": str(number)}
    match kind:
        case "dossier_count" | "percentage":
            row |= {"value_number": number, "measure": _MEASURES[position % len(_MEASURES)]}
        case "date":
            row |= {"value": "2026-03-09", "value_date": "2026-03-09"}
        case "ratio":
            row |= {"value": f"{number}/5000", "numerator": number, "denominator": 5000, "unit": "hồ sơ"}
    return row


def _extraction(digest: str, position: int, row: Cells) -> Cells:
    told = {name: row[name] for name in ("kind", "measure", "value", "page", "confidence")}
    return {"sha256": digest, "position": position, "number": row["value_number"], "row": _json(row)} | told


def _finding(path: str | None, digest: str | None) -> Cells:
    told = {"message": "Tổng không khớp các số hạng.", "message_en": "The sum is not that of its parts."}
    row: Cells = dict.fromkeys(layouts()["findings"].names) | told
    return row | {"file": path, "sha256": digest, "rule": "sum", "severity": "error", "expected": "10", "found": "11"}


def _json(row: Cells) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive.filled", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("store", metavar="STORE", help="a path, or the URL of an empty database")
    wanted = parser.parse_args()
    begun = time.perf_counter()
    fill(wanted.store, wanted.documents, wanted.facts)
    print(f"{wanted.documents} documents, {wanted.facts} facts: {time.perf_counter() - begun:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
