"""The manifest of the inputs: one line a file, proved by sha256sum itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from filled_stores import fill, named
from hypothesis import given
from hypothesis import strategies as st
from made_reports import made
from sqlalchemy import insert

from pipeline.archive import schema
from pipeline.archive.export import Export, export_store
from pipeline.archive.export_manifest import encoded_path
from pipeline.archive.paths import stored
from pipeline.archive.store import Store
from pipeline.console import Screen

# path, as the manifest has it
PATHS: list[tuple[str, bytes]] = [
    ("báo cáo.txt", "báo cáo.txt".encode()),
    ("100%.txt", b"100%25.txt"),
    ("a\nb\rc", b"a%0Ab%0Dc"),
    ("%0A", b"%250A"),
    ("\udcff\udc80é", b"%FF%80\xc3\xa9"),
    (" hai  cách ", b" hai  c\xc3\xa1ch "),
]


@pytest.mark.parametrize(("path", "encoded"), PATHS)
def test_encoded_path(path: str, encoded: bytes) -> None:
    assert encoded_path(path) == encoded


@given(st.binary(min_size=1, max_size=40))
def test_every_name_comes_back_from_one_line_of_utf8(name: bytes) -> None:
    encoded = encoded_path(os.fsdecode(name))
    assert unquote_to_bytes(encoded) == name
    assert not {b"\n"[0], b"\r"[0]} & set(encoded)
    assert encoded.decode("utf-8")


def manifest(store: str, paths: list[str], folder: Path, **more: str) -> list[str]:
    opened = Store.open(store, create=True)
    with opened.begin() as connection:
        for path in paths:
            digest = sha256(Path(path).read_bytes() if Path(path).is_file() else path.encode()).hexdigest()
            known = connection.execute(schema.contents.select().where(schema.contents.c.sha256 == digest)).first()
            if not known:
                cells = {"sha256": digest, "size": 1, "state": "done", "is_path": path.endswith(".lost")}
                connection.execute(insert(schema.contents).values(**cells))
            cells = {"path": stored(path), "sha256": digest, "size": 1, "modified": 1}
            connection.execute(insert(schema.files).values(**cells))
    opened.close()
    out = folder / "manifest-sha256.txt"
    assert export_store(store, Export(manifest=str(out), **more), Screen("en")) == 0
    return out.read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_sha256sum_agrees_and_the_same_bytes_are_listed_under_each_path(store_url: str, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    for name, content in (("b/hai.txt", "hai"), ("a.txt", "một"), ("b/ba.txt", "hai"), ("\u202etxt.doc", "bốn")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    lines = manifest(store_url, [str(path) for path in root.rglob("*") if path.is_file()], tmp_path)
    assert [line[66:] for line in lines] == ["a.txt", "b/ba.txt", "b/hai.txt", "\u202etxt.doc"]
    subprocess.run(["sha256sum", "-c", "--strict", "../manifest-sha256.txt"], cwd=root, check=True, capture_output=True)


def test_what_could_not_be_read_is_told_and_not_listed(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = manifest(store_url, ["/kho/x/a", "/kho/y/b", "/kho/c.lost"], tmp_path)
    assert [line[66:] for line in lines] == ["x/a", "y/b"]
    assert "1 files could not be read" in capsys.readouterr().err


# paths of a store, as its manifest lists them
LISTED: list[tuple[list[str], list[str]]] = [
    ([], []),
    (["/kho/a"], ["a"]),
    (["/a", "/b/c"], ["a", "b/c"]),
    (["/kho/ab/x", "/kho/abc/y"], ["ab/x", "abc/y"]),
    (["/kho/a", "kho/b"], ["/kho/a", "kho/b"]),
    (["kho/a", "kho/b"], ["a", "b"]),
    (["/kho/B", "/kho/a", "/kho/Á"], ["B", "a", "Á"]),
]


@pytest.mark.parametrize(("paths", "listed"), LISTED)
def test_paths_are_told_from_the_folder_they_share(
    store_url: str, tmp_path: Path, paths: list[str], listed: list[str]
) -> None:
    assert [line[66:] for line in manifest(store_url, paths, tmp_path)] == listed


def test_a_manifest_comes_with_a_table_when_both_are_asked_for(store_url: str, tmp_path: Path) -> None:
    fill(store_url, [named(made("không có gì"), "/kho/b.txt")])
    assert len(manifest(store_url, [], tmp_path, output=str(tmp_path / "x.csv"), table="documents")) == 1
    assert len((tmp_path / "x.csv").read_bytes().splitlines()) == 2
