"""Numbers of dossiers in tables: a small table a case, its measures by scope."""

from __future__ import annotations

import pytest
from marks import found

from extractors.extraction import DossierCount

FORM = """Biểu số II.06a/VPCP/KSTT. Đơn vị tính: Số hồ sơ TTHC.

TT\tLĩnh vực\tSố lượng hồ sơ tiếp nhận\t\t\t\tSố lượng hồ sơ đã giải quyết\t\t\t\tSố lượng hồ sơ đang giải quyết\t\t
\t\tTổng số\tTrong kỳ\t\tTừ kỳ trước\tTổng số\tTrước hạn\tĐúng hạn\tQuá hạn\tTổng số\tTrong hạn\tQuá hạn
\t\t\tTrực tuyến\tTrực tiếp, dịch vụ bưu chính\t\t\t\t\t\t\t\t
(1)\t(2)\t(3)=(4)+(5)+(6)\t(4)\t(5)\t(6)\t(7)=(8)+(9)+(10)\t(8)\t(9)\t(10)\t(11)=(12)+(13)\t(12)\t(13)
1\tĐất đai\t1.943\t1.210\t402\t331\t1.516\t820\t655\t41\t427\t398\t29
\tTổng cộng\t1.943\t1.210\t402\t331\t1.516\t820\t655\t41\t427\t398\t29
"""
COLUMNS = (
    "received_total received_online received_direct carried_over resolved_total resolved_early "
    "resolved_on_time resolved_overdue pending_total pending_in_time pending_overdue"
)
NUMBERS = [1943, 1210, 402, 331, 1516, 820, 655, 41, 427, 398, 29]

FLAT = """Kết quả giải quyết hồ sơ thủ tục hành chính
Mức độ\tTổng hồ sơ tiếp nhận\tĐã xử lý\tChưa xử lý\tTrước hạn\tTỷ lệ\tĐúng hạn\tTỷ lệ\tTrễ hạn\tTỷ lệ
Mức 3\t51877\t47200\t4677\t33418\t70,8%\t10478\t22,2%\t3304\t7,0%
Mức 4\t1893\t1804\t89\t1105\t61,3%\t488\t27,1%\t211\t11,7%
"""
LABELS = """Chỉ tiêu\tSố hồ sơ
Tổng số hồ sơ tiếp nhận\t4.911
Hồ sơ trực tuyến\t4.900
Đã giải quyết\t4.882
Trước hạn\t4.880
"""
CUT = (
    FORM.replace("1\tĐất đai\t", "1\tThành lập và hoạt động của\t").partition("\tTổng cộng")[0]
    + "\n\n7\n\n"
    + "\n".join(FORM.splitlines()[2:6])
    + "\n\tdoanh nghiệp và hộ kinh doanh"
    + "\t" * 11
    + "\n\tTổng cộng\t"
    + "\t".join(map(str, NUMBERS))
)
MISREAD = FORM.replace("(3)=(4)+(5)+(6)\t(4)\t(5)", "@)\t4\t(5)").replace("(12)\t(13)", "(12)\t43)")
CASES = [
    (FORM, "Đất đai", list(zip(COLUMNS.split(), NUMBERS, strict=True))),
    (FORM, "Tổng cộng", list(zip(COLUMNS.split(), NUMBERS, strict=True))),
    (CUT, "Thành lập và hoạt động của doanh nghiệp và hộ kinh doanh", list(zip(COLUMNS.split(), NUMBERS, strict=True))),
    (MISREAD, None, []),
    (MISREAD, "Tổng cộng", list(zip(COLUMNS.split(), NUMBERS, strict=True))),
    (FLAT, "Mức 4", [("received_total", 1893), ("resolved_total", 1804), ("pending_total", 89), ("resolved_early", 1105), ("resolved_on_time", 488), ("resolved_overdue", 211)]),
    (LABELS, None, [("received_total", 4911), ("received_online", 4900), ("resolved_total", 4882), ("resolved_early", 4880)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "scope", "expected"),
    CASES,
    ids=["form", "total row", "cut by a page break", "misread numbering", "misread head", "flat", "labels"],
)
def test_tables(table: str, scope: str | None, expected: list[tuple[str, int]]) -> None:
    values = [extraction.value for _, _, extraction in found(table, "dossier_count")]
    assert all(isinstance(value, DossierCount) for value in values)
    assert [(v.measure, v.count) for v in values if isinstance(v, DossierCount) and v.scope == scope] == expected


@pytest.mark.parametrize(
    "table",
    [
        "TT\tNội dung\tĐơn vị\n1\tTiếp nhận hồ sơ, đôn đốc giải quyết hồ sơ trực tuyến theo quy định của pháp luật tại đơn vị\t6",
        "STT\tSố lượng TTHC\tTỷ lệ\n1\t2388\t100%\n2\t2241\t99%",
    ],
)
def test_other_tables_count_no_dossiers(table: str) -> None:
    assert found(table, "dossier_count") == []
