"""Rows, frames, the words around a value, and CSV that a spreadsheet cannot be tricked with."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import count, made, own, percent, scanned, unmarked

from extractors.extraction import Date, Period, Ratio, Value
from extractors.header.header import Field, Header
from normalizers import Span, Text
from pipeline import table
from pipeline.columns import layouts
from pipeline.context import excerpt
from pipeline.printable import escaped, pictured
from pipeline.report import Report

# value, and the cells value, value_number, value_date, numerator, denominator of its row
VALUES: list[tuple[Value, tuple[object, ...]]] = [
    (count(4266, "received_total"), ("4266", 4266, None, None, None)),
    (percent("98.7"), ("98.7", 98.7, None, None, None)),
    (Date("2026-03-09"), ("2026-03-09", None, date(2026, 3, 9), None, None)),
    (Date("2026-06"), ("2026-06", None, None, None, None)),
    (Period("2026-Q2"), ("2026-Q2", None, None, None, None)),
    (Ratio(19, 30, "nhiệm vụ"), ("19/30", None, None, 19, 30)),
    (own("237/BC-UBND", "2026-04-30"), ("237/BC-UBND", None, None, None, None)),
]


@pytest.mark.parametrize(("value", "cells"), VALUES, ids=lambda part: getattr(part, "kind", None))
def test_values_are_typed_by_kind(value: Value, cells: tuple[object, ...]) -> None:
    (row,) = made("⟦x⟧", value).table_rows("facts")
    assert tuple(row[n] for n in ("value", "value_number", "value_date", "numerator", "denominator")) == cells
    assert list(row) == layouts()["facts"].names


def test_the_frame_has_typed_columns() -> None:
    frame = made(
        "Số ⟦a⟧ nhận ⟦4.266⟧ ngày ⟦b⟧", own("1/BC-UBND"), count(4266, "received_total"), Date("2026-03-09")
    ).table()
    assert list(frame.columns) == layouts()["facts"].names
    assert frame["value_number"].tolist()[1] == 4266
    assert frame["value_date"].iloc[2].date() == date(2026, 3, 9)
    assert {str(frame[n].dtype) for n in ("start", "page", "year")} == {"Int64"}
    assert frame["approx"].tolist() == [False, False, False]


def test_a_report_without_facts_gives_an_empty_typed_frame() -> None:
    frame = made("không có gì").table()
    assert frame.empty
    assert str(frame["value_number"].dtype) == "Float64"


def test_the_document_row() -> None:
    marked = "Số: ⟦237/BC-UBND⟧ tháng ⟦4/2026⟧ so với ⟦2025⟧ nhận ⟦10⟧"
    values = (own("237/BC-UBND", "2026-04-30"), Period("2026-04"), Period("2025"), count(10, "received_total"))
    row = made(marked, *values).table_rows("documents")[0]
    assert list(row) == layouts()["documents"].names
    assert (row["document_number"], row["document_date"], row["document_type"]) == ("237/BC-UBND", "2026-04-30", "BC")
    assert (row["period"], row["facts"], row["periods"], row["dossier_counts"]) == ("2026-04", 4, 2, 1)
    assert (row["sources"], row["ocr_pages"], row["ocr_confidence"]) == ("text 1", 0, None)


def test_the_document_row_tells_the_header_and_the_period_of_the_title() -> None:
    marked = "Căn cứ năm ⟦2025⟧ BÁO CÁO quý ⟦I/2026⟧ của xã"
    raw, _ = unmarked(marked)
    title = Span(raw.index("quý"), len(raw))
    header = Header(
        issuer=Field("UBND xã A", Span(0, 1), 1.0),
        type=Field("Báo cáo", Span(0, 1), 1.0),
        title=Field(title.of(raw), title, 1.0),
        recipients=(Field("Như trên", Span(0, 1), 1.0), Field("Lưu: VT", Span(0, 1), 1.0)),
    )
    report = made(marked, Period("2025"), Period("2026-Q1"), header=header)
    (row,) = report.table_rows("documents")
    told = ("issuer", "document_type", "title", "period", "recipients", "signer")
    assert [row[name] for name in told] == [
        "UBND xã A", "Báo cáo", "quý I/2026 của xã", "2026-Q1", "Như trên; Lưu: VT", None
    ]  # fmt: skip


def test_the_document_row_of_a_scan_tells_how_sure_the_recognition_was() -> None:
    document = scanned(["một hai", "ba"], confidence=0.75)
    row = Report("quét.pdf", document, Text.of(document.raw), (), Header()).table_rows("documents")[0]
    assert (row["sources"], row["ocr_pages"], row["ocr_confidence"]) == ("ocr 1", 1, 0.75)


# cell, the field of the CSV as a spreadsheet reads it
CELLS = [
    ("=1+1", "'=1+1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("+84 chín", "'+84 chín"),
    ("-5", "-5"),
    ("+3,5%", "+3,5%"),
    ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
    ("\tx", "'\tx"),
    ("\r=1", "'\r=1"),
    ("/BC-UBND", "/BC-UBND"),
    ('nói "được", rồi', 'nói "được", rồi'),
    ("hai\ndòng", "hai\ndòng"),
]


@pytest.mark.parametrize(("cell", "field"), CELLS)
def test_csv_cells(cell: str, field: str) -> None:
    row = made("⟦x⟧", percent("1")).table_rows("facts")[0] | {"scope": cell}
    assert next(csv.DictReader(io.StringIO(table.csv("facts", [row]), newline="")))["scope"] == field


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_csv_keeps_every_text_and_never_begins_a_formula(text: str) -> None:
    row = made("⟦x⟧", percent("1")).table_rows("facts")[0] | {"scope": text, "context": text}
    (read,) = csv.DictReader(io.StringIO(table.csv("facts", [row]), newline=""))
    assert read["scope"] in (text, f"'{text}")
    assert read["scope"] == text or text[0] in "=+-@\t\r\n"


# marked line, reach, what is shown
EXCERPTS = [
    ("trước ⟦98,5%⟧ sau", 20, ("trước ", "98,5%", " sau")),
    ("dòng một\nhai ⟦5⟧ ba\nbốn", 20, ("hai ", "5", " ba")),
    ("⟦5⟧", 20, ("", "5", "")),
    ("một hai ba bốn ⟦5⟧ sáu bảy tám chín", 9, ("…ba bốn ", "5", " sáu bảy…")),
    ("số ⟦1170/\nUBND⟧ ngày", 20, ("số ", "1170/ UBND", " ngày")),
    ("a\t\t⟦5⟧   b", 20, ("a ", "5", " b")),
    ("một\f hai  ⟦ba⟧\tbốn \r\nnăm", 20, ("hai ", "ba", " bốn")),
    ("x" * 999 + "⟦5⟧" + "y" * 999, 4, ("…xxxx", "5", "yyyy…")),
]


@pytest.mark.parametrize(("marked", "reach", "shown"), EXCERPTS)
def test_excerpts(marked: str, reach: int, shown: tuple[str, str, str]) -> None:
    raw, (span,) = unmarked(marked)
    assert excerpt(raw, span, reach) == shown


# characters, written out in a message, shown in a spreadsheet
HOSTILE = [
    ("tên\x1b[2J.pdf", "tên\\x1b[2J.pdf", "tên␛[2J.pdf"),
    ("a\nb", "a\\nb", "a\nb"),
    ("\u202efdp.a", "\\u202efdp.a", "\u202efdp.a"),
    ("a\x00b\x7f", "a\\x00b\\x7f", "a␀b\x7f"),
    ("\udc80", "\\udc80", "\ufffd"),
    ("Hà Đông 100 %", "Hà Đông 100 %", "Hà Đông 100 %"),
    ("a\xa0b", "a\xa0b", "a\xa0b"),
]


@pytest.mark.parametrize(("value", "message", "cell"), HOSTILE)
def test_hostile_characters(value: str, message: str, cell: str) -> None:
    assert escaped(value) == message
    assert pictured(value) == cell
