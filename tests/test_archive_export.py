"""What is exported of a store is what `extract` and `check` give of the same reports, read back form by form."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from csv import DictReader
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import duckdb
import pytest
from filled_stores import fill, named, relate, reports
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import count, made
from openpyxl import load_workbook
from pyarrow import parquet

from pipeline import workbook
from pipeline.archive.export import Export, export_store
from pipeline.archive.export_filter import Filter
from pipeline.columns import StoreTable, TableName, layout_of
from pipeline.console import Screen
from pipeline.exports import exporter
from pipeline.printable import inert
from pipeline.rows import storable

REFUSED = [
    ("/kho/khóa.pdf", "quarantined", "encrypted"),
    ("/kho/mất.pdf", "quarantined", "unreadable"),
    ("/kho/chờ.pdf", "pending", ""),
]
Rows = list[dict[str, Any]]


@pytest.fixture
def store(store_url: str) -> str:
    fill(store_url, reports(), REFUSED)
    return store_url


def export(store: str, out: Path, **wanted: Any) -> Path:  # noqa: ANN401
    assert export_store(store, Export(output=str(out), **wanted), Screen("vi")) == 0
    return out


def expected(table: TableName) -> Rows:
    return [row for report in reports() for row in report.table_rows(table)]


def from_jsonl(store: str, folder: Path, table: StoreTable, **wanted: Any) -> Rows:  # noqa: ANN401
    lines = export(store, folder / "rows.jsonl", table=table, **wanted).read_bytes().splitlines()
    return [json.loads(line) for line in lines]


def from_parquet(store: str, folder: Path, table: StoreTable) -> Rows:
    found = parquet.read_table(export(store, folder / "rows.parquet", table=table)).to_pylist()
    return sorted(found, key=lambda row: (row["sha256"], row["start"])) if table == "facts" else found


def from_duckdb(store: str, folder: Path, table: StoreTable) -> Rows:
    with duckdb.connect(str(export(store, folder / "rows.duckdb", table=table)), read_only=True) as connection:
        cursor = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("table", get_args(TableName))
def test_jsonl_has_the_rows_of_the_reports(store: str, tmp_path: Path, table: TableName) -> None:
    rows = [json.loads(json.dumps(row, default=str)) for row in expected(table)]
    assert from_jsonl(store, tmp_path, table) == rows
    assert rows or table == "findings"


@pytest.mark.parametrize("table", get_args(TableName))
@pytest.mark.parametrize("read", [from_parquet, from_duckdb])
def test_typed_forms_have_the_rows_of_the_reports(
    store: str, tmp_path: Path, table: TableName, read: Callable[[str, Path, StoreTable], Rows]
) -> None:
    assert read(store, tmp_path, table) == expected(table)


@pytest.mark.parametrize("table", get_args(TableName))
@pytest.mark.parametrize("bom", [False, True])
def test_csv_is_that_of_extract(store: str, tmp_path: Path, table: TableName, bom: bool) -> None:
    out = io.BytesIO()
    exporter("csv", table=table, bom=bom)(reports(), out)
    assert export(store, tmp_path / "x.csv", table=table, bom=bom).read_bytes() == out.getvalue()


def test_facts_are_parted_by_kind_and_typed(store: str, tmp_path: Path) -> None:
    out = export(store, tmp_path / "facts.parquet")
    kinds = {row["kind"] for row in expected("facts")}
    assert {path.name for path in out.iterdir()} == {f"kind={kind}" for kind in kinds} | {"_vanthu.json"}
    assert json.loads((out / "_vanthu.json").read_text())["rows"] == len(expected("facts"))
    schema = parquet.read_schema(next(out.glob("kind=date/*.parquet")))
    assert [str(schema.field(name).type) for name in ("value_number", "value_date", "start")] == [
        "double",
        "date32[day]",
        "int64",
    ]
    with duckdb.connect() as connection:
        query = f"SELECT count(*) FROM read_parquet('{out}/*/*.parquet') WHERE kind = 'date'"
        assert connection.execute(query).fetchone() == (1,)


def test_a_former_export_is_replaced(store: str, tmp_path: Path) -> None:
    out = export(store, tmp_path / "x.parquet")
    export(store, out, table="documents")
    assert sorted(path.name for path in out.iterdir()) == ["_vanthu.json", "part-00000.parquet"]
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("store")) == ["x.parquet"]


def test_duckdb_and_xlsx_hold_every_table(store: str, tmp_path: Path) -> None:
    with duckdb.connect(str(export(store, tmp_path / "x.duckdb")), read_only=True) as connection:
        tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        comments = connection.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal")
        assert comments.fetchone() == (0,)
    book = load_workbook(export(store, tmp_path / "x.xlsx"))
    assert tables == set(get_args(StoreTable))
    assert book.sheetnames == [*(layout_of(name).title.vi for name in get_args(StoreTable)), "Từ điển dữ liệu"]
    assert book["Số liệu"].max_row == 1 + len(expected("facts"))


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 5)
    book = load_workbook(export(store, tmp_path / "x.xlsx", table="facts"))
    assert book.sheetnames[:3] == ["Số liệu", "Số liệu (2)", "Số liệu (3)"]
    texts = [row[0].value for sheet in book.worksheets[:3] for row in sheet.iter_rows(min_row=2)]
    assert texts == [row["file"] for row in expected("facts")]
    headings = {tuple(cell.value for cell in sheet[1]) for sheet in book.worksheets[:3]}
    assert len(headings) == 1


def test_findings_between_reports_follow_those_of_each(store: str, tmp_path: Path) -> None:
    a, b, c = reports()
    relate(store, [a, b], [c], [])
    rows = from_jsonl(store, tmp_path, "findings")[len(expected("findings")) :]
    hashes = [f"{a.document.sha256}, {b.document.sha256}", c.document.sha256, None]
    assert [(row["file"], row["sha256"]) for row in rows] == list(zip([None] * 3, hashes, strict=True))
    assert [row["message"] for row in rows] == ["cặp 1", "cặp 2", "cặp 3"]
    for report in (a, b, c):
        chosen = Filter(issuer=report.header.issuer.value) if report.header.issuer else Filter()
        found = [row for row in from_jsonl(store, tmp_path, "findings", filter=chosen) if not row["file"]]
        assert len(found) == (1 if chosen.issuer else 3)


def test_cells_that_would_be_formulas_are_text(store_url: str, tmp_path: Path) -> None:
    fill(
        store_url,
        [named(made("⟦=1+cmd⟧ rồi", count(5, "received_total", scope="=HYPERLINK(1)")), "=cmd|' /C calc'!A0")],
    )
    with export(store_url, tmp_path / "x.csv").open(encoding="utf-8", newline="") as lines:
        (row,) = DictReader(lines)
    assert (row["text"], row["scope"], row["file"]) == ("'=1+cmd", "'=HYPERLINK(1)", "'=cmd|' /C calc'!A0")
    for sheet in load_workbook(export(store_url, tmp_path / "x.xlsx")):
        assert {cell.data_type for cells in sheet.iter_rows() for cell in cells} <= {"s", "n", "d", "b"}


ODD = "/kho/a\n=1+1\r\u202efdp.exe\udcff"  # a newline, a right-to-left mark and a byte that is not UTF-8


def test_odd_names_break_nothing(store_url: str, tmp_path: Path) -> None:
    fill(store_url, [named(made("nhận ⟦5⟧", count(5, "received_total")), "/kho/b\n\u202e.txt")], [(ODD, "pending", "")])
    kept = "bytes:" + "/kho/a\n=1+1\r\u202efdp.exe\udcff".encode("utf-8", "surrogateescape").hex()
    assert [row["path"] for row in from_jsonl(store_url, tmp_path, "files")] == ["/kho/b\n\u202e.txt", kept]
    with export(store_url, tmp_path / "x.csv", table="files").open(encoding="utf-8", newline="") as lines:
        assert [row["path"] for row in DictReader(lines)] == ["/kho/b\n\u202e.txt", kept]
    book = load_workbook(export(store_url, tmp_path / "x.xlsx"))
    shown = {
        cell.value for sheet in book for cells in sheet.iter_rows() for cell in cells if isinstance(cell.value, str)
    }
    assert "/kho/b\\n\\u202e.txt" in shown
    assert not any("\u202e" in text for text in shown)


@pytest.mark.parametrize("out", ["x.csv", "x.jsonl", "x.xlsx", "x.parquet", "x.duckdb"])
def test_an_empty_store_gives_a_valid_empty_export(store_url: str, tmp_path: Path, out: str) -> None:
    fill(store_url, [])
    path = export(store_url, tmp_path / out)
    match path.suffix:
        case ".csv":
            assert path.read_bytes().decode() == ",".join(layout_of("facts").names) + "\r\n"
        case ".jsonl":
            assert path.read_bytes() == b""
        case ".xlsx":
            assert load_workbook(path)["Số liệu"].max_row == 1
        case ".parquet":
            assert parquet.read_table(path).num_rows == 0
        case _:
            with duckdb.connect(str(path), read_only=True) as connection:
                assert connection.execute("SELECT count(*) FROM facts").fetchone() == (0,)


@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(exclude_characters="⟦⟧"), min_size=1, max_size=30))
def test_any_characters_of_a_file_come_through_every_form(text: str) -> None:
    """Half surrogate pairs, NUL, line breaks of every kind and quotes: each form tells the same."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        where = str(folder / "store.db")
        fill(where, [named(made(f"⟦{text}⟧", count(5, "received_total", scope=text)), "/kho/a.txt")])
        (told,) = from_jsonl(where, folder, "facts")
        assert told["text"] == storable({"text": text.replace("\0", "\ufffd")})["text"]
        for read in (from_parquet, from_duckdb):
            assert [(row["text"], row["scope"]) for row in read(where, folder, "facts")] == [
                (told["text"], told["scope"])
            ]
        with export(where, folder / "x.csv").open(encoding="utf-8", newline="") as lines:
            (row,) = DictReader(lines)
        assert (row["text"], row["scope"]) == (inert(told["text"]), inert(told["scope"]))
