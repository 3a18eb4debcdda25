"""A store of a hundred thousand documents under the review page: how quick, and with how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

DOCUMENTS = 100_000
LIST_SECONDS, DOCUMENT_SECONDS, MIB = 0.3, 0.5, 400
MEASURED = Path(__file__).with_name("measured_review.py")


def test_a_hundred_thousand_documents(tmp_path: Path) -> None:
    ran(tmp_path, DOCUMENTS)
    told = dict(line.rsplit(" ", 1) for line in ran(tmp_path, 0).splitlines())
    print(told)
    slow = [name for name, seconds in told.items() if name.startswith("/") and float(seconds) > LIST_SECONDS]
    assert not slow
    assert float(told["document"]) < DOCUMENT_SECONDS
    assert float(told["MiB"]) < MIB


def ran(folder: Path, count: int) -> str:
    """What a process of its own prints: it makes so many documents, or measures them."""
    command = [sys.executable, str(MEASURED), str(folder / "store.db"), str(count)]
    path = {"PYTHONPATH": os.pathsep.join((str(MEASURED.parent.parent), str(MEASURED.parent)))}
    done = subprocess.run(command, env=os.environ | path, capture_output=True, text=True, check=True)
    return done.stdout
