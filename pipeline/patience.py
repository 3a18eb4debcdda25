"""A text on which a pattern took too long is told as the file's fault, not as a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from normalizers.patterns import PatternTimeoutError

from .errors import TimeLimitError


@contextmanager
def patterns_told(name: str) -> Iterator[None]:
    """Turn a pattern's time limit into a TimeLimitError about the file `name`."""
    try:
        yield
    except PatternTimeoutError as error:
        raise TimeLimitError(
            f"Nội dung của {name} quá phức tạp để phân tích: hãy tách tệp thành các phần nhỏ hơn.",
            f"The content of {name} is too complex to analyse: split the file into smaller parts.",
        ) from error
