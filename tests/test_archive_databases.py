"""The stores that the tests work on: made, opened again, and each one's own."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from pipeline.archive import schema, store
from pipeline.archive.store import Store, StoreError, note


def test_a_store_is_made_and_opened_again(store_url: str) -> None:
    store = Store.open(store_url, create=True)
    with store.begin() as connection:
        note(connection, "made", path="/a/b.txt", workers=2)
    store.close()
    again = Store.open(store_url)
    with again.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.events)) == 1
    again.close()


def test_the_store_of_a_test_is_empty_at_first(store_url: str) -> None:
    with pytest.raises(StoreError):
        Store.open(store_url)


def test_a_store_that_was_taken_away_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = Store.open(str(path), create=True)
    path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(StoreError, match="đã bị xóa"), store.begin() as connection:
        note(connection, "lost")
    (tmp_path / "elsewhere.db").rename(path)
    with store.begin() as connection:
        note(connection, "kept")
    store.close()


def about_to_write(where: Path, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """What another run has of the store at `where` between the moments when one makes tables and asks for WAL."""
    other = sqlite3.connect(where, isolation_level=None, check_same_thread=False)
    migrate = store._migrate

    def migrated(engine: Engine, name: str, *, create: bool) -> None:
        migrate(engine, name, create=create)
        other.execute("BEGIN IMMEDIATE")

    monkeypatch.setattr(store, "_migrate", migrated)
    return other


def test_another_run_that_makes_the_store_too_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(about_to_write(tmp_path / "store.db", monkeypatch)) as other:
        later = threading.Timer(0.3, lambda: other.execute("COMMIT"))
        later.start()
        with closing(Store.open(str(tmp_path / "store.db"), create=True)):
            assert not later.is_alive()
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_store_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_WAIT", 200)
    with (
        closing(about_to_write(tmp_path / "store.db", monkeypatch)),
        pytest.raises(StoreError, match="database is locked"),
    ):
        Store.open(str(tmp_path / "store.db"), create=True)
