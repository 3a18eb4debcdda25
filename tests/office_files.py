"""Small files of every format that is read without LibreOffice, written here: paragraphs, and tables of cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Border, Font, Side

Table = Sequence[Sequence[str]]
Block = str | Table  # a paragraph, or the rows of a table
Write = Callable[..., None]  # path, blocks, and for most the name of the font
THIN = Border(*[Side(style="thin")] * 4)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{name}="{OFFICE}:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("manifest", "manifest"),
    )
)
MEDIA = "application/vnd.oasis.opendocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"


def blocks(lines: Sequence[str]) -> list[Block]:
    """Lines of text, those with TAB as the rows of tables."""
    found: list[Block] = []
    for line in lines:
        if "\t" not in line:
            found.append(line)
        elif found and not isinstance(found[-1], str):
            found[-1] = [*found[-1], line.split("\t")]
        else:
            found.append([line.split("\t")])
    return found


def write_html(path: Path, content: Sequence[Block], font: str = "Times New Roman", charset: str = "utf-8") -> None:
    body = "\n".join(f"<p>{escape(b)}</p>" if isinstance(b, str) else _html_table(b) for b in content)
    head = f'<meta charset="{charset}"><style>body {{font-family: "{font}"}}</style><script>1 &lt; 2</script>'
    text = f"<!DOCTYPE html>\n<html><head><title>bỏ qua</title>{head}</head><body>{body}</body></html>"
    path.write_bytes(text.encode("utf-8"))


def _html_table(table: Table) -> str:
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table)
    return '<table border="1">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def rtf_text(text: str, *, as_bytes: bool = False) -> str:
    r"""The text with all beyond ASCII as \uN, or as the bytes of CP1252."""
    out = []
    for char in text:
        if char in "\\{}":
            out.append("\\" + char)
        elif char < "\x80":
            out.append(char)
        elif as_bytes:
            byte = ord(char) if ord(char) < 0x100 else char.encode("cp1252")[0]
            out.append(f"\\'{byte:02x}")
        else:
            units = char.encode("utf-16-le")
            codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
            out.append("".join(f"\\u{code}?" for code in codes))
    return "".join(out)


def write_rtf(path: Path, content: Sequence[Block], font: str = "Times New Roman", *, as_bytes: bool = False) -> None:
    head = rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0\froman\fcharset0 {font};}}}}{{\info{{\title x}}}}"
    body = "".join(
        rf"\pard\plain\f0 {rtf_text(b, as_bytes=as_bytes)}\par" + "\n"
        if isinstance(b, str)
        else _rtf_table(b, as_bytes)
        for b in content
    )
    path.write_bytes(f"{head}\n{body}}}".encode("ascii"))


def _rtf_table(table: Table, as_bytes: bool) -> str:
    rows = []
    for row in table:
        shape = "".join(rf"\clbrdrt\brdrs\clbrdrb\brdrs\cellx{900 * at}" for at in range(1, len(row) + 1))
        cells = "".join(rf"\pard\plain\f0\intbl {rtf_text(cell, as_bytes=as_bytes)}\cell " for cell in row)
        rows.append(rf"\trowd\trgaph70{shape}" + f"\n{cells}\\row\n")
    return "".join(rows)


def write_xlsx(path: Path, content: Sequence[Block], font: str = "Times New Roman") -> None:
    """A sheet; whole numbers and percentages of tables are kept as numbers with formats."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Báo cáo"
    at = 0
    for block in content:
        for row in [[block]] if isinstance(block, str) else block:
            at += 1
            for column, text in enumerate(row, 1):
                cell = sheet.cell(at, column)
                cell.value, cell.number_format = _typed(text) if not isinstance(block, str) else (text or None, "@")
                cell.font = Font(name=font)
                if not isinstance(block, str):
                    cell.border = THIN
    book.save(path)


def _typed(text: str) -> tuple[str | int | float | CellRichText | None, str]:
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return int(text.replace(".", "")), "#,##0"
    if re.fullmatch(r"[1-9]\d*", text):
        return int(text), "General"
    if match := re.fullmatch(r"(\d+)(?:,(\d+))?%", text):
        decimals = match[2] or ""
        return float(f"{match[1]}.{decimals or 0}") / 100, f"0.{'0' * len(decimals)}%" if decimals else "0%"
    return text or None, "@"


def write_pptx(path: Path, content: Sequence[Block], font: str = "Times New Roman") -> None:
    """One slide."""
    shapes = "".join(_shape(block, font) for block in content)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _related(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{SLIDES}" xmlns:r="{RELATIONS}"><p:sldIdLst>'
        '<p:sldId id="256" r:id="rId7"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _related(("rId7", "slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAWING}"><p:cSld><p:spTree>{shapes}'
        "</p:spTree></p:cSld></p:sld>",
    }
    write_package(path, parts)


