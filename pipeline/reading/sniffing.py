"""The format of a file, told by its content and never by its name."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from pipeline.errors import TruncatedError

from .refusals import damaged, unsupported
from .text import decode

OfficeFormat = Literal["rtf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt", "pptx", "odp"]
Format = Literal["text", "html", "eml", "pdf", "image"] | OfficeFormat

_HEAD = 8192
_PDF_JUNK = 1024  # bytes that a PDF may have before its header (ISO 32000-1, Annex H)

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # Excel 2.1 to 4, one sheet and no more

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "GIF (.gif)"),
    (b"GIF89a", "GIF (.gif)"),
    (b"BM", "BMP (.bmp)"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip (.7z)"),
    (b"Rar!\x1a\x07", "RAR (.rar)"),
    (b"\x1f\x8b", "gzip (.gz)"),
    (b"%!PS", "PostScript (.ps)"),
    (b"\xffWPC", "WordPerfect (.wpd)"),
)

_OFFICE: tuple[tuple[str, Format], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
_MAIN_PARTS: tuple[tuple[str, Format], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN_DOCUMENT: tuple[tuple[str, Format], ...] = (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"))
_BINARY_WORKBOOK = "xl/workbook.bin"
_OFFICE_2003 = re.compile("<\\?mso-application\\s+progid=[\"'](\\w+)")
_FLAT = re.compile(
    "<office:document\\s[^>]*office:mimetype=[\"']application/vnd\\.oasis\\.opendocument\\.(\\w+)", re.DOTALL
)
_OF_LIBREOFFICE: dict[str, Format] = {  # what is in one file of XML
    "Word": "doc", "Excel": "xls", "text": "doc", "spreadsheet": "xls", "presentation": "ppt",
}  # fmt: skip
_HTML = re.compile(
    r"\s*(?>(?><\?xml[^>]*>|<!--.*?-->)\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|title|table)\b)",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):", re.ASCII)  # of a mail (RFC 5322)
_TECHNICAL = frozenset(("mime-version", "message-id", "received", "return-path", "content-type", "delivered-to"))
_TOLD = frozenset(("from", "date", "subject", "to"))
_OF_WEB_ARCHIVE = frozenset(("mime-version", "content-type"))
_BLOCK = re.compile(r"\s*<(?:p|div|center|font|span|style|script|h[1-6])\b[^<>]*>", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:p|div|center|font|span|style|script|h[1-6]|b|i|u|br|tr|td|table|a|ul|ol|li)\b[^<>]*>", re.IGNORECASE
)
_SEVERAL = 6


def sniff(path: Path) -> Format:
    """The format of the file at `path`; raises UnsupportedError, EncryptedError or TruncatedError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise TruncatedError(
            "Tệp rỗng (0 byte): hãy lấy lại bản gốc.", "The file is empty (0 bytes): fetch the original again."
        )
    if b"%PDF-" in head[:_PDF_JUNK]:
        return "pdf"
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(_ZIP):
        return _zip_format(path)
    if head.startswith(_OLE):
        from .ole import old_office  # noqa: PLC0415 - only these files need its library

        return old_office(path)
    if head.startswith(_OLD_SHEETS):
        return "xls"
    _refuse_known(head)
    return _text_format(head)


def _text_format(head: bytes) -> Format:
    """What a file of characters is: RTF and mails open with their own signs, HTML with one of its first elements."""
    if head.lstrip().startswith(_RTF):
        return "rtf"
    text, _, _ = decode(head)
    if (found := _OFFICE_2003.search(text) or _FLAT.search(text)) is not None:
        return _of_libreoffice(found[1])
    if _HTML.match(text) or _is_web_fragment(text):
        return "html"
    return "eml" if _is_mail(text) else "text"


def _of_libreoffice(name: str) -> Format:
    """The format as which LibreOffice reads a file of XML that calls itself `name`."""
    if name not in _OF_LIBREOFFICE:
        raise unsupported(f"{name} (.xml)")
    return _OF_LIBREOFFICE[name]


def _is_web_fragment(text: str) -> bool:
    """True for a page without its head, as programs write it: one element opens it, and several follow."""
    return _BLOCK.match(text) is not None and len(_ELEMENT.findall(text)) >= _SEVERAL


def _is_mail(text: str) -> bool:
    """True for header fields from the first line on, of which one only programs write; Word's MHT has few."""
    lines = text.splitlines()
    names = set()
    for line in lines:
        match = _FIELD.match(line)
        if match is not None:
            names.add(match[1].lower())
        elif not names or not line.startswith((" ", "\t")):
            break
    return bool(names & _TECHNICAL and names & _TOLD) or names >= _OF_WEB_ARCHIVE


def _refuse_known(head: bytes) -> None:
    for magic, name in _REFUSED:
        if head.startswith(magic) and not (magic == b"BM" and head[6:10] != b"\x00\x00\x00\x00"):
            raise unsupported(name)


def _zip_format(path: Path) -> Format:
    """What a ZIP archive holds, by the parts in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = _media_type(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise damaged(".docx, .xlsx, .odt") from error
    for part, form in _OFFICE:
        if part in names:
            return form
    if _BINARY_WORKBOOK in names:
        return "xls"
    for part, form in _OPEN_DOCUMENT:
        if kind.startswith(f"application/vnd.oasis.opendocument.{part}"):
            return form
    if "[Content_Types].xml" in names:  # the main part may have another name; the relations of the package tell
        for folder, form in _MAIN_PARTS:
            if any(name.startswith(folder) for name in names):
                return form
    raise unsupported("ZIP (.zip)")


def _media_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(200).decode("ascii", "replace")
