"""The format of a file by its content: case tables of first bytes, and archives built here."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from ole_files import ole_file

from pipeline.errors import EncryptedError, InputError, TooLargeError, TruncatedError, UnsupportedError
from pipeline.reading import Limits, read
from pipeline.reading.sniffing import sniff

DATA = Path(__file__).parent / "data" / "reading"
WORD, WORD_LOCKED = (struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags) for flags in (0, 0x0100))
BOF = struct.pack("<HHHHII", 0x0809, 8, 0x0600, 5, 0, 0)
PASSWORD = struct.pack("<HHH", 0x002F, 2, 0)
USER, USER_LOCKED = (struct.pack("<4I", 0, 20, 20, token) for token in (0xE391C05F, 0xF3D1C4DF))
MAIL = b"Return-Path: <a@example.vn>\r\nReceived: from x\r\n by y\r\nSubject: B\r\nFrom: a@example.vn\r\n\r\nx"
FLAT = (
    '<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    + "".join(f'xmlns:n{at}="urn:oasis:names:tc:opendocument:xmlns:n{at}:1.0" ' for at in range(60))
    + 'office:mimetype="application/vnd.oasis.opendocument.text">'
).encode()

FORMATS = [
    ("plain text", "Số: 12/BC-UBND".encode(), "text"),
    ("HTML", b"<!DOCTYPE html><html><body>", "html"),
    ("HTML after a mark and comments", b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><HTML>", "html"),
    ("HTML in UTF-16", "<html><body>Báo cáo</body></html>".encode("utf-16"), "html"),
    ("a table that a web page saved", b"<table border=1><tr><td>1</td></tr></table>", "html"),
    ("text with leftovers of HTML", "Báo cáo<br>số 12<br></table>".encode(), "text"),
    ("text about HTML", b"<p>Tiep nhan 12 ho so</p>", "text"),
    ("RTF", b"{\\rtf1\\ansi x}", "rtf"),
    ("mail", MAIL, "eml"),
    ("web page saved as one file", b"MIME-Version: 1.0\nFrom: <Saved by x>\nSubject: y\n\n", "eml"),
    ("text that begins like a mail", b"From: UBND\nTo: So Noi vu\nSubject: bao cao\n\n12 ho so", "text"),
    ("old Word", ole_file({"WordDocument": WORD}), "doc"),
    ("old Excel", ole_file({"Workbook": BOF}), "xls"),
    ("old Excel with a password", ole_file({"Workbook": BOF + PASSWORD}), "xls"),
    ("Excel 4", b"\x09\x04\x06\x00\x00\x00\x10\x00", "xls"),
    ("Word 2003 XML", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', "doc"),
    ("Excel 2003 XML", b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "xls"),
    ("flat OpenDocument", FLAT, "doc"),
    ("RTF after a blank line", b"\r\n{\\rtf1\\ansi x}", "rtf"),
    ("page without a head", b"<p align=center><font face='.VnTime'>a</font></p>\n<div><b>b</b></div>", "html"),
    ("web archive of Word", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n", "eml"),
    ("Excel 95", ole_file({"Book": BOF}), "xls"),
    ("old PowerPoint", ole_file({"PowerPoint Document": b"", "Current User": USER}), "ppt"),
    ("UTF-16 text", "Báo cáo".encode("utf-16"), "text"),
    ("begins with BM, as no bitmap does", b"BM01: danh muc", "text"),
    ("PDF", b"%PDF-1.7\n", "pdf"),
    ("PDF after junk", b"\r\n\x00junk" * 40 + b"%PDF-1.4\n", "pdf"),
    ("PNG", b"\x89PNG\r\n\x1a\n", "image"),
    ("JPEG", b"\xff\xd8\xff\xe0", "image"),
    ("TIFF, little endian", b"II*\x00", "image"),
    ("TIFF, big endian", b"MM\x00*", "image"),
    ("WebP", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
]

REFUSED = [
    ("empty", b"", TruncatedError, "empty"),
    ("RTF cut short", b"{\\rtf1\\ansi", TruncatedError, "cut short"),
    (
        "XML of InfoPath",
        b'<?xml version="1.0"?><?mso-application progid="InfoPath.Document"?>',
        UnsupportedError,
        "InfoPath",
    ),
    ("WordPerfect", b"\xffWPC\x10", UnsupportedError, ".wpd"),
    ("GIF", b"GIF89a", UnsupportedError, ".gif"),
    ("BMP", b"BM\x36\x00\x0c\x00\x00\x00\x00\x00", UnsupportedError, ".bmp"),
    ("Office with a password", ole_file({"EncryptedPackage": b"x"}), EncryptedError, "password"),
    ("old Word with a password", ole_file({"WordDocument": WORD_LOCKED}), EncryptedError, "password"),
    (
        "old PowerPoint with a password",
        ole_file({"PowerPoint Document": b"", "Current User": USER_LOCKED}),
        EncryptedError,
        "password",
    ),
    ("Outlook", ole_file({"__properties_version1.0": b"x"}), UnsupportedError, ".msg"),
    ("OLE of something else", ole_file({"x": b"x"}), UnsupportedError, "OLE"),
    ("Word's stream is none", ole_file({"WordDocument": b"x"}), TruncatedError, "damaged"),
    ("OLE cut short", ole_file({"WordDocument": WORD})[:600], TruncatedError, "damaged"),
    ("ZIP cut short", b"PK\x03\x04" + bytes(40), TruncatedError, "damaged"),
]

ARCHIVES = [
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("word/main.xml", "docx"),
    ("xl/workbook.bin", "xls"),
    ("scan.jpg", ".zip"),
]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file.bin"
    path.write_bytes(data)
    return path


def archive(*names: str, size: int = 10) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"0" * size)
    return buffer.getvalue()


@pytest.mark.parametrize(("case", "data", "expected"), FORMATS, ids=[row[0] for row in FORMATS])
def test_format(tmp_path: Path, case: str, data: bytes, expected: str) -> None:
    assert sniff(written(tmp_path, data)) == expected, case


@pytest.mark.parametrize(("case", "data", "error", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(tmp_path: Path, case: str, data: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error) as caught:
        read(written(tmp_path, data))
    assert type(caught.value) is error, case
    assert words in caught.value.message_en


@pytest.mark.parametrize(("member", "expected"), ARCHIVES)
def test_archive(tmp_path: Path, member: str, expected: str) -> None:
    path = written(tmp_path, archive("[Content_Types].xml", member))
    if not expected.startswith("."):
        assert sniff(path) == expected
    else:
        with pytest.raises(UnsupportedError, match=expected):
            sniff(path)


@pytest.mark.parametrize("limits", [Limits(archive_ratio=50), Limits(archive_bytes=100_000)])
def test_archive_bomb_is_not_unpacked(tmp_path: Path, limits: Limits) -> None:
    path = written(tmp_path, archive("[Content_Types].xml", "word/document.xml", size=1_000_000))
    with pytest.raises(TooLargeError):
        read(path, limits)


def test_size_limit(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        read(written(tmp_path, b"x" * 2000), Limits(file_bytes=1000))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.exit_code == 3


def test_the_name_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes((DATA / "merged.pdf").read_bytes())
    document = read(path)
    assert document.pages[0].source == "pdf"
    assert document.name == "report.docx"
    assert len(document.sha256) == 64
