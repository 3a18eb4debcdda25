"""`vanthu report`: one sound file of a store, with pictures, findings and cuttings, whatever the documents say."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from filled_stores import fill, headed, named, relate, reports
from generated_stores import generate
from html_pages import Page, checked
from made_reports import count, made
from typer.testing import CliRunner

from normalizers import Span
from pipeline import process
from pipeline.archive.export_filter import Filter
from pipeline.atomic import OutputError
from pipeline.checks.finding import Evidence, Finding
from pipeline.cli import app
from pipeline.console import Screen
from pipeline.errors import TruncatedError
from pipeline.html_report import cutter, store_report
from pipeline.html_report import page as page_of_html
from pipeline.html_report.store_report import Wanted, report_store
from pipeline.labels import Label, Language
from pipeline.reading.rendering import Renderer
from pipeline.report import Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
GOLDEN = SAMPLES / "expected" / "report"
HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\" ' & =1+1 \x1b[2J \u202e {{ 7*7 }} $x$"


def sample(path: str, at: Path) -> Report:
    """The report of a sample, copied to where the store expects it."""
    copy = at / Path(path).name
    copy.write_bytes((SAMPLES / path).read_bytes())
    return replace(understood(path), name=str(copy))


@cache
def understood(path: str) -> Report:
    return process(SAMPLES / path)


def written(where: str, out: Path, language: Language = "vi", **conditions: str) -> Page:
    """The page of the store `where`, checked."""
    assert report_store(where, Wanted(Filter(**conditions), str(out)), Screen(language)) == 0  # type: ignore[arg-type]
    return checked(out.read_text(encoding="utf-8"))


def hostile() -> Report:
    """A report that tries everything: in its text, its issuer, its file's name and its finding."""
    report = made(f"{HOSTILE} nhận ⟦5⟧ hồ sơ {HOSTILE}", count(5, "received_total"), name="x")
    fact = report.facts[0]
    quote = Evidence(fact.text, fact.span, fact.location, 5)
    told = Finding("A3", "fails", "error", Label(f"Sai {HOSTILE}", f"Wrong {HOSTILE}"), (quote,), HOSTILE, HOSTILE)
    report = headed(named(report, f"/kho/{HOSTILE}/báo cáo.txt"), HOSTILE, HOSTILE, "2026-Q1")
    return replace(report, verdicts=(told,))


