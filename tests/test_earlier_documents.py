"""Documents of 1995-2010: symbols, agencies since merged, dates with hyphens and dots, «V/v»; one line a case."""

from __future__ import annotations

import pytest
from marks import found, unmark

from extractors.extraction import DocumentNumber
from extractors.header.header import read_header
from extractors.subject import Subject
from normalizers import normalize

# marked text; number, type, agency and the date printed beside it
NUMBERS = [
    ("Quyết định số ⟦123/2005/QĐ-UB⟧ ngày 12-5-2005", "123/2005/QĐ-UB", "QĐ", "UB", "2005-05-12"),
    ("Quyết định số ⟦45/1999/QĐ-UB⟧ ngày 12.5.1999", "45/1999/QĐ-UB", "QĐ", "UB", "1999-05-12"),
    ("Quyết định số ⟦1234/QĐ-CT.UBT⟧ ngày 05/6/2001", "1234/QĐ-CT.UBT", "QĐ", "CT-UBT", "2001-06-05"),
    ("Quyết định số ⟦202/QĐ-UB-NC⟧ ngày 19/12/1998", "202/QĐ-UB-NC", "QĐ", "UB-NC", "1998-12-19"),
    ("Quyết định số ⟦1225/QĐ.UBND⟧ ngày 9/9/2009", "1225/QĐ.UBND", "QĐ", "UBND", "2009-09-09"),
    ("Thông tư số ⟦23/2004/TT-BTC⟧ ngày 25-3-2004", "23/2004/TT-BTC", "TT", "BTC", "2004-03-25"),
    ("Thông tư số ⟦10/2003/TT-BTM⟧ của Bộ Thương mại", "10/2003/TT-BTM", "TT", "BTM", None),
    ("Thông tư số ⟦07/2006/TT-BTS⟧ của Bộ Thủy sản", "07/2006/TT-BTS", "TT", "BTS", None),
    ("Thông tư số ⟦21/2001/TT/BTC⟧ ngày 3/4/2001", "21/2001/TT/BTC", "TT", "BTC", "2001-04-03"),
    ("Thông tư số ⟦08/TT-TCCP⟧ ngày 5-3-1997", "08/TT-TCCP", "TT", "TCCP", "1997-03-05"),
    ("Nghị quyết số ⟦38-CP⟧ ngày 4-5-1994", "38-CP", "NQ", "CP", "1994-05-04"),
    ("Chỉ thị ⟦15/1999/CT-UB-KT⟧ ngày 2.7.1999", "15/1999/CT-UB-KT", "CT", "UB-KT", "1999-07-02"),
    ("Công văn số ⟦567/UB-NC⟧ ngày 12/3/2000 V/v khiếu nại", "567/UB-NC", "CV", "UB-NC", "2000-03-12"),
    ("Báo cáo số ⟦15 BC/UB⟧ ngày 20.12.2001", "15 BC/UB", "BC", "UB", "2001-12-20"),
    ("Công văn số ⟦123 CV/TU⟧ ngày 10/5/1998", "123 CV/TU", "CV", "TU", "1998-05-10"),
    ("Số: ⟦1234 TC/TCT⟧", "1234 TC/TCT", "CV", "TC/TCT", None),
    ("Số ⟦12 /TCLĐ⟧\nHà Đông", "12/TCLĐ", "CV", "TCLĐ", None),
]  # fmt: skip
NONE = [
    "tiếp nhận 15 TTHC/ngày, 12 DN/xã, 5 HTX/UBND",
    "Biểu số 12 BC/UB kèm theo",
]


@pytest.mark.parametrize(("marked", "canonical", "kind", "agency", "date"), NUMBERS, ids=[row[1] for row in NUMBERS])
def test_symbols(marked: str, canonical: str, kind: str | None, agency: str, date: str | None) -> None:
    raw, spans = unmark(marked)
    ((start, end, _, value),) = [
        (start, end, e, e.value)
        for start, end, e in found(raw, "document_number")
        if isinstance(e.value, DocumentNumber)
    ]
    assert [(start, end)] == spans
    told = (value.canonical, value.type, value.agency, value.date)
    assert told == (canonical, kind, agency, date)


@pytest.mark.parametrize("raw", NONE)
def test_no_symbols(raw: str) -> None:
    assert [raw[start:end] for start, end, _ in found(raw, "document_number")] == []


STATE = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
# text; issuer, place, type, title
HEADERS = [
    (
        f"UỶ BAN NHÂN DÂN\nHUYỆN GIA LỘC\nSố: 15/BC-UB\n{STATE}Gia Lộc, ngày 5-3-1998\nBÁO CÁO\nV/v cải cách hành chính\n",
        ("ỦY BAN NHÂN DÂN HUYỆN GIA LỘC", "Gia Lộc", "Báo cáo", "V/v cải cách hành chính"),
    ),
    (
        f"BỘ TÀI CHÍNH\nSố: 1234 TC/TCT\n{STATE}Hà Nội, ngày 12.4.2004\nV/v hướng dẫn quyết toán thuế\nKính gửi: Cục Thuế\n",
        ("BỘ TÀI CHÍNH", "Hà Nội", "Công văn", "hướng dẫn quyết toán thuế"),
    ),
    (
        f"UBND TỈNH HÀ TÂY\nSỞ TÀI CHÍNH - VẬT GIÁ\nSố: 45 BC/TCVG\n{STATE}Hà Đông, ngày 12 tháng 4 năm 2001\nBÁO CÁO\nKết quả quý I/2001\n",
        ("SỞ TÀI CHÍNH - VẬT GIÁ", "Hà Đông", "Báo cáo", "Kết quả quý I/2001"),
    ),
    (
        f"BỘ CÔNG NGHIỆP\nSố: 05/2005/QĐ-BCN\n{STATE}Hà Nội, ngày 15-01-2005\nQUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ CÔNG NGHIỆP\nV/v ban hành Quy chế\n"
        "BỘ TRƯỞNG BỘ CÔNG NGHIỆP\nCăn cứ Nghị định số 86/2003/NĐ-CP ngày 18/7/2003;\n",
        ("BỘ CÔNG NGHIỆP", "Hà Nội", "Quyết định", "V/v ban hành Quy chế"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "told"), HEADERS, ids=[told[0] for _, told in HEADERS])
def test_headers(raw: str, told: tuple[str, ...]) -> None:
    header = read_header(Subject.of(normalize(raw)))
    fields = (header.issuer, header.place, header.type, header.title)
    assert tuple(field.value if field else None for field in fields) == told
