"""The commands over a store as they are typed: exit codes, both languages, odd stores."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hostile_folder import report
from typer.testing import CliRunner

from pipeline.archive import settings
from pipeline.archive.schema import VERSION
from pipeline.archive.store import Beginning, Store
from pipeline.cli import app

COMMAND = [sys.executable, "-m", "pipeline"]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VANTHU_LANG", "VANTHU_DEBUG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports."""
    root = tmp_path / "Hồ sơ xã"
    root.mkdir()
    for number in range(3):
        (root / f"báo cáo {number}.txt").write_bytes(report(number))
    return root


def vanthu(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command run in this process."""
    done = CliRunner().invoke(app, args, prog_name="vanthu")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_the_way_of_an_archivist(folder: Path, store_url: str, tmp_path: Path) -> None:
    at = ("--store", store_url, "--lang", "en")
    log = tmp_path / "nhật ký.jsonl"
    assert vanthu("run", str(folder), *at, "--workers", "1", "--log", str(log)) == (
        0,
        "",
        "3 files found: 3 new, 0 changed.\nDone, no file is quarantined.\n",
    )
    assert [json.loads(line)["state"] for line in log.read_text().splitlines()] == ["done"] * 3
    (folder / "hỏng.pdf").write_bytes(b"")
    code, out, told = vanthu("run", str(folder), *at, "--workers", "1")
    assert (code, out) == (5, "")
    assert "hỏng.pdf: [truncated] The file is empty (0 bytes)" in told
    assert vanthu("verify", *at) == (0, "", "4 = 3 + 1 + 0 (files = done + quarantined + pending); 0 faults.\n")
    code, out, _ = vanthu("status", *at, "--json")
    stands = json.loads(out)
    assert (code, stands["paths"], stands["reasons"]) == (0, {"done": 3, "quarantined": 1}, {"truncated": 1})
    assert [each["state"] for each in stands["runs"]] == ["finished", "finished"]
    code, out, _ = vanthu("status", *at)
    assert code == 0
    assert "truncated 1" in out
    assert vanthu("retry", *at, "--reason", "timeout")[:2] == (5, "")
    (folder / "hỏng.pdf").write_bytes(report(9))
    assert vanthu("verify", *at)[0] == 3
    assert vanthu("run", str(folder), *at, "--workers", "1")[0] == 0
    assert vanthu("retry", *at)[0] == 0
    code, out, _ = vanthu("export", *at, "--format", "csv", "--table", "documents")
    assert (code, len(out.splitlines())) == (0, 5)


def test_messages_in_vietnamese(folder: Path, tmp_path: Path) -> None:
    at = ("--store", str(tmp_path / "kho.db"))
    (folder / "hỏng.pdf").write_bytes(b"")
    code, _, told = vanthu("run", str(folder), *at, "--workers", "1")
    assert code == 5
    assert told.splitlines()[0] == "Tìm thấy 4 tệp: 4 mới, 0 đã thay đổi."
    assert "1 tệp bị cách ly (truncated 1)" in told
    assert "--table files --state quarantined -f csv" in told
    code, out, _ = vanthu("export", *at, "--table", "files", "--state", "quarantined", "-f", "csv")
    assert [Path(line.split(",")[0]).name for line in out.splitlines()] == ["path", "hỏng.pdf"]
    _, out, _ = vanthu("status", *at)
    assert all(word in out for word in ("xong 3", "cách ly 1", "truncated 1", "văn bản thuần 3", "đã xong,"))
    (folder / "báo cáo 0.txt").unlink()
    code, _, told = vanthu("verify", *at)
    assert code == 3
    assert "không còn trên đĩa" in told


NO_STORE = [("forget", "x", "--results", "keep"), ("status",), ("verify",), ("retry",), ("export", "--format", "csv")]


@pytest.mark.parametrize("command", NO_STORE)
def test_a_store_that_is_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    for lang, sentence in (("vi", "Không có kho"), ("en", "There is no store")):
        code, out, told = vanthu(*command, "--store", str(tmp_path / "không có.db"), "--lang", lang)
        assert (code, out, told.count("\n")) == (2, "", 1)
        assert told.startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def _text(path: Path) -> None:
    path.write_text("Đây là một bức thư, không phải kho.\n" * 200, encoding="utf-8")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE letters (id INTEGER)")


def _newer(path: Path) -> None:
    Store.open(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE schema_version SET version = ?", (VERSION + 1,))
        connection.commit()


def _cut(path: Path) -> None:
    Store.open(str(path), create=True).close()
    path.write_bytes(path.read_bytes()[:5000])


ODD = [
    (_text, "Cannot open the store"),
    (_other_database, "is not a store of vanthu"),
    (_newer, "was written by a newer vanthu"),
    (_cut, "Cannot open the store"),
    (Path.mkdir, "is a folder: name the file of the store"),
]


@pytest.mark.parametrize(("make", "sentence"), ODD)
@pytest.mark.parametrize("command", ["run", "status", "verify", "retry", "export"])
def test_a_store_that_is_none(command: str, make: object, sentence: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    more = {"run": [str(folder)], "export": ["--format", "csv"]}.get(command, [])
    code, out, told = vanthu(command, *more, "--store", str(path), "--lang", "en")
    assert (code, out, told.count("\n")) == (2, "", 1), told
    assert sentence in told
    assert (path.read_bytes() if path.is_file() else b"") == before


ADDRESSES = [
    ("postgresql://name:secret@127.0.0.1:1/kho", "Connection refused"),
    ("postgresql://name:secret@nowhere.invalid/kho", "Cannot open the store"),
    ("postgresql://name:secret@host:port/kho", "is of no use"),
    ("mysql://name:secret@host/kho", "is of no use"),
    ("sqlite:////tmp/kho.db", "is of no use"),
    ("://", "is of no use"),
    ("kho\n\x1b[2J://secret", "is of no use"),
]


@pytest.mark.parametrize(("address", "sentence"), ADDRESSES)
def test_an_address_that_nobody_answers(address: str, sentence: str, folder: Path) -> None:
    code, out, told = vanthu("run", str(folder), "--store", address, "--lang", "en")
    assert (code, out, told.count("\n")) == (2, "", 1), told
    assert sentence in told
    assert "secret" not in told
    assert told.rstrip("\n").isprintable()


@pytest.mark.parametrize("name", ["a?mode=ro.db", "a#b%20c.db", "kho lưu trữ.db", "a\nb.db", "=x.db"])
def test_a_store_of_any_name(name: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    assert vanthu("run", str(folder), "--store", str(path), "--workers", "1")[0] == 0
    assert {entry.name for entry in tmp_path.iterdir()} == {folder.name, name}
    assert vanthu("verify", "--store", str(path))[0] == 0


def test_a_store_or_log_among_the_inputs(folder: Path, tmp_path: Path) -> None:
    before = sorted(folder.iterdir())
    inside = str(folder / "x.db")
    for more in (["--store", inside], ["--store", str(tmp_path / "x.db"), "--log", inside]):
        code, _, told = vanthu("run", str(folder), *more, "--lang", "en")
        assert code == 2
        assert "lies in the folder of the inputs" in told
    assert sorted(folder.iterdir()) == before
    assert not (tmp_path / "x.db").exists()


def test_a_disk_that_is_full_is_no_bug(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.archive import run as running

    write = running.write

    def limited(store: Beginning, *rest: object) -> bool:
        with store.begin() as connection:  # the next transaction is on the same connection
            connection.exec_driver_sql("PRAGMA max_page_count=1")
        return write(store, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "write", limited)
    code, _, told = vanthu("run", str(folder), "--store", str(tmp_path / "kho.db"), "--workers", "1", "--lang", "en")
    assert code == 2
    assert "takes no more (database or disk is full)" in told
    monkeypatch.undo()
    assert vanthu("run", str(folder), "--store", str(tmp_path / "kho.db"), "--workers", "1")[0] == 0


@pytest.mark.parametrize(("cores", "memory", "asked", "most"), [(2, 64, 9, 8), (2, 1, 5, 4), (1, 64, 1000000, 4)])
def test_more_workers_than_the_machine_can_bear(
    cores: int, memory: int, asked: int, most: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.os, "cpu_count", lambda: cores)
    monkeypatch.setattr(settings, "memory_of_machine", lambda: memory << 30)
    at = ("--store", str(tmp_path / "kho.db"), "--lang", "en", "--workers", str(asked))
    for command in (("run", str(folder)), ("retry",)):
        code, out, told = vanthu(*command, *at)
        assert (code, out, told.count("\n")) == (2, "", 1)
        assert f"takes {most} workers at most" in told
    assert not (tmp_path / "kho.db").exists()
    assert (settings.worker_count(most), settings.worker_count(0)) == (most, cores)


def test_one_worker_a_core_where_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.os, "cpu_count", lambda: 64)
    monkeypatch.setattr(settings, "memory_of_machine", lambda: 1 << 30)
    assert settings.worker_count(0) == 4


ODD_PLACES = [  # options, with {} for a folder; the sentence
    (["{}/in", "--store", "{}/not/there.db"], "There is no folder"),
    (["{}/in", "--store", ""], "is a folder: name the file of the store"),
    (["", "--store", "{}/kho.db"], 'There is no folder ""'),
    (["{}/in", "--store", "{}/kho.db", "--log", "{}/not/there.jsonl"], "(No such file or directory)"),
    (["{}/in", "--store", "{}/kho.db", "--log", "{}"], "(Is a directory)"),
]


@pytest.mark.parametrize(("options", "sentence"), ODD_PLACES)
def test_a_place_that_is_of_no_use_is_told_before_anything_is_done(
    options: list[str], sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    code, out, told = vanthu("run", *(option.format(tmp_path) for option in options), "--lang", "en")
    assert (code, out, told.count("\n")) == (2, "", 1), told
    assert sentence in told
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_log_whose_disk_is_full_is_no_bug(folder: Path, tmp_path: Path) -> None:
    at = ("--store", str(tmp_path / "kho.db"), "--workers", "1", "--lang", "en")
    code, _, told = vanthu("run", str(folder), *at, "--log", "/dev/full")
    assert code == 2
    assert "No space left on device" in told
    assert vanthu("run", str(folder), *at)[0] == 0
    assert vanthu("verify", *at[:2])[0] == 0
