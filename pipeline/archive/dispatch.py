"""The work of a run in batches on a network of machines: how large they are, how many are out, what if one is lost.

What a network is stands in cluster.py. Nothing is written out there: results come back here, and a batch that does not
come back is still pending in the store.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import Protocol

from ..errors import VanthuError
from ..labels import Label
from .outcome import Refused, Versions
from .remote import Answer, Batch
from .workers import Bounds, Finished, Job, Workers

_AHEAD = 2  # batches for each thread of the network: one in work, one at hand
_BATCH_SECONDS = 10.0  # that a batch should take
_FIRST, _MOST = 4, 64  # files of a batch: while nothing is known of them, and at most
_LOOK = 1.0  # seconds between two looks at the network
_PATIENCE = 120.0  # seconds without any machine
_UNSEEN = 50  # files that no machine sees, before any that one does: the folder is not shared

_CRASHED = Refused(
    "crash",
    "Tệp làm máy xử lý trong cụm dừng nhiều lần: hãy lưu lại tệp bằng chương trình khác rồi chạy vanthu retry.",
    "The file ended machines of the cluster again and again: save it anew with another program, then run vanthu retry.",
)


class ClusterError(VanthuError):
    """A cluster cannot be reached, has been lost, or cannot do the work; what was not written is still pending."""

    exit_code = 4
    code = "cluster"


@dataclass(frozen=True, slots=True)
class Returned:
    """A batch and its answer; None: it ended its machine again and again."""

    batch: Batch
    answer: Answer | None


class Network(Protocol):
    """Machines that do batches. Each method raises ClusterError once the network is lost."""

    def threads(self) -> int:
        """How many batches are done at the same time, now."""

    def submit(self, batch: Batch) -> None:
        """Have a batch done by any machine, by another one if that is lost."""

    def returned(self, seconds: float) -> Iterable[Returned]:
        """The batches that are back, as soon as there is one, none after so many seconds."""

    def cancel(self) -> None:
        """Let go of all that is out."""


@dataclass
class Dispatch:
    """Jobs in batches on `network`; what no machine of it sees is done by the workers of this one, `local`."""

    network: Network
    bounds: Bounds
    made_by: Versions
    local: Workers
    unseen: int = 0
    _out: int = 0
    _seen: int = 0
    _pace: float | None = None  # seconds a file, of late
    _at_hand: tuple[Job, ...] = ()  # the batch to be sent next
    _alone: deque[Job] = field(default_factory=deque)  # to be sent once more, each by itself
    _left: list[Job] = field(default_factory=list)  # for the workers of this machine
    _manned: float = field(default_factory=monotonic)  # when the network last had a machine

    def prepare(self, files: int) -> None:
        """Nothing: the machines of the network are there."""

    def outcomes(self, jobs: Iterator[Job]) -> Iterator[Finished]:
        """What comes of each of the `jobs`, in any order; raises ClusterError."""
        try:
            while self._send(jobs):
                for returned in self.network.returned(_LOOK):
                    self._out -= 1
                    yield from self._results(returned)
                if len(self._left) >= _MOST:
                    yield from self._done_here()
            yield from self._done_here()
        finally:
            self.network.cancel()
            self._out, self._at_hand = 0, ()
            self._alone.clear()
            self._left.clear()

    def notice(self) -> Label | None:
        """What the user should know of the network at the end."""
        if not self.unseen:
            return None
        return Label(
            f"{self.unseen} tệp các máy trong cụm không đọc được, máy này đã xử lý: hãy đặt tệp ở thư mục dùng chung.",
            f"{self.unseen} files that the cluster cannot read were done by this machine: put them in a shared folder.",
        )

    def _send(self, jobs: Iterator[Job]) -> bool:
        """Send as many batches as the network should have; False when nothing is out and nothing is left."""
        self._at_hand = self._at_hand or self._drawn(jobs)
        if not self._at_hand and not self._out:
            return False
        most = self._threads() * _AHEAD
        while self._at_hand and self._out < most:
            self.network.submit(Batch(self._at_hand, self.bounds, self.made_by))
            self._out += 1
            self._at_hand = self._drawn(jobs)
        return True

    def _drawn(self, jobs: Iterator[Job]) -> tuple[Job, ...]:
        """The jobs of the next batch, none at the end."""
        return (self._alone.popleft(),) if self._alone else tuple(islice(jobs, self._size()))

    def _threads(self) -> int:
        threads = self.network.threads()
        if threads:
            self._manned = monotonic()
        elif monotonic() - self._manned > _PATIENCE:
            raise ClusterError(
                "Cụm máy không có tiến trình dask worker nào: hãy khởi động chúng rồi chạy lại, tệp chưa xong vẫn chờ.",
                "The cluster has no dask worker: start some and run again, what is not done is still pending.",
            )
        return threads

    def _size(self) -> int:
        return max(1, min(_MOST, int(_BATCH_SECONDS / self._pace))) if self._pace else _FIRST

    def _results(self, returned: Returned) -> Iterator[Finished]:
        batch, answer = returned.batch, returned.answer
        if answer is None:
            yield from self._after_crash(batch)
            return
        if answer.made_by != self.made_by:
            raise _other_versions(answer.made_by, self.made_by)
        if answer.finished:
            pace = max(0.001, sum(result.seconds for result in answer.finished) / len(answer.finished))
            self._pace = pace if self._pace is None else (self._pace + pace) / 2
        self._seen += len(answer.finished)
        self._keep_unseen(answer.unseen)
        yield from answer.finished

    def _after_crash(self, batch: Batch) -> Iterator[Finished]:
        """Each file of a batch by itself: the one that does it is refused, the others are done."""
        if len(batch.jobs) > 1:
            self._alone.extend(batch.jobs)
        else:
            yield Finished(batch.jobs[0], _CRASHED, 0.0)

    def _keep_unseen(self, jobs: tuple[Job, ...]) -> None:
        self._left.extend(jobs)
        self.unseen += len(jobs)
        if not self._seen and self.unseen >= _UNSEEN:
            raise ClusterError(
                "Các máy trong cụm không đọc được thư mục đầu vào: hãy dùng thư mục chung, cùng đường dẫn ở mọi máy.",
                "The cluster cannot read the folder of the inputs: use a shared one, with one path on every machine.",
            )

    def _done_here(self) -> Iterator[Finished]:
        jobs, self._left = self._left, []
        if jobs:
            yield from self.local.outcomes(iter(jobs))


def _other_versions(theirs: Versions, ours: Versions) -> ClusterError:
    return ClusterError(
        f"Các máy trong cụm có bản vanthu khác ({theirs.code}, quy tắc {theirs.rules}; máy này {ours.code}, "
        f"{ours.rules}): hãy cài cùng một bản ở mọi máy.",
        f"The cluster has another vanthu ({theirs.code}, rules {theirs.rules}; here {ours.code}, {ours.rules}): "
        "install the same one on every machine.",
    )
