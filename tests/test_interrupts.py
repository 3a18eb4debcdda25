"""Signals come at the end of what must not be broken; a store is never left with a transaction open."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, select

from pipeline.archive.schema import events
from pipeline.archive.stopping import stoppable
from pipeline.archive.store import Store, note
from pipeline.interrupts import unbroken

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals to oneself")

# what is sent, what is raised
SENT = [
    (signal.SIGINT, KeyboardInterrupt),
    (signal.SIGTERM, SystemExit),
]


@pytest.mark.parametrize(("number", "raised"), SENT)
def test_a_signal_waits_for_the_end_of_the_block(number: signal.Signals, raised: type[BaseException]) -> None:
    done: list[str] = []

    def work() -> None:
        with unbroken():
            with unbroken():
                os.kill(os.getpid(), number)
                done.append("inner")
            done.append("outer")
        done.append("never")

    with pytest.raises(raised) as caught, stoppable():
        work()
    assert done == ["inner", "outer"]
    assert raised is KeyboardInterrupt or caught.value.code == 128 + number  # type: ignore[attr-defined]


def test_without_a_block_it_comes_at_once() -> None:
    def work() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()

    with pytest.raises(SystemExit), stoppable():
        work()


def test_other_threads_hold_nothing_back() -> None:
    seen: list[bool] = []

    def work() -> None:
        with unbroken():
            seen.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [True]


def test_the_store_is_free_after_a_signal_in_the_beginning_of_a_transaction(tmp_path: Path) -> None:
    where = str(tmp_path / "kho.db")
    store = Store.open(where, create=True)

    def interrupted(_: Connection) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    event.listen(store.engine, "begin", interrupted)
    with pytest.raises(SystemExit), stoppable(), store.begin() as connection:
        note(connection, "kept")
    event.remove(store.engine, "begin", interrupted)
    other = Store.open(where)
    with other.begin() as connection:  # would wait for a minute
        assert connection.scalar(select(func.count()).select_from(events).where(events.c.what == "kept")) == 1
    other.close()
    store.close()


_FINALISED = """
import time
from pipeline.interrupts import never_swallowed

class Interrupted:
    def __del__(self):
        raise KeyboardInterrupt

class Broken:
    def __del__(self):
        raise ValueError("told")

never_swallowed()
Broken()
try:
    Interrupted()
    time.sleep(20)
except KeyboardInterrupt:
    print("came")
"""


def test_ctrl_c_in_a_finaliser_comes_again() -> None:
    done = subprocess.run([sys.executable, "-c", _FINALISED], capture_output=True, text=True, timeout=15, check=True)
    assert done.stdout == "came\n"
    assert "ValueError: told" in done.stderr
    assert "KeyboardInterrupt" not in done.stderr
