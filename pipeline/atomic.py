"""Output files that are whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, ClassVar

from .errors import VanthuError
from .printable import escaped


class OutputError(VanthuError):
    """The output cannot be written where the user asked for it."""

    exit_code: ClassVar[int] = 2
    code: ClassVar[str] = "output"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write in place of `path`; the old content stays until the block ends well.

    The bytes go to a temporary file in the same folder, are flushed to the disk, and take the name in one step.
    A device or pipe is written directly. Raises OutputError when the place cannot be written.
    """
    target = path.resolve()
    with _explained(path):
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                yield out
            return
        handle, name = tempfile.mkstemp(prefix=".vanthu-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            temporary.chmod(_mode(target))
            temporary.replace(target)
            _sync_folder(target.parent)
        finally:
            temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The permissions of the file replaced, or those a new file gets."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        name = escaped(str(path))
        why = error.strerror or str(error)
        raise OutputError(
            f"Không ghi được «{name}» ({why}): hãy chọn một thư mục có sẵn, còn chỗ trống và có quyền ghi.",
            f'Cannot write "{name}" ({why}): choose an existing folder with free space that you may write to.',
        ) from error
