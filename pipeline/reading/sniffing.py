"""The format of a file, told by its content and never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from pipeline.errors import EncryptedError, TruncatedError, UnsupportedError

Format = Literal["text", "docx", "pdf", "image"]

_HEAD = 1024  # a PDF may have this many bytes of junk before its header (ISO 32000-1, Annex H)
_TAIL = 64 * 1024

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF (.rtf)"),
    (b"GIF87a", "GIF (.gif)"),
    (b"GIF89a", "GIF (.gif)"),
    (b"BM", "BMP (.bmp)"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip (.7z)"),
    (b"Rar!\x1a\x07", "RAR (.rar)"),
    (b"\x1f\x8b", "gzip (.gz)"),
    (b"%!PS", "PostScript (.ps)"),
)

_OFFICE = (
    ("xl/workbook.xml", "Excel (.xlsx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("content.xml", "OpenDocument (.odt, .ods)"),
)


def sniff(path: Path) -> Format:
    """The format of the file at `path`; raises UnsupportedError, EncryptedError or TruncatedError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise TruncatedError(
            "Tệp rỗng (0 byte): hãy lấy lại bản gốc.", "The file is empty (0 bytes): fetch the original again."
        )
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(_ZIP):
        return _office_format(path)
    if head.startswith(_OLE):
        raise _ole_error(path)
    _refuse_known(head)
    return "text"


def _refuse_known(head: bytes) -> None:
    for magic, name in _REFUSED:
        if head.startswith(magic) and not (magic == b"BM" and head[6:10] != b"\x00\x00\x00\x00"):
            raise unsupported(name)


def unsupported(name: str) -> UnsupportedError:
    """The error for a known format, called `name`, that is not read."""
    return UnsupportedError(
        f"Chưa đọc được định dạng {name}: hãy lưu lại thành .docx hoặc PDF rồi thử lại.",
        f"{name} files are not read: save the file as .docx or PDF and try again.",
    )


def _office_format(path: Path) -> Format:
    """What a ZIP archive holds: only Word documents are read."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise TruncatedError(
            "Tệp nén (.docx) bị hỏng hoặc thiếu phần cuối: hãy lấy lại bản gốc.",
            "The archive (.docx) is damaged or cut short: fetch the original again.",
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"  # a main part under another name; its package relations tell
    raise unsupported(next((name for part, name in _OFFICE if part in names), "ZIP (.zip)"))


def _ole_error(path: Path) -> UnsupportedError | EncryptedError:
    """OLE containers are old Office files, or new ones behind a password (ECMA-376 with MS-OFFCRYPTO)."""
    with path.open("rb") as file:
        head = file.read(_TAIL)
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if _ENCRYPTED_STREAM in head or _ENCRYPTED_STREAM in tail:
        return EncryptedError(
            "Tệp Office có mật khẩu: hãy bỏ mật khẩu (lưu lại không mật khẩu) rồi thử lại.",
            "The Office file has a password: save it without the password and try again.",
        )
    return unsupported("Office 97-2003 (.doc, .xls)")
