"""What a worker process does: files one after another, each result sent back; it never writes to the store."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from .. import bugs
from ..cores import one_core_a_page
from ..errors import VanthuError
from ..printable import escaped
from ..reading import Limits, read
from ..report import process_document
from .outcome import CHANGED, Outcome, Refused, outcome_of
from .processes import end_family, lead_group

_SPARE = 512 * 1024 * 1024  # bytes beyond the limit that the system itself refuses

MEMORY = Refused(
    "memory",
    "Tệp cần nhiều bộ nhớ hơn mức cho phép: hãy tách tệp hoặc nâng --memory.",
    "The file needs more memory than is allowed: split it or raise --memory.",
)


@dataclass(frozen=True, slots=True)
class Reached:
    """A page of the file in work has been read: it is alive. Page 0: the worker itself is ready."""

    page: int


Message = Outcome | Reached
Serve = Callable[[Connection, Limits, int], None]


def begin(target: Serve, connection: Connection, limits: Limits, memory: int) -> None:
    """Be a worker process that does `target` and ends, with all it started, as soon as the run is no more."""
    lead_group()
    Thread(target=_end_with_run, daemon=True).start()
    target(connection, limits, memory)


def serve(connection: Connection, limits: Limits, memory: int) -> None:
    """Answer each path that comes through `connection` by an outcome, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run itself ends its workers
    one_core_a_page()
    _bound_memory(memory + _SPARE)
    with suppress(EOFError, BrokenPipeError, ConnectionError):
        connection.send(Reached(0))
        while True:
            path: str = connection.recv()
            connection.send(attempt(path, limits, connection))


def _end_with_run() -> None:
    """End this process as soon as the run is no more, killed perhaps: no worker is left behind at a file for hours."""
    run = parent_process()
    if run is not None:
        run.join()
        end_family(os.getpid())  # the page that Tesseract is at, too
        os._exit(1)


def attempt(path: str, limits: Limits, connection: Connection | None = None) -> Outcome:
    """What comes of the file at `path`; nothing is raised for what the file does."""

    def told(page: int) -> None:
        if connection is not None:
            connection.send(Reached(page))

    try:
        before = _mark(path)
        document = read(Path(path), limits, told=told)
        if _mark(path) != before:
            return CHANGED
        return outcome_of(replace(process_document(document), name=path))
    except VanthuError as error:
        return Refused(error.code, escaped(error.message), escaped(error.message_en))
    except MemoryError:
        return MEMORY
    except RecursionError:
        return Refused("crash", *_NESTED)
    except (BrokenPipeError, ConnectionError):  # nobody listens any more
        raise
    except Exception:
        bugs.show_traceback()
        return Refused("bug", *bugs.MESSAGE)


def _mark(path: str) -> tuple[int, int] | None:
    """Size and time of a file, by which a change is told."""
    with suppress(OSError):
        status = Path(path).stat()
        return status.st_size, status.st_mtime_ns
    return None


_NESTED = (
    "Tệp lồng nhau quá sâu nên không đọc được: hãy lưu lại tệp bằng chương trình khác.",
    "The file is nested too deeply to be read: save it anew with another program.",
)


def _bound_memory(most: int) -> None:
    """Let allocations beyond `most` bytes fail, where the system can: a sudden one is faster than any watch."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - only there

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        if hard == resource.RLIM_INFINITY or most <= hard:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
