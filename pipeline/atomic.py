"""Output files and folders that are whole or not there at all."""

from __future__ import annotations

import os
import shutil
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
            _sync(target.parent)
        finally:
            temporary.unlink(missing_ok=True)


def made_folder(path: Path) -> None:
    """Make the folder `path` where there is none; raises OutputError."""
    with _explained(path):
        path.mkdir(parents=True, exist_ok=True)


def _mode(target: Path) -> int:
    """The permissions of the file replaced, or those a new file gets."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o777
    return _allowed(0o666)


def _allowed(mode: int) -> int:
    """What the user's umask leaves of `mode`."""
    umask = os.umask(0)
    os.umask(umask)
    return mode & ~umask


def _sync(path: Path) -> None:
    """Make the content of a file, or the names in a folder, last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
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


@contextmanager
def replacing_path(path: Path) -> Iterator[Path]:
    """As `replacing`, for libraries that make the file themselves: a path where no file is yet, in a folder beside."""
    target = path.resolve()
    with _explained(path):
        _check_kind(target, folder=False)
        with tempfile.TemporaryDirectory(prefix=".vanthu-", suffix=".tmp", dir=target.parent) as folder:
            temporary = Path(folder, target.name)
            yield temporary
            _sync(temporary)
            temporary.chmod(_mode(target))
            temporary.replace(target)
            _sync(target.parent)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, in place of the folder `path`, which stays until the block ends well and is then deleted."""
    target = path.resolve()
    with _explained(path):
        _check_kind(target, folder=True)
        temporary = Path(tempfile.mkdtemp(prefix=".vanthu-", suffix=".tmp", dir=target.parent))
        before = temporary.with_suffix(".old")
        try:
            yield temporary
            temporary.chmod(_allowed(0o777))
            _exchange(temporary, target, before)
            _sync(target.parent)
        finally:
            for folder in (temporary, before):
                shutil.rmtree(folder, ignore_errors=True)


def _check_kind(target: Path, *, folder: bool) -> None:
    """Refuse a file or folder in place of something else: never a device, a pipe, or the one instead of the other."""
    if target.exists() and not (target.is_dir() if folder else target.is_file()):
        raise OSError("not a folder" if folder else "not a file")


def _exchange(new: Path, target: Path, before: Path) -> None:
    """Give `target` what is `new`, or leave it as it was."""
    there = target.exists()
    if there:
        target.replace(before)
    try:
        new.replace(target)
    except OSError:
        if there:
            before.replace(target)
        raise
