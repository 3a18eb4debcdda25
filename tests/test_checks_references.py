"""Documents cited: one date, one subject, a year and a type that fit, numbers in order, the own number repeated."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from marks import unmark
from verdicts import failures, judged, quoted

from pipeline.checks import Finding
from pipeline.report import process

RULES = ("R-DOC-DATE", "R-DOC-YEAR", "R-DOC-TITLE", "R-DOC-TYPE", "R-SEQ", "R-SELF", "R-FUTURE")
ROOT = Path(__file__).resolve().parent.parent
TEXTS = [
    *sorted((ROOT / "samples/text").glob("*.txt")),
    *sorted((ROOT / "tests/devset").glob("*.txt")),
    *sorted((ROOT / "benchmarks/reports").glob("*.txt")),
]
KNOWN = {"000": ["R-DOC-TYPE"], "004": ["R-DOC-DATE"], "22_": ["R-DOC-TITLE"]}  # gold 000-5, 004-3, 22-1

HEAD = "UBND XÃ TÂN AN\nSố: {number}\n\nTân An, ngày {date}\n\nBÁO CÁO\nCông tác cải cách hành chính\n\n"


def grave(raw: str) -> list[Finding]:
    return [finding for finding in failures(raw, *RULES) if finding.severity != "hint"]


FAILING = [
    # one number, two dates
    ("R-DOC-DATE", "error", "Thực hiện Quyết định số ⟦815/QĐ-TTg ngày 03/6/2024⟧ của Thủ tướng Chính phủ; theo Quyết định số ⟦815/QĐ-TTg ngày 08/6/2024⟧."),
    ("R-DOC-DATE", "error", "Công văn số ⟦402/UBND-NV ngày 12/5/2025⟧ về việc rà soát biên chế các đơn vị; sau đó nhắc lại Công văn số ⟦402/UBND-NV ngày 21/5/2025⟧ về việc rà soát biên chế các đơn vị."),
    ("R-DOC-DATE", "error", "Kế hoạch số ⟦31/KH-UBND ngày 05/3/2025⟧ của UBND tỉnh Bắc Giang. Theo Kế hoạch số ⟦31/KH-UBND ngày 03/5/2025⟧ của UBND tỉnh Bắc Giang."),
    ("R-DOC-DATE", "error", "UBND huyện Ba Vì đã ban hành Kế hoạch số ⟦77/KH-UBND ngày 05/3/2024⟧. Ngoài ra còn Kế hoạch số ⟦77/KH-UBND ngày 06/3/2024⟧ của UBND huyện Ba Vì."),
    ("R-DOC-DATE", "error", "Cong van so ⟦88/VPCP-KSTT ngay 02/4/2026⟧ cua Van phong Chinh phu. Theo Cong van so ⟦88/VPCP-KSTT ngay 12/4/2026⟧."),
    ("R-DOC-DATE", "warning", "Công văn số ⟦402/UBND-NV ngày 12/5/2025⟧. Công văn số ⟦402/UBND-NV ngày 21/5/2025⟧."),
    ("R-DOC-DATE", "warning", "Quyết định số ⟦766/QĐ-TTg ngày 23/6/2022⟧. Quyết định số ⟦766/QĐ-TTg ngày 23/6/2023⟧."),
    ("R-DOC-DATE", "error", "Kế hoạch số ⟦56/KH-UBND ngày 24/02/2026⟧ về chuyển đổi số xã An Bình năm 2026. Kế hoạch số ⟦56/KH-UBND ngày 24/02/2025⟧ về chuyển đổi số xã An Bình năm 2026."),
    # repeated without the issuer, one part of the date another
    ("R-DOC-DATE", "warning", "Thực hiện Kế hoạch số ⟦18/KH-UBND ngày 12/01/2024⟧ của UBND huyện Ea Súp; thực hiện có hiệu quả Kế hoạch số ⟦18/KH-UBND ngày 11/01/2024⟧."),
    ("R-DOC-DATE", "warning", "Kế hoạch số ⟦45/KH-UBND ngày 06/3/2025⟧. Thực hiện Kế hoạch số ⟦45/KH-UBND ngày 06/4/2025⟧ của UBND xã Ia Pa."),
    ("R-DOC-DATE", "warning", "Triển khai Kế hoạch số ⟦07/KH-UBND ngày 10/01/2022⟧ của UBND tỉnh Cà Mau; tiếp tục Kế hoạch số ⟦07/KH-UBND ngày 10/01/2012⟧."),
    ("R-DOC-DATE", "warning", "Nghị quyết số ⟦66/NQ-CP ngày 26/3/2025⟧ của Chính phủ về cắt giảm thủ tục; theo Nghị quyết số ⟦66/NQ-CP ngày 26/3/2023⟧ về phát triển doanh nghiệp tư nhân."),
    # a year that does not fit
    ("R-DOC-YEAR", "error", "Căn cứ Nghị định số ⟦118/2025/NĐ-CP ngày 09/6/2024⟧ của Chính phủ."),
    ("R-DOC-YEAR", "error", "Thông tư ⟦05/2014/TT-BTP ngày 07 tháng 02 năm 2004⟧ của Bộ Tư pháp."),
    ("R-DOC-YEAR", "error", "Nghi dinh so ⟦61/2018/ND-CP ngay 23/4/2017⟧ cua Chinh phu."),
    ("R-DOC-YEAR", "warning", "Nghị định số ⟦01/2024/NĐ-CP ngày 31/12/2023⟧ của Chính phủ."),
    # one number and date, two years
    ("R-DOC-TITLE", "error", "Kế hoạch số ⟦12/KH-UBND ngày 15/01/2025 về cải cách hành chính năm 2025⟧; Kế hoạch số ⟦12/KH-UBND ngày 15/01/2025 về cải cách hành chính năm 2024⟧."),
    ("R-DOC-TITLE", "error", "Quyết định ⟦90/QĐ-UBND ngày 20/02/2023 về việc phê duyệt kế hoạch kiểm tra CCHC năm 2023⟧. Theo Quyết định ⟦90/QĐ-UBND ngày 20/02/2023 phê duyệt kế hoạch kiểm tra cải cách hành chính năm 2022⟧."),
    # one number and date, two subjects printed whole
    ("R-DOC-TITLE", "warning", "Kế hoạch số ⟦57/KH-UBND ngày 24/12/2024 của UBND tỉnh về cải cách hành chính năm 2025⟧; Kế hoạch số ⟦57/KH-UBND ngày 24/12/2024 của UBND tỉnh về chuyển đổi số năm 2025⟧."),
    ("R-DOC-TITLE", "warning", "Công văn số ⟦1302/VPCP-KSTT ngày 28/3/2025 về phòng cháy rừng⟧; theo Công văn số ⟦1302/VPCP-KSTT ngày 28/3/2025 về dịch vụ công trực tuyến⟧."),
    # no such type
    ("R-DOC-TYPE", "warning", "Nghị quyết số ⟦66.7/2025/NQQ-CP⟧ của Chính phủ."),
    ("R-DOC-TYPE", "warning", "Kế hoạch số ⟦20/KHH-UBND ngày 03/02/2025⟧."),
    ("R-DOC-TYPE", "warning", "Quyết định số ⟦20/ĐQ-UBND ngày 03/02/2025⟧."),
    ("R-DOC-TYPE", "warning", "Nghị định số ⟦127/2013/NĐC-CP ngày 15/10/2013⟧."),
    # numbers in order
    ("R-SEQ", "warning", "Quyết định số ⟦714/QĐ-UBND ngày 27/02/2026⟧ của UBND thành phố; Quyết định số ⟦652/QĐ-UBND ngày 10/4/2026⟧ của UBND thành phố."),
    ("R-SEQ", "warning", "Nghị định số ⟦58/2017/NĐ-CP ngày 10/5/2017⟧; Nghị định số ⟦77/2017/NĐ-CP ngày 17/3/2017⟧."),
    # the own number
    ("R-SELF", "error", HEAD.format(number="⟦237/BC-UBND⟧", date="30 tháng 4 năm 2026") + "PHỤ LỤC\nKết quả giải quyết hồ sơ\n(Kèm theo Báo cáo số ⟦273/BC-UBND ngày 30/4/2026⟧ của UBND xã Tân An)"),
    ("R-SELF", "error", HEAD.format(number="⟦237/BC-UBND⟧", date="30 tháng 4 năm 2026") + "PHỤ LỤC\nKết quả giải quyết hồ sơ\n(Kèm theo Báo cáo số ⟦237/BC-UBND ngày 29/4/2026⟧ của UBND xã Tân An)"),
    ("R-SELF", "warning", HEAD.format(number="⟦237/BC-UBND⟧", date="30 tháng 6 năm 2026") + "PHỤ LỤC\nKết quả giải quyết hồ sơ\n(Kèm theo Báo cáo số ⟦148/BC-UBND ngày 19/3/2026⟧ của UBND xã Tân An)"),
    ("R-SELF", "error", HEAD.format(number="⟦237/BC-UBND⟧", date="15 tháng 6 năm 2026") + "PHỤ LỤC\n(Kèm theo Báo cáo số ⟦273/BC-UBND ngày 15/6/2026⟧ của UBND xã Tân An)"),
    ("R-SELF", "error", HEAD.format(number="⟦237/BC-UBND⟧", date="15 tháng 6 năm 2026") + "PHỤ LỤC\n(Kèm theo Báo cáo số ⟦237/BC-UBND ngày 15/5/2026⟧ của UBND xã Tân An)"),
    ("R-SELF", "error", HEAD.format(number="⟦237/BC-UBND⟧", date="15 tháng 6 năm 2026") + "PHỤ LỤC I\n(Kèm theo Báo cáo số ⟦237/BC-UBND ngày 15/6/2025⟧)"),
    # cited before it was issued
    ("R-FUTURE", "error", HEAD.format(number="5/BC-UBND", date="⟦10 tháng 3 năm 2026⟧") + "Theo Công văn số ⟦15/UBND-VP ngày 12/3/2026⟧."),
    ("R-FUTURE", "error", "UBND XÃ TÂN AN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc Số: 5/BC-UBND   Tân An, ⟦ngày 10 tháng 3 năm 2026⟧\n\nBÁO CÁO\nCông tác tháng\n\nTheo Công văn số ⟦15/UBND-VP ngày 12/3/2026⟧."),
    ("R-FUTURE", "error", HEAD.format(number="/BC-UBND", date="⟦tháng 6 năm 2026⟧") + "Theo Quyết định số ⟦15/QĐ-UBND ngày 01/7/2026⟧ của UBND tỉnh."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "severity", "marked"), FAILING)
def test_a_contradiction_is_told_with_both_quotes(rule: str, severity: str, marked: str) -> None:
    raw, spans = unmark(marked)
    (finding,) = grave(raw)
    assert (finding.rule, finding.severity) == (rule, severity)
    found = quoted(finding)
    assert len(found) == len(spans)
    for (start, end), (low, high) in zip(found, spans, strict=True):
        assert start < high, raw[start:end]
        assert low < end, raw[start:end]


SILENT = [
    "Kế hoạch số 15/KH-UBND ngày 10/01/2026 của UBND tỉnh; Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND xã.",
    "Kế hoạch số 15/KH-UBND ngày 10/01/2026 của UBND tỉnh về cải cách hành chính năm 2026; UBND xã đã ban hành Kế hoạch số 15/KH-UBND ngày 20/01/2026 về cải cách hành chính năm 2026.",
    "Quyết định số 30/QĐ-UBND ngày 10/3/2026 của UBND xã Đông Hòa; Quyết định số 30/QĐ-UBND ngày 12/3/2026 của UBND xã Tây Giang.",
    "Kế hoạch số 12/KH-UBND ngày 15/01/2024 về cải cách hành chính năm 2024; Kế hoạch số 12/KH-UBND ngày 16/01/2025 về cải cách hành chính năm 2025.",
    "Nghị quyết số 01/NQ-CP ngày 08/01/2025 của Chính phủ; Nghị quyết số 01/NQ-CP ngày 08/01/2026 của Chính phủ.",
    "Kế hoạch số 15/KH-UBND ngày 10/3/2026; Kế hoạch số 15/KH-UBND ngày 20/4/2026.",
    "Kế hoạch số 15/KH-UBND ngày 10/3/2026 của UBND tỉnh Bến Tre; Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND huyện Ba Tri.",
    "Kế hoạch số 15/KH-UBND ngày 10/3/2026 về phòng cháy chữa cháy rừng; Kế hoạch số 15/KH-UBND ngày 20/3/2026 về tuyển chọn công dân nhập ngũ.",
    "Kế hoạch số 15/KH-UBND ngày 10/01/2025 về cải cách hành chính năm 2025; Kế hoạch số 15/KH-UBND ngày 10/01/2026 về cải cách hành chính năm 2026.",
    "Nghị quyết số 02/NQ-CP ngày 08/01/2024; Nghị quyết số 02/NQ-CP ngày 08/01/2025.",
    HEAD.format(number="237/BC-UBND", date="15 tháng 6 năm 2026") + "PHỤ LỤC\n(Kèm theo Báo cáo số 237/BC-UBND ngày 15/6/2026 của UBND xã Tân An)",
    HEAD.format(number="/BC-UBND", date="   tháng 6 năm 2026") + "PHỤ LỤC\n(Kèm theo Báo cáo số     /BC-UBND ngày      của UBND xã Tân An)",
    "Kế hoạch số 15/KH-UBND ngày 10/3/2026 về phòng cháy chữa cháy rừng; Kế hoạch số 15/KH-UBND ngày 20/4/2026 về tuyển chọn công dân nhập ngũ.",
    "Nghị quyết số 66.7/2025/NQ-CP ngày 15/11/2025; Nghị quyết số 66/NQ-CP ngày 26/3/2025; Nghị quyết số 66.18/2026/NQ-CP ngày 10/5/2026.",
    "Quyết định số 766/QĐ-TTg ngày 23/6/2022; Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022; Quyết định 766/QĐ-TTg.",
    "Nghị quyết số 08/2021/QH15 của Quốc hội tiếp tục hoạt động cho đến hết ngày 28 tháng 02 năm 2025.",
    "Nghị định số 118/2025/NĐ-CP có hiệu lực từ ngày 01/01/2026.",
    "Từ 01/6/2020 cấp theo mẫu mới. Bộ GTVT ban hành Thông tư 38/2019/TT-BGTVT, từ 01/6/2020 áp dụng.",
    "Nghị định số 61/2018/NĐ-CP ngày 01/7/2018 của Chính phủ, có hiệu lực từ năm 2018; Nghị định số 61/2018/NĐ-CP ngày 01/7/2018 của Chính phủ sửa đổi năm 2021.",
    "Nghị định số 75/2021/NĐ-CP ngày 24/7/2021 quy định mức hưởng trợ cấp, có hiệu lực từ ngày 15 tháng 9 năm 2021; Nghị định số 75/2021/NĐ-CP ngày 24/7/2021 quy định mức hưởng trợ cấp, có hiệu lực kể từ ngày 05 tháng 9 năm 2023.",
    "Kế hoạch số 12/KH-UBND ngày 15/01/2025 về CCHC giai đoạn 2021 - 2025; Kế hoạch số 12/KH-UBND ngày 15/01/2025 về cải cách hành chính năm 2025.",
    "Nghi dinh so 61/2018/ND-CP ngay 23/4/2018; Quyet dinh so 15/QD-UBND; Nghị quyết số 20/NQ-HDND; Quy định số 01/QYĐ-UBND.",
    "Quyết định số 15/QĐST-DS; Công văn 12/BTCT-UBND; Hướng dẫn số 11/HDLT-SNV-STC; Nghị quyết liên tịch 05/NQLT-CP-MTTQ; Kế hoạch số 8/KHLT-CA-QS.",
    "Công văn số 1130/UBND-TTPVHCC ngày 08/6/2026 của UBND thành phố; Công văn số 928/UBND-TTPVHCC ngày 09/6/2026 của UBND xã.",
    "Công văn số 1130/UBND-TTPVHCC ngày 01/6/2026 của UBND thành phố; Công văn số 928/UBND-TTPVHCC ngày 28/6/2026.",
    "Quyết định số 900/QĐ-UBND ngày 20/12/2025 của UBND tỉnh; Quyết định số 12/QĐ-UBND ngày 08/01/2026 của UBND tỉnh.",
    "Nghị định số 125/2025/NĐ-CP ngày 11/6/2025; Nghị định số 118/2025/NĐ-CP ngày 12/6/2025.",
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017; Nghị quyết số 06-NQ/TW ngày 24/01/2022; Nghị quyết số 19-NQ/TW ngày 16/6/2022 và 18-NQ/TW ngày 16/6/2022.",
    HEAD.format(number="/BC-UBND", date="tháng 6 năm 2026") + "(Kèm theo Báo cáo số /BC-UBND ngày 19/6/2026 của UBND xã Tân An)",
    HEAD.format(number="237/BC-UBND", date="tháng 6 năm 2026") + "(Kèm theo Báo cáo số /BC-UBND ngày /6/2026 của UBND xã Tân An)",
    HEAD.format(number="237/BC-UBND", date="30 tháng 4 năm 2026") + "Báo cáo số 237/BC-UBND ngày 02/4/2026 của UBND tỉnh.",
    HEAD.format(number="237/BC-UBND", date="30 tháng 4 năm 2026") + "(Kèm theo Báo cáo số 401/BC-UBND ngày 02/4/2026 của UBND tỉnh)",
    "UBND TỈNH A\nSố: 90/QĐ-UBND\n\nA, ngày 5 tháng 5 năm 2025\n\nQUYẾT ĐỊNH\n\nMẫu số 01 (Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 02/02/2023)",
    HEAD.format(number="5/BC-UBND", date="12 tháng 3 năm 2026") + "Theo Công văn số 15/UBND-VP ngày 12/3/2026; hoàn thành trước ngày 30/9/2026.",
    HEAD.format(number="/BC-UBND", date="tháng 6 năm 2026") + "Theo Quyết định số 15/QĐ-UBND ngày 30/6/2026 của UBND tỉnh.",
    "Kế hoạch số 57/KH-UBND ngày 24/12/2024 về cải cách hành chính năm 2025; Kế hoạch số 57/KH-UBND ngày 24/12/2024 về chuyển đổi số năm 2025.",
    "Kế hoạch số 57/KH-UBND ngày 24/12/2024 của UBND tỉnh về CĐS năm 2025; Kế hoạch số 57/KH-UBND ngày 24/12/2024 của UBND tỉnh về công nghệ số năm 2025.",
    "Kế hoạch số 57/KH-UBND ngày 24/12/2024 của UBND tỉnh về KTSĐ năm 2025; Kế hoạch số 57/KH-UBND ngày 24/12/2024 của UBND tỉnh về kiểm tra sau đăng ký năm 2025.",
    "Kế hoạch số 57/KH-UBND ngày 24/12/2024 của UBND tỉnh về kiểm soát thủ tục hành chính năm 2025; Kế hoạch số 57/KH-UBND ngày 24/12/2024 của UBND tỉnh về cải cách hành chính năm 2025.",
    # minutes and articles have no number and date of their own
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBIÊN BẢN\nKiểm tra công tác tại UBND xã Mỹ An\n\nĐoàn kiểm tra theo Quyết định số 1877/QĐ-UBND ngày 21/9/2023.\n\nII. KẾT QUẢ\n1. Chỉ đạo: ban hành 02 kế hoạch (số 12/KH-UBND ngày 06/01/2023, số 31/KH-UBND ngày 17/02/2023).",
    "BIÊN BẢN\nHọp giao ban\n\nXã đã trình (Số: 45/TTr-UBND ngày 03/02/2024); huyện ban hành Quyết định số 210/QĐ-UBND ngày 20/5/2024.",
    "Phường ban hành văn bản số: 15/KH-UBND ngày 10/01/2025 và Quyết định số 88/QĐ-UBND ngày 12/6/2025.",
    "Hôm qua, Chủ tịch UBND tỉnh ký Quyết định số 15/QĐ-UBND ngày 30/6/2026 về chuyển đổi số.",
]  # fmt: skip


@pytest.mark.parametrize("raw", SILENT)
def test_what_can_be_two_documents_is_left_alone(raw: str) -> None:
    assert [(finding.rule, finding.message.en) for finding in grave(raw)] == []


CAUSES = [
    ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018; Nghị định số 61/2018/NĐ-CP ngày 22/4/2018.", "One digit"),
    ("Quyết định số 9/QĐ-TTg ngày 04/3/2024; Quyết định số 9/QĐ-TTg ngày 03/4/2024.", "changed places"),
    ("Quyết định số 766/QĐ-TTg ngày 23/6/2022. Quyết định số 766/QĐ-TTg ngày 23/6/2021.", "year may be wrong"),
    (HEAD.format(number="5/BC-UBND", date="10 tháng 3 năm 2026") + "Theo Quyết định số 15/QĐ-TTg ngày 02/3/2027.", "year"),
    (HEAD.format(number="5/BC-UBND", date="10 tháng 4 năm 2026") + "Theo Quyết định số 15/QĐ-TTg ngày 03/8/2026.", "changed places"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "cause"), CAUSES)
def test_the_likely_cause_is_told(raw: str, cause: str) -> None:
    (finding,) = grave(raw)
    assert finding.cause
    assert cause in finding.cause.en


def test_the_date_printed_more_often_is_expected() -> None:
    dated = "Quyết định số 815/QĐ-TTg ngày {}/6/2024. "
    (finding,) = grave(dated.format("08") + dated.format("03") * 2)
    assert (finding.expected, finding.found) == ("03/6/2024", "08/6/2024")


def test_what_agrees_is_said_to_hold() -> None:
    head = HEAD.format(number="237/BC-UBND", date="30 tháng 4 năm 2026")
    cited = "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 quy định về cơ chế một cửa; Nghị định số 107/2021/NĐ-CP ngày 06/12/2021. "
    annex = "(Kèm theo Báo cáo số 237/BC-UBND ngày 30/4/2026 của UBND xã Tân An)"
    order = "Quyết định số 4/QĐ-TTg ngày 05/01/2026; Quyết định số 90/QĐ-TTg ngày 20/01/2026. "
    verdicts = judged(head + cited * 2 + order + annex).verdicts
    assert {verdict.rule for verdict in verdicts if verdict.verdict == "holds"} >= set(RULES)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem[:24])
def test_nothing_but_the_known_faults_is_told(path: Path) -> None:
    findings = [finding for finding in process(path).findings if finding.rule in RULES and finding.severity != "hint"]
    assert [finding.rule for finding in findings] == KNOWN.get(path.name[:3], [])


def test_thousands_of_numbers_take_no_quadratic_time() -> None:
    report = judged("".join(f"Quyết định số 15/QĐ-UBND ngày {1 + n % 28}/{1 + n % 12}/2025. " for n in range(1500)))
    assert report.verdicts
    start = time.perf_counter()
    judged("".join(f"Công văn số {n}/UBND-VP ngày {1 + n % 28}/{1 + n % 12}/2025. " for n in range(1500)))
    assert time.perf_counter() - start < 20
