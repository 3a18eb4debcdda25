"""Long lists for a database: statements take a limited number of values, and memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

MOST = 500  # values of a statement

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int = MOST) -> Iterator[list[Item]]:
    """The items in lists of `size` at most."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
