"""Paths as the store has them: text, though a file system takes names that are no text at all."""

from __future__ import annotations

import os
from pathlib import Path

_BYTES = "bytes:"  # before the hexadecimal form of a name that is not UTF-8


def stored(path: str) -> str:
    """`path` (as `os.fsdecode` gives it) as it is kept: unchanged where it is UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return _BYTES + os.fsencode(path).hex()
    return _BYTES + path.encode("utf-8").hex() if path.startswith(_BYTES) else path


def restored(kept: str) -> str:
    """The path that was kept as `kept`."""
    return os.fsdecode(bytes.fromhex(kept.removeprefix(_BYTES))) if kept.startswith(_BYTES) else kept


def is_there(path: str) -> bool:
    """Whether something stands at `path`, or may: a folder without rights or a path too long does not tell."""
    try:
        Path(path).lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True
