"""The time that a file may take, looked at between its pages."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pipeline.errors import TimeLimitError

from .limits import Limits

T = TypeVar("T")


def in_time(pages: Iterable[T], limits: Limits) -> Iterator[T]:
    """`pages` until the time for the file is over; raises TimeLimitError then."""
    deadline = time.monotonic() + limits.file_seconds
    for page in pages:
        if time.monotonic() > deadline:
            raise TimeLimitError(
                f"Đọc tệp quá {limits.file_seconds:.0f} giây: hãy tách tệp hoặc nâng giới hạn.",
                f"Reading took more than {limits.file_seconds:.0f} seconds: split the file or raise the limit.",
            )
        yield page
