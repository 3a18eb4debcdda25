"""Reading a file of any supported format into a Document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.document import Document, Page
from pipeline.errors import InputError, TooLargeError
from pipeline.hashing import file_sha256

from .limits import MIB, Limits
from .sniffing import OfficeFormat, sniff

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
        return Document(path.name, file_sha256(path), tuple(pages()))
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
        case "image":
            from .scan import read_images  # noqa: PLC0415

            return read_images(path, limits)
        case "text":
            from .text import read_text  # noqa: PLC0415

            return read_text(path)
        case "html":
            from .html import read_html  # noqa: PLC0415

            return read_html(path, limits)
        case "eml":
            from .eml import read_eml  # noqa: PLC0415

            return read_eml(path, limits, _pages)
        case kind:
            return _office_pages(kind, path, limits)


def _office_pages(kind: OfficeFormat, path: Path, limits: Limits) -> Iterator[Page]:
    match kind:
        case "docx":
            from .docx import read_docx  # noqa: PLC0415

            return read_docx(path, limits)
        case "xlsx":
            from .xlsx import read_xlsx  # noqa: PLC0415

            return read_xlsx(path, limits)
        case "pptx":
            from .pptx import read_pptx  # noqa: PLC0415

            return read_pptx(path, limits)
        case "rtf":
            from .rtf import read_rtf  # noqa: PLC0415

            return read_rtf(path, limits)
        case "odt" | "ods" | "odp":
            from .odf import read_odf  # noqa: PLC0415

            return read_odf(path, kind, limits)
        case "doc" | "xls" | "ppt":
            from .old_office import read_old_office  # noqa: PLC0415

            return read_old_office(path, kind, limits)


def _pages_as_they_are(path: Path, limits: Limits) -> Iterator[Page]:
    match sniff(path):
        case "pdf":
            from .pdf import text_layers  # noqa: PLC0415

            return text_layers(path, limits)
        case "image":
            from .images import frame_sizes  # noqa: PLC0415

            frames = enumerate(frame_sizes(path, limits), 1)
            return (Page(number, "ocr", "an image", width, height) for number, (width, height) in frames)
        case "eml":
            from .eml import read_eml  # noqa: PLC0415

            return read_eml(path, limits, _pages_as_they_are)
        case _:
            return _pages(path, limits)
