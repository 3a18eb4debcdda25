"""The stores that the tests work on: made, opened again, and each one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from pipeline.archive import schema
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
