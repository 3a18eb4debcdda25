"""HTML: what a browser shows, line by line; fonts and encodings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from normalizers import normalize
from pipeline.errors import TooLargeError, TruncatedError
from pipeline.reading import Limits, read

LINES = [
    ("blocks", "<p>một</p><div>hai<p>ba</div>bốn", "một/hai/ba/bốn"),
    ("words in runs", "<p>Tiếp <b>nh</b>ận\n  125&nbsp;hồ sơ</p>", "Tiếp nhận 125\xa0hồ sơ"),
    ("line break", "một<br>hai", "một/hai"),
    ("list", "<ul><li>một<li>hai</ul>", "một/hai"),
    ("as typed", "<pre>một\n  hai</pre>", "một/hai"),
    ("references", "98,7&#37; &lt; 100% &ndash; &#150;", "98,7% < 100% – –"),
    ("scripts and styles", "<style>p {}</style><script>1</script><p>một</p><template>2</template>", "một"),
    ("comments", "một<!-- 2 --><!--[if gte mso 9]><p>3</p><![endif]--> hai", "một hai"),
    ("deleted", "tiếp nhận <del>120</del><ins>125</ins> hồ sơ", "tiếp nhận 125 hồ sơ"),
    (
        "mark of a note",
        "125 hồ sơ<a href='#n1'><sup>1</sup></a>, <a href='#x'>mục 2</a><p><a href='#b'>[1]</a> Ghi",
        "125 hồ sơ, mục 2/Ghi",
    ),
    ("hidden", '<p style="display: none">1</p><p hidden>2</p><span style="mso-hide:all">3</span>bốn', "bốn"),
    ("markup of Word", "<o:p></o:p><p class=MsoNormal>một<o:p>&nbsp;</o:p></p>", "một\xa0"),
    ("never closed", "<p>một<b>hai<p>ba", "mộthai/ba"),
    ("ruled table", "<table border=1><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb/c\td"),
    ("cell of several blocks", "<table border=1><tr><td><p>a</p><p>b</p><td>c</table>", "a b\tc"),
    ("merged", "<table border=1><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", "a\tb\t/\tc\td"),
    ("merged to the end", "<table border=1><tr><td>a<td rowspan=2>b<tr><td>c</table>", "a\tb/c\t"),
    ("frame without borders", "<table><tr><td>UBND<p>Số</p><td>CỘNG HÒA</table>", "UBND/Số/CỘNG HÒA"),
    ("a page in one cell", "<table border=1><tr><td><p>a</p><p>b</p><tr><td>c</table>", "a/b/c"),
    (
        "number of a spreadsheet",
        '<table border=1><tr><td x:num="1204">1,204<td x:num="0.985">98.5%</table>',
        "1.204\t98,5%",
    ),
    ("raised by style", "12 m<span style='vertical-align: super'>2</span>", "12 m²"),
    ("comment without end", "một<!-- hai<p>ba</p>", "một hai/ba"),
    ("borders by style", '<table><tr><td style="border:solid windowtext 1.0pt">a<td>b</table>', "a\tb"),
    ("borders taken off", '<table border=0><tr><td style="border:none">a<td>b</table>', "a/b"),
    ("table around tables", "<table><tr><td>a<table border=1><tr><td>b<td>c</table><td>d</table>", "a/b\tc/d"),
    ("table in a ruled table", "<table border=1><tr><td>a<table><tr><td>b<td>c</table><td>d</table>", "a b c\td"),
    ("head and foot of a table", "<table border=1><thead><tr><th>a<th>b<tbody><tr><td>1<td>2</table>", "a\tb/1\t2"),
]


def shown(folder: Path, body: str) -> str:
    (folder / "page.html").write_text(
        f"<html><head><title>x</title></head><body>{body}</body></html>", encoding="utf-8"
    )
    return read(folder / "page.html").raw


@pytest.mark.parametrize(("case", "body", "expected"), LINES, ids=[row[0] for row in LINES])
def test_lines(tmp_path: Path, case: str, body: str, expected: str) -> None:
    assert shown(tmp_path, body).split("\n") == expected.split("/"), case


SHEET = "<style>body {font-family: Arial} p.cu, .x {font-family:'.VnTime', serif} b > i {font-family: Y}</style>"
FONTS = [
    ("inherited", "<div><p>a</p></div>", ["Arial"]),
    ("class", "<p class='to cu'>a</p>", [".VnTime"]),
    ("class of any element", "<span class=x>a</span>", [".VnTime"]),
    ("all in one", "<p style='font: bold 12.0pt/14pt \".VnTime\", serif'>a</p>", [".VnTime"]),
    ("style", "<p style='color:red; font-family:\"VNI-Times\"'>a</p>", ["VNI-Times"]),
    ("font", "<font face='VNI-Times, Arial'>a</font>b", ["VNI-Times", "Arial"]),
    ("in a table", "<table border=1><tr><td class=x>a<td>b</table>", [".VnTime", "Arial"]),
]


@pytest.mark.parametrize(("case", "body", "expected"), FONTS, ids=[row[0] for row in FONTS])
def test_fonts(tmp_path: Path, case: str, body: str, expected: list[str]) -> None:
    shown(tmp_path, SHEET + body)
    assert [name for _, name in read(tmp_path / "page.html").fonts] == expected, case


ENCODINGS = [
    ("<meta charset=utf-8><p>Số 12</p>".encode(), "Số 12"),
    ("<meta charset=iso-8859-1><p>Số 12</p>".encode(), "Số 12"),
    ("<p>Số 12</p>".encode("utf-16"), "Số 12"),
    ("<meta charset=windows-1258><p>Sô\u0301 12</p>".encode("cp1258"), "Số 12"),
    (b"<meta charset=windows-1252><p>Ph\xad\xacng \x96 \x81</p>", "Ph\xad¬ng – \x81"),
    (b"<meta charset=windows-1258><p>\xa7\xd2 ngh\xde vi\xd6c</p>", "§Ò nghÞ viÖc"),  # declared, and is TCVN3
    (b"<meta charset=windows-1258><p>nhi\xd2u h\xb5nh vi</p>", "nhiÒu hµnh vi"),  # where all tones stand on vowels
    (b"<meta charset=windows-1258><p>\xd1e\xe0 ngh\xf2</p>", "Ñeà nghò"),  # and VNI
    (b"<meta charset=x-user-defined><p>Ph\xad\xacng</p>", "Ph\xad¬ng"),
    (b"<meta charset=\xff><p>12</p>", "12"),
]


@pytest.mark.parametrize(("data", "expected"), ENCODINGS)
def test_encodings(tmp_path: Path, data: bytes, expected: str) -> None:
    html = "<html>".encode("utf-16-le" if data.startswith(b"\xff\xfe") else "ascii")
    (tmp_path / "page.html").write_bytes(data[:2] + html + data[2:] if b"\0" in data[:8] else html + data)
    raw = read(tmp_path / "page.html").raw
    assert raw == expected or normalize(raw).value == expected


def test_markup_without_end_is_quick(tmp_path: Path) -> None:
    begin = time.monotonic()
    assert shown(tmp_path, "<div>" * 1_500 + "đáy" + "</div>" * 1_500) == "đáy"
    assert shown(tmp_path, "<table border=1><tr><td>" * 450 + "đáy").strip() == "đáy"
    with pytest.raises(TruncatedError):
        shown(tmp_path, "<div>" * 30_000 + "đáy")
    assert shown(tmp_path, "<table border=1><tr><td colspan=999999999>a<td rowspan=99999999>b</table>").startswith("a")
    assert time.monotonic() - begin < 20


SLOW = [
    ("comments of a style sheet", "<style>" + "/*" * 100_000, ""),
    ("a style sheet without rules", "<style>" + "a{ " * 100_000, ""),
    ("a style of borders", "<table><tr><td style='" + "border:" * 50_000 + "'>a<td>b</table>", "a\nb"),
    ("declared charsets", "<p>a" + "<meta " * 50_000, "a"),
]


@pytest.mark.parametrize(("case", "body", "expected"), SLOW, ids=[row[0] for row in SLOW])
def test_time_grows_with_the_length_only(tmp_path: Path, case: str, body: str, expected: str) -> None:
    begin = time.monotonic()
    if expected:
        assert shown(tmp_path, body) == expected, case
    else:
        with pytest.raises(TruncatedError):
            shown(tmp_path, body)
    assert time.monotonic() - begin < 10


def test_a_table_of_more_cells_than_it_has(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        shown(tmp_path, "<table border=1>" + "<tr><td rowspan=60000>a" * 20_000 + "</table>")


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>" + "x" * 2000, encoding="utf-8")
    with pytest.raises(TooLargeError):
        read(tmp_path / "page.html", Limits(part_bytes=1000))


def test_nothing_to_see(tmp_path: Path) -> None:
    with pytest.raises(TruncatedError):
        shown(tmp_path, "<script>1</script>")
