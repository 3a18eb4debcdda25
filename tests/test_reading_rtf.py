"""RTF: what is shown of it, line by line, and in which fonts."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import TruncatedError
from pipeline.reading import read

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times{\*\falt x};}{\f1\fnil\fcharset0 .VnTime;}{\f2\fcharset163 Arial;}"
    r"{\f3\fcharset1 VNI-Times;}{\f4\fcharset2 .VnArial;}{\f5\fcharset204 Arial Cyr;}{\f6\fcharset2 Symbol;}{\f7\fcharset2 Wingdings;}}"
)
RULED = r"\trowd\clbrdrt\brdrs\cellx1000\cellx2000 "

LINES = [
    ("paragraphs", r"m\'f4t\par hai\line ba\par", "môt/hai/ba"),
    ("Unicode", r"ti\u7871?p nh\u7853 ?n {\uc2 h\u7891\'68\'6fx}{\uc0 s\u417}", "tiếp nhận hồxsơ"),
    ("beyond the plane", r"\u-10180?\u-8704?", "\U0001f200"),
    (
        "signs",
        r"\'96 \endash \emdash\~\lquote a\rquote\_\bullet \{\}\\",
        "– –—\xa0‘a’-•{}\\",
    ),
    ("soft hyphen both ways", r"\f1 Ph\'ad\'acng h\-\'edng", "Ph\xad¬ng h\xadíng"),
    ("tabulator", r"S\'f4:\tab 12", "Sô:\t12"),
    ("hidden", r"a{\v b}\v c\v0 d\deleted e\deleted0 f", "adf"),
    ("field", r"{\field{\*\fldinst PAGE}{\fldrslt 12}}", "12"),
    ("unknown destination", r"a{\*\unknown b}c{\info{\title d}}{\pict 0a0b}", "ac"),
    ("said twice", r"{\upr{tieng}{\*\ud{ti\u7871?ng}}}", "tiếng"),
    ("binary data", "a{\\pict\\bin5 }}}}}}b", "ab"),
    ("object", r"a{\object{\*\objclass x}{\*\objdata 00}{\result b}}", "ab"),
    ("list number", r"{\listtext\pard 1.\tab}a", "1. a"),
    ("list number of Word 6", r"{\pntext\f0 a)\tab}{\*\pn\pnlvlbody\pndec{\pntxta )}}b", "a) b"),
    (
        "list number in a table",
        RULED + r"\intbl{\listtext\pard\plain 1.\tab}a\cell b\cell\row" + RULED + r"\intbl c\cell d\cell\row",
        "1. a\tb/c\td",
    ),
    ("raised mark of a note", r"a{\super 1{\footnote 99 b}}", "a¹/99 b"),
    ("Symbol and Wingdings", r"\f6\'b3\f0  5 {\f7\'fc\u-3844?}", "≥ 5 □□"),
    ("paragraph by a line break", "a\\\nb", "a/b"),
    ("lines of the file", "a\r\nb", "ab"),
    (
        "ruled table",
        RULED + r"\intbl a\cell b\par c\cell\row" + RULED + r"\intbl 1\cell 2\cell\row\pard x",
        "a\tb c/1\t2/x",
    ),
    ("wide cell", RULED + r"\intbl a\cell b\cell\row\trowd\clbrdrt\brdrs\cellx2000\intbl c\cell\row", "a\tb/c\t"),
    (
        "table in a table",
        RULED
        + r"\intbl a\cell\itap2 b\nestcell{\*\nesttableprops\trowd\cellx500\cellx800\nestrow}c\cell\row"
        + RULED
        + r"\intbl 1\cell 2\cell\row",
        "a\tb c/1\t2",
    ),
    ("ends of lines as characters", r"98,7%.\u13\'0d\u12 ?", "98,7%."),
    ("frame", r"\trowd\cellx1000\cellx2000\pard\intbl UBND\par S\'f4\cell C\'d4NG\cell\row\pard x", "UBND/Sô/CÔNG/x"),
    ("borders of a paragraph only", r"\trowd\cellx1000\cellx2000\pard\brdrb\brdrs\intbl a\cell b\cell\row", "a/b"),
    (
        "header, note, footer",
        r"{\header tr\'ean\par}{\footer 12\par}{\footerf cu\'f4i}a{\footnote ghi}b\par",
        "trên/ab/ghi/cuôi",
    ),
    ("text box", r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 7}}{\shptxt h\'f4p\par}}{\shprslt h\'f4p}}b\par c", "ab/hôp/c"),
]


def shown(folder: Path, body: str) -> str:
    (folder / "a.rtf").write_bytes(rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{body}}}".encode("latin-1"))
    return read(folder / "a.rtf").raw


@pytest.mark.parametrize(("case", "body", "expected"), LINES, ids=[row[0] for row in LINES])
def test_lines(tmp_path: Path, case: str, body: str, expected: str) -> None:
    assert [line for line in shown(tmp_path, body).split("\n") if line] == expected.split("/"), case


CODES = [
    ("Western", r"\f0\'d5\'9d", "Õ\x9d"),
    ("TCVN3", r"\f1\'d5\'ad", "Õ\xad"),
    ("Vietnamese Windows", r"\f2 \'f5 s\'f4\'ec", "ơ sô\u0301"),
    ("VNI in a font of the system's charset", r"\f3\'f1\'f5", "ñõ"),
    ("TCVN3 in a font of symbols", r"\f4\u-3923?\'ad\u-3846?", "\xad\xadú"),
    ("Cyrillic", r"\f5\'c0", "А"),
    ("no such font", r"\f99\'d5", "Õ"),
]


@pytest.mark.parametrize(("case", "body", "expected"), CODES, ids=[row[0] for row in CODES])
def test_codes(tmp_path: Path, case: str, body: str, expected: str) -> None:
    folder = shown(tmp_path, r"\ansicpg1258 " + body if "system" in case else body)
    assert folder.rstrip("\n") == expected, case


def test_fonts_by_run(tmp_path: Path) -> None:
    shown(tmp_path, r"a{\f1 b{\plain c}d}e")
    document = read(tmp_path / "a.rtf")
    assert [(span.of(document.raw), name) for span, name in document.fonts] == [
        ("a", "Times"),
        ("b", ".VnTime"),
        ("c", "Times"),
        ("d", ".VnTime"),
        ("e", "Times"),
    ]


BAD = ["", "{" * 20_000, r"{\fonttbl{\f0", r"{\*", "\\", r"\u", r"{\bin99999999 x"]


@pytest.mark.parametrize("rest", BAD)
def test_groups_that_do_not_end(tmp_path: Path, rest: str) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi Ti\'eap" + rest.encode("ascii"))
    with pytest.raises(TruncatedError):
        read(tmp_path / "a.rtf")


def test_text_boxes_inside_each_other(tmp_path: Path) -> None:
    assert shown(tmp_path, r"{\shptxt a" * 2_000 + "}" * 2_000).count("a") == 2_000


def test_a_table_whose_rows_have_cells_of_their_own(tmp_path: Path) -> None:
    rows = "".join(rf"\trowd\clbrdrt\brdrs\cellx{at * 100}\intbl {at}\cell\row" for at in range(1, 3_000))
    assert shown(tmp_path, rows).split("\n")[41] == "42"


def test_a_megabyte_is_quick(tmp_path: Path) -> None:
    begin = time.monotonic()
    raw = shown(tmp_path, r"\f1 Ph\'ad\'acng h\u7885?p 1.204 \b h\'e5 s\'ac\b0\par " * 20_000)
    assert raw.count("\n") >= 19_999
    assert time.monotonic() - begin < 30
