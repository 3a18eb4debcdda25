"""The model files of restoration: what a user is told where one is missing or broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from normalizers import ModelError

from .errors import MissingModelError


@contextmanager
def models_told() -> Iterator[None]:
    """Turn what is wrong with a model file into a MissingModelError."""
    try:
        yield
    except ModelError as error:
        raise MissingModelError(
            f"Tệp mô hình phục hồi chữ Việt bị thiếu hoặc hỏng ({error}): hãy cài lại vanthu.",
            f"A model file for restoring Vietnamese is missing or broken ({error}): install vanthu again.",
        ) from error


def model_sizes() -> Iterator[tuple[str, int | None]]:
    """Each model file with its bytes, None where it is missing or broken; raises ImportError without numpy."""
    from normalizers.restoration.arrays import read_arrays  # noqa: PLC0415 - numpy
    from normalizers.restoration.models import FILES, folder  # noqa: PLC0415

    for name in FILES:
        path = folder() / name
        try:
            if name.endswith(".bin"):
                read_arrays(path)
            yield name, path.stat().st_size if path.is_file() else None
        except ModelError:
            yield name, None