def _shape(block: Block, font: str) -> str:
    if isinstance(block, str):
        return f"<p:sp><p:txBody>{_slide_paragraph(block, font)}</p:txBody></p:sp>"
    rows = "".join(
        "<a:tr>"
        + "".join(f"<a:tc><a:txBody>{_slide_paragraph(cell, font)}</a:txBody></a:tc>" for cell in row)
        + "</a:tr>"
        for row in block
    )
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _slide_paragraph(text: str, font: str) -> str:
    return f'<a:p><a:r><a:rPr><a:latin typeface="{font}"/></a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>'


def _related(*relations: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{aim}"/>' for i, kind, aim in relations)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def write_odt(path: Path, content: Sequence[Block], font: str = "Times New Roman") -> None:
    body = "".join(f"<text:p>{_odf_text(b)}</text:p>" if isinstance(b, str) else _odf_table(b) for b in content)
    write_odf(path, "text", f"<office:text>{body}</office:text>", font)


def write_ods(path: Path, content: Sequence[Block], font: str = "Times New Roman") -> None:
    rows = "".join(_odf_rows([[b]], "") if isinstance(b, str) else _odf_rows(b) for b in content)
    sheet = f'<table:table table:name="Báo cáo">{rows}</table:table>'
    write_odf(path, "spreadsheet", f"<office:spreadsheet>{sheet}</office:spreadsheet>", font)


def write_odf(path: Path, kind: str, body: str, font: str = "Times New Roman", manifest: str = "") -> None:
    styles = (
        f'<office:font-face-decls><style:font-face style:name="F1" svg:font-family="\'{font}\'"/>'
        "</office:font-face-decls><office:automatic-styles>"
        '<style:style style:name="ruled" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid"/>'
        '</style:style><style:style style:name="off" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles>"
    )
    common = "".join(
        f'<style:default-style style:family="{family}"><style:text-properties style:font-name="F1"/></style:default-style>'
        for family in ("paragraph", "table-cell")
    )
    write_package(
        path,
        {
            "mimetype": f"{MEDIA}.{kind}",
            "META-INF/manifest.xml": f"<manifest:manifest {ODF}>{manifest}</manifest:manifest>",
            "styles.xml": f"<office:document-styles {ODF}><office:styles>{common}</office:styles></office:document-styles>",
            "content.xml": f"<office:document-content {ODF}>{styles}<office:body>{body}</office:body>"
            "</office:document-content>",
        },
    )


def write_odp(path: Path, content: Sequence[Block], font: str = "Times New Roman") -> None:
    """One slide."""
    write_odf(path, "presentation", _presentation(content), font)


def write_flat_odp(path: Path, content: Sequence[Block]) -> None:
    """The same as one XML file, for LibreOffice."""
    kind = f'office:version="1.3" office:mimetype="{MEDIA}.presentation"'
    body = f"<office:body>{_presentation(content)}</office:body>"
    head = '<?xml version="1.0" encoding="UTF-8"?>'  # LibreOffice tells the format by it
    path.write_text(f"{head}<office:document {ODF} {kind}>{body}</office:document>", encoding="utf-8")


def _presentation(content: Sequence[Block]) -> str:
    frames = "".join(
        f'<draw:frame svg:x="1cm" svg:y="{at}cm" svg:width="20cm" svg:height="1cm">'
        + (f"<draw:text-box>{_odf_paragraph(b)}</draw:text-box>" if isinstance(b, str) else _odf_table(b))
        + "</draw:frame>"
        for at, b in enumerate(content, 1)
    )
    return f'<office:presentation><draw:page draw:name="p1">{frames}</draw:page></office:presentation>'


def _odf_table(table: Table) -> str:
    columns = f'<table:table-column table:number-columns-repeated="{max(map(len, table))}"/>'
    return f"<table:table>{columns}{_odf_rows(table)}</table:table>"


def _odf_rows(table: Table, style: str = ' table:style-name="ruled"') -> str:
    rows = (
        "".join(f"<table:table-cell{style}>{_odf_paragraph(cell)}</table:table-cell>" for cell in row) for row in table
    )
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)


def _odf_paragraph(text: str) -> str:
    return f"<text:p>{_odf_text(text)}</text:p>" if text else ""


def _odf_text(text: str) -> str:
    return re.sub(" {2,}", lambda match: f' <text:s text:c="{len(match[0]) - 1}"/>', escape(text))


def write_eml(path: Path, content: Sequence[Block], font: str = "Times New Roman") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "van.thu@example.vn", "tong.hop@example.vn", "Gửi"
    mail.set_content("Xem bản HTML.")
    write_html(path, content, font)
    mail.add_alternative(path.read_text("utf-8"), subtype="html")
    path.write_bytes(bytes(mail))


def write_package(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


WRITERS: dict[str, Write] = {
    "html": write_html,
    "rtf": write_rtf,
    "xlsx": write_xlsx,
    "pptx": write_pptx,
    "odt": write_odt,
    "ods": write_ods,
    "odp": write_odp,
    "eml": write_eml,
}
