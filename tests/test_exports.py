"""Each form is read back with a program of its own kind: what comes out is what went in."""

from __future__ import annotations

import io
import json
from csv import DictReader
from datetime import datetime
from io import StringIO
from typing import get_args

import pytest
from made_reports import count, made, own, percent
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from extractors.extraction import Date, Period, Ratio
from pipeline import workbook
from pipeline.atomic import OutputError
from pipeline.columns import TableName, layouts
from pipeline.exports import SUFFIXES, exporter
from pipeline.report import Report


def reports() -> list[Report]:
    first = made(
        "Số: ⟦1/BC-UBND⟧ ngày ⟦9/3/2026⟧ kỳ ⟦quý I⟧ nhận ⟦4.266⟧ đạt ⟦98,7%⟧, ⟦19/30⟧ nhiệm vụ",
        own("1/BC-UBND", "2026-03-09"),
        Date("2026-03-09"),
        Period("2026-Q1"),
        count(4266, "received_total"),
        percent("98.7", "digitised"),
        Ratio(19, 30, "nhiệm vụ"),
    )
    return [first, made("nhận ⟦5⟧ hồ sơ", count(5, "received_total"), name="hai.txt")]


def written(form: str, found: list[Report] | None = None, *, bom: bool = False) -> bytes:
    out = io.BytesIO()
    exporter(form, bom=bom)(reports() if found is None else found, out)
    return out.getvalue()


def test_jsonl_is_one_object_a_line_with_its_file() -> None:
    rows = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [row["file"] for row in rows] == ["báo cáo.txt"] * 6 + ["hai.txt"]
    assert [row["value"] for row in rows[3:]] == [4266, 98.7, {"num": 19, "den": 30}, 5]
    assert {key: rows[0][key] for key in rows[0].keys() - {"file"}} == reports()[0].rows()[0]


def test_json_is_an_array_of_the_same_objects() -> None:
    assert json.loads(written("json")) == [json.loads(line) for line in written("jsonl").splitlines()]


@pytest.mark.parametrize(("form", "content"), [("json", b"[]\n"), ("jsonl", b"")])
def test_reports_without_facts(form: str, content: bytes) -> None:
    assert written(form, [made("không có gì")]) == content


def test_half_a_surrogate_pair_survives_json() -> None:
    out = written("jsonl", [made("nhận ⟦5\udc80⟧", count(5, "received_total"))])
    assert json.loads(out.decode("utf-8"))["text"] == "5\udc80"


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_half_a_surrogate_pair_breaks_no_table(form: str) -> None:
    assert written(form, [made("nhận ⟦5\udc80⟧", count(5, "received_total"))])


def test_csv_is_utf8_with_crlf_and_a_mark_when_asked() -> None:
    plain, marked = written("csv"), written("csv", bom=True)
    assert marked == b"\xef\xbb\xbf" + plain
    lines = plain.decode("utf-8").split("\r\n")
    assert lines[0].split(",") == layouts()["facts"].names
    assert len(lines) == 1 + 7 + 1


def test_parquet_is_typed_and_explains_its_columns() -> None:
    table = parquet.read_table(io.BytesIO(written("parquet")))
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["value_number"], types["value_date"], types["start"]) == ("double", "date32[day]", "int64")
    assert types["boxes"] == "list<element: list<element: double>>"
    assert table.column("value_number").to_pylist()[3:] == [4266, 98.7, None, 5]
    about = {column.name: column.about.vi for column in layouts()["facts"].columns}
    assert {field.name: field.metadata[b"vi"].decode() for field in table.schema} == about


@pytest.mark.parametrize("table", get_args(TableName))
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet"])
def test_every_table_can_be_written_in_every_form(table: TableName, form: str) -> None:
    out = io.BytesIO()
    exporter(form, table=table)(reports(), out)
    rows = [row for report in reports() for row in report.table_rows(table)]
    if form == "parquet":
        assert parquet.read_table(out).to_pylist() == rows
    elif form == "csv":
        assert [row["file"] for row in DictReader(StringIO(out.getvalue().decode(), newline=""))] == [
            row["file"] for row in rows
        ]
    else:
        found = json.loads(out.getvalue()) if form == "json" else list(map(json.loads, out.getvalue().splitlines()))
        assert [row["file"] for row in found] == [row["file"] for row in rows]


def sheets(found: list[Report] | None = None) -> Workbook:
    return load_workbook(io.BytesIO(written("xlsx", found)))


def cells(sheet: Worksheet, heading: str) -> list[Cell]:
    at = [cell.value for cell in sheet[1]].index(heading)
    return [row[at] for row in sheet.iter_rows(min_row=2)]


def test_xlsx_has_its_five_sheets_frozen_and_filtered() -> None:
    book = sheets()
    assert book.sheetnames == ["Văn bản", "Số liệu", "Biểu II.06", "Kiểm tra", "Từ điển dữ liệu"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width > 10
    assert book["Văn bản"].max_row == 3
    assert [cell.value for cell in cells(book["Biểu II.06"], "Tiếp nhận: tổng số (3)")] == [4266, 5]
    assert len(cells(book["Từ điển dữ liệu"], "Tên cột")) == sum(len(layout.columns) for layout in layouts().values())


def test_xlsx_cells_are_typed() -> None:
    values = cells(sheets()["Số liệu"], "Giá trị")
    assert [cell.value for cell in values] == ["1/BC-UBND", datetime(2026, 3, 9), "2026-Q1", 4266, 98.7, "19/30", 5]
    assert [cell.data_type for cell in values] == ["s", "d", "s", "n", "n", "s", "n"]
    assert values[1].number_format == "yyyy-mm-dd"


def test_xlsx_text_is_never_a_formula_nor_too_long_nor_broken() -> None:
    marked = "\x1b[2J ⟦=1+cmd⟧ rồi ⟦" + "x" * 40_000 + "⟧"
    hostile = made(marked, count(5, "received_total", scope="=HYPERLINK(1)"), percent("1"))
    sheet = sheets([hostile])["Số liệu"]
    (text, long), (scope, _), (context, _) = (cells(sheet, heading) for heading in ("Chữ gốc", "Phạm vi", "Ngữ cảnh"))
    assert (text.value, text.data_type) == ("=1+cmd", "s")
    assert (scope.value, scope.data_type) == ("=HYPERLINK(1)", "s")
    assert "␛[2J" in context.value
    assert len(long.value) == workbook.MAX_CELL
    assert long.value.endswith("(cắt bớt)")


def test_a_full_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    with pytest.raises(OutputError, match="Số liệu"):
        written("xlsx")


def test_every_suffix_has_its_exporter() -> None:
    assert {exporter(form) is not None for form in SUFFIXES.values()} == {True}
