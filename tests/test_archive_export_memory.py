"""An export takes no more memory for many rows than for a few: watched from outside, on a store of made-up rows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benchmarks.archive.filled import fill
from pipeline.archive import schema
from pipeline.archive.store import Store

ROOT = Path(__file__).resolve().parent.parent


def peak(store: str, out: Path, form: str) -> int:
    """Megabytes that the process of an export took at most."""
    command = [sys.executable, "-m", "benchmarks.archive.exporting", "--format", form, store, str(out)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return int(json.loads(done.stdout)["peak_mb"])


def test_a_filled_store_holds_what_was_asked_for(store_url: str) -> None:
    fill(store_url, 210, 1001)
    store = Store.open(store_url)
    with store.reading() as connection:
        counts = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in TABLES}
    store.close()
    assert counts == {"documents": 210, "extractions": 1001, "files": 216, "findings": 42, "across": 4}


TABLES = (schema.documents, schema.extractions, schema.files, schema.findings, schema.across)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_memory_is_flat(tmp_path: Path, form: str) -> None:
    few, many = str(tmp_path / "few.db"), str(tmp_path / "many.db")
    fill(few, 100, 30_000)
    fill(many, 1000, 200_000)
    before, after = peak(few, tmp_path / f"few.{form}", form), peak(many, tmp_path / f"many.{form}", form)
    assert after < 500
    assert after < before * 1.5
