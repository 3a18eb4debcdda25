"""`vanthu scan`: encodings, need of OCR and unreadable files of a folder, told without changing anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalizers.legacy import Encoding
from normalizers.legacy.codec import encode
from pipeline import survey
from pipeline.cli import app
from pipeline.reading import Limits

ROOT = Path(__file__).parent.parent
LINE = "Ủy ban nhân dân xã đã giải quyết 12 hồ sơ đúng hạn"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mixed = "\n".join([encode(LINE.lower(), Encoding.TCVN3)] * 3 + ["12"])
    (tmp_path / "legacy.txt").write_bytes(mixed.encode("cp1252"))
    (tmp_path / "sound.txt").write_text(LINE, encoding="utf-8")
    (tmp_path / "french.txt").write_bytes("La réunion a eu lieu".encode("cp1252"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("mixed/001.pdf", "image/000_page1.png"):
        (tmp_path / Path(name).name).write_bytes((ROOT / "samples" / name).read_bytes())
    return tmp_path


def scan(*args: str) -> tuple[int, str]:
    """Exit code and stdout."""
    done = CliRunner().invoke(app, ["scan", *args], prog_name="vanthu")
    return done.exit_code, done.stdout_bytes.decode()


def test_every_file_is_told(folder: Path) -> None:
    before = sorted(folder.iterdir())
    code, out = scan(str(folder), "--json", "-")
    rows = {Path(row["file"]).name: row for row in json.loads(out)}
    assert code == 0
    assert len(rows) == 9
    assert rows["legacy.txt"]["encodings"] == {"tcvn3": 0.75, "unicode": 0.25}
    assert rows["sound.txt"]["encodings"] == {"unicode": 1.0}
    assert rows["french.txt"]["encodings"] == {"windows-1252": 1.0}
    assert (rows["001.pdf"]["pages"], rows["001.pdf"]["ocr_pages"], rows["001.pdf"]["needs_ocr"]) == (6, 3, True)
    assert "text layer of an OCR without Vietnamese" in rows["001.pdf"]["ocr_reasons"]
    assert (rows["000_page1.png"]["format"], rows["000_page1.png"]["ocr_pages"]) == ("image", 1)
    assert {name: rows[name]["error"] for name in ("broken.pdf", "empty.txt", "no.zip", "dangling")} == {
        "broken.pdf": "truncated",
        "empty.txt": "truncated",
        "no.zip": "truncated",
        "dangling": "dangling_link",
    }
    assert sorted(folder.iterdir()) == before


def test_in_words(folder: Path) -> None:
    code, out = scan(str(folder))
    lines = {Path(line.split(":")[0]).name: line for line in out.splitlines()}
    assert code == 0
    assert "text, 1 trang; TCVN3 (ABC) 75%, Unicode 25%" in lines["legacy.txt"]
    assert "pdf, 6 trang" in lines["001.pdf"]
    assert "cần OCR 3 trang (không có lớp chữ, lớp chữ do OCR không có tiếng Việt)" in lines["001.pdf"]
    assert "không đọc được" in lines["broken.pdf"]
    assert out.splitlines()[-1].startswith("Tệp: 9; không đọc được: 4; cần OCR: 2")
    assert "pages need OCR" in scan(str(folder), "--lang", "en")[1]


def test_what_is_not_there_is_told_too(tmp_path: Path) -> None:
    code, out = scan(str(tmp_path / "nowhere"))
    assert code == 0
    assert "unreadable" in out


def test_a_bug_in_one_file_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path, limits: Limits) -> None:
        raise RuntimeError(path, limits)

    monkeypatch.setattr(survey, "read_without_ocr", fails)
    code, out = scan(str(folder), "--json", "-")
    assert code == 0
    assert {row["error"] for row in json.loads(out)} == {"bug", "truncated", "dangling_link"}
