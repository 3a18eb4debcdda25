"""What the export refuses, in one sentence and with its exit code, and that nothing is half-written."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from filled_stores import fill, reports
from sqlalchemy import insert, update

from pipeline.archive import export_rows, schema
from pipeline.archive.export import Export, export_store
from pipeline.archive.export_filter import Filter
from pipeline.archive.store import Store, StoreError, note
from pipeline.atomic import OutputError
from pipeline.console import Screen

OUTPUTS = ["x.csv", "x.jsonl", "x.xlsx", "x.parquet", "x.duckdb"]


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith("store.db")}


@pytest.mark.parametrize("where", ["missing.db", "x.db", "."])
def test_what_is_no_store(tmp_path: Path, where: str) -> None:
    (tmp_path / "x.db").write_text("không phải kho" * 99)
    with pytest.raises(StoreError) as told:
        export_store(str(tmp_path / where), Export(output=str(tmp_path / "x.csv")), Screen("en"))
    assert told.value.exit_code == 2
    assert left(tmp_path) == {"x.db"}


# what is asked for, what its refusal says
REFUSED: list[tuple[dict[str, str], str]] = [
    ({"form": "xlsx"}, "add -o NAME"),
    ({"form": "parquet"}, "add -o NAME"),
    ({"form": "duckdb", "output": "-"}, "add -o NAME"),
    ({"output": "{}/x.json"}, "does not tell the form"),
    ({"output": "{}/x"}, "does not tell the form"),
    ({"output": "{}/pipe", "form": "duckdb"}, "Cannot write"),
    ({"output": "{}/pipe", "form": "parquet"}, "is no Parquet export"),
    ({"output": "{}/store.db", "form": "csv"}, "also an input"),
    ({"output": "{}/store.db-wal", "form": "jsonl"}, "also an input"),
    ({"output": "{}/store.db", "form": "duckdb"}, "also an input"),
    ({"output": "{}/store.db", "form": "parquet"}, "is no Parquet export"),
    ({"output": "{}/own", "form": "parquet"}, "is no Parquet export"),
    ({"output": "{}/own", "form": "csv"}, "existing folder"),
    ({"output": "{}/none/x.csv"}, "existing folder"),
    ({"output": "{}/none/x.parquet"}, "existing folder"),
    ({"manifest": "{}/store.db"}, "also an input"),
    ({"manifest": "{}/x.csv", "output": "{}/x.csv"}, "also an input"),
    ({"manifest": "-", "form": "csv"}, "cannot both go"),
]


@pytest.mark.parametrize(("wanted", "told"), REFUSED)
def test_what_cannot_be_written(tmp_path: Path, wanted: dict[str, str], told: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "bảng.xlsx").write_bytes(b"mine")
    store = str(tmp_path / "store.db")
    fill(store, reports())
    before = (tmp_path / "store.db").read_bytes()
    asked = Export(**{name: value.format(tmp_path) for name, value in wanted.items()})  # type: ignore[arg-type]
    with pytest.raises(OutputError) as error:
        export_store(store, asked, Screen("en"))
    assert told in error.value.message_en
    assert left(tmp_path) == {"own", "pipe"}
    assert (tmp_path / "store.db").read_bytes() == before
    assert (tmp_path / "own" / "bảng.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize("out", OUTPUTS)
@pytest.mark.parametrize("broken", ["không", "[1]", '{"value_date": "x"}', '{"value_date": 5}'])
def test_a_broken_row_leaves_the_former_export(store_url: str, tmp_path: Path, out: str, broken: str) -> None:
    fill(store_url, reports())
    wanted = Export(output=str(tmp_path / out), table="facts")
    assert export_store(store_url, wanted, Screen("en")) == 0
    path = tmp_path / out
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    before = {file: file.read_bytes() for file in files}
    store = Store.open(store_url)
    with store.begin() as connection:
        connection.execute(update(schema.extractions).values(row=broken))
    store.close()
    with pytest.raises(StoreError, match="vanthu verify"):
        export_store(store_url, wanted, Screen("en"))
    assert left(tmp_path) == {out}
    assert {file: file.read_bytes() for file in before} == before


def test_streams_go_to_standard_output(store_url: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    fill(store_url, reports())
    for wanted in (Export(), Export(output="-"), Export(form="jsonl"), Export(manifest="-")):
        assert export_store(store_url, wanted, Screen("en")) == 0
        out = capfdbinary.readouterr().out.splitlines()
        assert len(out) == {None: 10, "jsonl": 9}[wanted.form] if not wanted.manifest else len(out) == 3


def test_an_export_sees_one_moment_and_keeps_no_writer_waiting(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run writes to the store in the middle of an export: it need not wait, and the export does not see it."""
    monkeypatch.setattr(export_rows, "_PAGE", 1)
    fill(store_url, reports())
    writer = Store.open(store_url)
    reader = Store.open(store_url)
    written = threading.Event()

    def write() -> None:
        with writer.begin() as connection:
            note(connection, "written")
            late = {"sha256": "f" * 64, "size": 1, "state": "done", "is_path": False}
            connection.execute(insert(schema.contents).values(**late))
            cells = dict.fromkeys(("pages", "facts", "findings", "errors"), 1)
            row = {
                "sha256": "f" * 64,
                "file": "/kho/z",
                "row": '{"file": "/kho/z"}',
                "abstract": "{}",
                "abstract_digest": "",
            }
            connection.execute(insert(schema.documents).values(**row, **cells))
        written.set()

    with reader.reading() as connection:
        rows = export_rows.batches(connection, "documents", Filter())
        monkeypatch.setattr(export_rows, "_BATCH", 1)
        first = next(rows)
        thread = threading.Thread(target=write)
        thread.start()
        assert written.wait(10)
        thread.join()
        names = [row["file"] for batch in (first, *rows) for row in batch]
    assert names == [report.name for report in reports()]
    for store in (reader, writer):
        store.close()
