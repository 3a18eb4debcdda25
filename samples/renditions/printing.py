"""The digital PDF of a report, laid out as Nghị định 30/2020/NĐ-CP (Phụ lục I) wants it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from .flowables import (
    BlankKeepingLine,
    Place,
    RuledTable,
    ShortRule,
    SignatureSpace,
    breakable,
    centred,
    justified,
    paragraph,
    register_fonts,
    style,
)
from .report_text import Report, is_heading
from .tables import Row

LEFT, RIGHT, TOP, BOTTOM = 30 * mm, 15 * mm, 20 * mm, 20 * mm
LETTERHEAD = (66 * mm, 99 * mm)
COLUMN_SHARES = (0.065, 0.305, 0.14, 0.14, 0.125, 0.225)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BODY = 14


@dataclass(frozen=True, slots=True)
class Look:
    """What differs between offices: an appendix across the page, its type size, its heading on each page."""

    landscape_appendix: bool = False
    cell_size: float = 11
    repeat_heading: bool = False


def print_report(report: Report, path: Path, look: Look) -> Place:
    """Write the PDF; returns where the signature goes."""
    register_fonts()
    signature = SignatureSpace(62)
    document = BaseDocTemplate(
        str(path),
        pagesize=A4,
        title=" ".join(report.subject),
        author=" ".join(report.issuer),
        creator="samples/make_renditions.py",
        invariant=True,
    )
    document.addPageTemplates([_page("portrait", A4), _page("landscape", landscape(A4))])
    story = [*_head(report), *_body(report), *_foot(report, signature), *_appendix(report, look)]
    document.build(story)
    return signature.place


def spaced_number(number: str) -> str:
    """«Số: /BC-UBND» with the room that the clerk writes into."""
    return re.sub(r"^Số: ?/", "Số:        /", number)


def spaced_date(place_and_date: str) -> str:
    """«ngày tháng 6» with the room for a day (and a month) that is still to be written."""
    return re.sub(r"(ngày|tháng) (?=tháng|năm)", r"\1       ", place_and_date)


def _page(name: str, size: tuple[float, float]) -> PageTemplate:
    frame = Frame(LEFT, BOTTOM, size[0] - LEFT - RIGHT, size[1] - TOP - BOTTOM, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=_number_page, pagesize=size)


def _number_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    number = canvas.getPageNumber()
    if number > 1:
        width, height = canvas._pagesize
        canvas.setFont("Serif", 13)
        canvas.drawCentredString((width + LEFT - RIGHT) / 2, height - 13 * mm, str(number))


def _head(report: Report) -> list[Flowable]:
    issuer: list[Flowable] = [centred(report.superior, 12)] if report.superior else []
    issuer += [*(centred(line, 12, "-Bold") for line in report.issuer), ShortRule(0.35)]
    state = [centred(MOTTO[0], 12, "-Bold"), centred(MOTTO[1], 13, "-Bold"), ShortRule(0.58)]
    number = [BlankKeepingLine(spaced_number(report.number), "Serif", 13)]
    date = [BlankKeepingLine(spaced_date(report.place_and_date), "Serif-Italic", 13)]
    first, *rest = report.subject
    title = [centred(report.kind, BODY, "-Bold"), centred(first, BODY, "-Bold")]
    title += [centred(line, BODY, "-Italic") for line in rest]
    return [
        _two_columns([[issuer, state], [number, date]]),
        Spacer(0, 14),
        *title,
        ShortRule(0.25, drop=5),
        Spacer(0, 10),
    ]


def _body(report: Report) -> list[Flowable]:
    return [justified(text, BODY, _face(text), keep_with_next=is_heading(text)) for text in report.body]


def _face(text: str) -> str:
    if is_heading(text):
        return "-BoldItalic" if re.match(r"\d+\.\d", text) else "-Bold"
    return "-Italic" if text.startswith("(") and text.rstrip(".").endswith(")") else ""


def _foot(report: Report, signature: SignatureSpace) -> list[Flowable]:
    recipients = [paragraph("Nơi nhận:", style(12, face="-BoldItalic", after=2))]
    recipients += [paragraph(line, style(11)) for line in report.recipients]
    capacity = [centred(line, 13, "-Bold") for line in report.capacity]
    signing = [*capacity, signature, centred(report.signer, BODY, "-Bold")]
    return [Spacer(0, 8), KeepTogether(_two_columns([[recipients, signing]]))]


def _two_columns(rows: list[list[list[Flowable]]]) -> Table:
    plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    plain += [("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)]
    return Table(rows, colWidths=LETTERHEAD, style=plain)


def _appendix(report: Report, look: Look) -> list[Flowable]:
    if not report.appendix:
        return []
    size = landscape(A4) if look.landscape_appendix else A4
    name = "landscape" if look.landscape_appendix else "portrait"
    title = [centred(line, 13, "-Italic" if line.startswith("(") else "-Bold") for line in report.appendix_title]
    table = _table(report.appendix, size[0] - LEFT - RIGHT, look)
    return [NextPageTemplate(name), PageBreak(), *title, Spacer(0, 8), table]


def _table(rows: tuple[Row, ...], width: float, look: Look) -> Table:
    lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    lines += [("LEFTPADDING", (0, 0), (-1, -1), 3.5), ("RIGHTPADDING", (0, 0), (-1, -1), 3.5)]
    lines += [("SPAN", (1, n), (-1, n)) for n, row in enumerate(rows) if row.is_section]
    widths = [width * share for share in COLUMN_SHARES]
    cells = [[_cell(row, n == 0, column, widths[column], look) for column in range(6)] for n, row in enumerate(rows)]
    return RuledTable(
        cells,
        colWidths=widths,
        style=lines,
        repeatRows=1 if look.repeat_heading else 0,
        splitByRow=1,
        splitInRow=0 if look.repeat_heading else 1,
    )


def _cell(row: Row, heading: bool, column: int, width: float, look: Look) -> list[Flowable]:
    face = "-Bold" if heading or row.is_section else ""
    texts = (
        row.cells[column] if row.is_section else [breakable(t, width - 7, look.cell_size) for t in row.cells[column]]
    )
    if heading or column in (0, 4):
        return [centred(text, look.cell_size, face) for text in texts]
    return [paragraph(text, style(look.cell_size, face=face, after=2)) for text in texts]
