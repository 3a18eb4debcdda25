"""Which files the user means: files as named, folders searched, standard input kept in a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .errors import InputError

STDIN = "-"
# Searched for in folders; a file named by the user is told by its content alone.
_TEXT = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".mht", ".mhtml")
_OFFICE = (".doc", ".docx", ".rtf", ".odt", ".xls", ".xlsx", ".xlsm", ".ods", ".ppt", ".pptx", ".pptm", ".odp")
_PAGES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
SUFFIXES = frozenset(_TEXT + _OFFICE + _PAGES)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read in order, each once; how many files of folders were passed over; folders that failed."""

    files: tuple[str, ...]
    skipped: int
    problems: tuple[InputError, ...]


@dataclass(slots=True)
class _Search:
    """What a walk through folders has found so far."""

    files: dict[str, str] = field(default_factory=dict)  # real path -> path as given
    skipped: int = 0
    problems: list[InputError] = field(default_factory=list)

    def add(self, path: str) -> None:
        self.files.setdefault(path if path == STDIN else os.path.realpath(path), path)

    def walk(self, root: str) -> None:
        """Every readable file under `root`, sorted; hidden ones and links that leave `root` are passed over."""
        inside = Path(root).resolve()
        before = len(self.files)
        for folder, folders, names in os.walk(root, onerror=self._cannot_list):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if _wanted(path, inside):
                    self.add(str(path))
                else:
                    self.skipped += 1
        if len(self.files) == before:
            self.problems.append(_nothing_in(root))

    def _cannot_list(self, error: OSError) -> None:
        name = error.filename
        self.problems.append(
            InputError(
                f"Không mở được thư mục {name}: hãy kiểm tra quyền truy cập.",
                f"Cannot open folder {name}: check its access rights.",
            )
        )


def find_inputs(paths: Sequence[str]) -> Inputs:
    """The files that `paths` mean: ``-`` and files as they are, folders searched through."""
    search = _Search()
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            search.walk(path)
        else:
            search.add(path)
    return Inputs(tuple(search.files.values()), search.skipped, tuple(search.problems))


def _wanted(path: Path, inside: Path) -> bool:
    if path.name.startswith(".") or path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    return not path.is_symlink() or path.resolve().is_relative_to(inside)


def _nothing_in(folder: str) -> InputError:
    return InputError(
        f"Thư mục {folder} không có tệp nào đọc được: hãy chọn thư mục có tệp PDF, ảnh, Office hoặc văn bản.",
        f"Folder {folder} holds no file to read: choose one with PDF, image, office or text files.",
    )


@contextmanager
def opened(name: str, limit: int) -> Iterator[Path]:
    """The path of a named file; for ``-`` a temporary file with standard input, cut after `limit` + 1 bytes."""
    if name != STDIN:
        yield Path(name)
        return
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        path = Path(folder, "stdin")
        with path.open("wb") as out:
            left = limit + 1
            while left and (block := sys.stdin.buffer.read(min(left, 1 << 20))):
                out.write(block)
                left -= len(block)
        yield path
