"""Sums of dossiers, petitions and procedures: one line a case, the quotes of the finding marked.

Wordings are those of commune, district, department and press reports; figures are made up.
"""

from __future__ import annotations

import pytest
from marks import unmark
from verdicts import failures, judged, quoted

RULES = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A11", "A12", "A13", "A14")

FAILING = [
    # A1, A2: what was received
    ("A1", "Tổng số hồ sơ tiếp nhận ⟦4.266⟧ hồ sơ, trong đó ⟦4.152⟧ hồ sơ trực tuyến, ⟦45⟧ hồ sơ trực tiếp và ⟦96⟧ hồ sơ kỳ trước chuyển sang."),
    ("A1", "Trong kỳ, bộ phận một cửa tiếp nhận ⟦512⟧ hồ sơ (trực tuyến ⟦478⟧ hồ sơ, trực tiếp ⟦43⟧ hồ sơ)."),
    ("A2", "Bộ đã tiếp nhận tổng số ⟦164⟧ hồ sơ, trong đó có ⟦116⟧ hồ sơ năm 2018 chuyển sang và ⟦44⟧ hồ sơ tiếp nhận mới."),
    ("A2", "Tổng số hồ sơ tiếp nhận là ⟦2.718⟧ hồ sơ, gồm: tiếp nhận mới ⟦2.601⟧ hồ sơ; kỳ trước chuyển sang ⟦171⟧ hồ sơ."),
    # A3: what was resolved
    ("A3", "Đã giải quyết được ⟦17.651⟧ hồ sơ, trong đó có ⟦13.767⟧ hồ sơ trước hạn, ⟦3.254⟧ hồ sơ giải quyết đúng hạn và số quá hạn còn ⟦634⟧ hồ sơ."),
    ("A3", "Đã giải quyết ⟦1.320⟧ hồ sơ, trong đó trước và đúng hạn ⟦1.312⟧ hồ sơ, quá hạn ⟦18⟧ hồ sơ."),
    ("A3", "- Đã giải quyết: ⟦889⟧ hồ sơ, trong đó:\n+ Giải quyết trước hạn: ⟦702⟧ hồ sơ;\n+ Giải quyết đúng hạn: ⟦168⟧ hồ sơ;\n+ Giải quyết quá hạn: ⟦10⟧ hồ sơ."),
    ("A3", "Số hồ sơ đã giải quyết: ⟦640⟧ hồ sơ (đúng hạn: ⟦633⟧ hồ sơ; quá hạn: ⟦17⟧ hồ sơ)"),
    # A4: what is in hand
    ("A4", "Có ⟦106⟧ hồ sơ đang giải quyết, trong đó có ⟦93⟧ hồ sơ trong hạn, ⟦31⟧ hồ sơ quá hạn."),
    ("A4", "Số hồ sơ đang giải quyết: ⟦58⟧ hồ sơ (chưa đến hạn: ⟦54⟧ hồ sơ, quá hạn: ⟦5⟧ hồ sơ)."),
    # A5: in = out + in hand
    ("A5", "Trong quý, phường tiếp nhận ⟦4.911⟧ hồ sơ; đã giải quyết ⟦4.882⟧ hồ sơ; đang giải quyết ⟦92⟧ hồ sơ."),
    ("A5", "Xã đã tiếp nhận ⟦361⟧ hồ sơ, đã giải quyết ⟦279⟧ hồ sơ, đang giải quyết ⟦64⟧ hồ sơ."),
    ("A5", "- Tiếp nhận: ⟦1.610⟧ hồ sơ.\n- Đã giải quyết: ⟦1.465⟧ hồ sơ.\n- Đang giải quyết: ⟦154⟧ hồ sơ."),
    ("A5", "1. Tổng số hồ sơ tiếp nhận: ⟦5.126⟧ hồ sơ.\n2. Đã giải quyết: ⟦5.018⟧ hồ sơ.\n3. Đang giải quyết: ⟦180⟧ hồ sơ."),
    # A6: no part greater than its whole
    ("A6", "Trong tháng tiếp nhận ⟦139⟧ hồ sơ, đã trả kết quả ⟦193⟧ hồ sơ."),
    ("A6", "Đã giải quyết ⟦208⟧ hồ sơ, trong đó trước hạn ⟦280⟧ hồ sơ."),
    # A7, A11, A12
    ("A7", "Đến hạn giải quyết là ⟦4.169⟧ hồ sơ. Đã có kết quả trả trước và đúng hạn là ⟦4.157⟧ hồ sơ. Hồ sơ đã trả kết quả nhưng quá hạn và đã quá hạn giải quyết nhưng chưa có kết quả là ⟦21⟧ hồ sơ."),
    ("A12", "có phát sinh hồ sơ trực tuyến với tổng số ⟦1.598⟧ hồ sơ, trong đó có ⟦61⟧ hồ sơ nộp mức độ 3 và ⟦1.573⟧ hồ sơ nộp mức độ 4."),
    # A13, A14
    ("A14", "Trong kỳ tiếp nhận ⟦4⟧ phản ánh kiến nghị. Đã giải quyết ⟦3⟧ PAKN, đang giải quyết ⟦3⟧ PAKN."),
    ("A14", "Tiếp nhận ⟦27⟧ phản ánh, kiến nghị; đã xử lý ⟦23⟧ phản ánh, kiến nghị; đang xử lý ⟦3⟧ phản ánh, kiến nghị."),
    # words restored
    ("A3", "So luong ho so da giai quyet ⟦6.251⟧ ho so, trong do: giai quyet truoc han ⟦6.215⟧ ho so; dung han ⟦10⟧ ho so; qua han ⟦0⟧ ho so."),
]  # fmt: skip

