"""Cross-report checks over a store: what 100 documents more cost against a comparison of everything, and the memory.

python -m benchmarks.archive.across 10000 100
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from pipeline.archive import schema
from pipeline.archive.across import update_across
from pipeline.archive.batches import batches
from pipeline.archive.outcome import as_json, digest_of
from pipeline.archive.store import Store
from pipeline.checks.across import compare, from_row, to_row

from ..across import hard_store, made_store
from ..results import table


def main(size: int, more: int, *, hard: bool = False) -> None:
    """Fill a store, bring it up to date, add, change and remove `more` documents, then compare everything at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "store.db")
        filling = get_context("spawn").Process(target=_fill, args=(path, size + more, hard))  # with a memory of its own
        filling.start()
        filling.join()
        store = Store.open(path)
        kept = _take(store, more)
        rows = [_row("all at once, first", lambda: update_across(store))]
        _put(store, kept, {})
        rows.append(_row(f"{more} more", lambda: update_across(store)))
        rows.append(_row("nothing new", lambda: update_across(store)))
        _put(store, kept, {"file": "again.txt"})
        rows.append(_row(f"{more} changed", lambda: update_across(store)))
        _take(store, more)
        rows.append(_row(f"{more} removed", lambda: update_across(store)))
        rows.append(_row("everything compared anew", lambda: _full(store)))
        store.close()
        megabytes = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
    print(f"{size:,} documents, store {megabytes:.0f} MB")
    print(table(["step", "s", "peak MB so far", "result"], rows))


def _fill(path: str, size: int, hard: bool) -> None:
    """Write made abstracts, each with a hash as it would have."""
    store = Store.open(path, create=True)
    abstracts = hard_store(size) if hard else made_store(size).abstracts[:size]
    for batch in batches(abstracts):
        _put(store, [to_row(replace(each, sha256=sha256(each.file.encode()).hexdigest())) for each in batch], {})
    store.close()


def _take(store: Store, count: int) -> list[dict[str, Any]]:
    """Remove documents, always the same ones, and give their abstracts."""
    with store.begin() as connection:
        first = select(schema.documents.c.sha256, schema.documents.c.abstract).order_by(schema.documents.c.sha256)
        rows = connection.execute(first.limit(count)).all()
        gone = [row.sha256 for row in rows]
        connection.execute(delete(schema.documents).where(schema.documents.c.sha256.in_(gone)))
    return [json.loads(row.abstract) for row in rows]


def _put(store: Store, rows: Iterable[dict[str, Any]], change: dict[str, Any]) -> None:
    """Write documents as a run does; those that are there are replaced."""
    made = [row | change for row in rows]
    hashes = [str(row["sha256"]) for row in made]
    plain = {"pages": 1, "facts": 0, "findings": 0, "errors": 0, "row": "{}"}
    with store.begin() as connection:
        known = set(connection.scalars(select(schema.contents.c.sha256).where(schema.contents.c.sha256.in_(hashes))))
        connection.execute(delete(schema.documents).where(schema.documents.c.sha256.in_(hashes)))
        contents = [{"sha256": each, "size": 1, "state": "done"} for each in hashes if each not in known]
        if contents:
            connection.execute(insert(schema.contents), contents)
        texts = [as_json(row) for row in made]
        documents = [
            plain | {"sha256": row["sha256"], "file": row["file"], "abstract": text, "abstract_digest": digest_of(text)}
            for row, text in zip(made, texts, strict=True)
        ]
        connection.execute(insert(schema.documents), documents)


def _full(store: Store) -> str:
    """Load every abstract and compare them all, as would be needed without what the store keeps."""
    with store.begin() as connection:
        rows = connection.scalars(select(schema.documents.c.abstract)).yield_per(1000)
        abstracts = [from_row(json.loads(row)) for row in rows]
    return f"{sum(finding.fails for finding in compare(abstracts))} findings"


def _row(step: str, work: Callable[[], object]) -> list[str]:
    start = time.process_time()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [step, f"{time.process_time() - start:.2f}", f"{peak:.0f}", str(result)]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), hard="hard" in sys.argv)
