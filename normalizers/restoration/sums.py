"""SHA-256 of the model files: a file with a byte changed must be told, not believed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .model_error import ModelError

NAME = "sha256.txt"  # a line a file: hash, two blanks, name


def sums(folder: Path) -> str:
    """The content of `NAME` for the model files in `folder`."""
    return "".join(f"{_sum(path)}  {path.name}\n" for path in sorted(folder.glob("*.bin")))


def verified(path: Path) -> Path:
    """`path`, when its hash is the one listed beside it; raises ModelError."""
    try:
        listed = (path.parent / NAME).read_text(encoding="ascii").splitlines()
        whole = f"{_sum(path)}  {path.name}" in listed
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name}: {getattr(error, 'strerror', None) or error}") from error
    if not whole:
        raise ModelError(f"{path.name}: not the file that was shipped")
    return path


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
