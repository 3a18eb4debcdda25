"""Percentages: one line a case, the percentages marked, their roles in order (achieved, target, statement)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from marks import found, unmark

from extractors.extraction import Percentage

PLAN = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
TASKS = "BÁO CÁO\n\nI. KẾT QUẢ\n\nTỷ lệ số hóa đạt ⟦98,7%⟧.\n\nV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI\n\n"

CASES = [
    ("Tỷ lệ nộp hồ sơ trực tuyến: ⟦100 %⟧ (chỉ tiêu giao tối thiểu đạt ⟦95%⟧).", "achieved target"),
    ("99,82% là kết quả; tỷ lệ số hóa: ⟦99,91%⟧ (theo chỉ tiêu giao đạt ⟦90%⟧);", "achieved target"),
    ("Tỷ lệ số hóa hồ sơ đạt ⟦98.7%⟧. Tỷ lệ tái sử dụng dữ liệu đạt ⟦83.24%⟧.", "achieved achieved"),
    ("phấn đấu mức độ hài lòng đạt từ ⟦95%⟧ trở lên", "target"),
    ("bảo đảm ⟦100%⟧ hồ sơ thủ tục hành chính được tiếp nhận trên hệ thống", "target"),
    ("đảm bảo đạt ⟦100%⟧ các chỉ tiêu thực hiện công tác cải cách", "achieved"),
    ("dẫn đến việc không đảm bảo ⟦100%⟧ hồ sơ được tiếp nhận", "statement"),
    ("các tỉnh cơ bản đạt trên ⟦90%⟧ còn 06/34 địa phương tỷ lệ đạt dưới ⟦90%⟧", "statement statement"),
    ("03/11 huyện có tỷ lệ trễ hạn trên ⟦1%⟧.", "statement"),
    ("“Chúng tôi không dám nói ⟦100%⟧ người dân hài lòng”", "statement"),
    ("đạt tỉ lệ trên ⟦99%⟧; đang giải quyết 214 hồ sơ, chiếm ⟦9,48%⟧.", "achieved achieved"),
    ("giảm ít nhất ⟦30%⟧ thời gian giải quyết, ⟦30%⟧ chi phí tuân thủ", "target target"),
    ("Đến năm 2030, ⟦100%⟧ dịch vụ công được cung cấp trên nhiều phương tiện; ⟦95%⟧ người dân hài lòng.", "target target"),
    ("đạt tỷ lệ ⟦6,2%⟧ (mục tiêu đề ra là ⟦20%⟧). Qua khảo sát, ⟦87 %⟧ người dân hài lòng.", "achieved target achieved"),
    (PLAN + "⟦100%⟧ hồ sơ được cập nhật trên hệ thống; tỷ lệ đạt ⟦80%⟧.", "target target"),
    (TASKS + "1. ⟦100%⟧ TTHC được công khai.", "achieved target"),
    ("Nội dung công việc\tĐơn vị\tKết quả thực hiện\nĐạt tỷ lệ ⟦80%⟧ hồ sơ trực tuyến\tTrung tâm\t⟦99,99%⟧ hồ sơ nộp trực tuyến", "target achieved"),
    ("Ty 1€ nop hd so truc tuyén dat ⟦100 %⟧; dat toi thiéu ⟦90%⟧.", "achieved target"),
    ("đạt ⟦92,4%⟧, thấp hơn ⟦2,6%⟧ so với kế hoạch cả năm (⟦95%⟧).", "achieved achieved target"),
    ("Nộp trực tuyến ⟦98,05%⟧, giao ⟦95%⟧", "achieved target"),
    ("tỷ lệ nộp qua mạng ⟦55,2%⟧, vượt mức ⟦40%⟧ mà Nghị quyết đặt ra", "achieved target"),
    ("tăng lên ⟦99,65%⟧, hơn mức sàn ⟦98%⟧ mà tỉnh ấn định", "achieved target"),
    ("riêng quy hoạch ⟦88,7%⟧, thấp hơn mục tiêu ⟦6,3%⟧", "achieved achieved"),
    ("5/7 chỉ tiêu đạt và vượt, bằng ⟦71,4%⟧", "achieved"),
    ("chậm hẹn 17 hồ sơ, tức chưa tới ⟦0,3%⟧", "achieved"),
    ("mới số hóa ⟦61,8%⟧, chưa đạt ⟦90%⟧ theo yêu cầu", "achieved statement"),
    ("thanh toán 1.604/1.611 giao dịch, bằng ⟦99,57%⟧; xử lý đúng quy định, đạt ⟦100%⟧", "achieved achieved"),
    ("Điều 1. Mục tiêu\n1. Đến cuối năm 2027:\na) ⟦98%⟧ hồ sơ được giải quyết đúng hạn;\nb) Hồ sơ trực tuyến đạt ⟦85%⟧.", "target target"),
    ("giảm⟦16%⟧ so với năm 2019", "achieved"),
    ("khoản 3 mục 2.1 và 24/7", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "roles"), CASES, ids=[case[0][:60] for case in CASES])
def test_roles(marked: str, roles: str) -> None:
    raw, spans = unmark(marked)
    named: dict[tuple[int, int], str] = {}
    for start, end, extraction in found(raw, "percentage"):
        assert isinstance(extraction.value, Percentage)
        named[(start, end)] = extraction.value.role
    assert [named.get(span) for span in spans] == roles.split()


VALUES = [("98.7%", "98.7"), ("66,67%", "66.67"), ("100 %", "100"), ("80, 68%", "80.68"), ("99,1 phần trăm", "99.1")]


@pytest.mark.parametrize(("printed", "percent"), VALUES)
def test_values(printed: str, percent: str) -> None:
    ((_, _, extraction),) = found(f"Tỷ lệ đạt ({printed})", "percentage")
    assert isinstance(extraction.value, Percentage)
    assert extraction.value.percent == Decimal(percent)


INDICATORS = [
    ("Hơn 10.200 hồ sơ đã được giải quyết, không có hồ sơ quá hạn, chiếm tỷ lệ gần ⟦99,4%⟧", "resolved_of_received"),
    ("giữ tỷ lệ không đúng thời hạn dưới ⟦0,01%⟧", "resolved_overdue"),
    ("Tỷ lệ thanh toán trực tuyến đạt ⟦100%⟧", "online_payment"),
    ("tỷ lệ hồ sơ giải quyết trước hạn, đúng hạn: ⟦99,96%⟧", "resolved_early_or_on_time"),
    ("⟦100%⟧ TTHC không phụ thuộc vào địa giới hành chính", "tthc_non_territorial"),
    ("Mức độ hài lòng của người dân đạt ⟦99%⟧", "satisfaction"),
]


@pytest.mark.parametrize(("marked", "measure"), INDICATORS)
def test_indicators(marked: str, measure: str) -> None:
    ((_, _, extraction),) = found(unmark(marked)[0], "percentage")
    assert isinstance(extraction.value, Percentage)
    assert extraction.value.measure == measure
