"""The fonts of Word documents: which declaration wins, and what of a legacy one is decoded."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from normalizers import Span
from pipeline.decoding import decoded
from pipeline.reading import read
from pipeline.reading.pieces import written
from pipeline.reading.word_markup import Styles, lines

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>
<a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>
</a:fontScheme></a:themeElements></a:theme>"""


def fonts(attributes: str) -> str:
    return f"<w:rPr><w:rFonts {attributes}/></w:rPr>"


STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault>{fonts('w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"')}</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Plain"/>
<w:style w:type="paragraph" w:styleId="Body">{fonts('w:ascii=".VnTime" w:hAnsi=".VnTime"')}</w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:basedOn w:val="Body"/></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>
<w:style w:type="character" w:styleId="Loud">{fonts('w:hAnsi=".VnTimeH"')}</w:style>
</w:styles>"""
USUAL = STYLES.replace('w:styleId="Body"', 'w:default="1" w:styleId="Body"')

# styles, style of the paragraph, properties of the run, font
CASES = [
    (STYLES, "", "", "Calibri"),
    (STYLES, "Plain", "", "Calibri"),
    (STYLES, "Unknown", "", "Calibri"),
    (STYLES, "Round", "", "Calibri"),
    (USUAL, "", "", ".VnTime"),
    (STYLES, "Body", "", ".VnTime"),
    (STYLES, "Quote", "", ".VnTime"),
    (STYLES, "Body", '<w:rPr><w:rStyle w:val="Loud"/></w:rPr>', ".VnTimeH"),
    (STYLES, "Body", fonts('w:ascii="Arial"'), "Arial"),
    (STYLES, "Body", fonts('w:ascii="Arial" w:hAnsi="VNI-Times"'), "VNI-Times"),
    (STYLES, "Body", fonts('w:hAnsiTheme="majorHAnsi" w:hAnsi="VNI-Times"'), "Cambria"),
    (STYLES, "Body", fonts('w:cs="VNI-Times"'), ".VnTime"),
    (STYLES, "Body", '<w:rPr><w:rFonts w:ascii="Arial" w:cs="VNI-Times"/><w:cs/></w:rPr>', "VNI-Times"),
]


@pytest.mark.parametrize(("styles", "paragraph", "run", "font"), CASES)
def test_which_font_a_run_is_set_in(styles: str, paragraph: str, run: str, font: str) -> None:
    style = f'<w:pPr><w:pStyle w:val="{paragraph}"/></w:pPr>' if paragraph else ""
    story = parse_xml(f"<w:body {W}><w:p>{style}<w:r>{run}<w:t>hồ sơ</w:t></w:r></w:p></w:body>")
    text = written(lines(story, Styles(parse_xml(styles), parse_xml(THEME))))
    assert text.fonts == ((Span(0, 5), font),)


def test_letters_addressed_as_symbols() -> None:
    named = fonts('w:hAnsi=".VnTime"')
    runs = f'<w:r>{named}<w:t>h\uf0e5 s</w:t><w:sym w:font=".VnTime" w:char="F0AC"/></w:r>'
    other = '<w:r><w:sym w:font="Wingdings" w:char="F0AC"/></w:r>'
    story = parse_xml(f"<w:body {W}><w:p>{runs}{other}</w:p></w:body>")
    assert written(lines(story, Styles(parse_xml(STYLES)))).text == "hå s¬□"


def test_cells_headers_and_mixed_lines(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    paragraph = document.add_paragraph("Số hồ sơ: ")
    paragraph.add_run("®· gi¶i quyÕt 12 hå s¬").font.name = ".VnTime"
    cells = document.add_table(1, 2, style="Table Grid").rows[0].cells
    for cell, text, font in zip(cells, ("hoà sô", "x· t©n phó"), ("VNI-Times", ".VnTimeH"), strict=True):
        cell.paragraphs[0].add_run(text).font.name = font
    header = document.sections[0].header.paragraphs[0]
    header.style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), ".VnTime")
    header.add_run("Uû ban nh©n d©n")
    document.save(str(tmp_path / "a.docx"))
    read_again = read(tmp_path / "a.docx")
    assert [(span.of(read_again.raw), name) for span, name in read_again.fonts if name != "Times New Roman"] == [
        ("Uû ban nh©n d©n", ".VnTime"),
        ("®· gi¶i quyÕt 12 hå s¬", ".VnTime"),
        ("hoà sô", "VNI-Times"),
        ("x· t©n phó", ".VnTimeH"),
    ]
    assert decoded(read_again).text.value == ("Uỷ ban nhân dân\nSố hồ sơ: đã giải quyết 12 hồ sơ\nhồ sơ\tXÃ TÂN PHÚ")