SOUND = [
    "Tiếp nhận 4.266 hồ sơ, trong đó có 4.152 hồ sơ trực tuyến, 45 hồ sơ trực tiếp và 69 hồ sơ từ kỳ trước chuyển sang.",
    "Trong kỳ tiếp nhận 4.197 hồ sơ (trực tuyến 4.152 hồ sơ, trực tiếp 45 hồ sơ); kỳ trước chuyển sang 69 hồ sơ.",
    # rejected and withdrawn beside or inside
    "Đã trả kết quả 4.160 hồ sơ, trong đó có 4.029 hồ sơ giải quyết trước hạn, 8 hồ sơ đúng hạn, 11 hồ sơ quá hạn, 29 hồ sơ từ chối, 83 hồ sơ rút.",
    "Số lượng hồ sơ đã giải quyết: 4.882 hồ sơ, trong đó, giải quyết trước hạn 4.880 (hồ sơ từ chối không giải quyết là 06 hồ sơ, hồ sơ rút 02 hồ sơ), quá hạn 02 hồ sơ.",
    # a part that is not printed
    "Đã giải quyết và trả kết quả 2.051 hồ sơ; trong đó 2.041 hồ sơ giải quyết trước hạn.",
    "Tiếp nhận 139 hồ sơ, giải quyết và trả kết quả đúng hạn 133 hồ sơ.",
    "Tiếp nhận 900 hồ sơ, trong đó trực tuyến 850 hồ sơ.",
    # received without those carried over
    "Tiếp nhận trong kỳ 500 hồ sơ, kỳ trước chuyển sang 20 hồ sơ, đã giải quyết 505 hồ sơ, đang giải quyết 15 hồ sơ.",
    "Tiếp nhận 905 hồ sơ: tiếp nhận trực tuyến 902 hồ sơ; kỳ trước chuyển qua 5 hồ sơ.",
    # rounded numbers
    "Trung tâm tiếp nhận 5,65 ngàn hồ sơ. Trong đó có 1,07 ngàn hồ sơ kỳ trước chuyển sang, tiếp nhận trực tiếp 3,19 ngàn hồ sơ, tiếp nhận trực tuyến 1,39 ngàn hồ sơ.",
    "Đã giải quyết hơn 4,5 ngàn hồ sơ, trong đó trước hạn 4.561 hồ sơ, đúng hạn 35 hồ sơ, quá hạn 0 hồ sơ.",
    # several units in one text
    "Sở Nội vụ tiếp nhận 40 hồ sơ, đã giải quyết 38 hồ sơ. Sở Tư pháp tiếp nhận 30 hồ sơ, đã giải quyết 29 hồ sơ. Sở Y tế tiếp nhận 120 hồ sơ, đã giải quyết 111 hồ sơ.",
    "Sở Nội vụ tiếp nhận 40 hồ sơ. Sở Tư pháp tiếp nhận 30 hồ sơ. Tổng cộng đã giải quyết 65 hồ sơ.",
    "Cấp tỉnh tiếp nhận 1.200 hồ sơ, đã giải quyết 1.150 hồ sơ. Cấp xã tiếp nhận 800 hồ sơ, đã giải quyết 790 hồ sơ.",
    # two periods
    "Tháng 9/2021 tiếp nhận 512 hồ sơ, đã giải quyết 498 hồ sơ. Lũy kế từ đầu năm đã giải quyết 4.318 hồ sơ.",
    "Quý II/2026 đã giải quyết 720 hồ sơ; cùng kỳ năm 2025 đã giải quyết 1.480 hồ sơ.",
    "Tiếp nhận 512 hồ sơ (tăng 45 hồ sơ so với cùng kỳ), đã giải quyết 500 hồ sơ, đang giải quyết 12 hồ sơ.",
    # lists by field that overlap or are choices
    "Tiếp nhận 4.310 hồ sơ, trong đó cấp tỉnh 3.075 hồ sơ, lĩnh vực tư pháp 1.986 hồ sơ, đất đai 1.122 hồ sơ.",
    "Tiếp nhận 412 hồ sơ, chủ yếu thuộc lĩnh vực hộ tịch 190 hồ sơ, chứng thực 121 hồ sơ.",
    # what two examiners' reports showed
    "Tỉnh tiếp nhận 182.460 hồ sơ, gồm cấp tỉnh 41.208 hồ sơ, cấp huyện 58.317 hồ sơ và cấp xã 82.935 hồ sơ. Số đã giải quyết 178.314 hồ sơ, đạt 97,7%; còn 4.146 hồ sơ đang giải quyết.",
    "Tổng số hồ sơ 15.732; đã giải quyết 15.087 hồ sơ; đang giải quyết 645 hồ sơ.\nCụ thể từng cấp:\n- Cấp huyện: tổng số 4.126; đã giải quyết 3.689; đang giải quyết 437.\n- Cấp xã: tổng số 11.606; đã giải quyết 11.398; đang giải quyết 208.",
    "b) Đầu tư: 110 hồ sơ\nđ) Xuất nhập khẩu: 08 hồ sơ\nĐã giải quyết 203 hồ sơ (trước hạn 190, đúng hạn 09, trả lại không giải quyết 04)",
    "Tiếp nhận 318.442 hồ sơ: giao dịch điện tử 289.120 hồ sơ, qua dịch vụ bưu chính công ích 12.733 hồ sơ, trực tiếp 16.589 hồ sơ (số liệu đã gồm 611 hồ sơ từ năm 2021 chuyển sang). Đã giải quyết 317.905 hồ sơ. Còn 537 hồ sơ đang trong hạn giải quyết.",
    "Đã giải quyết 17.401 hồ sơ; đang giải quyết 352 hồ sơ.\nCòn 51 hồ sơ quá hạn, trong đó 27 hồ sơ đã trả, 24 hồ sơ chưa giải quyết xong.",
    "Trung tâm tiếp nhận 9.204 hồ sơ. Từ ngày 01/7 đến 30/9 tiếp nhận 4.455 hồ sơ; từ 01/10 đến 14/12 tiếp nhận 4.749 hồ sơ.\nGiải quyết 9.021 hồ sơ. Hiện đang giải quyết 183 hồ sơ.",
    "Trễ hạn 308 hồ sơ.\nNguyên nhân 308 hồ sơ trễ hạn: do chờ phối hợp 142 hồ sơ; do xử lý chậm 88 hồ sơ; do lỗi hệ thống 41 hồ sơ; nguyên nhân khác 37 hồ sơ.",
    "Kết quả quý II năm 2026.\nĐã giải quyết 100 hồ sơ. Đang giải quyết 20 hồ sơ.\nQuý I năm 2026 tiếp nhận 111 hồ sơ.",
    "Đã giải quyết 50 hồ sơ, trong đó trước hạn 40 hồ sơ, đúng hạn ... hồ sơ, quá hạn 0 hồ sơ.",
    "Đã giải quyết 50 hồ sơ, trong đó trước hạn 4O hồ sơ, đúng hạn 9 hồ sơ, quá hạn 0 hồ sơ.",
    "Tiếp nhận 100 hồ sơ; đã giải quyết 80 hồ sơ; đang giải quyết 15 hồ sơ; chờ thực hiện nghĩa vụ tài chính 5 hồ sơ.",
    # procedures and petitions
    "Tổng số TTHC là 380 thủ tục, trong đó 155 TTHC trực tuyến một phần, 219 TTHC trực tuyến toàn trình.",
    "Tiếp nhận 08 phản ánh, kiến nghị; đã xử lý 08 phản ánh, kiến nghị.",
    "Tiếp nhận 12 phản ánh, kiến nghị; đã xử lý 09 phản ánh, kiến nghị.",
    "Không phát sinh hồ sơ quá hạn. Đã giải quyết 37 hồ sơ, trong đó trước hạn 30 hồ sơ, đúng hạn 07 hồ sơ.",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "marked"), FAILING, ids=[f"{rule} {marked[:40]}" for rule, marked in FAILING])
