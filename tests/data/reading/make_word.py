"""Writes the Word documents of this folder; run it again after changing it: ``python make_word.py``."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
NAMESPACES = nsdecls("w", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>CÔNG VĂN ĐẾN Số: 45</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = f"""<w:r {NAMESPACES}><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
REVISIONS = f"""<w:p {NAMESPACES}><w:r><w:t xml:space="preserve">Tiếp nhận </w:t></w:r>
<w:del w:id="1" w:author="x"><w:r><w:delText>120</w:delText></w:r></w:del>
<w:ins w:id="2" w:author="x"><w:r><w:t>125</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> hồ sơ</w:t></w:r></w:p>"""
FOOTNOTES = f"""<w:footnotes {NAMESPACES}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t xml:space="preserve">Quyết định số 714/QĐ-UBND.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
CONTROL = f"""<w:sdt {NAMESPACES}><w:sdtPr><w:alias w:val="Số liệu"/></w:sdtPr><w:sdtContent><w:p><w:r>
<w:t>Đạt tỷ lệ 98,7%.</w:t></w:r></w:p></w:sdtContent></w:sdt>"""


def cell_lines(table: Table, row: int, column: int, *texts: str) -> None:
    cell = table.cell(row, column)
    cell.text = texts[0]
    for text in texts[1:]:
        cell.add_paragraph(text)


def letterhead(document: Document) -> None:
    frame = document.add_table(2, 2)
    cell_lines(frame, 0, 0, "ỦY BAN NHÂN DÂN", "XÃ HÀ ĐÔNG")
    cell_lines(frame, 0, 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    cell_lines(frame, 1, 0, "Số: 12/BC-UBND")
    cell_lines(frame, 1, 1, "Hà Đông, ngày 09 tháng 6 năm 2026")


def figures(document: Document) -> None:
    """A ruled table with a merged head, a cell of two lines, an empty cell and a table within a cell."""
    table = document.add_table(4, 3, style="Table Grid")
    head = table.cell(0, 1).merge(table.cell(0, 2))
    head.text = "Tiếp nhận"
    side = table.cell(0, 0).merge(table.cell(1, 0))
    side.text = "Lĩnh vực"
    cell_lines(table, 1, 1, "Tổng số")
    cell_lines(table, 1, 2, "Trực tuyến")
    cell_lines(table, 2, 0, "Hộ tịch", "và chứng thực")
    table.cell(2, 1).paragraphs[0].add_run("1.204").add_break()
    table.cell(2, 1).paragraphs[0].add_run("hồ sơ")
    cell_lines(table, 3, 0, "Đất đai")
    inner = table.cell(3, 2).add_table(1, 2)
    inner.style = "Table Grid"
    inner.cell(0, 0).text, inner.cell(0, 1).text = "300", "5"


def footnotes(document: Document, paragraph: Paragraph) -> None:
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        FOOTNOTES.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(f'<w:r {NAMESPACES}><w:footnoteReference w:id="1"/></w:r>'))


def report() -> None:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(13)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "MẬT"
    section.header.paragraphs[0].text = "2"
    section.footer.paragraphs[0].text = "Trung tâm Phục vụ hành chính công"
    letterhead(document)
    document.add_heading("BÁO CÁO", 0)
    paragraph = document.add_paragraph("Thực hiện Kế hoạch số 19/KH")
    paragraph._p.append(parse_xml(f"<w:r {NAMESPACES}><w:noBreakHyphen/><w:t>UBND</w:t></w:r>"))
    footnotes(document, paragraph)
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(REVISIONS))
    figures(document)
    body.insert(len(body) - 1, parse_xml(CONTROL))
    last = document.add_paragraph("Trên đây là báo cáo./.")
    last._p.append(parse_xml(TEXT_BOX))
    document.add_page_break()
    document.add_paragraph("PHỤ LỤC\tI")
    document.save(str(HERE / "report.docx"))


if __name__ == "__main__":
    report()
