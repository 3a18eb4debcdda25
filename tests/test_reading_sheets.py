"""Workbooks: what of a sheet is seen, in which order, and where it stands."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from office_files import THIN, write_odf, write_package
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.document import Document
from pipeline.errors import TooLargeError, TruncatedError
from pipeline.reading import Limits, read
from pipeline.reading.sheets import address, column_letters


def ruled(sheet: Worksheet, top: int, rows: list[list[object]]) -> None:
    for row, values in enumerate(rows, top):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            cell.border = THIN


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    book.active.title = "Biểu 06a"
    return book


def saved(book: Workbook, folder: Path, limits: Limits | None = None) -> Document:
    book.save(folder / "book.xlsx")
    return read(folder / "book.xlsx", limits or Limits())


def test_letterhead_table_and_foot(book: Workbook, tmp_path: Path) -> None:
    sheet = book.active
    for place, text in {
        "A1": "ỦY BAN NHÂN DÂN",
        "D1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A2": "XÃ HÀ ĐÔNG",
        "D2": "Độc lập - Tự do - Hạnh phúc",
        "A4": "BÁO CÁO",
        "A9": "Nơi nhận:",
        "D9": "CHỦ TỊCH",
    }.items():
        sheet[place] = text
    ruled(sheet, 6, [["STT", "Lĩnh vực", "Tiếp nhận", None], [1, "Hộ tịch", 1204, 0.985]])
    sheet.merge_cells("C6:D6")
    sheet["C7"].number_format, sheet["D7"].number_format = "#,##0", "0.0%"
    document = saved(book, tmp_path)
    assert document.raw.split("\n") == [
        "ỦY BAN NHÂN DÂN",
        "XÃ HÀ ĐÔNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "",
        "STT\tLĩnh vực\tTiếp nhận\t",
        "1\tHộ tịch\t1.204\t98,5%",
        "",
        "Nơi nhận:",
        "CHỦ TỊCH",
    ]
    places = {span.of(document.raw): name for span, name in document.pages[0].cells}
    assert places["1.204"] == "Biểu 06a!C7"
    assert places["98,5%"] == "Biểu 06a!D7"


def test_what_is_hidden_is_left_out_and_told(book: Workbook, tmp_path: Path) -> None:
    ruled(book.active, 1, [["a", "ẩn", "b"], [1, 2, 3], [4, 5, 6]])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("Nháp")
    hidden["A1"] = "nháp"
    hidden.sheet_state = "hidden"
    second = book.create_sheet("Hai")
    second["A1"] = "hai"
    book.create_sheet("Trống")
    document = saved(book, tmp_path)
    assert [page.raw for page in document.pages] == ["a\tb\n4\t6", "hai"]
    assert [page.reason for page in document.pages] == ["sheet «Biểu 06a»", "sheet «Hai»"]
    assert document.pages[0].notes == (
        "1 dòng ẩn bị bỏ qua · hidden rows are left out",
        "1 cột ẩn bị bỏ qua · hidden columns are left out",
    )


def test_only_hidden_sheets(book: Workbook, tmp_path: Path) -> None:
    book.create_sheet("Trống")
    book.active["A1"] = "nháp"
    book.active.sheet_state = "hidden"
    with pytest.raises(TruncatedError, match="bị ẩn"):
        saved(book, tmp_path)


def test_cells_of_all_kinds(book: Workbook, tmp_path: Path) -> None:
    sheet = book.active
    sheet["A1"] = CellRichText("Số ", TextBlock(InlineFont(rFont=".VnTime"), "h¹n"))
    sheet["A1"].font = Font(name="Arial")
    sheet["A2"], sheet["A3"], sheet["A4"] = True, "#N/A", date(2026, 6, 9)
    sheet["A5"] = "hai\ndòng \t một"
    sheet["A6"] = "=1+1"
    sheet["A7"] = "_x0041_"
    document = saved(book, tmp_path)
    assert document.raw.split("\n") == ["Số h¹n", "TRUE", "#N/A", "09/06/2026", "hai dòng một", "A"]
    assert [name for span, name in document.fonts if span.start < 6] == ["Arial", ".VnTime"]
    assert document.pages[0].notes == ("1 công thức không kèm giá trị · formulas have no kept value",)


def sheet_of(path: Path, rows: str, more: str = "") -> Path:
    """A workbook of one sheet in the least markup that is one, without addresses."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    book = f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    write_package(
        path,
        {
            "_rels/.rels": f'{related}<Relationship Id="a" Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": f'{related}<Relationship Id="r1" Type="{office}/worksheet" Target="s.xml"/></Relationships>',
            "xl/s.xml": f"<worksheet {main}><sheetData>{rows}</sheetData>{more}</worksheet>",
        },
    )
    return path