def test_a_sum_that_fails(rule: str, marked: str) -> None:
    raw, spans = unmark(marked)
    found = failures(raw)
    assert [finding.rule for finding in found] == [rule]
    assert quoted(found[0]) == spans


@pytest.mark.parametrize("raw", SOUND, ids=[raw[:50] for raw in SOUND])
def test_no_sum_fails(raw: str) -> None:
    assert failures(raw) == []


def test_every_reading_of_a_sum_that_holds_is_told() -> None:
    raw = "Tiếp nhận 4.911 hồ sơ (trực tuyến 4.900 hồ sơ; trực tiếp 0 hồ sơ; kỳ trước chuyển qua 11 hồ sơ). Đã giải quyết 4.882 hồ sơ; đang giải quyết 29 hồ sơ."
    held = {verdict.rule for verdict in judged(raw).verdicts if verdict.verdict == "holds"}
    assert {"A1", "A5"} <= held


CAUSES = [
    ("Tiếp nhận 6.306 hồ sơ. Đã giải quyết 6.251 hồ sơ, trong đó trước hạn 6.215 hồ sơ, đúng hạn 0 hồ sơ, quá hạn 0 hồ sơ. Đang giải quyết 55 hồ sơ.", "A3", "Số đáng ngờ là 6.215", "đảo hai chữ số"),
    ("Tiếp nhận 4.266 hồ sơ. Đã giải quyết 4.180 hồ sơ, trong đó trước hạn 4.029 hồ sơ, đúng hạn 120 hồ sơ, quá hạn 11 hồ sơ. Đang giải quyết 106 hồ sơ.", "A5", "Số đáng ngờ là 4.180", "sai một chữ số"),
    ("Đã giải quyết 889 hồ sơ, trong đó trước hạn 702 hồ sơ, đúng hạn 168 hồ sơ, quá hạn 190 hồ sơ.", "A3", "Số đáng ngờ là 190", "thừa một chữ số"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "rule", "suspect", "slip"), CAUSES, ids=[case[2] for case in CAUSES])
def test_the_likely_cause(raw: str, rule: str, suspect: str, slip: str) -> None:
    told = [finding.told("vi") for finding in failures(raw, rule)]
    assert len(told) == 1
    assert suspect in told[0]
    assert slip in told[0]
