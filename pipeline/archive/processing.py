"""Where the work of a run is done: by workers of this machine, or by those of a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from ..labels import Label
from .cluster import connected
from .dispatch import Dispatch
from .outcome import versions
from .settings import Settings
from .workers import Bounds, Finished, Job, Workers


class Processing(Protocol):
    """Whoever does jobs."""

    def prepare(self, files: int) -> None:
        """Be told that so many files are to come, at least."""

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """What comes of each of the `jobs`, as soon as it is there, in any order."""

    def notice(self) -> Label | None:
        """What the user should know at the end."""


@contextmanager
def processing(settings: Settings) -> Iterator[Processing]:
    """Whoever does the jobs of a run with these `settings`; raises ClusterError."""
    bounds = Bounds(settings.limits, settings.memory_bytes)
    local = Workers(settings.workers, bounds)
    if settings.cluster is None:
        try:
            yield local
        finally:
            local.end()
        return
    with connected(settings.cluster) as network:
        yield Dispatch(network, bounds, versions(), local)
