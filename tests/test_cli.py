"""The command as a user meets it: exit codes, streams, bad files, hostile names, every form.

Most cases run in this process; what needs real streams, signals or locales runs the command in one of its own.
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import Failure, Report, batch, output
from pipeline.atomic import OutputError
from pipeline.cli import app

TEXT = "Số: 12/BC-UBND\nHà Đông, ngày 09 tháng 6 năm 2026\nTổng số hồ sơ đã tiếp nhận là 4.911 hồ sơ.\n"
COMMAND = [sys.executable, "-m", "pipeline"]


@dataclass
class Done:
    """How a command ended and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VANTHU_LANG", "VANTHU_DEBUG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def vanthu(*args: str, stdin: bytes = b"", cwd: Path | None = None, **env: str) -> Done:
    """Run the command in this process."""
    before = Path.cwd()
    os.chdir(cwd or before)
    try:
        done = CliRunner().invoke(app, args, input=stdin, env=env, prog_name="vanthu")
    finally:
        os.chdir(before)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout_bytes, done.stderr_bytes)


def vanthu_process(*args: str, cwd: Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60} | more
    return subprocess.run([*COMMAND, *args], cwd=cwd, check=False, **streams)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two good reports, a bad file, and what a walk passes over."""
    root = tmp_path_factory.mktemp("hồ sơ")
    (root / "b").mkdir()
    (root / ".git").mkdir()
    (root / "a.txt").write_text(TEXT, encoding="utf-8")
    (root / "b" / "c.md").write_text(TEXT, encoding="utf-8")
    (root / "b" / "empty.pdf").write_bytes(b"")
    (root / "notes.xyz").write_text("x", encoding="utf-8")
    (root / ".hidden.txt").write_text("x", encoding="utf-8")
    (root / ".git" / "x.txt").write_text("x", encoding="utf-8")
    return root


def files_of(done: Done) -> list[str]:
    return list(dict.fromkeys(json.loads(line)["file"] for line in done.stdout.splitlines()))


# arguments, exit code, part of stderr
USAGE = [
    (["extract"], 2, ""),
    (["text"], 2, ""),
    ([], 2, ""),
    (["nonsense"], 2, "nonsense"),
    (["extract", "a.txt", "--format", "docx"], 2, "docx"),
    (["extract", "a.txt", "--lang", "fr"], 2, "fr"),
    (["extract", "missing.pdf"], 3, "missing.pdf"),
    (["text", "missing.pdf"], 3, "missing.pdf"),
    (["extract", "a.txt", "-o", "no/folder/a.csv"], 2, "no/folder/a.csv"),
    (["extract", "a.txt", "-o", "b"], 2, "hãy chỉ ra một tệp"),
    (["extract", "a.txt", "--table", "documents"], 2, "--format csv"),
    (["extract", "a.txt", "--table", "form_ii06", "-f", "csv"], 0, ""),
    (["extract", ".", "-o", "b/c.md"], 2, "b/c.md cũng là tệp đầu vào"),
    (["extract", "a.txt", "-o", "./a.txt"], 2, "cũng là tệp đầu vào"),
    (["text", "a.txt", "-o", "./a.txt", "--lang", "en"], 2, "is also an input"),
    (["extract", "b/empty.pdf"], 3, "b/empty.pdf"),
    (["extract", ".git", "--lang", "en"], 0, ""),
    (["--version"], 0, ""),
    (["--help"], 0, ""),
]


@pytest.mark.parametrize(
    ("args", "code", "told"), USAGE, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_exit_codes(folder: Path, args: list[str], code: int, told: str) -> None:
    done = vanthu(*args, cwd=folder)
    assert done.returncode == code, done.stderr.decode()
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT


def test_a_bad_file_is_told_in_one_line_and_the_good_ones_go_on(folder: Path) -> None:
    done = vanthu("extract", "a.txt", "b/empty.pdf", "b/c.md", "-f", "jsonl", cwd=folder)
    assert done.returncode == 3
    assert files_of(done) == ["a.txt", "b/c.md"]
    about, summary = done.stderr.decode().splitlines()
    assert about.startswith("b/empty.pdf: ")
    assert summary == "Đã đọc 2/3 tệp."


def test_folders_are_walked_in_order_without_what_is_hidden(folder: Path) -> None:
    done = vanthu("extract", ".", "-f", "jsonl", "--lang", "en", cwd=folder)
    assert done.returncode == 3
    assert files_of(done) == ["a.txt", "b/c.md"]
    assert "2 of 3 files read." in done.stderr.decode()
    assert "2 files of folders passed over" in done.stderr.decode()


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    done = vanthu("extract", "a.txt", "./a.txt", "a.txt", "-f", "jsonl", cwd=folder)
    assert files_of(done) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT, encoding="utf-8")
    (inside / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    done = vanthu("extract", "in", "-f", "jsonl", cwd=tmp_path)
    assert files_of(done) == ["in/a.txt"]
    assert "Bỏ qua 1 tệp" in done.stderr.decode()


def test_a_folder_with_nothing_to_read_is_unreadable_input(tmp_path: Path) -> None:
    done = vanthu("extract", str(tmp_path), "-f", "json", "-o", str(tmp_path / "out.json"))
    assert done.returncode == 3
    assert "không có tệp nào đọc được" in done.stderr.decode()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "xlsx", "parquet"])
def test_the_form_follows_the_name_of_the_output(folder: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"kết quả.{form}"
    done = vanthu("extract", "a.txt", "-o", str(target), cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    piped = vanthu("extract", "a.txt", "-f", form, cwd=folder).stdout
    assert target.read_bytes()[:4] == piped[:4]
    assert target.stat().st_size > 100


def test_a_failed_run_leaves_the_old_output(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    assert vanthu("extract", "b/empty.pdf", "-o", str(target), cwd=folder).returncode == 3
    assert target.read_bytes() == b"old"


def test_standard_input_is_read_by_its_content(folder: Path) -> None:
    done = vanthu("extract", "-", "-f", "jsonl", stdin=TEXT.encode("utf-8"), cwd=folder)
    assert files_of(done) == ["-"]
    assert vanthu("text", "-", stdin=TEXT.encode("utf-16")).stdout.decode() == TEXT
    empty = vanthu("extract", "-", stdin=b"")
    assert empty.returncode == 3
    assert empty.stderr.startswith(b"-: ")


def test_text_is_written_where_asked(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    assert vanthu("text", "a.txt", "-o", str(target), cwd=folder).stdout == b""
    assert target.read_text(encoding="utf-8") == TEXT


def test_the_table_shows_where_each_value_stands(folder: Path) -> None:
    table = vanthu("extract", "a.txt", cwd=folder).stdout.decode()
    assert "Số hồ sơ: tiếp nhận" in table
    assert "Tổng số hồ sơ đã tiếp nhận là ⟦4.911⟧ hồ sơ." in table
    english = vanthu("extract", "a.txt", cwd=folder, VANTHU_LANG="en").stdout.decode()
    assert "Dossiers: received" in english
    assert "4,911" in english


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_table_fits_the_terminal(folder: Path, width: int) -> None:
    table = vanthu("extract", "a.txt", cwd=folder, COLUMNS=str(width)).stdout.decode()
    assert max(map(len, table.splitlines())) <= width


HOSTILE_NAMES = ["\x1b[31mđỏ.txt", "hai\ndòng.txt", "[bold]đậm[red].txt", "\u202etxt.exe.txt", ":smile:[@click=x].txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot exist there")
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_shown_not_obeyed(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "empty.pdf").rename(tmp_path / f"{name}.pdf")
    done = vanthu("extract", name, f"{name}.pdf", cwd=tmp_path)
    assert done.returncode == 3
    shown = done.stdout.decode() + done.stderr.decode()
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert done.stderr.decode().count("\n") == 2
    assert name.replace("\x1b", "\\x1b").replace("\n", "\\n").replace("\u202e", "\\u202e") in shown


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot exist there")
def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xe1o c\xe1o.txt")
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for form in ("table", "json", "jsonl", "csv", "xlsx", "parquet"):
        done = vanthu("extract", name, "-f", form, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout


def test_hostile_content_cannot_command_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\x1b]0;x\x07 [red]tiếp nhận[/red] 4.911 hồ sơ [/]\x9b31m", encoding="utf-8")
    shown = vanthu("extract", "a.txt", cwd=tmp_path).stdout.decode()
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}


def _buggy(path: Path, **_: object) -> Report | Failure:
    """`attempt`, with a bug that one file brings out."""
    if path.name == "bug.txt":
        raise ZeroDivisionError("bug")
    return real_attempt(path)


real_attempt = batch.attempt


def test_an_unexpected_bug_is_one_sentence_and_the_next_file_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "attempt", _buggy)
    done = vanthu("extract", "bug.txt", "a.txt", "-f", "jsonl", cwd=folder)
    assert done.returncode == 1
    assert files_of(done) == ["a.txt"]
    assert "bug.txt: Lỗi của chính vanthu" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"ZeroDivisionError: bug" in vanthu("extract", "bug.txt", cwd=folder, VANTHU_DEBUG="1").stderr


def test_an_interrupt_ends_with_130(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "attempt", interrupted)
    done = vanthu("extract", "a.txt", "-o", str(tmp_path / "a.csv"), cwd=folder)
    assert (done.returncode, done.stderr.decode()) == (130, "Đã dừng theo yêu cầu.\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_a_real_interrupt_ends_with_130(tmp_path: Path) -> None:
    command = [*COMMAND, "extract", "-", "-o", "out.csv"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    time.sleep(3)
    process.send_signal(2)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert not list(tmp_path.iterdir())


CLOSED = [
    pytest.param(form, marks=[] if form == "table" else pytest.mark.slow)
    for form in ("table", "jsonl", "json", "csv", "xlsx")
]


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
@pytest.mark.parametrize("form", CLOSED)
def test_a_closed_pipe_is_silent(folder: Path, form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = vanthu_process("extract", "a.txt", "-f", form, stdout=writer, cwd=folder)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_binary_forms_do_not_go_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    output.check_output("-", ["a.txt"], binary=False)
    with pytest.raises(OutputError, match="-o") as raised:
        output.check_output("-", ["a.txt"], binary=True)
    assert raised.value.exit_code == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_binary_forms_do_not_go_to_a_real_terminal(folder: Path) -> None:
    leader, follower = pty.openpty()
    done = vanthu_process("extract", "a.txt", "-f", "xlsx", stdout=follower, cwd=folder)
    os.close(leader)
    os.close(follower)
    assert done.returncode == 2


LOCALES = ["C", pytest.param("POSIX", marks=pytest.mark.slow), pytest.param("en_US.ISO-8859-1", marks=pytest.mark.slow)]


@pytest.mark.parametrize("locale", LOCALES)
def test_any_locale_writes_utf8(folder: Path, locale: str) -> None:
    env = os.environ | {"LC_ALL": locale, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = vanthu_process("extract", "a.txt", cwd=folder, env=env)
    assert done.returncode == 0
    assert "Trong văn bản" in done.stdout.decode("utf-8")


HEAVY = {"pandas", "cv2", "spacy", "pdfplumber", "openpyxl", "pyarrow", "rich", "extractors"}


def imported(*args: str) -> set[str]:
    code = (
        "import sys\nfrom pipeline.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=True, timeout=60)
    return set(done.stderr.decode().split())


def test_help_and_text_import_nothing_heavy(folder: Path) -> None:
    assert not imported("--help") & HEAVY
    assert not imported("text", str(folder / "a.txt")) & (HEAVY - {"rich"})
    assert not imported("extract", str(folder / "a.txt"), "-f", "jsonl") & {"pandas", "cv2", "openpyxl", "pyarrow"}


@pytest.mark.parametrize("command", [[], ["text"], ["extract"], ["doctor"]])
def test_help_is_in_both_languages(command: list[str]) -> None:
    told = vanthu(*command, "--help", COLUMNS="200").stdout.decode()
    assert any(letter in told for letter in "ữệốả")
    assert " / " in told


def test_doctor_as_json() -> None:
    done = vanthu("doctor", "--format", "json")
    health = json.loads(done.stdout)
    assert done.returncode == (0 if health["ready"] else 4)
    assert {check["name"] for check in health["checks"]} >= {"python", "tesseract", "tesseract: vie"}
