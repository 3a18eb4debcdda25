"""Corrections in the store: written with their events, laid over again after every run, carried by exports."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from reviewed_stores import REPORT, position, shown, take
from sqlalchemy import delete, func, insert, select, update

from normalizers import Span
from pipeline.archive import overlay, schema
from pipeline.archive.deciding import Said, StaleError, UnknownError, decide, undo
from pipeline.archive.export import Export, export_store
from pipeline.archive.export_filter import Filter
from pipeline.archive.forgetting import forget
from pipeline.archive.listing import Asked, counts, page_of
from pipeline.archive.run import run_folders
from pipeline.archive.settings import Settings
from pipeline.archive.store import Store
from pipeline.archive.told import told
from pipeline.archive.verify import Tally, verify
from pipeline.archive.worst import worst_findings
from pipeline.console import Screen
from pipeline.corrections import CorrectionError
from pipeline.errors import TimeLimitError


@pytest.fixture
def where(store_url: str, tmp_path: Path) -> str:
    """A store with one report."""
    file = tmp_path / "in" / "báo cáo.txt"
    file.parent.mkdir()
    file.write_text(REPORT, encoding="utf-8")
    take(store_url, [file])
    return store_url


def read_again(where: str, tmp_path: Path) -> None:
    take(where, (tmp_path / "in").iterdir())


def say(where: str, action: Any, version: int | None = None, **told: Any) -> int:  # noqa: ANN401
    view = shown(where)
    with closing(Store.open(where)) as store:
        return decide(store, view.sha256, Said(action, version or view.version, told.pop("who", "Lan"), **told))


def change(where: str, text: str, value: str) -> int:
    return say(where, "change", position=position(shown(where), text), cells={"value": value})


def rows(where: str, tmp_path: Path, table: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    out = tmp_path / "out.jsonl"
    assert export_store(where, Export(table=table, output=str(out)), Screen("vi")) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def rules(where: str) -> set[str]:
    return {finding.row["rule"] for finding in shown(where).findings}


def test_a_correction_is_checked_at_once_and_survives_a_run(where: str, tmp_path: Path) -> None:
    assert "A1" not in rules(where)
    change(where, "100", "91")
    assert "A1" in rules(where)
    extracted = rows(where, tmp_path, "facts")
    with closing(Store.open(where)) as store, store.begin() as connection:
        connection.execute(update(schema.contents).values(rules="older"))
    run_folders([str(tmp_path / "in")], where, Settings(workers=1, refresh=True), Screen("en"))
    assert "A1" in rules(where)
    assert rows(where, tmp_path, "facts") == extracted
    assert [each.state for each in shown(where).decisions] == ["applied"]


def test_exports_carry_the_corrected_values_and_say_so(where: str, tmp_path: Path) -> None:
    change(where, "100", "91")
    facts = {row["text"]: row for row in rows(where, tmp_path, "facts")}
    assert (facts["100"]["value"], facts["100"]["corrected"], facts["100"]["original_value"]) == (
        "91",
        "changed",
        "100",
    )
    assert facts["60"]["corrected"] is None
    form = rows(where, tmp_path, "form_ii06")[0]
    assert (form["received_total"], form["corrected"]) == (91, "received_total")
    assert rows(where, tmp_path, "documents")[0]["corrected"] == 1
    told = rows(where, tmp_path, "corrections")[0]
    assert (told["original_value"], told["new_value"], told["who"], told["state"]) == ("100", "91", "Lan", "applied")


def test_nothing_extracted_is_overwritten(where: str) -> None:
    with closing(Store.open(where)) as store, store.reading() as connection:
        before = connection.execute(select(schema.extractions)).all()
    change(where, "100", "91")
    say(where, "reject", position=position(shown(where), "40"))
    with closing(Store.open(where)) as store, store.reading() as connection:
        assert connection.execute(select(schema.extractions)).all() == before
    with closing(Store.open(where)) as store:
        assert not list(verify(store, Tally()))


def test_undo_brings_everything_back(where: str, tmp_path: Path) -> None:
    before, findings = rows(where, tmp_path, "facts"), rules(where)
    change(where, "100", "91")
    say(where, "reject", position=position(shown(where), "40"))
    for _ in range(2):
        view = shown(where)
        with closing(Store.open(where)) as store:
            undo(store, view.sha256, view.version, "Lan")
    assert rows(where, tmp_path, "facts") == before
    assert rules(where) == findings
    assert [row["state"] for row in rows(where, tmp_path, "corrections")] == ["undone", "undone"]
    view = shown(where)
    with closing(Store.open(where)) as store, pytest.raises(UnknownError):
        undo(store, view.sha256, view.version, "Lan")


def test_even_the_last_value_can_be_rejected(where: str, tmp_path: Path) -> None:
    while shown(where).facts:
        say(where, "reject", position=shown(where).facts[0][0])
    assert not rows(where, tmp_path, "facts")
    view = shown(where)
    with closing(Store.open(where)) as store:
        undo(store, view.sha256, view.version, "Lan")
    assert len(rows(where, tmp_path, "facts")) == 1


def test_the_slower_of_two_reviewers_is_told(where: str) -> None:
    view = shown(where)
    change(where, "100", "91")
    with pytest.raises(StaleError) as told:
        say(where, "accept", version=view.version, who="Minh", position=position(view, "60"))
    assert "Lan" in told.value.message
    assert len(shown(where).decisions) == 1


def test_a_missed_value_is_added_changed_and_taken_back(where: str) -> None:
    view = shown(where)
    assert view.document
    at = view.document.raw.index("7 chiếc")
    cells = {"value": "7", "measure": "received_direct"}
    number = say(where, "add", kind="dossier_count", cells=cells, span=Span(at, at + 1))
    say(where, "change", position=position(shown(where), "7"), cells={"value": "8"})
    row = next(row for _, row in shown(where).facts if row["text"] == "7")
    assert (row["value"], row["measure"], row["corrected"]) == ("8", "received_direct", "added")
    with pytest.raises(CorrectionError):
        say(where, "reject", position=position(shown(where), "7"))
    for _ in range(2):
        view = shown(where)
        with closing(Store.open(where)) as store:
            undo(store, view.sha256, view.version, "Lan")
    assert number
    assert "7" not in [row["text"] for _, row in shown(where).facts]


def test_findings_are_settled_and_documents_closed(where: str, tmp_path: Path) -> None:
    change(where, "100", "91")
    finding = next(each for each in shown(where).findings if each.row["rule"] == "A1")
    say(where, "reject", target="finding", position=finding.position)
    assert [row["review"] for row in rows(where, tmp_path, "findings") if row["rule"] == "A1"] == ["rejected"]
    with closing(Store.open(where)) as store, store.reading() as connection:
        line = page_of(connection, Asked(), 0, 10)[0]
        assert (line.state, line.corrections) == ("begun", 1)
        assert line.open == len(shown(where).findings) - 1
    say(where, "accept", target="document")
    with closing(Store.open(where)) as store, store.reading() as connection:
        assert counts(connection, Asked()).done == 1
        assert [row.rank for row in page_of(connection, Asked(state="done"), 0, 10)] == [0]


def test_a_later_correction_keeps_what_an_earlier_one_changed(where: str) -> None:
    at = position(shown(where), "40")
    say(where, "change", position=at, cells={"measure": "resolved_on_time"})
    change(where, "40", "41")
    row = dict(shown(where).facts)[at]
    assert (row["value"], row["measure"]) == ("41", "resolved_on_time")
    say(where, "accept", position=at)
    row = dict(shown(where).facts)[at]
    assert (row["value"], row["measure"]) == ("41", "resolved_on_time"), (
        "what was shown is confirmed, not what was read"
    )
    say(where, "reject", position=at)
    assert at not in [found for found, row in shown(where).facts if row["value"] == "41"]


def test_rejected_findings_are_not_counted_nor_shown(where: str) -> None:
    change(where, "100", "91")
    finding = next(each for each in shown(where).findings if each.row["rule"] == "A1")

    def told_of() -> tuple[int, list[str]]:
        with closing(Store.open(where)) as store, store.reading() as connection:
            (document,) = told(connection, Filter())
            worst = worst_findings(connection, Filter(), finding.row["severity"], 9)
            return sum(fault.count for fault in document.faults if fault.rule == "A1"), [
                row["rule"] for _, row in worst
            ]

    count, rules = told_of()
    assert (count, rules.count("A1")) == (1, 1)
    say(where, "reject", target="finding", position=finding.position)
    assert told_of() == (0, [rule for rule in rules if rule != "A1"])


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("change", {"position": 0, "cells": {"value": "x y z"}}),
    ("change", {"position": 999, "cells": {"value": "1"}}),
    ("accept", {"position": 0, "who": " "}),
    ("accept", {"position": 0, "who": "x" * 81}),
    ("accept", {"position": 0, "why": "x" * 501}),
    ("change", {"position": 99, "target": "finding"}),
    ("add", {"kind": "date", "cells": {"value": "2026"}}),
]


@pytest.mark.parametrize(("action", "told"), WRONG, ids=str)
def test_what_makes_no_sense_leaves_no_trace(where: str, action: str, told: dict[str, Any]) -> None:
    before = shown(where).version
    with pytest.raises(CorrectionError):
        say(where, action, **told)
    assert (shown(where).version, shown(where).decisions) == (before, [])


def test_what_no_database_takes_is_replaced(where: str) -> None:
    say(where, "accept", position=0, who="La\0n", why="vì \ud800")
    assert (shown(where).decisions[0].who, shown(where).decisions[0].why) == ("La\ufffdn", "vì \\ud800")


def test_events_tell_who_when_old_new_and_why(where: str) -> None:
    say(where, "change", position=position(shown(where), "100"), cells={"value": "91"}, why="giấy ghi 91")
    with closing(Store.open(where)) as store, store.reading() as connection:
        query = select(schema.events).where(schema.events.c.what == "corrected")
        event = connection.execute(query).one()
    told = json.loads(event.detail)
    assert (told["who"], told["why"], told["old"]["value"], told["new"]["value"]) == ("Lan", "giấy ghi 91", "100", "91")
    assert event.at


def test_what_is_forgotten_with_its_results_loses_its_corrections(where: str, tmp_path: Path) -> None:
    change(where, "100", "91")
    (tmp_path / "in" / "báo cáo.txt").unlink()
    assert forget(where, [str(tmp_path / "in")], Screen("en"), keep=False) == 0
    with closing(Store.open(where)) as store, store.reading() as connection:
        assert not connection.scalar(select(func.count()).select_from(schema.corrections))


def test_a_store_of_version_1_is_listed_and_read_again(where: str, tmp_path: Path) -> None:
    with closing(Store.open(where)) as store, store.begin() as connection:
        for table in (schema.listing, schema.readings):
            connection.execute(delete(table))
        connection.execute(update(schema.schema_version).values(version=1))
    view = shown(where)
    assert view.document is None
    with pytest.raises(CorrectionError):
        say(where, "accept", position=0)
    read_again(where, tmp_path)
    change(where, "100", "91")


def test_the_list_is_searched_filtered_and_sorted(store_url: str) -> None:
    with closing(Store.open(store_url, create=True)) as store, store.begin() as connection:
        for at, (issuer, kind, state, rank) in enumerate(LINES):
            sha256 = f"{at:064}"
            connection.execute(insert(schema.contents).values(sha256=sha256, is_path=False, size=1, state="done"))
            line = {"version": 1, "state": state, "rank": rank, "open": rank, "errors": 0, "corrections": 0}
            told = {"conflicts": 0, "pages": at, "issuer": issuer, "type": kind, "words": issuer.lower()}
            connection.execute(insert(schema.listing).values(sha256=sha256, **line, **told))
    asked: list[tuple[Asked, list[int]]] = [
        (Asked(), [1, 0, 2]),
        (Asked(search="SỞ"), []),
        (Asked(search="so"), [1]),
        (Asked(search="100%"), []),
        (Asked(state="done"), [2]),
        (Asked(only_open=True), [1, 0]),
        (Asked(type="KH"), [0]),
        (Asked(sort="pages", descending=False), [0, 1, 2]),
    ]
    with closing(Store.open(store_url)) as store, store.reading() as connection:
        found: Callable[[Asked], list[int]] = lambda each: [int(row.sha256) for row in page_of(connection, each, 0, 9)]  # noqa: E731
        assert [found(each) for each, _ in asked[2:]] == [expected for _, expected in asked[2:]]
        assert found(Asked()) == [1, 0, 2]


LINES = [("xa dong", "KH", "new", 5), ("so noi vu", "BC", "begun", 9), ("phuong tay", "BC", "done", 0)]


def test_of_two_at_the_same_moment_one_is_told(where: str) -> None:
    view = shown(where)
    positions = [position(view, "60"), position(view, "40")]

    def accept(at: int) -> str:
        try:
            say(where, "accept", version=view.version, position=at)
        except StaleError:
            return "stale"
        return "written"

    with ThreadPoolExecutor(2) as reviewers:
        assert sorted(reviewers.map(accept, positions)) == ["stale", "written"]
    assert len(shown(where).decisions) == 1


def test_a_run_and_a_reviewer_at_the_same_moment_both_stay(where: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        run = both.submit(read_again, where, tmp_path)
        for _ in range(20):
            try:
                change(where, "100", "91")
                break
            except StaleError:
                continue
        run.result()
    assert "A1" in rules(where)
    assert [row["corrected"] for _, row in shown(where).facts if row["text"] == "100"] == ["changed"]


def test_a_value_extracted_otherwise_since_is_listed_as_a_conflict(where: str, tmp_path: Path) -> None:
    number = change(where, "100", "91")
    with closing(Store.open(where)) as store, store.begin() as connection:
        then = json.dumps({"value": "108", "measure": "received_total", "scope": None})
        connection.execute(update(schema.corrections).where(schema.corrections.c.id == number).values(old=then))
    read_again(where, tmp_path)
    view = shown(where)
    assert [each.state for each in view.decisions] == ["changed"]
    assert [row["value"] for _, row in view.facts if row["text"] == "100"] == ["91"]
    with closing(Store.open(where)) as store, store.reading() as connection:
        assert counts(connection, Asked()).conflicts == 1
    change(where, "100", "91")
    with closing(Store.open(where)) as store, store.reading() as connection:
        assert counts(connection, Asked()).conflicts == 0


def test_what_cannot_be_laid_over_is_quarantined_and_comes_back(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(where, "100", "91")

    def slow(*_: object) -> None:
        raise TimeLimitError("Quá lâu.", "Too long.")

    with monkeypatch.context() as patched:
        patched.setattr(overlay, "extracted", slow)
        read_again(where, tmp_path)
    with closing(Store.open(where)) as store, store.reading() as connection:
        assert connection.execute(select(schema.contents.c.state, schema.contents.c.reason)).one() == (
            "quarantined",
            "timeout",
        )
        assert not connection.scalar(select(func.count()).select_from(schema.extractions))
    read_again(where, tmp_path)
    assert "A1" in rules(where)
