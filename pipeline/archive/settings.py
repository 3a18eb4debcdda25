"""How a run is asked for, as the command line has it."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading import Limits
from ..reading.limits import MIB


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
