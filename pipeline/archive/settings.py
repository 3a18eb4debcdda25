"""How a run is asked for, as the command line has it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ..errors import VanthuError
from ..reading import Limits
from ..reading.limits import MIB
from .processes import memory_of_machine

_PER_CORE = 4  # workers that may be asked for
_LEAST = 256 * MIB  # bytes of memory a worker needs: at files of text, and more at scans


class SettingsError(VanthuError):
    """A run was asked for that this machine cannot do."""

    exit_code = 2
    code = "settings"


def worker_count(asked: int) -> int:
    """How many workers to start: those `asked` for, or for 0 one a core, fewer where memory is short.

    Raises SettingsError for more than this machine can bear.
    """
    cores = os.cpu_count() or 1
    fitting = max(1, memory_of_machine() // _LEAST)
    if asked > min(cores * _PER_CORE, fitting):
        most, memory = min(cores * _PER_CORE, fitting), fitting * _LEAST // MIB
        raise SettingsError(
            f"Máy này chạy được nhiều nhất {most} tiến trình (--workers): {cores} nhân, {memory} MiB bộ nhớ; "
            "hãy giảm số ấy, hoặc dùng nhiều máy (--cluster).",
            f"This machine takes {most} workers at most (--workers): {cores} cores, {memory} MiB of memory; "
            "ask for fewer, or use several machines (--cluster).",
        )
    return asked or min(cores, fitting)


@dataclass(frozen=True, slots=True)
class Settings:
    """`memory` is in MiB a worker with all that it starts, `file_seconds` the time of one file.

    `refresh` does again what another version of the code, the rules or the model has made; `log` is a file that gets
    one JSON object a line for each file; `cluster` is the address of a Dask scheduler whose workers do the files.
    """

    workers: int = 1
    memory: int = 2048
    file_seconds: float = 1800.0
    page_seconds: float = 120.0
    refresh: bool = False
    log: str | None = None
    cluster: str | None = None

    @property
    def limits(self) -> Limits:
        """Those of reading; the pages of a file are read one after another, since the files are side by side."""
        return Limits(page_seconds=self.page_seconds, file_seconds=self.file_seconds, workers=1)

    @property
    def memory_bytes(self) -> int:
        """The memory of a worker in bytes."""
        return self.memory * MIB
