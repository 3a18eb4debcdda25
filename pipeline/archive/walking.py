"""Folders walked: every path below them, in the order of names, and what stands there.

Nothing is passed over in silence: what cannot be a report (a pipe, a link that leads nowhere or out of the folder) is
met with its reason. Only hidden files, and the locks of office programs, are no inputs.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .outcome import Refused

_HIDDEN = (".", "~$")  # hidden files, and the locks that office programs put beside an open document

_SPECIAL = Refused(
    "special_file",
    "Đây không phải là tệp thường (ống dẫn, ổ cắm hoặc thiết bị): hãy bỏ ra khỏi thư mục.",
    "This is no regular file (a pipe, a socket or a device): take it out of the folder.",
)
_DANGLING = Refused(
    "dangling_link",
    "Liên kết trỏ tới tệp không có: hãy sửa hoặc xóa liên kết.",
    "The link leads to a file that is not there: mend or remove it.",
)
_OUTSIDE = Refused(
    "outside_link",
    "Liên kết trỏ ra ngoài thư mục được giao: hãy chép tệp vào thư mục hoặc thêm thư mục kia vào lệnh.",
    "The link leads out of the folder: copy the file into it, or name the other folder too.",
)
UNREADABLE = Refused(
    "unreadable",
    "Không mở được tệp: hãy kiểm tra quyền truy cập và ổ đĩa.",
    "The file cannot be opened: check its access rights and the disk.",
)

CLOSED = Refused(
    "unreadable",
    "Không mở được thư mục nên chưa thấy các tệp trong đó: hãy kiểm tra quyền truy cập hoặc rút ngắn đường dẫn.",
    "The folder cannot be opened, its files are not seen: check its access rights, or shorten its path.",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A path met on the walk, its size in bytes and its time in nanoseconds; `refused` where no file can be read."""

    path: str
    size: int
    modified: int
    refused: Refused | None = None


@dataclass(slots=True)
class Passed:
    """How many hidden files and folders were passed over."""

    hidden: int = 0


def walk(roots: Sequence[str], passed: Passed) -> Iterator[Found]:
    """What stands at every path below `roots`, once; links are followed only to files below the same root."""
    seen: set[str] = set()
    for root in roots:
        start = Path(root).absolute()
        inside = start.resolve()
        for path in _paths(start, passed) if start.is_dir() else [start]:
            if str(path) not in seen:
                seen.add(str(path))
                found = found_at(path, inside)
                if found:
                    yield found


def found_at(path: Path, inside: Path) -> Found | None:
    """What stands at `path`; None for a link to a folder whose files are met anyway."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            refused = _refused_link(path, inside)
            if refused:
                return Found(str(path), 0, status.st_mtime_ns, refused)
            if path.is_dir():
                return None
            status = path.stat()
    except OSError:
        return Found(str(path), 0, 0, UNREADABLE)
    if stat.S_ISDIR(status.st_mode):
        return Found(str(path), 0, status.st_mtime_ns, CLOSED)
    if not stat.S_ISREG(status.st_mode):
        return Found(str(path), 0, status.st_mtime_ns, _SPECIAL)
    return Found(str(path), status.st_size, status.st_mtime_ns)


def _paths(start: Path, passed: Passed) -> Iterator[Path]:
    closed: list[Path] = []  # folders that cannot be opened
    for folder, folders, names in os.walk(start, onerror=lambda error: closed.append(Path(error.filename))):
        passed.hidden += sum(name.startswith(_HIDDEN) for name in (*folders, *names))
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        links = [name for name in folders if os.path.islink(Path(folder, name))]  # noqa: PTH114 - Path's raises for long paths
        for name in sorted(name for name in (*names, *links) if not name.startswith(_HIDDEN)):
            yield Path(folder, name)
        while closed:
            yield closed.pop()
    yield from closed


def _refused_link(path: Path, inside: Path) -> Refused | None:
    """Why the link at `path` is not followed, if so."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return _DANGLING
    return None if target.is_relative_to(inside) else _OUTSIDE
