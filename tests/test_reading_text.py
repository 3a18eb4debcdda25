"""Text files: what is decoded is the file as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.doubts import doubts_of
from pipeline.errors import TruncatedError, UnsupportedError
from pipeline.reading import read
from pipeline.reading.text import decode

LINE = "Tỷ lệ đạt 98,7%; đã giải quyết 4.266 hồ sơ đúng hạn.\r\n"

ENCODINGS = [
    ("UTF-8", LINE.encode(), LINE),
    ("UTF-8 with mark", LINE.encode("utf-8-sig"), LINE),
    ("UTF-16 with mark", LINE.encode("utf-16"), LINE),
    ("UTF-16 BE with mark", b"\xfe\xff" + LINE.encode("utf-16-be"), LINE),
    ("UTF-16 LE without mark", LINE.encode("utf-16-le"), LINE),
    ("UTF-16 BE without mark", LINE.encode("utf-16-be"), LINE),
    ("one stray byte in UTF-8", (LINE * 3).encode() + b"\x96 2026", LINE * 3 + "– 2026"),
    ("cut within a letter", (LINE * 3 + "ạ").encode()[:-1], LINE * 3 + "áº"),
    ("8-bit", b"B\xb8o c\xb8o s\xe8 12", "B¸o c¸o sè 12"),
    ("8-bit with the holes of Windows-1252", b"\x81\x8d\x8f\x90\x9d \xe9\xe8", "\x81\x8d\x8f\x90\x9d éè"),
    ("end of file as DOS wrote it", b"So lieu\r\n\x1a", "So lieu\r\n\x1a"),
]

NOTED = {"one stray byte in UTF-8", "cut within a letter", "8-bit", "8-bit with the holes of Windows-1252"}

REFUSED = [
    ("mark only", b"\xef\xbb\xbf", TruncatedError),
    ("zeros", bytes(500), UnsupportedError),
    ("binary", bytes(range(256)) * 4, UnsupportedError),
]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "report.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("case", "data", "expected"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_decoded_as_it_stands(tmp_path: Path, case: str, data: bytes, expected: str) -> None:
    document = read(written(tmp_path, data))
    assert document.raw == expected
    assert bool(document.pages[0].notes) == (case in NOTED)


def test_where_a_file_is_no_unicode_is_told(tmp_path: Path) -> None:
    data = (LINE * 3).encode() + b"4 \x96\x96 2026\r\n5\r\n6 \xe1\r\n"
    told = [doubt.en for doubt in doubts_of(read(written(tmp_path, data)), ())]
    assert told == ["lines 4, 6: 2 places are no UTF-8, their characters may be wrong: correct the file."]
    data = LINE.encode("utf-16") + b"\x00\xd8" + "\r\n".encode("utf-16-le")
    assert "dòng 2: có 1 chỗ" in next(iter(doubts_of(read(written(tmp_path, data)), ()))).vi


@pytest.mark.parametrize(("case", "data", "error"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(tmp_path: Path, case: str, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(written(tmp_path, data))


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    document = read(written(tmp_path, "trang một\f\ftrang ba\n\f".encode()))
    assert [page.text for page in document.pages] == ["trang một", "", "trang ba\n", ""]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert document.raw == "trang một\f\ftrang ba\n\f"


@given(st.binary(max_size=300))
def test_no_byte_is_lost_in_eight_bit_files(data: bytes) -> None:
    value, encoding, _ = decode(data)
    assert encoding != "windows-1252" or len(value) == len(data)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_unicode_comes_back(value: str) -> None:
    data = value.encode("utf-8-sig")
    assert decode(data)[0] == value
