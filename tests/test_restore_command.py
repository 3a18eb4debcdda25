"""`vanthu restore` as a user meets it: line for line, what is told on stderr, what it refuses."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalizers.restoration import models as model_files
from pipeline import restored
from pipeline.cli import app

SAMPLES = Path(__file__).parent.parent / "samples"
STRIPPED = "Tong so ho so tiep nhan la 12 ho so\n"
BACK = "Tổng số hồ sơ tiếp nhận là 12 hồ sơ\n"


def restore(*args: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """Exit code, stdout and stderr."""
    done = CliRunner().invoke(app, ["restore", *args], input=stdin, prog_name="vanthu")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout_bytes, done.stderr


# bytes in, text out
STREAMS = [
    (STRIPPED.encode(), BACK),
    (STRIPPED.encode().rstrip(), BACK),  # a last line gets its line end, as with `vanthu text`
    (b"\xef\xbb\xbf" + STRIPPED.encode(), BACK),
    (STRIPPED.encode("utf-16"), BACK),
    (STRIPPED.replace("\n", "\r\n").encode(), BACK.replace("\n", "\r\n")),
    (b"\n\n" + STRIPPED.encode() + b"\n\tTTHC\n", "\n\n" + BACK + "\n\tTTHC\n"),
    (BACK.encode(), BACK),
    (b"The report is about applications.\n", "The report is about applications.\n"),
    ("Tæng sè hå s¬ tiÕp nhËn lµ 12 hå s¬\n".encode("cp1252"), "Tổng số hồ sơ tiếp nhận là 12 hồ sơ\n"),  # TCVN3
    ("Ty 1€ nop hd so truc tuyén dat 100 %\n".encode(), "Tỷ lệ nộp hồ sơ trực tuyến đạt 100 %\n"),
]


@pytest.mark.parametrize(("given", "expected"), STREAMS)
def test_streams(given: bytes, expected: str) -> None:
    code, out, _ = restore(stdin=given)
    assert (code, out.decode("utf-8")) == (0, expected)


@pytest.mark.parametrize("path", sorted((SAMPLES / "text").iterdir()), ids=lambda path: path.name[:3])
def test_every_line_of_a_report_has_its_line(path: Path) -> None:
    code, out, _ = restore(str(path))
    assert code == 0
    assert out.decode().count("\n") == (path.read_text(encoding="utf-8") + "\n").count("\n")


def test_how_much_was_restored_is_told_in_the_language_of_the_user() -> None:
    _, _, told = restore(stdin=STRIPPED.encode())
    assert told == "Đã phục hồi 9 chữ.\n"
    _, _, told = restore("--lang", "en", stdin=STRIPPED.encode())
    assert told == "9 words restored.\n"


def test_doubtful_words_are_listed_with_their_place(tmp_path: Path) -> None:
    doubts, out = tmp_path / "doubts.tsv", tmp_path / "out.txt"
    (path,) = (SAMPLES / "text").glob("004_*.txt")
    code, _, told = restore(str(path), "-o", str(out), "--doubts", str(doubts), "--lang", "en")
    assert code == 0
    head, *rows = [line.split("\t") for line in doubts.read_text(encoding="utf-8").splitlines()]
    assert head == ["line", "column", "read", "word", "probability", "instead"]
    assert f"{len(rows)} of them doubtful" in told
    lines = path.read_text(encoding="utf-8").split("\n")
    for line, column, read, word, probability, _ in rows:
        at = int(column) - 1
        assert lines[int(line) - 1][at : at + len(read)] == read or "\n" in read
        assert word in out.read_text(encoding="utf-8").split("\n")[int(line) - 1]
        assert float(probability) <= 0.8


def test_a_large_text_goes_in_blocks_and_comes_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restored, "_BLOCK", 50)
    given = (STRIPPED * 2 + "\n") * 4 + STRIPPED.rstrip("\n") * 3 + "\r\n\r\n" + STRIPPED
    blocks = list(restored._blocks(given))
    assert "".join(blocks) == given
    assert len(blocks) > 3
    code, out, _ = restore(stdin=given.encode())
    assert code == 0
    assert out.decode().startswith((BACK * 2 + "\n") * 4)
    assert out.decode().endswith("\r\n\r\n" + BACK)


# what is refused, exit code, part of the sentence
REFUSED = [
    ((str(SAMPLES / "scan" / "003.pdf"),), 3, "vanthu text"),
    ((str(SAMPLES / "image" / "000_page1.png"),), 3, "vanthu text"),
    ((str(SAMPLES / "missing.txt"),), 3, "missing.txt"),
    ((str(SAMPLES),), 3, "samples"),
    (("-", "-o", "/no/such/folder/out.txt"), 2, "/no/such/folder"),
    (("-", "--doubts", "/no/such/folder/out.tsv"), 2, "/no/such/folder"),
    (("a", "b"), 2, ""),
]


@pytest.mark.parametrize(("args", "code", "sentence"), REFUSED)
def test_what_is_refused(args: tuple[str, ...], code: int, sentence: str) -> None:
    found, out, told = restore(*args, stdin=STRIPPED.encode())
    assert (found, out) == (code, b"")
    assert sentence in told
    assert "Traceback" not in told


@pytest.mark.parametrize("name", ["lexicon.bin", "ngrams.bin"])
@pytest.mark.parametrize("content", [None, b"", b"vanthu arrays 1\n{}\n"])
def test_a_model_file_that_is_missing_or_broken_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None
) -> None:
    for path in model_files.folder().iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(model_files, "folder", lambda: tmp_path)
    forget_models()
    try:
        code, _, told = restore("--lang", "en", stdin=STRIPPED.encode())
    finally:
        forget_models()
    assert code == 4
    assert "missing or broken" in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(("text", "code"), [(STRIPPED, 4), (BACK, 0)])
def test_only_damaged_texts_need_the_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: int
) -> None:
    monkeypatch.setattr(model_files, "folder", lambda: tmp_path)
    forget_models()
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    try:
        for command in ("extract", "text"):
            done = CliRunner().invoke(app, [command, str(tmp_path / "a.txt")], prog_name="vanthu")
            assert done.exit_code == code, done.stderr
    finally:
        forget_models()


def forget_models() -> None:
    model_files.models.cache_clear()
    model_files.channel.cache_clear()


@pytest.mark.slow
def test_an_interruption_ends_with_130(tmp_path: Path) -> None:
    path, out = tmp_path / "large.txt", tmp_path / "out.txt"
    path.write_text((STRIPPED * 3 + "\n") * 20_000, encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "restore", str(path), "-o", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert not out.exists()
