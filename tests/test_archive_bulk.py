"""A thousand reports with known values in one run: all done, values exact, the memory of the run flat."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.archive.bulk import fill, is_exact, measured
from pipeline.archive.run import run_folders
from pipeline.archive.settings import Settings
from pipeline.console import Screen

FILES = 1000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory of a process")
def test_a_thousand_reports(tmp_path: Path, store_url: str) -> None:
    fill(tmp_path / "in", FILES)
    found = measured(tmp_path / "in", store_url, FILES, workers=2)
    assert found.exact
    assert 0 < found.parent_peak_mb < 300


def test_a_lost_report_and_a_wrong_value_are_seen(tmp_path: Path) -> None:
    fill(tmp_path / "in", 3)
    where = str(tmp_path / "kho.db")
    assert run_folders([str(tmp_path / "in")], where, Settings(workers=1), Screen("en")) == 0
    assert is_exact(where, 3)
    assert not is_exact(where, 4)
    path = tmp_path / "in" / "tập 000" / "báo cáo 000001.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("1001", "1007"), encoding="utf-8")
    assert run_folders([str(tmp_path / "in")], where, Settings(workers=1), Screen("en")) == 0
    assert not is_exact(where, 3)
