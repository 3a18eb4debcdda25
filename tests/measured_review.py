"""Makes a store of many documents, or measures the review page over it: `measured_review.py STORE DOCUMENTS`.

With 0 documents it prints a line for each request with its seconds (the quickest of nine), and the memory of the process in MiB.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
from reviewed_stores import take
from sqlalchemy import Table, insert, select
from starlette.testclient import TestClient

from pipeline.archive import schema
from pipeline.archive.listing_line import Progress, line_of
from pipeline.archive.store import Store
from pipeline.review.application import application
from pipeline.review.desk import Desk
from pipeline.review.guard import Policy

SAMPLE = Path(__file__).resolve().parent.parent / "samples/pdf/000.pdf"
OF_A_DOCUMENT = (schema.pages, schema.extractions, schema.findings, schema.readings)
QUERIES = (
    "/?",
    "/?search=dong+hai+17",
    "/?search=khong+co+gi",
    "/?sort=issuer",
    "/?sort=date",
    "/?sort=quality&direction=up",
    "/?state=done",
    "/?type=BÁO+CÁO&period=2026-Q2&open=1",
    "/?first=99900",
)
_BATCH = 2000


def made(where: str, count: int) -> None:
    """A real document, and its results again and again under other names; only each hundredth has rows of its own."""
    take(where, [SAMPLE])
    chance = random.Random(8)
    with closing(Store.open(where)) as store, store.begin() as connection:
        document = dict(connection.execute(select(schema.documents)).mappings().one())
        rows = {table: [dict(row) for row in connection.execute(select(table)).mappings()] for table in OF_A_DOCUMENT}
        pending: dict[Table, list[dict[str, object]]] = {}
        for number in range(count - 1):
            for table, values in _copies(document, rows, number, chance):
                pending.setdefault(table, []).append(values)
            if number % _BATCH == _BATCH - 1 or number == count - 2:
                for table in (schema.contents, schema.documents, schema.listing, *OF_A_DOCUMENT):
                    if found := pending.pop(table, []):
                        connection.execute(insert(table), found)


def _copies(
    document: dict[str, object], rows: dict[Table, list[dict[str, object]]], number: int, chance: random.Random
) -> Iterator[tuple[Table, dict[str, object]]]:
    sha256 = f"{number:064x}"
    told = {
        "sha256": sha256,
        "issuer": f"UBND xã {chance.choice(('Đông', 'Tây', 'Nam', 'Bắc'))} {chance.choice(('Hải', 'Sơn'))} {number % 3000}",
        "number": f"{number % 500}/BC-UBND",
        "date": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "period": f"{2020 + number % 7}-Q{number % 4 + 1}",
        "quality": chance.random() if number % 2 else None,
        "abstract_digest": f"{number:016x}",
    }
    yield schema.contents, {"sha256": sha256, "is_path": False, "size": 1, "state": "done"}
    copy = document | told
    yield schema.documents, copy
    state = chance.choice(("new", "new", "new", "begun", "done"))
    progress = Progress(state, chance.choices(("error", "warning", "hint"), k=number % 6), 0, 0)
    yield schema.listing, line_of(copy, progress) | {"sha256": sha256, "version": 1}
    if number % 100 == 0:
        for table, found in rows.items():
            yield from ((table, row | {"sha256": sha256}) for row in found)


def least(ask: Callable[[], object]) -> float:
    """Seconds of the quickest of nine times, after one that counts not: what other programs beside it take is not its own."""
    ask()
    spent = []
    for _ in range(9):
        begun = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def main(where: str, count: int) -> None:
    """Print what is measured."""
    if count:
        made(where, count)
        return
    with closing(Store.open(where)) as store:
        desk = Desk(store, Policy(frozenset(["testserver"]), csrf="right"), who="Lan")
        client = TestClient(application(desk), headers={"x-csrf-token": "right"})
        for query in QUERIES:
            print(query, f"{least(lambda query=query: client.get(query)):.3f}")
        print("api", f"{least(lambda: client.get('/api/documents?search=dong')):.3f}")
        address = f"/documents/{0:064x}"
        print("document", f"{least(lambda: client.get(address)):.3f}")
        position = client.get(f"/api{address}").json()["facts"][0]["position"]

        def correct() -> None:
            version = client.get(f"/api{address}").json()["version"]
            wish = {"action": "accept", "version": version, "position": position}
            assert client.post(f"/api{address}/corrections", json=wish).status_code == 201

        print("correction", f"{least(correct):.3f}")
        print("MiB", f"{psutil.Process().memory_info().rss / 2**20:.0f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
