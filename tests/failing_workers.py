"""Worker processes that fail in each way a file can make one fail: told by the name of the file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.archive.outcome import Refused
from pipeline.archive.worker import Reached
from pipeline.reading import Limits


def serve(connection: Connection, limits: Limits, memory: int) -> None:
    connection.send(Reached(0))
    while True:
        try:
            path: str = connection.recv()
        except EOFError:
            return
        kept = b""
        if "page" in path.split():  # a program it has started, as Tesseract is, tells its number in a file
            page = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            Path(path.rsplit(maxsplit=1)[-1]).write_text(str(page.pid))
        if "crash" in path:
            os._exit(11)
        if "hang" in path:
            time.sleep(600)
        if "pages" in path:  # alive, and slow all the same
            for page in range(100):
                connection.send(Reached(page + 1))
                time.sleep(0.2)
        if "grow" in path:
            for _ in range(200):
                kept += os.urandom(8 << 20)
                time.sleep(0.02)
        connection.send(Refused("ok", path, str(len(kept))))