def test_cells_without_addresses(tmp_path: Path) -> None:
    path = sheet_of(tmp_path / "s", "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row>")
    document = read(path)
    assert document.raw == "1\t2\n\n3"
    assert [name for _, name in document.pages[0].cells] == ["S!A1", "S!C1", "S!A5"]


def test_kept_values_of_formulas(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path / "s", '<row r="1"><c r="A1"><f>B1*2</f><v>84</v></c><c r="B1" t="str"><f>x</f><v>ba</v></c></row>'
    )
    assert read(path).raw == "84\tba"


HOSTILE = [
    (
        "merged areas as large as a sheet",
        "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>",
    ),
    ("rows of a number that no sheet has", ""),
]


@pytest.mark.parametrize(("case", "more"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_sheets_are_quick(tmp_path: Path, case: str, more: str) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (1, 7, 1048576, 9999999))
    begin = time.monotonic()
    assert read(sheet_of(tmp_path / "s", rows, more), Limits(archive_ratio=10_000)).raw.startswith("1"), case
    assert time.monotonic() - begin < 5


def test_a_sheet_of_more_cells_than_it_has(tmp_path: Path) -> None:
    wide = "<row>" + "<c/>" * 9_999 + "<c><v>1</v></c>" * 3 + "</row>"
    filled = "<row>" + "<c><v>1</v></c>" * 2_000 + "</row>"
    rows = filled + "<row><c><v>1</v></c><c t='str'><v>a</v></c></row>" * 3_000
    with pytest.raises(TooLargeError):
        read(sheet_of(tmp_path / "s", rows), Limits(archive_ratio=10_000))
    assert read(sheet_of(tmp_path / "s", wide), Limits(archive_ratio=10_000)).raw == "1\t1\t1"


def test_too_many_cells(book: Workbook, tmp_path: Path) -> None:
    ruled(book.active, 1, [[1, 2, 3], [4, 5, 6]])
    with pytest.raises(TooLargeError):
        saved(book, tmp_path, Limits(cells=5))


ODS = [
    ('<table:table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="float" office:value="1234"><text:p>1,234</text:p></table:table-cell>', "1.234", "S!D1"),
    ('<table:table-cell office:value-type="percentage" office:value="0.985"><text:p>98.5%</text:p></table:table-cell>', "98,5%", "S!A1"),
    ('<table:table-cell office:value-type="date" office:date-value="2026-03-04"><text:p>03/04/26</text:p></table:table-cell>', "04/03/2026", "S!A1"),
    ('<table:table-cell office:value-type="string"><text:p>hai</text:p><text:p>dòng</text:p></table:table-cell>', "hai dòng", "S!A1"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected", "place"), ODS, ids=[row[1] for row in ODS])
def test_cells_of_opendocument(tmp_path: Path, cell: str, expected: str, place: str) -> None:
    table = f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>'
    write_odf(tmp_path / "s.ods", "spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")
    document = read(tmp_path / "s.ods")
    assert document.raw == expected
    assert [name for _, name in document.pages[0].cells] == [place]


def test_repeated_and_hidden_parts_of_opendocument(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>x</text:p></table:table-cell>"
    tables = (
        f'<table:table table:name="A"><table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:number-rows-repeated="2">{cell * 2}</table:table-row>'
        f'<table:table-row table:visibility="filter">{cell}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
        f'<table:table table:name="B" table:style-name="off"><table:table-row>{cell}</table:table-row></table:table>'
    )
    write_odf(tmp_path / "s.ods", "spreadsheet", f"<office:spreadsheet>{tables}</office:spreadsheet>")
    (page,) = read(tmp_path / "s.ods").pages
    assert page.raw == "x\nx"
    assert [name for _, name in page.cells] == ["A!B1", "A!B2"]
    assert page.notes == (
        "1 dòng ẩn bị bỏ qua · hidden rows are left out",
        "1 cột ẩn bị bỏ qua · hidden columns are left out",
    )


def test_a_cell_repeated_without_end(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    table = f'<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet>'
    write_odf(tmp_path / "s.ods", "spreadsheet", table)
    begin = time.monotonic()
    with pytest.raises(TooLargeError):
        read(tmp_path / "s.ods")
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
    assert address("S", 7, column) == f"S!{letters}7"
