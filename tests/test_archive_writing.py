"""What is executed for every document: statements compiled once, and the line of the listing as a worker tells it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from reviewed_stores import REPORT
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from pipeline.archive import schema, store
from pipeline.archive.outcome import Done, versions
from pipeline.archive.overlay import lay_over
from pipeline.archive.prepared import Prepared
from pipeline.archive.run import run_folders
from pipeline.archive.settings import Settings
from pipeline.archive.store import Store, StoreError, note
from pipeline.archive.worker import attempt
from pipeline.archive.writing import write
from pipeline.console import Screen
from pipeline.reading import Limits

ROW = {"sha256": "0" * 64, "is_path": False, "size": 1, "state": "pending", "attempts": 0}


def test_what_a_driver_refuses_is_told_as_by_sqlalchemy(store_url: str) -> None:
    into = Prepared(insert(schema.contents), tuple(ROW))
    with closing(Store.open(store_url, create=True)) as made:
        with made.begin() as connection:
            into.execute(connection, ROW)
            found = Prepared(select(schema.contents.c.size, schema.contents.c.reason)).execute(connection)
            assert found.fetchall() == [(1, None)]
        with pytest.raises(IntegrityError), made.begin() as connection:
            into.execute_many(connection, [ROW | {"sha256": "1" * 64}, ROW])
        with made.reading() as connection:
            assert list(connection.scalars(select(schema.contents.c.sha256))) == ["0" * 64]


def test_a_statement_without_a_table_is_an_operational_error(tmp_path: Path) -> None:
    with closing(Store.open(str(tmp_path / "kho.db"), create=True)) as made:
        with pytest.raises(StoreError, match="no such table"), made.begin() as connection:
            Prepared(text("SELECT a FROM nowhere")).execute(connection)
        with made.engine.begin() as connection, pytest.raises(OperationalError):
            Prepared(text("SELECT a FROM nowhere")).execute(connection)


def test_a_store_that_another_program_keeps_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_WAIT", 100)
    where = str(tmp_path / "kho.db")
    with closing(Store.open(where, create=True)) as made, closing(sqlite3.connect(where)) as other:
        other.execute("BEGIN IMMEDIATE")
        with made.holding() as held:
            with pytest.raises(StoreError, match="locked"), held.begin() as connection:
                note(connection, "never")
            other.execute("ROLLBACK")
            with held.begin() as connection:
                note(connection, "kept")
        with made.reading() as connection:
            assert list(connection.scalars(select(schema.events.c.what))) == ["kept"]


def test_the_line_of_a_worker_is_that_of_the_corrections(tmp_path: Path, store_url: str) -> None:
    """Nobody has corrected anything: the listing is as if its rows were read back and corrections laid over them."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(REPORT.replace("40 hồ sơ", "41 hồ sơ"), encoding="utf-8")
    assert run_folders([str(tmp_path / "in")], store_url, Settings(workers=1), Screen("en")) == 0
    with closing(Store.open(store_url)) as made, made.begin() as connection:
        lines = {row["sha256"]: dict(row) for row in connection.execute(select(schema.listing)).mappings()}
        assert len(lines) == 2
        assert {line["version"] for line in lines.values()} == {1}
        assert {line["open"] for line in lines.values()} == {1, 2}
        for sha256 in lines:
            lay_over(connection, sha256)
        again = {row["sha256"]: dict(row) for row in connection.execute(select(schema.listing)).mappings()}
        assert again == {sha256: line | {"version": 2} for sha256, line in lines.items()}


def test_a_result_written_again_gets_the_next_version(tmp_path: Path, store_url: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    done = attempt(str(path), Limits())
    assert isinstance(done, Done)
    with closing(Store.open(store_url, create=True)) as made:
        with made.begin() as connection:
            connection.execute(insert(schema.contents).values(ROW | {"sha256": done.sha256}))
        with made.holding() as held:
            assert all(write(held, done.sha256, done, 1, versions(), 0.1) for _ in range(3))
        with made.reading() as connection:
            assert list(connection.scalars(select(schema.listing.c.version))) == [3]
            assert len(connection.execute(select(schema.extractions)).all()) == len(done.extractions)
