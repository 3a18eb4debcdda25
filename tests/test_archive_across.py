"""Reports of a store against each other: whatever comes, changes and goes, what is told is what `compare` says."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, insert, select

from pipeline.archive import neighbours, schema
from pipeline.archive.across import Counts, update_across
from pipeline.archive.neighbours import pairs_with
from pipeline.archive.outcome import as_json, digest_of
from pipeline.archive.store import Store
from pipeline.checks.across import Abstract, compare, from_row, to_row
from pipeline.checks.across.abstract import OwnNumber, Quote, Reference, Total, Unit
from pipeline.checks.term import Term

ROOT = Path(__file__).resolve().parent.parent
KEPT = ("compared", "sortings", "alike", "citations", "links")
JANUARY = 2026 * 12  # the first month of the made reports
FORM = [f"{index * 37 % 65521:04x}" for index in range(128)]


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with closing(Store.open(store_url, create=True)) as made:
        yield made


@contextmanager
def fresh() -> Iterator[Store]:
    """A store of its own, for each of the many examples that a test has."""
    with TemporaryDirectory() as folder, closing(Store.open(str(Path(folder) / "s.db"), create=True)) as made:
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


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_step_by_step_is_told_what_one_comparison_of_all_says(steps: list[tuple[list[Abstract], set[int]]]) -> None:
    there: dict[str, Abstract] = {}
    with fresh() as store:
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


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), share=st.sampled_from([0.1, 0.3, 0.8]))
def test_a_crowd_of_one_form_with_more_in_every_list_than_are_looked_at(seed: int, share: float) -> None:
    chance = random.Random(seed)
    crowd = {each.sha256: each for each in (one_of_a_crowd(chance, index) for index in range(45))}
    there: set[str] = set()
    with fresh() as store:
        for _ in range(3):
            come = {sha256 for sha256 in crowd if chance.random() < share}
            go = {sha256 for sha256 in sorted(there - come) if chance.random() < share / 4}
            put(store, *(crowd[sha256] for sha256 in sorted(come)))
            drop(store, *go)
            there = (there | come) - go
            update_across(store)
            assert told(store) == said(crowd[sha256] for sha256 in there)
        assert_whole(store, {sha256: crowd[sha256] for sha256 in there})


def test_the_order_in_which_reports_are_compared_does_not_matter() -> None:
    chance = random.Random(1)
    crowd = [replace(one_of_a_crowd(chance, 200 + index), content=chance.choice(["", "a", "b"])) for index in range(40)]
    crowd += [FIRST, SCAN, WRONG, ODD, *AGREED]
    first = said(crowd)
    assert len(first) > 10
    for _ in range(5):
        chance.shuffle(crowd)
        assert said(crowd) == first


def one_of_a_crowd(chance: random.Random, index: int) -> Abstract:
    """Alike ones are close in few lists, and others come between them."""
    texts = chance.randrange(1000), chance.choice([10, 40, 60])
    made = report(index, quarter=0, carried=chance.choice([37, 85]), received=chance.choice([2846, 2900]), texts=texts)
    return replace(made, file=f"{index}.txt")


def assert_whole(store: Store, there: dict[str, Abstract]) -> None:
    """What is kept beside the findings is of the documents that are there, as if they had come at once."""
    with fresh() as other:
        put(other, *there.values())
        update_across(other)
        for name in KEPT:
            assert rows(store, name) == rows(other, name)
        about = select(schema.across.c.row, schema.across_documents.c.sha256).join(schema.across_documents)
        with store.begin() as mine, other.begin() as theirs:
            assert sorted(map(tuple, mine.execute(about))) == sorted(map(tuple, theirs.execute(about)))


def rows(store: Store, name: str) -> list[tuple[object, ...]]:
    with store.begin() as connection:
        return sorted(map(tuple, connection.execute(select(schema.metadata.tables[name]))), key=repr)


FIRST = report(1)
SCAN = replace(report(101, texts=(9, 30)), totals=(*FIRST.totals[:4], replace(FIRST.totals[4], value=58)))
SECOND, WRONG = report(2, quarter=1, carried=85), report(2, quarter=1, carried=58)
ODD = report(3, unit=None, day="2025-09-06", received=150)
AGREED = [report(10 + n, unit=None, received=500 + n, texts=(n, 120)) for n in range(2)]
OTHERS = [report(60 + n, unit=None, received=700 + n, texts=(50 + n, 120)) for n in range(6)]

# documents in the store, those that come then, those that go, and the rules that are told at last
CASES = [
    ("nothing at all", [], [], [], []),
    ("the second of two comes", [FIRST], [WRONG], [], ["A8"]),
    ("the first of two comes", [WRONG], [FIRST], [], ["A8"]),
    ("the first of two goes", [FIRST, WRONG], [], [FIRST], []),
    ("the second is read anew, rightly", [FIRST, WRONG], [SECOND], [], []),
    ("the second is read anew, wrongly", [FIRST, SECOND], [WRONG], [], ["A8"]),
    ("a scan comes", [FIRST], [SCAN], [], ["R-DUP-REPORT"] * 2),
    ("a scan goes", [FIRST, SCAN], [], [SCAN], []),
    ("the text of a scan goes, and the scan stands in", [FIRST, SCAN, SECOND], [], [FIRST], ["A8"]),
    ("the same words", [replace(FIRST, content="a")], [replace(AGREED[0], content="a")], [], ["R-DUP-REPORT"]),
    ("a report between two comes", [FIRST, report(4, quarter=2)], [SECOND], [], ["A8"]),
    ("another day for a decree", AGREED, [ODD], [], ["R-REF-DATE"]),
    ("the days of a decree are even, then not", [AGREED[0], ODD], AGREED[1:], [], ["R-REF-DATE"]),
    ("nobody else cites it any more", [*AGREED, ODD], [], AGREED, []),
    ("the same number twice", [report(1, number="96")], [report(2, quarter=1, carried=85, number="96")], [], ["R-DUP-NUMBER"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("there", "come", "go", "rules"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_comes_and_goes(
    store: Store, there: list[Abstract], come: list[Abstract], go: list[Abstract], rules: list[str]
) -> None:
    put(store, *there)
    update_across(store)
    put(store, *come)
    drop(store, *(abstract.sha256 for abstract in go))
    update_across(store)
    assert sorted(json.loads(row)["rule"] for row in told(store)) == rules


def test_a_scan_is_linked_with_its_text(store: Store) -> None:
    put(store, FIRST, SCAN, SECOND)
    assert update_across(store).compared == 3
    ((one, other, likeness, row),) = rows(store, "links")
    assert (one, other) == (FIRST.sha256, SCAN.sha256)
    assert isinstance(likeness, float)
    assert 0.5 < likeness < 0.9
    link = json.loads(str(row))
    assert link["likeness"] == "near"
    assert [(each["expected"], each["found"]) for each in link["differences"]] == [("85", "58")]


def test_findings_have_rows_as_check_prints_them(store: Store) -> None:
    put(store, FIRST, WRONG)
    update_across(store)
    (row,) = (json.loads(text) for text in told(store))
    assert row["file"] is None
    assert [(evidence["file"], evidence["text"]) for evidence in row["evidence"]] == [("2.txt", "58"), ("1.txt", "85")]
    assert {sha256 for _, sha256 in rows(store, "across_documents")} == {FIRST.sha256, WRONG.sha256}


def test_nothing_new_costs_nothing(store: Store) -> None:
    put(store, FIRST, WRONG)
    assert update_across(store, 7) == Counts(1, 0, 2)
    before = rows(store, "across")
    put(store, FIRST)
    assert update_across(store) == Counts()
    assert rows(store, "across") == before
    assert [(event[2], event[5]) for event in rows(store, "events")] == [(7, "across")]


def test_what_is_told_again_keeps_its_row(store: Store) -> None:
    put(store, FIRST, WRONG, *OTHERS)
    update_across(store)
    before = rows(store, "across")
    put(store, replace(WRONG, signer="nguoi khac"), report(5, quarter=3))
    counts = update_across(store)
    assert (counts.removed, counts.compared) == (0, 2)
    assert set(before) <= set(rows(store, "across"))


STEPS_OF_AN_UPDATE = ("close_up", "pair_up", "regroup", "tell_series", "tell_citations", "note")


@pytest.mark.parametrize("step", STEPS_OF_AN_UPDATE)
def test_what_is_broken_off_leaves_the_old_state(store: Store, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    put(store, FIRST, SCAN, SECOND, *AGREED, *OTHERS)
    update_across(store)
    kept = (*KEPT, "across", "across_documents", "events")
    before = {name: rows(store, name) for name in kept}
    put(store, WRONG, ODD)
    drop(store, SCAN.sha256)
    with monkeypatch.context() as patch:
        patch.setattr(f"pipeline.archive.across.{step}", broken)
        with pytest.raises(KeyboardInterrupt):
            update_across(store)
    assert {name: rows(store, name) for name in kept} == before
    update_across(store)
    assert told(store) == said([FIRST, WRONG, ODD, *AGREED, *OTHERS])


def broken(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_process_that_is_killed_leaves_the_old_state_or_the_new_one(store: Store, store_url: str) -> None:
    crowd = [one_of_a_crowd(random.Random(index), index) for index in range(60)]
    command = "import sys; from pipeline.archive.store import Store; from pipeline.archive.across import Counts, update_across; "
    command += "store = Store.open(sys.argv[1]); print(flush=True); update_across(store)"
    put(store, *crowd[:20])
    update_across(store)
    old, new = told(store), said(crowd)
    put(store, *crowd[20:])
    for moment in (0.0, 0.05, 0.15):
        child = subprocess.Popen([sys.executable, "-c", command, store_url], stdout=subprocess.PIPE, cwd=ROOT)
        with child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(moment)
            child.kill()
        assert told(store) in (old, new)
    update_across(store)
    assert told(store) == new


def test_neighbours_are_the_same_by_seeking_and_by_reading(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, *(report(index, received=2846 + index % 5, texts=(index, index % 40)) for index in range(90)))
    update_across(store)
    with store.begin() as connection:
        everything = sorted(connection.scalars(select(schema.compared.c.number)))
        for some in (set(everything), set(everything[::3]), {everything[0]}):
            monkeypatch.setattr(neighbours, "_FEW", 0)
            sought = set().union(*pairs_with(connection, some))
            monkeypatch.setattr(neighbours, "_FEW", 1000)
            for rows, pairs in ((10_000, 300_000), (7, 5)):  # at once, and in pieces
                monkeypatch.setattr(neighbours, "_ROWS", rows)
                monkeypatch.setattr(neighbours, "_MOST_PAIRS", pairs)
                assert set().union(*pairs_with(connection, some)) == sought
            assert sought
            assert all(one in some or other in some for one, other in sought)
