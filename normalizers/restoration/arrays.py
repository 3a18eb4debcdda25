"""One flat file of named arrays, read by memory map: every worker on a machine shares the same pages.

Layout: the line ``vanthu arrays 1``, a line of JSON (name -> dtype, shape, offset), then the arrays, each at a
multiple of 64 bytes after the two lines. Little-endian.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from .model_error import ModelError

__all__ = ["Array", "ModelError", "read_arrays", "write_arrays"]

Array = NDArray[Any]

_MAGIC = b"vanthu arrays 1\n"
_ALIGNMENT = 64


class _Entry(TypedDict):
    dtype: str
    shape: list[int]
    offset: int


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write `arrays` to `path`; the same arrays always give the same bytes."""
    entries: dict[str, _Entry] = {}
    offset = 0
    for name, array in arrays.items():
        entries[name] = {"dtype": array.dtype.str, "shape": list(array.shape), "offset": offset}
        offset += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
    with path.open("wb") as file:
        file.write(_MAGIC)
        file.write(json.dumps(entries, separators=(",", ":")).encode("ascii") + b"\n")
        start = file.tell()
        for name, array in arrays.items():
            file.seek(start + entries[name]["offset"])
            file.write(np.ascontiguousarray(array).tobytes())
        file.truncate(start + offset)


class _Arrays(dict[str, Array]):
    """The arrays of one file; asking for one that is not there is an error of the file, not of the program."""

    def __init__(self, file: str, arrays: Mapping[str, Array]) -> None:
        super().__init__(arrays)
        self.file = file

    def __missing__(self, name: str) -> Array:
        raise ModelError(f"{self.file}: no array {name}")


def read_arrays(path: Path) -> dict[str, Array]:
    """The arrays of `path`, read-only views of one memory map; raises ModelError."""
    try:
        with path.open("rb") as file:
            if file.readline() != _MAGIC:
                raise ModelError(f"{path.name}: not a model file of this version")
            entries: dict[str, _Entry] = json.loads(file.readline())
            start = file.tell()
        mapped = np.memmap(path, np.uint8, "r", offset=start)
        return _Arrays(path.name, {name: _view(mapped, entry) for name, entry in entries.items()})
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name}: {getattr(error, 'strerror', None) or error}") from error


def _view(mapped: Array, entry: _Entry) -> Array:
    dtype = np.dtype(entry["dtype"])
    size = dtype.itemsize * int(np.prod(entry["shape"], dtype=np.int64))
    part = mapped[entry["offset"] : entry["offset"] + size]
    return np.asarray(part).view(dtype).reshape(entry["shape"])
