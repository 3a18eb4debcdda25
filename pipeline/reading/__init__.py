"""Reading a file of any supported format into a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.document import Document, Page
from pipeline.errors import InputError, TooLargeError

from .limits import MIB, Limits
from .sniffing import sniff

__all__ = ["Limits", "read", "read_without_ocr"]

_DEFAULT = Limits()


def read(path: Path, limits: Limits = _DEFAULT, *, told: Callable[[int], None] | None = None) -> Document:
    """The document at `path`, its format told by its content; raises an InputError or MissingProgramError.

    `told` is called with the number of each page as soon as it is read.
    """
    return _document(path, limits, lambda: _told(_pages(path, limits), told))


def read_without_ocr(path: Path, limits: Limits = _DEFAULT) -> Document:
    """The same without recognising anything: pages that need it have the source "ocr" and no lines."""
    return _document(path, limits, lambda: _pages_as_they_are(path, limits))


def _document(path: Path, limits: Limits, pages: Callable[[], Iterator[Page]]) -> Document:
    _check(path, limits)
    try:
        return Document(path.name, _sha256(path), tuple(pages()))
    except PermissionError as error:
        raise InputError(
            f"Không có quyền đọc tệp {path.name}: hãy kiểm tra quyền truy cập.",
            f"No permission to read {path.name}: check its access rights.",
        ) from error


def _check(path: Path, limits: Limits) -> None:
    if not path.exists():
        raise InputError(
            f"Không tìm thấy tệp {path.name}: hãy kiểm tra đường dẫn.", f"{path.name} does not exist: check the path."
        )
    if not path.is_file():
        raise InputError(
            f"{path.name} không phải là tệp: hãy chỉ ra một tệp.", f"{path.name} is not a file: name a file."
        )
    if path.stat().st_size > limits.file_bytes:
        allowed = limits.file_bytes // MIB
        raise TooLargeError(
            f"Tệp lớn hơn {allowed} MiB: hãy tách tệp hoặc nâng giới hạn.",
            f"The file is larger than {allowed} MiB: split it or raise the limit.",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _told(pages: Iterator[Page], told: Callable[[int], None] | None) -> Iterator[Page]:
    for page in pages:
        if told is not None:
            told(page.number)
        yield page


def _pages(path: Path, limits: Limits) -> Iterator[Page]:
    """The pages as the reader of the format gives them; heavy libraries load only for the formats that need them."""
    match sniff(path):
        case "pdf":
            from .pdf import read_pdf  # noqa: PLC0415

            return read_pdf(path, limits)
        case "docx":
            from .docx import read_docx  # noqa: PLC0415

            return read_docx(path, limits)
        case "image":
            from .scan import read_images  # noqa: PLC0415

            return read_images(path, limits)
        case "text":
            from .text import read_text  # noqa: PLC0415

            return read_text(path)


def _pages_as_they_are(path: Path, limits: Limits) -> Iterator[Page]:
    match sniff(path):
        case "pdf":
            from .pdf import text_layers  # noqa: PLC0415

            return text_layers(path, limits)
        case "image":
            from .images import frame_sizes  # noqa: PLC0415

            frames = enumerate(frame_sizes(path, limits), 1)
            return (Page(number, "ocr", "an image", width, height) for number, (width, height) in frames)
        case _:
            return _pages(path, limits)
