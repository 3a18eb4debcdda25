"""From a file to its report, alone and in a batch, with the errors a reader of files must expect."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_reports import scanned

from normalizers.patterns import PatternTimeoutError
from pipeline import Failure, Report, attempt, process, process_all, process_document, report
from pipeline.errors import InputError, TimeLimitError

TEXT = "Số: 12/BC-UBND\nHà Đông, ngày 09 tháng 6 năm 2026\nTổng số hồ sơ đã tiếp nhận là 4.911 hồ sơ.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_file_becomes_a_report(file: Path) -> None:
    found = process(str(file))
    assert found.name == str(file)
    assert found.document.name == file.name
    assert ("dossier_count", 4911) in [(row["kind"], row["value"]) for row in found.rows()]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in found.rows())
    assert found.table()["value_number"].max() == 4911


def test_a_document_already_read_becomes_a_report() -> None:
    found = process_document(scanned(["Tổng số hồ sơ đã tiếp nhận là 4.911 hồ sơ."]))
    (row,) = [row for row in found.rows() if row["kind"] == "dossier_count"]
    assert (row["value"], row["page"], row["text"]) == (4911, 1, "4.911")
    assert row["boxes"] == [[300.0, 0.0, 350.0, 12.0]]


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        process(tmp_path / "missing.pdf")


def test_a_batch_goes_on_after_a_bad_file(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "empty.pdf"
    bad.write_bytes(b"")
    first, failure, last = process_all([file, bad, file])
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(failure, Failure)
    assert (failure.path, failure.exit_code) == (str(bad), 3)
    assert failure.message
    assert failure.message_en


def _raising(error: Exception) -> Callable[[object], object]:
    def fail(_: object) -> object:
        raise error

    return fail


def test_bugs_are_not_taken_for_bad_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "extract", _raising(ZeroDivisionError("a bug")))
    with pytest.raises(ZeroDivisionError):
        attempt(file)


def test_a_pattern_that_takes_too_long_is_a_time_limit(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "extract", _raising(PatternTimeoutError("x")))
    with pytest.raises(TimeLimitError) as raised:
        process(file)
    assert raised.value.exit_code == 3


def test_the_package_offers_process_without_loading_it() -> None:
    code = "import sys, pipeline; assert 'pipeline.report' not in sys.modules; from pipeline import process; process"
    subprocess.run([sys.executable, "-c", code], check=True)
