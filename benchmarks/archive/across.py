"""Cross-report checks over a store: what 100 documents more cost against a comparison of everything, and the memory.

python -m benchmarks.archive.across 10000 100
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import delete, insert, select

from pipeline.archive import schema
from pipeline.archive.across import update_across
from pipeline.archive.batches import batches
from pipeline.archive.outcome import as_json, digest_of
from pipeline.archive.store import Store
from pipeline.checks.across import Abstract, compare, from_row, to_row

from ..across import hard_store, made_store
from ..results import table

Result = TypeVar("Result")


def main(size: int, more: int, *, hard: bool = False) -> None:
    """Fill a store, bring it up to date, add, change and remove `more` documents, then compare everything at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = Store.open(str(path), create=True)
        hashes = _fill(
            store, iter(hard_store(size + more) if hard else made_store(size + more).abstracts[: size + more]), more
        )
        rows = [_row("all at once, first", lambda: update_across(store))]
        _put(store, hashes[1], {})
        rows.append(_row(f"{more} more", lambda: update_across(store)))
        rows.append(_row("nothing new", lambda: update_across(store)))
        _put(store, hashes[1], {"file": "again.txt"})
        rows.append(_row(f"{more} changed", lambda: update_across(store)))
        with store.begin() as connection:
            gone = [abstract["sha256"] for abstract in hashes[1]]
            connection.execute(delete(schema.documents).where(schema.documents.c.sha256.in_(gone)))
        rows.append(_row(f"{more} removed", lambda: update_across(store)))
        megabytes = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        rows.append(_row("everything compared anew", lambda: _full(store)))
        store.close()
    print(f"{size:,} documents, store {megabytes:.0f} MB")
    print(table(["step", "s", "peak MB so far", "result"], rows))


def _fill(store: Store, abstracts: Iterator[Abstract], more: int) -> tuple[int, list[dict[str, object]]]:
    """Write all but `more` abstracts, which are given back."""
    named = (replace(abstract, sha256=sha256(abstract.file.encode()).hexdigest()) for abstract in abstracts)
    kept = [to_row(abstract) for abstract in islice(named, more)]
    count = 0
    for batch in batches(named):
        _put(store, [to_row(abstract) for abstract in batch], {})
        count += len(batch)
    return count, kept


def _put(store: Store, rows: Iterable[dict[str, object]], change: dict[str, object]) -> None:
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
