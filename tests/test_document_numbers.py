"""Numbers of documents: one line a case, the symbols marked, what they are in order.

Rows come from the reports named in samples/README.md and tests/devset, and from forms of other offices and years.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import found, unmark

from extractors.extraction import DocumentNumber, Extraction

CASES = [
    # the State's documents
    ("Kế hoạch số ⟦19/KH-UBND⟧ ngày 11/08/2025", "19/KH-UBND"),
    ("Công văn số ⟦1071/UBND-TTPVHCC⟧ ngày 26/5/2026", "1071/UBND-TTPVHCC"),
    ("Nghị quyết số ⟦66.18/2026/NQ-CP⟧; Nghị quyết ⟦30c/NQ-CP⟧", "66.18/2026/NQ-CP 30c/NQ-CP"),
    ("Quy định số ⟦01/QyĐ-UBND⟧; Tờ trình ⟦45/TTr-UBND⟧", "01/QyĐ-UBND 45/TTr-UBND"),
    ("Luật số ⟦64/2025/QH15⟧, Nghị quyết ⟦1673/NQ-UBTVQH15⟧", "64/2025/QH15 1673/NQ-UBTVQH15"),
    ("Pháp lệnh số ⟦38/2001/PL-UBTVQH10⟧", "38/2001/PL-UBTVQH10"),
    ("Thông tư liên tịch số ⟦14/2008/TTLT-BTC-BTNMT⟧", "14/2008/TTLT-BTC-BTNMT"),
    ("Công văn ⟦15/SNV-CCHC&PC⟧ và ⟦5621/VPCP-KSTT⟧", "15/SNV-CCHC&PC 5621/VPCP-KSTT"),
    ("Công văn số ⟦12/PKT⟧ của phòng", "12/PKT"),
    # the Party's documents
    ("Công văn số ⟦225-CV/ĐU⟧; Kế hoạch ⟦02-KH/BCĐTW⟧", "225-CV/ĐU 02-KH/BCĐTW"),
    ("Nghị quyết số ⟦57-NQ/TW⟧, Chương trình ⟦04-CTr/ĐU⟧", "57-NQ/TW 04-CTr/ĐU"),
    ("Chỉ thị số ⟦06-CT / TU⟧ ngày 12/01/2007", "06-CT/TU"),
    # earlier forms
    ("Quyết định số ⟦284/2004/QĐ-UB⟧ ngày 31 tháng 8 năm 2004", "284/2004/QĐ-UB"),
    ("Nghị định ⟦64-CP⟧ ngày 27/9/1993, Nghị định số ⟦36/CP⟧, mẫu 221-HĐBT", "64-CP 36/CP"),
    ("Thông tư ⟦117/2007/TTLT/BTC-BLĐTBXH⟧; Tờ trình số ⟦30/TTr.SXD⟧", "117/2007/TTLT/BTC-BLĐTBXH 30/TTr.SXD"),
    # damage: white space, lost marks, slips, OCR
    ("Số: ⟦31  /BC-UBND⟧ của xã", "31/BC-UBND"),
    ("Cong van sd ⟦1170/\nUBND- TTPVHCC⟧ ngay 07/4/2026", "1170/UBND-TTPVHCC"),
    ("Tờ trình số ⟦57/TTr - UBND⟧ ngày 27 tháng 11 năm 2009", "57/TTr-UBND"),
    ("Nghi dinh s6 ⟦118/2025/ND-CP⟧; Nghị quyết ⟦12/NQ-HDND⟧", "118/2025/NĐ-CP 12/NQ-HĐND"),
    ("Quyét dinh s6 ⟦714/QD-UBND⟧ ngay 27/02/2026", "714/QĐ-UBND"),
    ("Nghị quyết số ⟦66.7/2025/NQQ-CP⟧ của Chính phủ", "66.7/2025/NQ-CP"),
    ("Quyết định số ⟦444/QÐ-UBND⟧ và số ⟦12/QĐUB⟧", "444/QĐ-UBND 12/QĐUB"),
    ("Quyết định ⟦89/QĐ-TTg⟧ngày 18/01/2019", "89/QĐ-TTg"),
    ("Quyết định ⟦66/NQ–CP⟧; số ⟦1071/UBND-TIPVHCC⟧", "66/NQ-CP 1071/UBND-TTPVHCC"),
    # the number has still to be written
    ("Số: ⟦/BC-UBND⟧\nHà Đông", "/BC-UBND"),
    ("Số:       ⟦/QĐ-UBND⟧", "/QĐ-UBND"),
    ("Số: ….. ⟦/2025/QĐ-UBND⟧", "/2025/QĐ-UBND"),
    ("Số: ......⟦-BC/ĐU⟧", "-BC/ĐU"),
    ("S6: ⟦/BC-UBND⟧ và Báo cáo sé: ⟦/BC-UBND⟧", "/BC-UBND /BC-UBND"),
    # numbers alone
    ("xếp hạng theo Bộ chỉ số ⟦766⟧. Thuc hien B0 chi sb6 ⟦766⟧", "766 766"),
    ("Quyết định số ⟦37⟧ ngày 21/01/2021; Báo cáo số ⟦12⟧ của xã", "37 12"),
    ("theo Nghị định ⟦118⟧, Nghị quyết ⟦66.7⟧ và Đề án ⟦06⟧", "118 66.7 06"),
    ("các Nghị quyết ⟦57⟧, ⟦59⟧, ⟦66⟧ và ⟦68⟧ của Bộ Chính trị", "57 59 66 68"),
    ("Nghị định ⟦45/2020⟧; NĐ ⟦63⟧; Công văn ⟦4328⟧ gửi các xã", "45/2020 63 4328"),
    ("Nghị quyết ⟦71⟧ năm 2025; Nghị định ⟦179⟧ quy định mức phạt", "71 179"),
    # not numbers of documents
    ("Biểu số 01b/VPCP/KSTT, Mẫu số 02/TB-TEM, Phụ lục số 03/BC-TH", ""),
    ("3.071 TTHC/4.888 TTHC, 24/7, 01/01 phản ánh, 2.269/6.974 ĐKKD", ""),
    ("ban hành 08 Nghị quyết, 12 Kế hoạch; Báo cáo 6 tháng; Kế hoạch 5 năm 2021-2025", ""),
    ("Quyết định 03 danh mục; Nghị quyết 12 nhiệm vụ; Báo cáo 2013 về", ""),
    ("https://thuvienphapluat.vn/van-ban/12/QĐ-UBND.aspx; QCVN 41:2024/BGTVT", ""),
    ("số điện thoại 0225.3822.123, thửa đất số 125, tờ bản đồ 12, 500.000 đồng/hồ sơ", ""),
]  # fmt: skip


def numbers(raw: str) -> list[tuple[int, int, Extraction, DocumentNumber]]:
    rows = found(raw, "document_number")
    return [(start, end, e, e.value) for start, end, e in rows if isinstance(e.value, DocumentNumber)]


@pytest.mark.parametrize(("marked", "values"), CASES, ids=[case[0][:60] for case in CASES])
def test_numbers(marked: str, values: str) -> None:
    raw, spans = unmark(marked)
    rows = numbers(raw)
    assert [value.canonical for _, _, _, value in rows] == values.split()
    assert [(start, end) for start, end, _, _ in rows] == spans


PARTS = [  # printed, number, year, type, agency
    ("Kế hoạch số 19/KH-UBND", "19", None, "KH", "UBND"),
    ("Nghị quyết 66.10/2025/NQ-CP", "66.10", 2025, "NQ", "CP"),
    ("Công văn 1071/UBND-TTPVHCC", "1071", None, "CV", "UBND-TTPVHCC"),
    ("Thông tư 14/2008/TTLT-BTC-BTNMT", "14", 2008, "TTLT", "BTC-BTNMT"),
    ("Kế hoạch 02-KH/BCĐTW", "02", None, "KH", "BCĐTW"),
    ("Luật 64/2025/QH15", "64", 2025, "L", "QH15"),
    ("Nghị quyết 198/2025/QH15", "198", 2025, "NQ", "QH15"),
    ("Nghị định 36/CP", "36", None, "NĐ", "CP"),
    ("Số: /BC-UBND", None, None, "BC", "UBND"),
    ("Bộ chỉ số 766", "766", None, None, None),
    ("Nghị định 45/2020", "45", 2020, "NĐ", None),
]


@pytest.mark.parametrize(("text", "number", "year", "kind", "agency"), PARTS, ids=[row[0] for row in PARTS])
def test_parts(text: str, number: str | None, year: int | None, kind: str | None, agency: str | None) -> None:
    ((_, _, _, value),) = numbers(text)
    assert (value.number, value.year, value.type, value.agency) == (number, year, kind, agency)


HEADER = "ỦY BAN NHÂN DÂN\nSố: 237/BC-UBND\nHà Đông, ngày 30 tháng 4 năm 2026\nBÁO CÁO\n"
ROLES = [  # text, role and date of each number in order
    (HEADER, "self 2026-04-30"),
    (HEADER + "Thực hiện Kế hoạch số 19/KH-UBND.", "self 2026-04-30, reference -"),
    (HEADER + "(Kèm theo Báo cáo số 237/BC-UBND ngày 29/4/2026)", "self 2026-04-30, self 2026-04-29"),
    (HEADER + "Báo cáo số 237/BC-UBND trên đây", "self 2026-04-30, self 2026-04-30"),
    (HEADER + "Báo cáo số 237/BC-UBND ngày 12/6/2025", "self 2026-04-30, reference 2025-06-12"),
    ("Số: /BC- UBND\nThượng Hồng, ngày tháng 6 năm 2026\n(Kèm theo Báo cáo số 12/BC-UBND)", "self 2026-06, self 2026-06"),
    ("UY BAN NHAN DAN\n$6:237/BC- UBND Thach Khéi, ngay 30 thang 4 nam 2026", "self 2026-04-30"),
    ("ỦY BAN NHÂN DÂN\nXÃ ĐÔNG HƯNG 56\nSố: 56/BC-UBND\nĐông Hưng, ngày 30 tháng 4 năm 2026", "self 2026-04-30"),
    ("NỘI DUNG\n\nSố:\n- Theo đề nghị 12/TTr-UBND ngày 5/3/2026", "reference 2026-03-05"),
    ("(Kèm theo Báo cáo số\n12/BC-UBND ngày 5/3/2026)", "self 2026-03-05"),
    ("Hà Nội, ngày 18 tháng 11 năm 2025\nSố: 220/CĐ-TTg\nCÔNG ĐIỆN", "self 2025-11-18"),
    ("PHỤ LỤC I\n(Kèm theo Công điện số 220/CĐ-TTg ngày 18 tháng 11 năm 2025)", "self 2025-11-18"),
    ("BIỂU 3\n(Phụ lục Báo cáo số 287/BC-SNV ngày 12/12/2023)", "self 2023-12-12"),
    ("đang xử lý quá hạn (Phụ lục kèm theo Công văn 7260/VPCP-KSTT)", "reference -"),
    ("theo mẫu (phụ lục Quyết định số 12/QĐ-UBND ngày 05/3/2024)", "reference 2024-03-05"),
    ("Quy chế (ban hành kèm theo Quyết định số 61/QĐ-UBND)", "reference -"),
    ("Căn cứ Quyết định số: 816/QĐ-UBND ngày 13 tháng 8 năm 2025", "reference 2025-08-13"),
    ("Công văn số 336/UBND-VP, ngày 19/3/2026 về việc", "reference 2026-03-19"),
    ("Quyết định số 12/QĐ-UBND và số 13/QĐ-UBND ngày 5/3/2026", "reference 2026-03-05, reference 2026-03-05"),
    ("Nghị quyết số 66/NQ-CP của Chính phủ ngày 26/3/2025", "reference 2025-03-26"),
    ("15/03/2018. Ngày 09/3, Văn phòng ban hành Báo cáo 113/BC-VPUBND về", "reference 2018-03-09"),
    ("Nghị quyết số 66/NQ-CP; tính đến ngày 26/3/2025", "reference -"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[row[0][-60:] for row in ROLES])
def test_roles_and_dates(text: str, expected: str) -> None:
    assert ", ".join(f"{value.role} {value.date or '-'}" for _, _, _, value in numbers(text)) == expected


STATES = [
    ("Số: /BC-UBND", "blank"),
    ("Số: ….. /BC-UBND", "blank"),
    ("Số: )2^ /BC-UBND", "unreadable"),
    ("Số: 12/BC-UBND", "value"),
]


@pytest.mark.parametrize(("text", "state"), STATES)
def test_states(text: str, state: str) -> None:
    ((_, _, extraction, value),) = numbers(text)
    assert (extraction.state, value.number is None) == (state, state != "value")


@given(st.integers(1, 99999), st.sampled_from(("KH-UBND", "QĐ-TTg", "BC-TTPVHCC", "UBND-VP", "NQ-HĐND")))
def test_every_symbol_is_read_back(number: int, groups: str) -> None:
    ((_, _, extraction, value),) = numbers(f"Theo văn bản số {number:02d}/{groups} của xã")
    assert (value.canonical, value.role, extraction.confidence) == (f"{number:02d}/{groups}", "reference", 1.0)
