"""The log of a run for machines: one JSON object a line for each file, appended as soon as it is done."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from ..atomic import OutputError
from ..printable import escaped
from .outcome import Done
from .store import now
from .workers import Finished


def check_log(path: str | None) -> None:
    """Raise OutputError for a log that cannot be written: better at once than when all files have been hashed."""
    if path is None:
        return
    log = Path(path)
    place = log if log.exists() else log.absolute().parent
    if log.is_dir():
        raise _unwritten(path, errno.EISDIR)
    if not place.exists():
        raise _unwritten(path, errno.ENOENT)
    if not os.access(place, os.W_OK):
        raise _unwritten(path, errno.EACCES)


@contextmanager
def opened_log(path: str | None) -> Iterator[TextIO | None]:
    """The log at `path`, to be appended to; raises OutputError, also when its disk is full later on."""
    if path is None:
        yield None
        return
    try:
        log = Path(path).open("a", encoding="utf-8")  # noqa: SIM115 - below; here only the opening is explained
    except OSError as error:
        raise _unwritten(path, error.errno) from error
    try:
        yield log
    finally:
        with suppress(OSError):  # each line has been written by now, or its failure told
            log.close()


def write_line(log: TextIO, finished: Finished) -> None:
    """Append what came of a file; raises OutputError."""
    try:
        log.write(json.dumps(_line(finished), ensure_ascii=True) + "\n")
        log.flush()
    except OSError as error:
        raise _unwritten(log.name, error.errno) from error


def _line(finished: Finished) -> dict[str, object]:
    outcome = finished.outcome
    told: dict[str, object] = {"at": now(), "path": finished.job.path, "sha256": finished.job.sha256}
    told |= {"seconds": round(finished.seconds, 3)}
    if isinstance(outcome, Done):
        return told | {
            "state": "done",
            "pages": len(outcome.pages),
            "facts": len(outcome.extractions),
            "findings": len(outcome.findings),
        }
    return told | {"state": "quarantined", "reason": outcome.reason, "message": outcome.message_en}


def _unwritten(path: str, number: int | None) -> OutputError:
    name, why = escaped(path), os.strerror(number or errno.EIO)
    return OutputError(
        f"Không ghi được nhật ký «{name}» ({why}): hãy chọn nơi khác.",
        f'Cannot write the log "{name}" ({why}): choose another place.',
    )
