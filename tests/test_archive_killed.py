"""A run killed at random moments: the next one goes on, every document is there exactly once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pipeline.archive import schema
from pipeline.archive.store import Store
from pipeline.archive.verify import Tally, verify

FILES, KILLS = 500, 20
REPORT = """ỦY BAN NHÂN DÂN XÃ ĐÔNG HƯNG
Số: {number}/BC-UBND
BÁO CÁO
Kết quả giải quyết thủ tục hành chính tháng 6 năm 2026
Tổng số hồ sơ tiếp nhận: {count} hồ sơ; đã giải quyết {count} hồ sơ.
"""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="process groups")]


def started(folder: Path, where: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "run", str(folder), "--store", where, "--workers", "2"]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_killed_at_random_moments(tmp_path: Path, store_url: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(FILES):
        text = REPORT.format(number=number + 1, count=1000 + number)
        (folder / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    chance = random.Random(7)
    killed = 0
    for _ in range(KILLS):
        run = started(folder, store_url)
        try:
            run.wait(timeout=chance.uniform(1.0, 4.0))
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            killed += 1
        run.communicate()
        time.sleep(0.1)
    assert killed >= KILLS // 2, "the run must not end long before the killing does"
    last = started(folder, store_url)
    _, told = last.communicate(timeout=600)
    assert last.returncode == 0, told.decode()

    store, tally = Store.open(store_url), Tally()
    assert list(verify(store, tally)) == []
    assert (tally.done, tally.paths) == (FILES, FILES)
    with store.reading() as connection:
        done = select(schema.events.c.sha256, func.count()).where(schema.events.c.what == "done")
        times = dict(connection.execute(done.group_by(schema.events.c.sha256)).all())  # type: ignore[arg-type]
        number = schema.extractions.c.number
        received = select(number).where(schema.extractions.c.measure == "received_total").order_by(number)
        assert list(connection.execute(received).scalars()) == [1000.0 + at for at in range(FILES)]
    store.close()
    assert len(times) == FILES
    assert set(times.values()) == {1}
