"""Stores of many made-up reports for the pictures: units in series, periods, figures, rates against targets, findings.

Same numbers, same store. Everything is written as a run writes it, but no file is read.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, insert

from normalizers import fold
from pipeline.archive import schema
from pipeline.archive.outcome import as_json, digest_of
from pipeline.archive.store import Store
from pipeline.checks.across import Abstract, to_row
from pipeline.checks.across.abstract import Quote, Total, Unit
from pipeline.checks.across.candidates import ordinal
from pipeline.checks.term import Term
from pipeline.columns import layouts

PLACES = ("An Bình", "Bình Minh", "Cẩm Sơn", "Đông Hải", "Hòa Phú", "Long Thạnh", "Mỹ Lộc", "Tân Tiến")
RATES = (("online_submission", 95.0), ("digitised", 100.0), ("online_payment", 80.0), ("satisfaction", 95.0))
RULES = (("A3", "error"), ("P2", "error"), ("P6", "warning"), ("R-DOC-DATE", "error"), ("R-WEEKEND", "hint"))
FIRST = 2020 * 12  # the first month
_BATCH = 500


@dataclass
class Rows:
    """What is to be written in one transaction."""

    of: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: Table, **cells: Any) -> None:  # noqa: ANN401 - cells
        self.of.setdefault(table, []).append(cells)

    def write(self, connection: Connection) -> None:
        for table in (schema.contents, schema.files, schema.documents, schema.compared, schema.pages):
            if rows := self.of.pop(table, None):
                connection.execute(insert(table), rows)
        for table in list(self.of):
            connection.execute(insert(table), self.of.pop(table))


def generate(where: str, units: int, quarters: int, facts: int = 10, seed: int = 8) -> int:
    """Fill the new store `where` with `quarters` quarterly reports of each unit, every 17th missing; how many."""
    chance, rows, count = random.Random(seed), Rows(), 0
    store = Store.open(where, create=True)
    for unit in range(units):
        for quarter in range(quarters):
            if (unit * 7 + quarter) % 17:
                add_report(rows, chance, unit, quarter, facts)
                count += 1
        if count % _BATCH < quarters or unit == units - 1:
            with store.begin() as connection:
                rows.write(connection)
    store.close()
    return count


def unit_name(unit: int) -> str:
    return f"UBND xã {PLACES[unit % len(PLACES)]} {unit // len(PLACES) + 1}"


def add_report(rows: Rows, chance: random.Random, unit: int, quarter: int, facts: int) -> None:
    """One quarterly report with all that hangs on it."""
    path = f"/kho/{unit:05}/báo cáo quý {quarter:03}.txt"
    digest = sha256(path.encode()).hexdigest()
    first, issuer = FIRST + 3 * quarter, unit_name(unit)
    months, year = (first, first + 2), (first + 2) // 12
    period, date = f"{year}-Q{quarter % 4 + 1}", f"{year}-{(first + 2) % 12 + 1:02}-20"
    head = {"file": path, "issuer": issuer, "period": period}
    faults = [each for each in RULES if chance.random() < 0.15]
    abstract = as_json(to_row(_abstract(chance, path, digest, unit, Term(months), date)))
    row = dict.fromkeys(layouts()["documents"].names) | head
    row |= {"sha256": digest, "document_type": "BÁO CÁO", "pages": 3, "facts": facts, "sources": "text 3"}
    row |= {"document_number": f"{quarter + 1}/BC-UBND", "document_date": date}
    counts = {"pages": 3, "facts": facts, "findings": len(faults), "errors": sum(s == "error" for _, s in faults)}
    rows.add(schema.contents, sha256=digest, is_path=False, size=1000, state="done", attempts=1)
    rows.add(schema.files, path=path, sha256=digest, size=1000, modified=1)
    rows.add(
        schema.documents,
        **(head | counts | {"sha256": digest, "type": "BÁO CÁO", "number": row["document_number"], "date": date}),
        **{"quality": None, "row": as_json(row), "abstract": abstract, "abstract_digest": digest_of(abstract)},
    )
    rows.add(
        schema.compared,
        **{"number": ordinal(digest), "sha256": digest, "abstract_digest": digest_of(abstract), "outline": "{}"},
        **{"unit": ordinal(fold(issuer)), "twin": ordinal(digest), "single": True, "series": unit + 1},
    )
    rows.add(schema.pages, sha256=digest, number=1, source="text", reason="text", rotation=0, coverage=1.0, unread=0)
    for position in range(facts):
        rows.add(schema.extractions, sha256=digest, position=position, **_fact(chance, path, digest, position))
    for position, (rule, severity) in enumerate(faults):
        told = as_json(_finding(path, digest, rule, severity))
        rows.add(schema.findings, sha256=digest, position=position, rule=rule, severity=severity, row=told)


def _abstract(chance: random.Random, path: str, digest: str, unit: int, term: Term, date: str) -> Abstract:
    received = chance.randrange(500, 5000)
    resolved = received * chance.randrange(90, 100) // 100
    work = {"received_total": received, "resolved_total": resolved, "pending_total": received - resolved}
    quotes = {measure: Quote(f"{value}", 100 + at, 1) for at, (measure, value) in enumerate(work.items())}
    totals = tuple(Total(measure, None, value, quotes[measure]) for measure, value in work.items())
    unit_of = Unit(fold(unit_name(unit)), "tinh vi du")
    return Abstract(path, digest, unit_of, "BC", date=date, term=term, totals=totals, sketch=bytes(range(200)))


def _fact(chance: random.Random, path: str, digest: str, position: int) -> dict[str, Any]:
    """A percentage, reached or aimed at, or a number of dossiers."""
    row = dict.fromkeys(layouts()["facts"].names) | {"file": path, "sha256": digest, "page": 1, "state": "value"}
    row |= {"start": 100 * position, "end": 100 * position + 5, "confidence": 0.95, "rule": "made"}
    row |= {"context": "Trong kỳ, đơn vị đã tiếp nhận và giải quyết hồ sơ thủ tục hành chính theo đúng quy định. " * 2}
    if position < 2 * len(RATES):
        measure, target = RATES[position // 2]
        role = ("achieved", "target")[position % 2]
        number: float = target if role == "target" else round(min(100.0, chance.gauss(target, 4)), 1)
        row |= {"kind": "percentage", "measure": measure, "role": role, "value": str(number), "value_number": number}
    else:
        number = chance.randrange(1, 500)
        row |= {"kind": "dossier_count", "measure": "resolved_early", "value": str(number), "value_number": number}
    row |= {"text": row["value"], "normalized": row["value"]}
    told = {name: row[name] for name in ("kind", "measure", "value", "page", "confidence")}
    return told | {"number": row["value_number"], "row": as_json(row)}


def _finding(path: str, digest: str, rule: str, severity: str) -> dict[str, Any]:
    told = {"message": "Hai chỗ ghi hai số khác nhau.", "message_en": "Two places print two numbers."}
    row = dict.fromkeys(layouts()["findings"].names) | told | {"file": path, "sha256": digest, "rule": rule}
    row |= {"severity": severity, "expected": "6215", "found": "6251", "pages": "1", "quotes": "6.251 | 6.215"}
    quotes = [("6.251", "đã giải quyết ", " hồ sơ"), ("6.215", "trong đó trước hạn ", " hồ sơ")]
    row["evidence"] = [
        {"text": text, "start": 10, "end": 15, "page": 1, "boxes": None, "value": None, "line": [left, text, right]}
        for text, left, right in quotes
    ]
    return row
