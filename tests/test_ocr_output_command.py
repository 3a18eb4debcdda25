"""`vanthu ocr` as a user meets it: what it writes, what it refuses, and that nothing half-done is left behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from archive_pages import SAMPLES, SCAN, recorded, scanned_pdf
from lxml import etree
from typer.testing import CliRunner, Result

from pipeline import archiving
from pipeline.cli import app
from pipeline.document import Document


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample scan whose reading is recorded."""

    def read(*_: object, told: object = None, **__: object) -> Document:
        return recorded()

    monkeypatch.setattr(archiving, "read", read)
    path = tmp_path / "báo cáo.pdf"
    shutil.copy(SAMPLES / SCAN, path)
    return path


def vanthu(*args: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["ocr", *map(str, args)], input=stdin, prog_name="vanthu")


def test_all_forms_at_once(scan: Path, tmp_path: Path) -> None:
    before = scan.read_bytes()
    done = vanthu(scan, "--pdf", tmp_path / "a.pdf", "--hocr", tmp_path / "a.html", "--alto", tmp_path / "a.xml")
    assert (done.exit_code, done.output) == (0, "")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert "Từ ngày 01/01/2026 đến ngày 25/5/2026" in pdf[0].get_textpage().get_text_range()
    assert etree.parse(tmp_path / "a.html").getroot().tag.endswith("html")
    assert etree.parse(tmp_path / "a.xml").getroot().tag.endswith("alto")
    assert scan.read_bytes() == before


@pytest.mark.parametrize("form", ["--hocr", "--alto"])
def test_the_xml_forms_go_to_standard_output(form: str, scan: Path) -> None:
    done = vanthu(scan, form, "-")
    assert done.exit_code == 0
    assert etree.fromstring(done.stdout_bytes) is not None


def test_standard_input_is_read(scan: Path) -> None:
    done = vanthu("-", "--alto", "-", stdin=scan.read_bytes())
    assert done.exit_code == 0
    assert b"<fileName>003.pdf" in done.stdout_bytes


# The options after the file, and what the message names.
WRONG_USAGE = [
    ([], "--pdf"),
    (["--pdf", "-"], "--pdf"),
    (["--hocr", "-", "--alto", "-"], "đầu ra chuẩn"),
    (["--pdf", "{folder}/a", "--hocr", "{folder}/a"], "a"),
    (["--pdf", "{file}"], "đầu vào"),
    (["--alto", "{file}"], "đầu vào"),
    (["--alto", "{folder}/không có/a.xml"], "thư mục"),
]


@pytest.mark.parametrize(("options", "named"), WRONG_USAGE)
def test_wrong_usage_is_told_before_anything_is_read(
    options: list[str], named: str, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "read", pytest.fail)
    before = sorted(tmp_path.iterdir())
    done = vanthu(scan, *(option.format(file=scan, folder=tmp_path) for option in options))
    assert done.exit_code == 2
    assert named in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def _sign(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], SigFlags=3)
        pdf.save(path)


def test_a_signed_pdf_gives_xml_but_no_pdf(scan: Path, tmp_path: Path) -> None:
    _sign(scan)
    done = vanthu(scan, "--pdf", tmp_path / "a.pdf", "--alto", tmp_path / "a.xml")
    assert done.exit_code == 3
    assert "chữ ký số" in done.stderr
    assert list(tmp_path.iterdir()) == [scan]
    assert vanthu(scan, "--alto", tmp_path / "a.xml").exit_code == 0
    assert "digital signature" in vanthu(scan, "--pdf", tmp_path / "a.pdf", "--lang", "en").stderr


@pytest.mark.parametrize("name", ["text/003_107bd4b78fa87d46.txt", "docx/000.docx"])
@pytest.mark.parametrize("form", ["--pdf", "--alto"])
def test_files_without_pages_are_refused(name: str, form: str, tmp_path: Path) -> None:
    done = vanthu(SAMPLES / name, form, tmp_path / "a")
    assert done.exit_code == 3
    assert "vị trí chữ" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("data", [None, b"", b"%PDF-1.7 cut"])
def test_unreadable_files_end_as_everywhere(data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "in.pdf"
    if data is not None:
        path.write_bytes(data)
    done = vanthu(path, "--pdf", tmp_path / "a.pdf")
    assert done.exit_code == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "a.pdf").exists()


def test_a_fault_while_writing_leaves_no_file(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pikepdf.Pdf, "save", fail)
    (tmp_path / "a.xml").write_text("cũ", encoding="utf-8")
    done = vanthu(scan, "--pdf", tmp_path / "a.pdf", "--alto", tmp_path / "a.xml")
    assert done.exit_code == 2
    assert (tmp_path / "a.xml").read_text(encoding="utf-8") == "cũ"
    assert {path.name for path in tmp_path.iterdir()} == {scan.name, "a.xml"}


def test_what_is_no_plain_scan_is_told(scan: Path, tmp_path: Path) -> None:
    with pikepdf.open(scan, allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[])
        pdf.save(scan)
    done = vanthu(scan, "--pdf", tmp_path / "a.pdf")
    assert done.exit_code == 0
    assert "PDF/A" in done.stderr


def test_the_pages_read_are_counted(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    from pipeline.reading import read

    seen: list[int] = []
    read(SAMPLES / "pdf/003.pdf", told=seen.append)
    assert seen == [1, 2, 3]


@pytest.mark.tesseract
def test_a_scan_can_be_searched(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "ocr", str(SAMPLES / "image/000_page1.png")]
    outputs = [f"--pdf={tmp_path}/a.pdf", f"--hocr={tmp_path}/a.html", f"--alto={tmp_path}/a.xml"]
    done = subprocess.run([*command, *outputs], cwd=SAMPLES.parent, capture_output=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_range()
    strings = [each.get("CONTENT") for each in etree.parse(tmp_path / "a.xml").iter("{*}String")]
    assert text.split() == strings
    assert "thủ tục hành chính" in text


def test_a_made_scan_goes_through_unread_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blank pages and pages on which nothing was recognised are kept as they are."""
    source = scanned_pdf(tmp_path / "in.pdf", pages=2)
    from pipeline.document import Page

    pages = (Page(1, "ocr", "", 595.0, 842.0), Page(2, "blank", "", 595.0, 842.0))
    monkeypatch.setattr(archiving, "read", lambda *_, **__: Document("in.pdf", "0" * 64, pages))
    done = vanthu(source, "--pdf", tmp_path / "a.pdf", "--hocr", tmp_path / "a.html", "--alto", tmp_path / "a.xml")
    assert done.exit_code == 0
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert [page.get_textpage().get_text_range() for page in pdf] == ["", ""]
    assert len(list(etree.parse(tmp_path / "a.xml").iter("{*}Page"))) == 2