def test_a_report_shows_findings_with_quotes_and_cuttings(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    found = [sample("pdf/000.pdf", tmp_path), sample("text/004_0312cada5d08aade.txt", tmp_path)]
    fill(store, found, [("/kho/mật.pdf", "quarantined", "encrypted"), ("/kho/chờ.pdf", "pending", "")])
    page = written(store, tmp_path / "r.html")
    assert len(page.pictures) == sum(len(finding.evidence) for finding in found[0].findings)
    assert all(picture.startswith(b"\xff\xd8\xff") for picture in page.pictures)
    assert "Tệp đã xong 2 Tệp bị cách ly 1 Tệp còn chờ 1 Văn bản trong báo cáo này 2" in page.words
    assert "/kho/mật.pdf encrypted Không đọc được." in page.words
    for report in found:
        for finding in report.findings:
            assert " ".join(finding.told("vi").split()) in page.words


def test_the_quotes_of_a_text_stand_marked_in_their_lines(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [sample("text/004_0312cada5d08aade.txt", tmp_path)])
    written(store, tmp_path / "r.html")
    source = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<span class="line">lugng ho so da giai quyét <mark>6.251</mark> ho so' in source


def test_english_is_english(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [sample("text/004_0312cada5d08aade.txt", tmp_path)])
    page = written(store, tmp_path / "r.html", "en")
    assert page.all("html") == [{"lang": "en"}]
    assert "ERROR R-DOC-DATE" in page.words
    assert page.headings[0] == (1, "Report of a store of documents")
    assert "LỖI" not in page.words


def test_documents_are_never_obeyed(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [hostile()], [(f"/kho/{HOSTILE}.pdf", "quarantined", "encrypted")])
    page = written(store, tmp_path / "r.html", issuer="script")
    assert page.words.count("<script>alert(1)</script>") >= 8
    assert "{{ 7*7 }}" in page.words
    assert "\x1b" not in page.source
    assert "\u202e" not in page.source
    assert "\\x1b[2J" in page.words


def test_exported_pictures_of_hostile_documents_are_inert(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [hostile()])
    report_store(store, Wanted(Filter(), str(tmp_path / "r.html"), str(tmp_path / "hình")), Screen("vi"))
    names = {path.name for path in (tmp_path / "hình").iterdir()}
    assert names == {f"{name}.{end}" for name in PICTURES for end in ("svg", "csv")}
    for path in (tmp_path / "hình").glob("*.svg"):
        assert "<script" not in path.read_text(encoding="utf-8")
    assert (tmp_path / "hình" / "findings-by-unit.csv").read_bytes().startswith(b"\xef\xbb\xbf")


PICTURES = ("coverage", "flow", "rates", "findings-by-rule", "findings-by-unit")


def test_findings_between_reports_quote_each_file(tmp_path: Path, store_url: str) -> None:
    found = reports()
    fill(store_url, found)
    relate(store_url, found[:2])
    page = written(store_url, tmp_path / "r.html")
    assert "LỖI X01" in page.words
    assert "cặp 1" in page.words
    assert "cặp 1" not in written(store_url, tmp_path / "r.html", issuer="không ai").words


def test_a_condition_takes_only_what_matches_and_is_told(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, reports())
    page = written(store, tmp_path / "r.html", issuer="đông hải", period="2026")
    assert "cơ quan: đông hải · kỳ: 2026" in page.words
    assert "Văn bản trong báo cáo này 1" in page.words
    assert "Sở Nội vụ" not in page.words


def test_an_empty_store_has_an_empty_report(tmp_path: Path, store_url: str) -> None:
    fill(store_url, [])
    page = written(store_url, tmp_path / "r.html")
    assert page.words.count("Chưa có số liệu.") == len(PICTURES)
    assert page.pictures == []


@pytest.mark.parametrize("change", ["gone", "other bytes", "no PDF any more"])
def test_cuttings_are_only_of_what_was_read(tmp_path: Path, change: str) -> None:
    store, report = str(tmp_path / "store.db"), sample("pdf/000.pdf", tmp_path)
    fill(store, [report])
    if change == "gone":
        Path(report.name).unlink()
    else:
        Path(report.name).write_bytes((SAMPLES / "pdf/001.pdf").read_bytes() if change == "other bytes" else b"x")
    page = written(store, tmp_path / "r.html")
    assert page.pictures == []
    assert "hình không cắt được" in page.words


def test_what_has_no_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [sample("pdf/000.pdf", tmp_path), sample("pdf/001.pdf", tmp_path)])
    every = len(written(store, tmp_path / "r.html").pictures)
    monkeypatch.setattr(cutter, "_MOST", 3)
    monkeypatch.setattr(store_report, "_OWN", {"error": 2, "warning": 0, "hint": 0})
    monkeypatch.setattr(store_report, "_LIST_ROWS", 1)
    page = written(store, tmp_path / "r.html")
    assert len(page.pictures) == 3 < every
    assert "Tệp này có 3 hình cắt từ trang" in page.words
    assert "chỗ không in ở đây" in page.words
    assert "Còn 1 văn bản" in page.words


def test_a_store_of_an_older_version_shows_its_quotes_without_cuttings(tmp_path: Path) -> None:
    store, report = str(tmp_path / "store.db"), sample("pdf/000.pdf", tmp_path)
    fill(store, [report])
    connection = sqlite3.connect(store)
    for sha256, position, row in connection.execute("SELECT sha256, position, row FROM findings").fetchall():
        older = {name: cell for name, cell in json.loads(row).items() if name != "evidence"}
        told = json.dumps(older), sha256, position
        connection.execute("UPDATE findings SET row = ?, sha256 = sha256 WHERE sha256 = ? AND position = ?", told)
    connection.commit()
    connection.close()
    page = written(store, tmp_path / "r.html")
    assert page.pictures == []
    assert "19/30 nhiệm vụ | 20/30 nhiệm vụ" in page.words


