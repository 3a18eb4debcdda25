"""OLE files told apart by their streams: old Office files, new ones behind a password; the only import of olefile."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Literal

import olefile  # type: ignore[import-untyped]

from .refusals import damaged, encrypted, unsupported

OldOffice = Literal["doc", "xls", "ppt"]

_DAMAGE = (OSError, ValueError, LookupError, struct.error, TypeError, AttributeError, RecursionError)
_OLD_OFFICE = "Office 97-2003"
_OTHERS = (
    ("__properties_version1.0", "Outlook (.msg)"),
    ("VisioDocument", "Visio (.vsd)"),
    ("Props12", "Project (.mpp)"),
    ("Contents", "Publisher (.pub)"),
)
_WORD_IDENTS = (0xA5EC, 0xA5DC)  # of Word 97 and later, of Word 6 and 95
_WORD_ENCRYPTED = 0x0100  # [MS-DOC] 2.5.2, fEncrypted
_BOOKS = ("Workbook", "Book")
_BOF = (0x0009, 0x0209, 0x0409, 0x0809)
_FILE_PASS = 0x002F  # [MS-XLS] 2.4.117; it stands among the first records
_RECORDS = 8
_PPT_ENCRYPTED = 0xF3D1C4DF  # [MS-PPT] 2.3.2, the header token of an encrypted file


def old_office(path: Path) -> OldOffice:
    """The format of the OLE file at `path`; raises EncryptedError, UnsupportedError or TruncatedError.

    Workbooks with a password are for LibreOffice to try, see `has_password`.
    """
    try:
        with olefile.OleFileIO(path) as ole:
            return _format(ole)
    except _DAMAGE as error:
        raise damaged(_OLD_OFFICE) from error


def _format(ole: olefile.OleFileIO) -> OldOffice:
    if ole.exists("EncryptedPackage"):
        raise encrypted()
    if ole.exists("WordDocument"):
        if _is_locked_word(_head(ole, "WordDocument", 12)):
            raise encrypted()
        return "doc"
    for stream in _BOOKS:
        if ole.exists(stream):
            _is_locked_excel(_head(ole, stream, 4096))  # raises for what is no workbook
            return "xls"
    if ole.exists("PowerPoint Document"):
        if ole.exists("EncryptedSummary") or _token(_head(ole, "Current User", 16)) == _PPT_ENCRYPTED:
            raise encrypted()
        return "ppt"
    raise unsupported(next((name for stream, name in _OTHERS if ole.exists(stream)), "OLE (.doc, .xls?)"))


def has_password(path: Path) -> bool:
    """True for a workbook that Excel encrypted; where only its structure is protected, with a password all know."""
    try:
        with olefile.OleFileIO(path) as ole:
            return any(_is_locked_excel(_head(ole, stream, 4096)) for stream in _BOOKS if ole.exists(stream))
    except _DAMAGE:
        return False


def _head(ole: olefile.OleFileIO, stream: str, size: int) -> bytes:
    if not ole.exists(stream):
        return b""
    with ole.openstream(stream) as opened:
        return bytes(opened.read(size))


def _is_locked_word(head: bytes) -> bool:
    if len(head) < 12 or struct.unpack_from("<H", head)[0] not in _WORD_IDENTS:
        raise damaged(".doc")
    return bool(struct.unpack_from("<H", head, 10)[0] & _WORD_ENCRYPTED)


def _is_locked_excel(head: bytes) -> bool:
    at = 0
    for count in range(_RECORDS):
        if at + 4 > len(head):
            return False
        kind, size = struct.unpack_from("<HH", head, at)
        if count == 0 and kind not in _BOF:
            raise damaged(".xls")
        if kind == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _token(head: bytes) -> int:
    return int(struct.unpack_from("<I", head, 12)[0]) if len(head) >= 16 else 0
