"""`vanthu extract --format html`: the facts and findings of files, each at its place."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from html_pages import Page, checked
from made_reports import count, made
from typer.testing import CliRunner

from pipeline import process, process_document
from pipeline.cli import app
from pipeline.document import Document
from pipeline.hashing import file_sha256
from pipeline.html_report import cutter
from pipeline.html_report.file_report import write_html
from pipeline.labels import Language
from pipeline.reading import recording
from pipeline.report import Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
HOSTILE = "</td></table><script>alert(1)</script> & \u202e \x07 =1+1"


@cache
def understood(file: str) -> Report:
    return process(SAMPLES / file)


def recorded(file: str) -> Report:
    """The report of a scan whose words were recorded, so that no Tesseract is needed."""
    path = SAMPLES / file
    pages = tuple(recording.load(SAMPLES / "recorded" / f"{file}.json"))
    return replace(process_document(Document(path.name, file_sha256(path), pages)), name=str(path))


def written(*reports: Report, language: Language = "vi") -> Page:
    out = io.BytesIO()
    write_html(reports, out, language)
    return checked(out.getvalue().decode("utf-8"))


def test_every_fact_of_a_scan_is_shown_at_its_place() -> None:
    report = recorded("scan/003.pdf")
    page = written(report)
    assert len(page.pictures) == len(report.facts) + sum(len(finding.evidence) for finding in report.findings)
    assert f"Số liệu và chỗ đứng ({len(report.facts)})" in page.words
    assert "4.266 tiếp nhận" in page.words
    assert "4266" not in page.words


def test_every_frame_of_a_fax_is_cut() -> None:
    assert len(written(recorded("image/003_fax.tif")).pictures) > 0


def test_a_text_shows_its_lines() -> None:
    page = written(understood("text/004_0312cada5d08aade.txt"), language="en")
    assert page.pictures == []
    assert "ERROR A3" in page.words
    assert "<mark>6.251</mark>" in page.source
    assert "could not be cut" not in page.words


def test_several_files_are_sections_of_one_page() -> None:
    reports = [understood(f"text/{name}") for name in ("004_0312cada5d08aade.txt", "003_107bd4b78fa87d46.txt")]
    page = written(*reports)
    assert [told for level, told in page.headings if level == 2] == [report.name for report in reports]


def test_no_files_make_a_page_all_the_same() -> None:
    assert written().headings == [(1, "Số liệu và chỗ đứng trên trang")]


def test_documents_are_never_obeyed() -> None:
    page = written(made(f"{HOSTILE} nhận ⟦5⟧ hồ sơ", count(5, "received_total", scope=HOSTILE), name=HOSTILE))
    assert page.words.count("<script>alert(1)</script>") >= 3
    assert "\x07" not in page.source
    assert "\u202e" not in page.source


def test_what_has_no_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutter, "_MOST", 5)
    page = written(understood("pdf/003.pdf"))
    assert len(page.pictures) == 5
    assert "Tệp này có 5 hình cắt từ trang" in page.words


def test_the_command_takes_the_form_from_the_name(tmp_path: Path) -> None:
    out = tmp_path / "004.html"
    done = CliRunner().invoke(app, ["extract", str(SAMPLES / "text/004_0312cada5d08aade.txt"), "-o", str(out)])
    assert done.exit_code == 0
    assert "6.251" in checked(out.read_text(encoding="utf-8")).words
    refused = CliRunner().invoke(app, ["extract", str(SAMPLES / "text"), "-f", "html", "--table", "facts"])
    assert refused.exit_code == 2


def test_standard_input_has_no_cuttings(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO((SAMPLES / "pdf/003.pdf").read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin)
    done = CliRunner().invoke(app, ["extract", "-", "-f", "html"], input=(SAMPLES / "pdf/003.pdf").read_bytes())
    assert done.exit_code == 0
    page = checked(done.stdout)
    assert page.pictures == []
    assert "4.266" in page.words
