"""The command `vanthu review` as a user starts and ends it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from reviewed_stores import REPORT, take

ROOT = Path(__file__).resolve().parent.parent


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "review", *words]


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def answer(address: str) -> str:
    """What the page answers, as soon as it does."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address) as page:
                return str(page.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_it_tells_its_address_serves_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    file, store, port = tmp_path / "báo cáo.txt", str(tmp_path / "store.db"), free_port()
    file.write_text(REPORT, encoding="utf-8")
    take(store, [file])
    started = subprocess.Popen(
        command("--store", store, "--port", str(port)), cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert "XÃ ĐÔNG HẢI" in answer(f"http://127.0.0.1:{port}/")
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=30)
    assert started.returncode == 130
    assert f"http://127.0.0.1:{port}/" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("words", [("--host", "0.0.0.0"), ("--host", "nowhere"), ("--port", "0")], ids=str)
def test_an_address_of_no_use_is_refused(tmp_path: Path, words: tuple[str, str]) -> None:
    store = str(tmp_path / "store.db")
    take(store, [])
    done = subprocess.run(command("--store", store, *words), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    take(store, [])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            command("--store", store, "--port", port), cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert port in done.stderr
