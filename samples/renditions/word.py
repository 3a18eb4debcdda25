"""The same report as a DOCX, built the way clerks build it: a borderless letterhead table, real tables, a footnote."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .printing import MOTTO, spaced_date, spaced_number
from .report_text import Report, is_heading, runs
from .tables import Row

EPOCH = datetime(2026, 1, 1)  # the same bytes at each making
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def write_word(report: Report, path: Path, footnote: tuple[str, str]) -> None:
    """Write the DOCX; `footnote` is the word it hangs on (first place in the body) and its text."""
    document = docx.Document()
    _set_up(document, report)
    _letterhead(document, report)
    for line, bold in ((report.kind, True), *((line, not line.startswith("(")) for line in report.subject)):
        _write(document.add_paragraph(), line, 14, bold=bold, italic=not bold, align=CENTRE)
    paragraphs = [_body_paragraph(document, text) for text in report.body]
    _foot(document, report)
    if report.appendix:
        _appendix(document, report)
    _add_footnote(document, next(p for p in paragraphs if footnote[0] in p.text), *footnote)
    buffer = io.BytesIO()
    document.save(buffer)
    _write_repeatably(buffer, path)


def _set_up(document: Document, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    header = section.header.paragraphs[0]
    header.alignment = CENTRE
    _add_field(header, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        _write(footer.paragraphs[0], " ".join(report.issuer), 9, italic=True, align=CENTRE)
    core = document.core_properties
    core.title, core.author = " ".join(report.subject), " ".join(report.issuer)
    core.created = core.modified = EPOCH


def _letterhead(document: Document, report: Report) -> None:
    table = document.add_table(2, 2)
    left = [(report.superior, False)] if report.superior else []
    left_lines = [*left, *((line, True) for line in report.issuer)]
    _fill(table.cell(0, 0), [(line or "", bold, False) for line, bold in left_lines], 12)
    _fill(table.cell(0, 1), [(line, True, False) for line in MOTTO], 12)
    _fill(table.cell(1, 0), [(spaced_number(report.number), False, False)], 13)
    _fill(table.cell(1, 1), [(spaced_date(report.place_and_date), False, True)], 13)
    _set_widths(table, (60, 105))
    document.add_paragraph()


def _body_paragraph(document: Document, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_after = Pt(6)
    return _write(paragraph, text, 14, bold=is_heading(text), align=JUSTIFY)


def _foot(document: Document, report: Report) -> None:
    table = document.add_table(1, 2)
    _fill(table.cell(0, 0), [("Nơi nhận:", True, True), *((line, False, False) for line in report.recipients)], 11)
    for paragraph in table.cell(0, 0).paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    signing = [*report.capacity, "", "", "", "", report.signer]
    _fill(table.cell(0, 1), [(line, True, False) for line in signing], 13)
    _set_widths(table, (80, 85))


def _appendix(document: Document, report: Report) -> None:
    document.add_section(WD_SECTION.NEW_PAGE).different_first_page_header_footer = False
    for line in report.appendix_title:
        italic = line.startswith("(")
        _write(document.add_paragraph(), line, 13, bold=not italic, italic=italic, align=CENTRE)
    columns = len(report.appendix[0].cells)
    table = document.add_table(0, columns, style="Table Grid")
    for number, row in enumerate(report.appendix):
        _add_row(table.add_row().cells, row, heading=number == 0)
    _set_widths(table, (10, 50, 23, 23, 21, 38))


def _add_row(cells: tuple[_Cell, ...], row: Row, *, heading: bool) -> None:
    if row.is_section:
        cells = (cells[0], cells[1].merge(cells[-1]))
    for cell, texts in zip(cells, row.cells, strict=False):
        _fill(cell, [(text, heading or row.is_section, False) for text in texts], 11)
        for paragraph in cell.paragraphs:
            paragraph.alignment = CENTRE if heading else WD_ALIGN_PARAGRAPH.LEFT


def _fill(cell: _Cell, lines: list[tuple[str, bool, bool]], size: float) -> None:
    """Write one paragraph a line into a cell: text, bold, italic; centred."""
    for number, (line, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write(paragraph, line, size, bold=bold, italic=italic, align=CENTRE)


def _write(
    paragraph: Paragraph,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> Paragraph:
    paragraph.alignment = align
    for stretch in runs(text):
        run = paragraph.add_run(stretch.text)
        run.font.size, run.bold, run.italic = Pt(size), bold or stretch.bold, italic or stretch.italic
    return paragraph


def _set_widths(table: Table, millimetres: tuple[float, ...]) -> None:
    """Fix the column widths: Word goes by the cells, LibreOffice by the grid; a merged cell has the grid's sum."""
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell in row._tr.tc_lst:
            start, end = cell.grid_offset, cell.grid_offset + cell.grid_span
            cell.width = Mm(sum(millimetres[start:end]))


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _add_footnote(document: Document, paragraph: Paragraph, word: str, text: str) -> None:
    """Hang a footnote on the first run of `paragraph` that holds `word`; python-docx has no call for it."""
    run = next(run for run in paragraph.runs if word in run.text)
    before, _, after = run.text.partition(word)
    run.text = before + word
    mark = paragraph.add_run()
    mark.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    mark._r.append(reference)
    rest = paragraph.add_run(after)
    rest.font.size = run.font.size
    run._r.addnext(mark._r)
    mark._r.addnext(rest._r)
    note = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
        '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _write_repeatably(made: io.BytesIO, path: Path) -> None:
    """Copy the archive with one time stamp on each member."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, EPOCH.timetuple()[:6])
            target.writestr(entry, source.read(member), zipfile.ZIP_DEFLATED)
