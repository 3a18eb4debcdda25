"""Reports of a store against each other: whatever comes, changes and goes, what is told is what `compare` says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, insert, select

from pipeline.archive import schema
from pipeline.archive.across import update_across
from pipeline.archive.outcome import as_json, digest_of
from pipeline.archive.store import Store
from pipeline.checks.across import Abstract, compare, from_row, to_row
from pipeline.checks.across.abstract import OwnNumber, Quote, Reference, Total, Unit
from pipeline.checks.term import Term

JANUARY = 2026 * 12  # the first month of the made reports
FORM = [f"{index * 37 % 65521:04x}" for index in range(128)]
SILENT = OwnNumber("", "", None, Quote("", 0))


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    store = Store.open(str(folder / "s.db"), create=True)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as made:
        yield made


def put(store: Store, *abstracts: Abstract) -> None:
    """Write documents as a run does; those that are there are replaced."""
    with store.begin() as connection:
        for abstract in abstracts:
            write(connection, abstract)


def write(connection: Connection, abstract: Abstract) -> None:
    text, sha256 = as_json(to_row(abstract)), abstract.sha256
    connection.execute(delete(schema.documents).where(schema.documents.c.sha256 == sha256))
    if not connection.scalar(select(func.count()).where(schema.contents.c.sha256 == sha256)):
        connection.execute(insert(schema.contents).values(sha256=sha256, size=1, state="done"))
    row = {"sha256": sha256, "file": abstract.file, "pages": 1, "facts": 0, "findings": 0, "errors": 0, "row": "{}"}
    made = row | {"abstract": text, "abstract_digest": digest_of(text)}
    connection.execute(insert(schema.documents).values(**made))


def drop(store: Store, *hashes: str) -> None:
    with store.begin() as connection:
        connection.execute(delete(schema.documents).where(schema.documents.c.sha256.in_(hashes)))


def told(store: Store) -> list[str]:
    """The rows of the findings in the store, sorted."""
    with store.begin() as connection:
        return sorted(connection.scalars(select(schema.across.c.row)))


def said(abstracts: Iterable[Abstract]) -> list[str]:
    """What one comparison of everything says."""
    kept = [from_row(json.loads(as_json(to_row(abstract)))) for abstract in abstracts]
    return sorted(as_json({"file": None} | finding.row()) for finding in compare(kept) if finding.fails)


def sketch(seed: int, changed: int) -> bytes:
    """That of a form, of which `changed` bins are a report's own."""
    chance, bins = random.Random(seed), list(FORM)
    for index in chance.sample(range(128), changed):
        bins[index] = f"{chance.randrange(65535):04x}"
    return bytes.fromhex("".join(bins))


def report(
    index: int,
    unit: tuple[str, str | None] | None = ("ubnd xa bac son", "quang tri"),
    quarter: int = 0,
    carried: int = 37,
    received: int = 2846,
    day: str = "2025-06-09",
    number: str = "",
    texts: tuple[int, int] = (0, 0),
    content: str = "",
) -> Abstract:
    months = (JANUARY + 3 * quarter, JANUARY + 3 * quarter + 2)
    figures = {"carried_over": carried, "received_total": received, "resolved_total": received - 85}
    figures |= {"received_new": received - carried, "pending_total": 85}
    return Abstract(
        file=f"{index % 23}.txt",
        sha256=f"{index:064x}",
        unit=Unit(*unit) if unit else None,
        type="BC",
        own=OwnNumber(number, "/BC-UBND", 2026, Quote(f"{number}/BC-UBND", 9)) if number else None,
        date=f"2026-0{3 + quarter}-17",
        subject="kiem soat thu tuc",
        term=Term(months),
        totals=tuple(Total(key, None, value, Quote(str(value), 99 + n)) for n, (key, value) in enumerate(figures.items())),
        references=(Reference("118/2025/NĐ-CP", 2025, "CP", day, None, Quote(f"118/2025/NĐ-CP {day}", 50)),),
        content=content,
        sketch=sketch(*texts),
    )  # fmt: skip


REPORTS = st.builds(
    report,
    index=st.integers(0, 40),
    unit=st.sampled_from([("ubnd xa bac son", "quang tri"), ("ubnd xa bac son", "lao cai"), ("ubnd xa bac son", None), ("ubnd xa nam son", None), None]),
    quarter=st.integers(0, 3),
    carried=st.sampled_from([37, 85, 58]),
    received=st.sampled_from([2846, 2900, 12]),
    day=st.sampled_from(["2025-06-09", "2025-06-09", "2025-09-06", "2024-06-09"]),
    number=st.sampled_from(["", "", "96", "97"]),
    texts=st.tuples(st.integers(0, 5), st.sampled_from([0, 0, 20, 60])),
    content=st.sampled_from(["", "", "a", "b"]),
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.lists(REPORTS, max_size=12), st.sets(st.integers(0, 40), max_size=6)), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_step_by_step_is_told_what_one_comparison_of_all_says(steps: list[tuple[list[Abstract], set[int]]]) -> None:
    there: dict[str, Abstract] = {}
    with TemporaryDirectory() as folder, opened(Path(folder)) as store:
        for come, go in steps:
            before = len(told(store))
            put(store, *come)
            there |= {abstract.sha256: abstract for abstract in come}
            drop(store, *(f"{index:064x}" for index in go))
            there = {sha256: abstract for sha256, abstract in there.items() if int(sha256, 16) not in go}
            counts = update_across(store)
            assert told(store) == said(there.values())
            assert before + counts.added - counts.removed == len(told(store))
            assert_whole(store, there)


def assert_whole(store: Store, there: dict[str, Abstract]) -> None:
    """What is kept beside the findings is of the documents that are there, as if they had come at once."""
    with TemporaryDirectory() as folder, opened(Path(folder)) as other:
        put(other, *there.values())
        update_across(other)
        kept = [schema.compared, schema.sortings, schema.alike, schema.citations, schema.links]
        for table in kept:
            assert rows(store, table.name) == rows(other, table.name)
        about = select(schema.across.c.row, schema.across_documents.c.sha256).join(schema.across_documents)
        with store.begin() as mine, other.begin() as theirs:
            assert sorted(map(tuple, mine.execute(about))) == sorted(map(tuple, theirs.execute(about)))


def rows(store: Store, name: str) -> list[tuple[object, ...]]:
    with store.begin() as connection:
        return sorted(map(tuple, connection.execute(select(schema.metadata.tables[name]))), key=repr)
