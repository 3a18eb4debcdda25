"""Percentages against counts: one line a case, the quotes of the finding marked; and what must stay unsaid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import unmark
from verdicts import failures, judged, quoted

from pipeline.checks.shares.rounding import compare, rounded

FAILING = [
    # beside a count
    ("P4", "Tại các huyện là ⟦40⟧ hồ sơ, chiếm tỷ lệ ⟦79,37%⟧ trong tổng số hồ sơ trễ hạn của cả tỉnh (⟦58⟧ hồ sơ)..."),
    ("P4", "Đã tiếp nhận ⟦2.265⟧ hồ sơ; đang giải quyết ⟦214⟧ hồ sơ trong thời hạn, chiếm ⟦9,48%⟧."),
    ("P2", "Đã giải quyết ⟦15.641⟧ hồ sơ, trong đó trước hạn có ⟦13.529⟧ hồ sơ, chiếm tỷ lệ ⟦68,5%⟧."),
    ("P2", "Đã giải quyết ⟦400⟧ hồ sơ, trong đó đúng hạn ⟦390⟧ hồ sơ (⟦95,7%⟧), quá hạn 10 hồ sơ."),
    ("P4", "Phường tiếp nhận ⟦1.610⟧ hồ sơ, đã xử lý và trả kết quả ⟦456⟧ hồ sơ, đạt tỷ lệ hoàn thành là ⟦23,8%⟧."),
    ("P1", "Tiếp nhận ⟦812⟧ hồ sơ, trong đó trực tuyến ⟦799⟧ hồ sơ, đạt ⟦89,4%⟧."),
    # beside a ratio
    ("P17", "Đến nay đã hoàn thành ⟦20/30 nhiệm vụ⟧, đạt ⟦63,33%⟧."),
    ("A16", "Trung tâm đã giải quyết: ⟦4.561/5.650 HS⟧ (tỷ lệ ⟦87,0%⟧)."),
    ("P14", "Đã xử lý ⟦9/12 phản ánh, kiến nghị⟧, đạt tỷ lệ ⟦57%⟧."),
    ("P9", "Trong kỳ phát sinh ⟦705/969 giao dịch thanh toán⟧ trực tuyến, đạt ⟦82,8%⟧ (chỉ tiêu giao tối thiểu đạt 80%)."),
    ("P17", "Đã hoàn thành ⟦34/56 nhiệm vụ⟧ trong Kế hoạch, đạt tỷ lệ ⟦67,0%⟧."),
    # of other things
    ("P11", "Có ⟦374⟧ TTHC, trong đó ⟦219⟧ TTHC trực tuyến toàn trình (chiếm ⟦85,6%⟧)."),
    ("P9", "Số giao dịch thanh toán phí, lệ phí là ⟦2.438⟧ giao dịch, trong đó trực tuyến ⟦2.167⟧ giao dịch, đạt tỷ lệ ⟦78,88%⟧."),
    # named by the indicator
    ("P2", "- Đã giải quyết ⟦6.251⟧ hồ sơ, trong đó trước hạn ⟦6.201⟧ hồ sơ, đúng hạn ⟦40⟧ hồ sơ, quá hạn 10 hồ sơ.\n- Tỷ lệ hồ sơ giải quyết trước và đúng hạn: ⟦98,94%⟧."),
    ("P1", "- Tiếp nhận ⟦512⟧ hồ sơ, trong đó trực tuyến ⟦478⟧ hồ sơ, trực tiếp 34 hồ sơ.\n- Tỷ lệ hồ sơ nộp trực tuyến đạt ⟦99,36%⟧."),
    ("P3", "Đã giải quyết ⟦889⟧ hồ sơ, trong đó đúng hạn 870 hồ sơ, quá hạn ⟦19⟧ hồ sơ.\nTỷ lệ hồ sơ giải quyết quá hạn ⟦4,14%⟧."),
    # a claim that overdue dossiers contradict
    ("P2", "Tỷ lệ giải quyết đúng hạn đạt ⟦100%⟧. Số hồ sơ giải quyết quá hạn: ⟦5⟧ hồ sơ."),
    ("P2", "1. Kết quả giải quyết\n⟦100%⟧ hồ sơ được trả trước và đúng hạn.\n2. Hạn chế\nCòn ⟦03⟧ hồ sơ trả quá hạn ở lĩnh vực hộ tịch."),
    # beyond a hundred
    ("P19", "Tỷ lệ hồ sơ nộp trực tuyến đạt ⟦120%⟧."),
]  # fmt: skip

SOUND = [
    "Đã giải quyết 15.641 hồ sơ, trong đó trước hạn có 13.529 hồ sơ, chiếm tỷ lệ 86,5%; đúng hạn có 1.958 hồ sơ, chiếm tỷ lệ 12,5%.",
    "Tiếp nhận 4.197 hồ sơ, trong đó trực tuyến 4.152 hồ sơ (98,93%), trực tiếp 45 hồ sơ (1,07%).",
    "Tổng số hồ sơ đã tiếp nhận là 4.911 hồ sơ (trực tuyến 4.900 hồ sơ; trực tiếp 0 hồ sơ; kỳ trước chuyển qua 11 hồ sơ). Tỷ lệ nộp hồ sơ trực tuyến: 100% (chỉ tiêu giao tối thiểu đạt 95%).",
    "Tiếp nhận 512 hồ sơ, tăng 6,5% so với cùng kỳ; đã giải quyết 500 hồ sơ, giảm 2% so với quý trước.",
    "Đã giải quyết 400 hồ sơ, trong đó đúng hạn 390 hồ sơ, phấn đấu đạt 99% trong quý tới.",
    "Đến hạn giải quyết là 4.169 hồ sơ. Đã có kết quả trả trước và đúng hạn là 4.157 hồ sơ (đạt 99,71%).",
    "Tỷ lệ hồ sơ trực tuyến trung bình đạt 18,9% trên tổng số hồ sơ giải quyết của các sở. Tiếp nhận 100 hồ sơ, trong đó trực tuyến 90 hồ sơ.",
    "Tiếp nhận 512 hồ sơ, trong đó trực tuyến 478 hồ sơ. Lĩnh vực đất đai: tỷ lệ hồ sơ nộp trực tuyến đạt 71,2%.",
    "Đã hoàn thành 20/30 nhiệm vụ (66,7%), còn 10 nhiệm vụ đang thực hiện.",
    "Số thu ngân sách đạt 120% dự toán; tỷ lệ hồ sơ nộp trực tuyến đạt 99,2%, vượt 104% kế hoạch.",
    "Giải quyết 4.880/4.882 hồ sơ trước hạn, đạt 100%.",
    "Tiếp nhận 3.716 hồ sơ. Số hồ sơ nộp trực tuyến là 2.000 hồ sơ, đạt 55,31% trên số tiếp nhận trong kỳ.",
    "Đã giải quyết 317.905 hồ sơ (trước hạn 301.270; đúng hạn 16.602; trễ hạn 33), đạt 99,99% đúng và trước hạn.",
    "Duy trì mức độ 3, 4 đạt 35% (7/15 đơn vị đã đạt).",
    "Lấy 312 phiếu: rất hài lòng 240 (76,9%), hài lòng 70 (22,4%), không hài lòng 02 (0,6%).",
    "Đã giải quyết 90 hồ sơ, trễ hạn 36 hồ sơ. Năm 2026 phấn đấu trực tuyến 98%, giảm hồ sơ trễ hạn dưới 0,2%.",
    "Tỷ lệ hài lòng đạt 99,97%, trong đó lĩnh vực đất đai đạt 99,31%.",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "marked"), FAILING, ids=[f"{rule} {marked[:40]}" for rule, marked in FAILING])
def test_a_share_that_fails(rule: str, marked: str) -> None:
    raw, spans = unmark(marked)
    found = failures(raw)
    assert [finding.rule for finding in found] == [rule]
    assert quoted(found[0]) == spans


@pytest.mark.parametrize("raw", SOUND, ids=[raw[:50] for raw in SOUND])
def test_no_share_fails(raw: str) -> None:
    assert failures(raw) == []


def test_digits_cut_off_are_a_hint() -> None:
    report = judged("Tiếp nhận 3.000 hồ sơ, trong đó trực tuyến 2.000 hồ sơ, đạt 66,6%.")
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("P1", "hint")]


CLOSE = [
    ("66.67", 20, 30, "equal"),
    ("66.66", 20, 30, "cut"),
    ("66.65", 20, 30, "different"),
    ("100", 4880, 4882, "equal"),  # rounds to 100
    ("100", 6215, 6251, "different"),  # 99,42: no rounding gives 100
    ("0.3", 12, 4561, "equal"),
    ("0", 0, 0, "equal"),
    ("5", 1, 0, "different"),
]  # fmt: skip


@pytest.mark.parametrize(("percent", "part", "whole", "match"), CLOSE)
def test_how_close_a_percentage_is(percent: str, part: int, whole: int, match: str) -> None:
    assert compare(Decimal(percent), (part, part), (whole, whole)) == match


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 3))
def test_a_rounded_share_is_always_equal(part: int, whole: int, decimals: int) -> None:
    printed = rounded(Decimal(0).scaleb(-decimals), (part, part), (whole, whole)).quantize(Decimal(1).scaleb(-decimals))
    assert compare(printed, (part, part), (whole, whole)) in ("equal", "cut")
