"""Automatic numbers of lists, in Word documents, web pages and OpenDocument text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import parse_xml
from office_files import MEDIA, ODF, write_package

from pipeline.reading import read
from pipeline.reading.list_numbers import numeral
from pipeline.reading.word_markup import Styles, lines, plain

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

NUMERALS = [
    (4, "decimal", "4"),
    (4, "decimalZero", "04"),
    (14, "upperRoman", "XIV"),
    (9, "i", "ix"),
    (3, "lowerLetter", "c"),
    (28, "upperLetter", "BB"),
    (0, "upperRoman", "0"),
    (7, "chicken", "7"),
]


@pytest.mark.parametrize(("value", "form", "expected"), NUMERALS)
def test_numerals(value: int, form: str, expected: str) -> None:
    assert numeral(value, form) == expected


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


LEVELS = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
OUTLINE = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")
LEGAL = level(0, "upperRoman", "Điều %1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
SYMBOL = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
DASHES = level(0, "bullet", "-") + level(1, "bullet", "\uf0a8", SYMBOL) + level(2, "none", "")
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum><w:abstractNum w:abstractNumId="1">{OUTLINE}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">{LEGAL}</w:abstractNum><w:abstractNum w:abstractNumId="3">{DASHES}</w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Muc"/></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="Muc"/>{level(0, "decimal", "Mục %1:", '<w:pStyle w:val="Dau"/>')}
</w:abstractNum>
{"".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(5))}
<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Dau"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="DauNua"><w:basedOn w:val="Dau"/></w:style></w:styles>"""


def item(number: int, at: int = 0, text: str = "x") -> str:
    own = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(name: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{more}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>'


WORD = [
    ("levels", [item(1), item(1, 1), item(1, 1), item(1, 2), item(1), item(1, 1)], "I. x/1. x/2. x/a) x/II. x/1. x"),
    ("all numbers", [item(2), item(2, 1), item(2, 1), item(2), item(2, 1)], "1. x/1.1. x/1.2. x/2. x/2.1. x"),
    ("a level above that has not begun", [item(2, 1)], "1.1. x"),
    ("decimals only", [item(3), item(3), item(3, 1)], "Điều I. x/Điều II. x/2.1 x"),
    ("dashes", [item(4), item(4, 1), item(4, 2)], "- x/x/x"),
    ("two lists do not count each other", [item(1), item(2), item(1)], "I. x/1. x/II. x"),
    ("one definition, begun anew", [item(2), item(2), item(6), item(6), item(2)], "1. x/2. x/5. x/6. x/7. x"),
    ("by style", [styled("Dau"), styled("DauNua")], "Mục 1: x/Mục 2: x"),
    ("style switched off", [styled("Dau", '<w:numPr><w:numId w:val="0"/></w:numPr>')], "x"),
    ("no such list", [item(77), item(1, 8)], "x/x"),
    ("empty", [item(1, text=""), item(1)], "I. /II. x"),
]


@pytest.mark.parametrize(("case", "paragraphs", "expected"), WORD, ids=[row[0] for row in WORD])
def test_word(case: str, paragraphs: list[str], expected: str) -> None:
    body = parse_xml(f"<w:body {W}>{''.join(paragraphs)}</w:body>")
    styles = Styles(parse_xml(STYLES), None, parse_xml(NUMBERING))
    assert [plain(line) for line in lines(body, styles)] == expected.split("/"), case


WEB = [
    ("numbers", "<ol><li>a<li>b<ul><li>c</ul><li>d</ol>e", "1. a/2. b/c/3. d/e"),
    ("letters inside numbers", "<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", "1. a/a. b/b. c/2. d"),
    ("Roman, begun later", "<ol type=I start=3><li>a<li value=7>b<li>c</ol>", "III. a/VII. b/VIII. c"),
    ("by style", "<ol style='list-style-type:lower-alpha'><li>a</ol>", "a. a"),
    ("without marks", "<ol style='list-style:none'><li>a</ol>", "a"),
    ("paragraphs in items", "<ol><li><p>a</p><p>b</p><li><p>c</p></ol>", "1. a/b/2. c"),
    ("an item without text", "<ol><li><li>b</ol>c", "2. b/c"),
    ("something else in a list", "<ol><p>a</p><li>b</ol>", "a/1. b"),
]


@pytest.mark.parametrize(("case", "body", "expected"), WEB, ids=[row[0] for row in WEB])
def test_web(tmp_path: Path, case: str, body: str, expected: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    assert read(tmp_path / "a.html").raw == expected.replace("/", "\n"), case


LIST_STYLES = """<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")" text:start-value="3"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>
<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Điều "
style:num-suffix="."/></text:list-style>"""


def listed(style: str, *items: str, more: str = "") -> str:
    inside = "".join(f"<text:list-item>{each}</text:list-item>" for each in items)
    return f'<text:list text:style-name="{style}"{more}>{inside}</text:list>'


def inner(*items: str) -> str:
    return "<text:list>" + "".join(f"<text:list-item>{each}</text:list-item>" for each in items) + "</text:list>"


X = "<text:p>x</text:p>"
OPEN = [
    ("levels", listed("L1", X, X + inner(X, X + inner(X, X)), X), "I. x/II. x/II.1. x/II.2. x/c) x/d) x/III. x"),
    ("dashes", listed("L2", X, X + X), "- x/- x/x"),
    ("with words", listed("L3", X, X), "Điều 1. x/Điều 2. x"),
    ("two lists", listed("L3", X) + listed("L3", X), "Điều 1. x/Điều 1. x"),
    ("goes on", listed("L3", X) + X + listed("L3", X, more=' text:continue-numbering="true"'), "Điều 1. x/x/Điều 2. x"),
    (
        "goes on with another",
        listed("L3", X, more=' xml:id="p"') + listed("L2", X) + listed("L3", X, more=' text:continue-list="p"'),
        "Điều 1. x/- x/Điều 2. x",
    ),
    ("a level that is passed over", listed("L1", inner(X)) + X, "I.1. x/x"),
    (
        "begun later",
        '<text:list text:style-name="L3"><text:list-item text:start-value="5"><text:p>x</text:p></text:list-item></text:list>',
        "Điều 5. x",
    ),
    ("no such style", listed("L9", X), "x"),
]


@pytest.mark.parametrize(("case", "body", "expected"), OPEN, ids=[row[0] for row in OPEN])
def test_open_document(tmp_path: Path, case: str, body: str, expected: str) -> None:
    content = f"<office:automatic-styles>{LIST_STYLES}</office:automatic-styles><office:body><office:text>{body}"
    content = f"<office:document-content {ODF}>{content}</office:text></office:body></office:document-content>"
    write_package(tmp_path / "a.odt", {"mimetype": f"{MEDIA}.text", "content.xml": content})
    assert read(tmp_path / "a.odt").raw == expected.replace("/", "\n"), case
