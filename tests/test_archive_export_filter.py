"""Which part of the store an export takes: every condition must hold."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from filled_stores import fill, reports
from hypothesis import given
from hypothesis import strategies as st

from normalizers import fold
from pipeline.archive.export import Export, export_store
from pipeline.archive.export_filter import Filter
from pipeline.columns import StoreTable
from pipeline.console import Screen

HAI, SO = "UBND xã Đông Hải", "Sở Nội vụ"

# filter; issuer, type and period of a document; whether it is taken
TAKEN: list[tuple[Filter, tuple[str | None, str | None, str | None], bool]] = [
    (Filter(), (None, None, None), True),
    (Filter(issuer="đông hải"), (HAI, None, None), True),
    (Filter(issuer="DONG HAI"), (HAI, None, None), True),
    (Filter(issuer="dong  hai"), (HAI, None, None), True),
    (Filter(issuer=unicodedata.normalize("NFD", "Đông Hải")), (HAI, None, None), True),
    (Filter(issuer="Đông Hà Nội"), (HAI, None, None), False),
    (Filter(issuer="x"), (None, None, None), False),
    (Filter(issuer=""), (None, None, None), True),
    (Filter(type="BÁO CÁO"), (HAI, "BÁO CÁO", None), True),
    (Filter(type="BÁO"), (HAI, "BÁO CÁO", None), True),
    (Filter(type="CÁO"), (HAI, "BÁO CÁO", None), False),
    (Filter(type="BÁO CÁO"), (HAI, None, None), False),
    (Filter(period="2026"), (HAI, None, "2026-Q2"), True),
    (Filter(period="2026-Q2"), (HAI, None, "2026-Q2"), True),
    (Filter(period="2026-Q2"), (HAI, None, "2026"), False),
    (Filter(period="2026-Q%"), (HAI, None, "2026-Q2"), False),
    (Filter(issuer="hai", type="BÁO", period="2026"), (HAI, "BÁO CÁO", "2026-Q2"), True),
    (Filter(issuer="hai", type="BÁO", period="2025"), (HAI, "BÁO CÁO", "2026-Q2"), False),
]


@pytest.mark.parametrize(("wanted", "document", "taken"), TAKEN)
def test_takes(wanted: Filter, document: tuple[str | None, str | None, str | None], taken: bool) -> None:
    assert wanted.takes(*document) is taken


@given(st.text(), st.text(max_size=3), st.text(max_size=3))
def test_any_part_of_a_name_finds_it_whatever_its_case(name: str, before: str, after: str) -> None:
    whole = " ".join(f"{before}{name}{after}".split())
    part = " ".join(name.split())
    if fold(unicodedata.normalize("NFC", part)) in fold(unicodedata.normalize("NFC", whole)):
        assert Filter(issuer=part).takes(whole, None, None)


# the state asked for, table, paths exported
FILES: list[tuple[Filter, StoreTable | None, list[str]]] = [
    (
        Filter(),
        "files",
        ["/kho/a/báo cáo.txt", "/kho/b.txt", "/kho/c.txt", "/kho/chờ.pdf", "/kho/khóa.pdf", "/kho/Ô.pdf"],
    ),
    (Filter(state="done"), "files", ["/kho/a/báo cáo.txt", "/kho/b.txt", "/kho/c.txt"]),
    (Filter(state="quarantined"), None, ["/kho/khóa.pdf", "/kho/Ô.pdf"]),
    (Filter(state="pending"), None, ["/kho/chờ.pdf"]),
    (Filter(issuer="noi vu"), "files", ["/kho/b.txt"]),
    (Filter(issuer="noi vu", state="pending"), "files", []),
    (Filter(issuer="noi vu", period="2024"), "documents", []),
    (Filter(state="quarantined"), "documents", []),
    (Filter(issuer="dong hai"), "documents", ["/kho/a/báo cáo.txt"]),
    (Filter(type="QUYẾT"), "documents", ["/kho/b.txt"]),
    (Filter(period="2025"), "documents", ["/kho/b.txt"]),
    (Filter(period="2026"), "form_ii06", ["/kho/a/báo cáo.txt"]),
    (Filter(period="2025"), None, ["/kho/b.txt"]),
]


@pytest.mark.parametrize(("wanted", "table", "paths"), FILES)
def test_what_is_exported(
    store_url: str,
    tmp_path: Path,
    wanted: Filter,
    table: StoreTable | None,
    paths: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    refused = [("/kho/khóa.pdf", "quarantined", "encrypted"), ("/kho/Ô.pdf", "quarantined", "unreadable")]
    fill(store_url, reports(), [*refused, ("/kho/chờ.pdf", "pending", "")])
    out = tmp_path / "x.jsonl"
    assert export_store(store_url, Export(table=table, filter=wanted, output=str(out)), Screen("en")) == 0
    rows = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [row.get("path", row.get("file")) for row in rows] == paths
    assert ("Nothing in the store matches" in capsys.readouterr().err) is (not paths)
    for row in rows:
        if row.get("state") == "quarantined":
            assert (row["sha256"] is None) is (row["reason"] == "unreadable")
            assert row["message_en"] == "Unreadable."
