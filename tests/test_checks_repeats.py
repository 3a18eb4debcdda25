"""The same thing told twice, levels and units, tasks and petitions: one line a case, the quotes marked."""

from __future__ import annotations

import pytest
from marks import unmark
from verdicts import failures, judged, quoted

FAILING = [
    # percentages of one name
    ("R-PCT-REPEAT", "Tỷ lệ số hóa có file thành phần hồ sơ đính kèm: ⟦99,98%⟧.\n\nTỷ lệ số hóa có file thành phần hồ sơ đính kèm đạt ⟦99,97%⟧."),
    ("R-PCT-REPEAT", "I. KẾT QUẢ\nTỷ lệ hồ sơ nộp trực tuyến đạt ⟦98,2%⟧.\nII. ĐÁNH GIÁ CHUNG\nTỷ lệ hồ sơ nộp trực tuyến là ⟦89,2%⟧."),
    # counts
    ("A17", "I. KẾT QUẢ THỰC HIỆN\nTổng số hồ sơ tiếp nhận là ⟦4.911⟧ hồ sơ.\nII. ĐÁNH GIÁ CHUNG\nTrong kỳ đã tiếp nhận ⟦4.991⟧ hồ sơ."),
    ("A17", "Trong kỳ tiếp nhận 4 phản ánh kiến nghị. Đã giải quyết ⟦3⟧ PAKN.\n⟦4/4 phản ánh kiến nghị⟧ được xử lý theo đúng quy định."),
    ("A17", "Kế hoạch có ⟦55⟧ nhiệm vụ; đến nay đã hoàn thành ⟦17/50 nhiệm vụ⟧."),
    ("A17", "• Đã giải quyết: ⟦5.246⟧ hồ sơ\n\nĐánh giá chung: 6 tháng qua phường đã giải quyết ⟦5.264⟧ hồ sơ."),
    ("A17", "Quý I/2021 Sở tiếp nhận ⟦1.867⟧ hồ sơ trực tuyến.\n\nQuý I/2021 Sở tiếp nhận ⟦1.876⟧ hồ sơ trực tuyến."),
    # tasks
    ("A15", "UBND xã đã và đang triển khai thực hiện được ⟦19/30 nhiệm vụ⟧;\n- Tỷ lệ hoàn thành nhiệm vụ của kế hoạch đạt ⟦20/30 nhiệm vụ⟧."),
    ("A15", "Trong năm được giao ⟦28⟧ nhiệm vụ, đã hoàn thành ⟦21⟧ nhiệm vụ, đang thực hiện ⟦17⟧ nhiệm vụ."),
    ("A16", "Đã hoàn thành ⟦36/30 nhiệm vụ⟧."),
    # petitions by content
    ("A14", "Trong kỳ có ⟦25⟧ phản ánh, kiến nghị được tiếp nhận, trong đó ⟦10⟧ phản ánh về quy định hành chính, ⟦24⟧ phản ánh về hành vi hành chính."),
    ("A14", "Số phản ánh, kiến nghị tiếp nhận: ⟦15⟧; đã xử lý: ⟦14⟧; đang xử lý: ⟦10⟧."),
    # levels, fields, units
    ("A10", "- Toàn tỉnh tiếp nhận 11.058 hồ sơ, đã giải quyết ⟦10.748⟧ hồ sơ.\n- Cấp tỉnh: tiếp nhận 5.397 hồ sơ, đã giải quyết ⟦5.208⟧ hồ sơ.\n- Cấp xã: tiếp nhận 5.661 hồ sơ, đã giải quyết ⟦5.450⟧ hồ sơ."),
    # reasons
    ("A11", "Đã giải quyết 80 hồ sơ, trong đó quá hạn ⟦06⟧ hồ sơ. Lý do quá hạn: ⟦04⟧ hồ sơ do lỗi hệ thống; ⟦03⟧ hồ sơ do chậm luân chuyển."),
]  # fmt: skip

SOUND = [
    "Tỷ lệ hài lòng đạt 99,1%. Lĩnh vực đất đai: tỷ lệ hài lòng đạt 97,2%.",
    "Quý I tỷ lệ hồ sơ nộp trực tuyến đạt 95,1%. Quý II tỷ lệ hồ sơ nộp trực tuyến đạt 98,2%.",
    "Tỷ lệ hồ sơ nộp trực tuyến đạt 98,24%.\nTỷ lệ hồ sơ nộp trực tuyến đạt 98,2%.",
    "Tỷ lệ hồ sơ nộp trực tuyến đạt 98,2% (chỉ tiêu giao 80%). Tỷ lệ hồ sơ nộp trực tuyến cùng kỳ đạt 91,0%.",
    "- Xã Tân An tiếp nhận 1.236 hồ sơ.\n- Xã Hòa Bình tiếp nhận 1.263 hồ sơ.",
    "Đã hoàn thành 19/30 nhiệm vụ, đang thực hiện 11/30 nhiệm vụ.",
    "Đã hoàn thành 19/30 nhiệm vụ; đã và đang triển khai 25/30 nhiệm vụ.",
    "Đã hoàn thành 12/15 nhiệm vụ UBND tỉnh giao, 20/30 nhiệm vụ của kế hoạch.",
    "Đạt 36/30 nhiệm vụ, vượt kế hoạch giao.",
    "Sở Nội vụ tiếp nhận 1.209 hồ sơ; Sở Y tế tiếp nhận 1.219 hồ sơ; Sở Công Thương tiếp nhận 1.309 hồ sơ.",
    "Tiếp nhận 4.310 hồ sơ, nhiều nhất là lĩnh vực hộ tịch 1.310 hồ sơ và chứng thực 1.210 hồ sơ.",
    "Toàn huyện tiếp nhận 900 hồ sơ, đã giải quyết 880 hồ sơ.\n- Xã An Bình: tiếp nhận 210 hồ sơ, đã giải quyết 205 hồ sơ.\n- Xã Phú Lâm: tiếp nhận 190 hồ sơ, đã giải quyết 181 hồ sơ.",
    "Quá hạn 12 hồ sơ. Nguyên nhân chủ yếu: 04 hồ sơ do lỗi hệ thống; 03 hồ sơ do chậm luân chuyển.",
    "Trong kỳ tiếp nhận 9 phản ánh, kiến nghị. 7/9 phản ánh, kiến nghị được công khai; 2/9 phản ánh, kiến nghị đang chờ xử lý.",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "marked"), FAILING, ids=[f"{rule} {marked[:40]}" for rule, marked in FAILING])
def test_what_is_told_twice_and_differently(rule: str, marked: str) -> None:
    raw, spans = unmark(marked)
    found = failures(raw)
    assert [finding.rule for finding in found] == [rule]
    assert quoted(found[0]) == spans


@pytest.mark.parametrize("raw", SOUND, ids=[raw[:50] for raw in SOUND])
def test_nothing_is_said_of_different_things(raw: str) -> None:
    assert failures(raw) == []


def test_levels_that_add_up_are_told() -> None:
    raw = "- Toàn tỉnh tiếp nhận 11.058 hồ sơ.\n- Cấp tỉnh: tiếp nhận 5.397 hồ sơ.\n- Cấp xã: tiếp nhận 5.661 hồ sơ."
    assert "A10" in {verdict.rule for verdict in judged(raw).verdicts if verdict.verdict == "holds"}