def test_many_quotes_are_cut_short_and_counted(tmp_path: Path) -> None:
    store, report = str(tmp_path / "store.db"), hostile()
    fact = report.facts[0]
    quotes = tuple(Evidence(fact.text, Span(n, n + 1), fact.location, n) for n in range(15))
    fill(store, [replace(report, verdicts=(Finding("A3", "fails", "error", Label("Sai", "Wrong"), quotes),))])
    page = written(store, tmp_path / "r.html")
    assert page.words.count("trang 1:") == 12
    assert "… +3" in page.words


def test_a_page_that_is_damaged_does_not_take_the_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, report = str(tmp_path / "store.db"), sample("pdf/000.pdf", tmp_path)
    fill(store, [report])
    render = Renderer.render

    def damaged(self: Renderer, number: int, dpi: int = 300) -> object:
        if number > 1:
            raise TruncatedError("hỏng", "damaged")
        return render(self, number, dpi)

    monkeypatch.setattr(Renderer, "render", damaged)
    page = written(store, tmp_path / "r.html")
    assert len(page.pictures) >= 2
    assert "hình không cắt được" in page.words


def test_a_file_in_place_of_the_folder_of_pictures_is_refused(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [])
    with pytest.raises(OutputError):
        report_store(store, Wanted(Filter(), str(tmp_path / "r.html"), store), Screen("vi"))
    assert not (tmp_path / "r.html").exists()


def test_a_name_that_is_no_text_does_not_hide_its_pages(tmp_path: Path) -> None:
    store, report = str(tmp_path / "store.db"), sample("pdf/000.pdf", tmp_path)
    path = os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o c\xe1o.pdf")
    Path(report.name).rename(path)
    fill(store, [replace(report, name=path)])
    assert written(store, tmp_path / "r.html").pictures


@pytest.mark.parametrize("output", ["store.db", "none/r.html", "."])
def test_what_cannot_be_written_is_refused_before_any_work(tmp_path: Path, output: str) -> None:
    store = str(tmp_path / "store.db")
    fill(store, [])
    with pytest.raises(OutputError):
        report_store(store, Wanted(Filter(), str(tmp_path / output)), Screen("vi"))


def test_a_failure_leaves_the_former_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, out = str(tmp_path / "store.db"), tmp_path / "r.html"
    fill(store, [])
    out.write_text("trước")

    def broken(*_: object, **__: object) -> list[bytes]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_report, "page", broken)
    with pytest.raises(OutputError):
        report_store(store, Wanted(Filter(), str(out)), Screen("vi"))
    assert out.read_text() == "trước"
    assert {path.suffix for path in tmp_path.iterdir()} <= {".db", ".html"}


def test_the_command_writes_to_standard_output_and_refuses_what_is_no_store(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    fill(store, reports())
    done = CliRunner().invoke(app, ["report", "--store", store, "--type", "BÁO CÁO", "--lang", "en"])
    assert done.exit_code == 0
    assert "Documents in this report 1" in checked(done.stdout).words
    assert CliRunner().invoke(app, ["report", "--store", str(tmp_path / "none.db")]).exit_code == 2


def test_golden(tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the page of a small store, reviewed as a diff."""
    monkeypatch.setattr(store_report, "now", lambda: "2026-06-30T08:00:00.000+00:00")
    monkeypatch.setattr(page_of_html, "version", lambda _: "0.0.0")
    monkeypatch.chdir(tmp_path)
    generate("kho.db", units=4, quarters=4)
    page = written("kho.db", tmp_path / "r.html")
    found = "\n".join(line.strip() for line in page.text.splitlines() if line.strip()) + "\n"
    expected = GOLDEN / "store.txt"
    if update_golden:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
