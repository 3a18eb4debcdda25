"""A Dask cluster as the network of a run; the only import of distributed, which the extra `cluster` installs.

This process only calls the scheduler: it listens on no port, and asks for no dashboard.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any

from ..printable import escaped
from .dispatch import ClusterError, Returned
from .remote import Batch, process_batch

Client = Any  # distributed is typed in parts only
Future = Any

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[^\s/:\[\]]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
_CONNECTING = 10.0  # seconds for the scheduler to answer, at the start and after it was lost
_RETRIES = 2  # of a batch that failed without ending its worker


class ClusterAddressError(ClusterError):
    """What was given is no address of a scheduler."""

    exit_code = 2


class DaskNetwork:
    """The workers of a Dask scheduler."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address
        self._out: dict[Any, tuple[Future, Batch]] = {}
        self._back: SimpleQueue[Future] = SimpleQueue()

    def threads(self) -> int:
        """Those of all workers that the scheduler has now."""
        self._check()
        try:
            return sum(self._client.nthreads().values())
        except (OSError, TimeoutError, RuntimeError) as error:
            raise self._lost() from error

    def submit(self, batch: Batch) -> None:
        """Have a batch done; the scheduler gives it to another worker when one is lost."""
        self._check()
        future = self._client.submit(process_batch, batch, pure=False, retries=_RETRIES)
        self._out[future.key] = future, batch
        future.add_done_callback(self._back.put)

    def returned(self, seconds: float) -> Iterator[Returned]:
        """The batches that are back."""
        with suppress(Empty):
            future = self._back.get(timeout=seconds)
            while True:
                if future.key in self._out:
                    yield self._taken(future)
                future = self._back.get_nowait()
        self._check()

    def cancel(self) -> None:
        """What waits is done no more; what a worker is at it ends, and nobody takes it."""
        futures = [future for future, _ in self._out.values()]
        self._out.clear()
        if futures and self._client.status == "running":
            with suppress(OSError, TimeoutError, RuntimeError):
                self._client.cancel(futures, force=True)

    def _taken(self, future: Future) -> Returned:
        from distributed import CancelledError  # noqa: PLC0415 - an extra
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        _, batch = self._out.pop(future.key)
        try:
            return Returned(batch, future.result())
        except KilledWorker:
            return Returned(batch, None)
        except CancelledError as error:
            raise self._lost() from error
        except Exception as error:  # whatever a worker may raise
            raise (_failed(error) if self._client.status == "running" else self._lost()) from error
        finally:
            future.release()

    def _check(self) -> None:
        if self._client.status != "running":
            raise self._lost()

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"Mất kết nối với cụm máy {self._address}: kết quả đã có vẫn còn, hãy chạy lại để làm tiếp.",
            f"The cluster {self._address} has been lost: what is written is kept, run again to go on.",
        )


@contextmanager
def connected(address: str) -> Iterator[DaskNetwork]:
    """The cluster of the scheduler at `address`, such as tcp://10.0.0.5:8786; raises ClusterError."""
    if not _ADDRESS.fullmatch(address):
        raise ClusterAddressError(
            f"«{escaped(address)}» không phải là địa chỉ của cụm máy: hãy ghi như tcp://10.0.0.5:8786.",
            f'"{escaped(address)}" is not the address of a cluster: write it like tcp://10.0.0.5:8786.',
        )
    client = _client(address)
    network = DaskNetwork(client, address)
    try:
        yield network
    finally:
        network.cancel()
        with suppress(OSError, TimeoutError, RuntimeError):
            client.close(timeout=_CONNECTING)


def _client(address: str) -> Client:
    try:
        from distributed import Client as Connection  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ClusterError(
            "Chưa cài phần chạy trên nhiều máy: hãy chạy pip install 'vanthu[cluster]'.",
            "What runs on many machines is not installed: run pip install 'vanthu[cluster]'.",
        ) from error
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what goes wrong is told in one sentence
    try:
        connection: Client = Connection
        return connection(address, timeout=_CONNECTING, set_as_default=False, name="vanthu")
    except (OSError, TimeoutError, ValueError, RuntimeError, OverflowError) as error:
        raise ClusterError(
            f"Không kết nối được với cụm máy {address}: hãy kiểm tra địa chỉ và khởi động dask scheduler.",
            f"Cannot connect to the cluster {address}: check the address and start the dask scheduler.",
        ) from error


def _failed(error: Exception) -> ClusterError:
    missing = _missing(error)
    if missing:
        return ClusterError(
            f"Máy trong cụm thiếu vanthu hoặc thư viện của nó ({missing}): hãy cài cùng một bản ở mọi máy.",
            f"A machine of the cluster lacks vanthu or a library of it ({missing}): install the same one on each.",
        )
    why = escaped(f"{type(error).__name__}: {error}".splitlines()[0])
    return ClusterError(
        f"Cụm máy không xử lý được ({why}): hãy xem nhật ký của dask worker, tệp chưa xong vẫn chờ.",
        f"The cluster cannot do the work ({why}): see the logs of its workers, what is not done is still pending.",
    )


def _missing(error: BaseException | None) -> str | None:
    """What could not be imported; scheduler and workers both load the function that is called."""
    while error is not None:
        if isinstance(error, ImportError):
            return escaped(str(error))
        if "deserialization" in str(error):  # on the scheduler, and its cause does not always come over the network
            return escaped(str(error.__cause__ or process_batch.__module__))
        error = error.__cause__
    return None
