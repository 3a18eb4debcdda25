"""Numbers of dossiers in running text: one line a case, the numbers marked, their measures in order.

Rows come from the reports named in samples/README.md and tests/devset, and from wordings of other offices.
"""

from __future__ import annotations

import pytest
from marks import found, unmark

from extractors.extraction import DossierCount

CASES = [
    # totals and their parts
    ("Trung tâm đã tiếp nhận ⟦4.266⟧ hồ sơ giải quyết thủ tục hành chính.", "received_total"),
    ("tiếp nhận 4.266 hồ sơ, trong đó có ⟦4.152⟧ hồ sơ trực tuyến, ⟦45⟧ hồ sơ trực tiếp và ⟦69⟧ hồ sơ từ kỳ trước chuyển sang", "received_online received_direct carried_over"),
    ("Đã trả kết quả ⟦4.160⟧ hồ sơ, trong đó có ⟦4.029⟧ hồ sơ giải quyết trước hạn, ⟦8⟧ hồ sơ đúng hạn, ⟦11⟧ hồ sơ quá hạn, ⟦29⟧ hồ sơ từ chối, ⟦83⟧ hồ sơ rút.", "resolved_total resolved_early resolved_on_time resolved_overdue rejected withdrawn"),
    ("Có ⟦106⟧ hồ sơ đang giải quyết, trong đó có ⟦93⟧ hồ sơ trong hạn, ⟦13⟧ hồ sơ yêu cầu bổ sung.", "pending_total pending_in_time pending_supplement"),
    ("tiếp nhận ⟦361⟧ hồ sơ, số hồ sơ đã giải quyết ⟦297⟧, số hồ sơ đang giải quyết là ⟦64⟧ hồ sơ.", "received_total resolved_total pending_total"),
    ("Số hồ sơ đã giải quyết: ⟦1.195⟧ hs. Trong đó:\n+ Trước hạn: ⟦1.150⟧ hs;\n+ Đúng hạn: ⟦41⟧ hs;\n+ Quá hạn: ⟦04⟧ hs.", "resolved_total resolved_early resolved_on_time resolved_overdue"),
    ("Đang giải quyết: ⟦39⟧ hs, gồm ⟦36⟧ hs còn trong hạn và ⟦03⟧ hs chờ công dân bổ sung.", "pending_total pending_in_time pending_supplement"),
    ("Đang giải quyết ⟦7.448⟧ hồ sơ, bao gồm: ⟦6.990⟧ hồ sơ chưa đến hạn; ⟦458⟧ hồ sơ đã quá hạn.", "pending_total pending_in_time pending_overdue"),
    ("đang giải quyết ⟦214⟧ hồ sơ trong thời hạn, chiếm 9,48%.", "pending_in_time"),
    ("Trung tâm đang giải quyết ⟦1.089⟧ HS (còn trong thời hạn giải quyết).", "pending_in_time"),
    ("Đang giải quyết ⟦73⟧ hồ sơ, đều trong thời hạn.", "pending_in_time"),
    ("Số đang tiếp tục giải quyết là hơn ⟦80⟧ hồ sơ và chỉ có ⟦1⟧ hồ sơ quá hạn.", "pending_total pending_overdue"),
    ("UBND quận và 14 phường tiếp nhận ⟦402.718⟧ hồ sơ hành chính.", "received_total"),
    ("xử lý tổng số ⟦1.610⟧ hồ sơ (gồm ⟦1246⟧ hồ sơ chuyển tiếp năm 2018 và ⟦364⟧ hồ sơ nộp mới năm 2019).", "received_total carried_over other:received_new"),
    ("tổng số hồ sơ giải quyết là ⟦21.686⟧ hồ sơ, trong đó tiếp nhận mới ⟦18.477⟧ hồ sơ.", "received_total other:received_new"),
    # the words before or behind the number
    ("trong đó giải quyết trước hạn có ⟦13.529⟧ hồ sơ, chiếm tỷ lệ 86,5%; số hồ sơ quá hạn còn ⟦154⟧, chiếm tỷ lệ 1%.", "resolved_early resolved_overdue"),
    ("giải quyết và trả kết quả đúng hạn ⟦133⟧ hồ sơ.", "resolved_on_time"),
    ("Đã có kết quả trả trước và đúng hạn là ⟦4.157⟧ hồ sơ (đạt 99,71%).", "resolved_early_or_on_time"),
    ("đến hạn giải quyết là ⟦4.169⟧ hồ sơ.", "other:due"),
    ("hồ sơ tồn kỳ trước chuyển sang là ⟦2.171⟧, lũy kế đã và đang giải quyết trong kỳ là ⟦6.302⟧ hồ sơ;", "carried_over received_total"),
    ("Có ⟦90⟧ hồ sơ (chiếm 2,16%), các cơ quan thụ lý trả lại hồ sơ và người nộp đề nghị rút hồ sơ.", "other:rejected+withdrawn"),
    ("Quá hạn, từ chối không giải quyết, hồ sơ rút: ⟦0⟧ hồ sơ; Đang giải quyết trong hạn ⟦55⟧ hồ sơ.", "other:resolved_overdue+rejected+withdrawn pending_in_time"),
    ("Hồ sơ đã trả kết quả nhưng chậm hạn và hồ sơ quá hạn giải quyết nhưng chưa có kết quả là ⟦12⟧ hồ sơ", "other:overdue_resolved+pending"),
    ("với tổng số 1.598 hồ sơ trực tuyến, trong đó có ⟦61⟧ hồ sơ nộp mức độ 3 và ⟦1.537⟧ hồ sơ nộp mức độ 4.", "other:online_level3 other:online_level4"),
    ("Lý do hồ sơ quá hạn: ⟦01⟧ hồ sơ do lỗi của công chức; ⟦01⟧ hồ sơ do hệ thống.", "other:resolved_overdue_reason other:resolved_overdue_reason"),
    ("toàn tỉnh tiếp nhận ⟦412.568⟧ hồ sơ, trong đó:\na) Cấp tỉnh ⟦58.204⟧ hồ sơ.\nb) Cấp xã ⟦258.024⟧ hồ sơ.", "received_total received_total received_total"),
    ("Hồ sơ trễ hạn phát sinh ở: cấp tỉnh ⟦214⟧ hồ sơ, cấp xã ⟦297⟧ hồ sơ.", "resolved_overdue resolved_overdue"),
    ("Số hồ sơ tiếp nhận chia theo lĩnh vực: hộ tịch ⟦512⟧; chứng thực ⟦604⟧.", "received_total received_total"),
    ("còn ⟦1.086⟧ hồ sơ đang giải quyết đã quá hạn; trong đó Văn phòng Đăng ký đất đai ⟦903⟧ hồ sơ.", "pending_overdue pending_overdue"),
    ("Đăng ký liên thông khai sinh, cấp thẻ BHXH là ⟦49⟧ hồ sơ; mai táng phí ⟦17⟧ hồ sơ.", "other other"),
    ("• Hồ sơ vào: ⟦2.946⟧. Trong đó:\n   ◦ Nộp tại quầy: ⟦52⟧\n   ◦ Tháng 4 chuyển sang: ⟦18⟧", "received_total received_direct carried_over"),
    ("Hồ sơ đã trả: ⟦2.917⟧. Trong đó:\n◦ Sớm hạn: ⟦2.840⟧ (97,36%)\n◦ Đúng ngày hẹn: ⟦71⟧\n◦ Muộn: ⟦6⟧, cụ thể hộ tịch ⟦1⟧, đất đai ⟦4⟧", "resolved_total resolved_early resolved_on_time resolved_overdue resolved_overdue resolved_overdue"),
    ("nhận ⟦9.218⟧ hồ sơ, trả ⟦9.034⟧, đang làm ⟦184⟧ (trong hạn ⟦176⟧, quá hạn ⟦5⟧, chờ bổ sung ⟦3⟧)", "received_total resolved_total pending_total pending_in_time pending_overdue pending_supplement"),
    ("và ⟦135⟧ hồ sơ lỡ hẹn (Sở Xây dựng ⟦102⟧, Sở Tư pháp ⟦12⟧)", "resolved_overdue resolved_overdue resolved_overdue"),
    ("đúng thời hạn ⟦358.902⟧ hồ sơ, không đúng thời hạn ⟦18⟧ hồ sơ", "resolved_on_time resolved_overdue"),
    ("Riêng Văn phòng tỉnh nhận ⟦96.215⟧ hồ sơ theo phương thức: giao dịch điện tử ⟦70.000⟧ hồ sơ", "received_total received_online"),
    ("Đang xử lý ⟦92⟧ hồ sơ, chưa đến hạn.", "pending_in_time"),
    ("tiếp nhận, xử lý và trả kết quả ⟦608.509⟧ hồ sơ", "received_total"),
    ("Bộ phận đã trả lại ⟦6⟧ hồ sơ; ⟦560⟧ hồ sơ rút vốn đã nhận", "rejected received_total"),
    ("Trong kỳ tiếp nhận 5 phản ánh, kiến nghị: trực tuyến 3; đã xử lý 4, quá hạn 1.", ""),
    ("Cá nhân nộp 01 bộ hồ sơ tại bộ phận một cửa; số lượng hồ sơ: 01 bộ", ""),
    ("Trong đó:\n- Từ kỳ trước chuyển qua (UBND các xã cũ bàn giao): ⟦37⟧ hồ sơ.", "carried_over"),
    ("Số hồ sơ giải quyết quá hạn chủ yếu thuộc các đơn vị:\n+ Phòng Tài nguyên: ⟦166⟧ bộ;\n+ Phòng Kinh tế: ⟦12⟧ hồ sơ.", "resolved_overdue resolved_overdue"),
    ("* Nguyên nhân hồ sơ trễ hạn:\n+ Do chờ đo vẽ: ⟦173⟧ hồ sơ;", "other:resolved_overdue_reason"),
    ("đã giải quyết ⟦25.618⟧ hồ sơ, không có hồ sơ quá hạn; còn ⟦12⟧ hồ sơ chưa đến hạn", "resolved_total pending_in_time"),
    ("còn ⟦1.268⟧ hồ sơ thủ tục hành chính (TTHC) đang giải quyết quá hạn, trong đó: các sở ⟦412⟧ hồ sơ", "pending_overdue pending_overdue"),
    ("Xã Suối Hai có ⟦18⟧ hồ sơ giải quyết quá hạn, xã Đồng Tiến có ⟦14⟧ hồ sơ", "resolved_overdue resolved_overdue"),
    ("Đến nay, ⟦39⟧/⟦42⟧ hồ sơ đã có thư xin lỗi", "other:apology resolved_overdue"),
    ("⟦2.013⟧ hồ sơ nộp trực tuyến mức độ 4, ⟦1.495⟧ hồ sơ nộp trực tiếp", "received_online received_direct"),
    ("có ⟦41⟧ hồ sơ trễ hạn, tập trung tại các xã Nghinh Tường (⟦22⟧ hồ sơ) và Sảng Mộc (⟦12⟧ hồ sơ)", "resolved_overdue resolved_overdue resolved_overdue"),
    ("Tổng số hồ sơ yêu cầu giải quyết trong kỳ là ⟦7.214⟧ bộ; trong đó, mới tiếp nhận là ⟦6.873⟧ bộ, kỳ trước chuyển qua ⟦341⟧ bộ", "received_total other:received_new carried_over"),
    # a over b
    ("Trung tâm đã giải quyết: ⟦4.561⟧/⟦5.650⟧ HS (tỷ lệ 80,7%).", "resolved_total received_total"),
    ("Số lượng hồ sơ được giải quyết là ⟦1.456⟧/⟦1.625⟧, trong đó giải quyết đúng hạn ⟦1.447⟧ hồ sơ", "resolved_total received_total resolved_on_time"),
    # how numbers are printed
    ("tiếp nhận ⟦5,65 ngàn⟧ hồ sơ", "received_total"),
    ("tiếp nhận ⟦1 234⟧ hs", "received_total"),
    ("tiếp nhận ⟦412,568⟧ hồ sơ", "received_total"),
    # stripped and garbled
    ("Bo phan mot cua tiep nhan ⟦14.209⟧ ho so, da giai quyet ⟦13.360⟧ ho so, dang giai quyet ⟦849⟧ ho so.", "received_total resolved_total pending_total"),
    ("S6 lugng ho so da giai quyét ⟦6.251⟧ ho so, trong do: SO hd so giai quyét trudc han ⟦6.215⟧ hd so; Tir ky trude chuyén qua ⟦48⟧ ho so.", "resolved_total resolved_early carried_over"),
    # not dossiers, or not counts
    ("Trong kỳ tiếp nhận 4 phản ánh kiến nghị, ban hành 12 văn bản.", ""),
    ("100% hồ sơ được số hóa; tỷ lệ hồ sơ đúng hạn đạt 99,4%.", ""),
    ("786 TTHC có thành phần hồ sơ thay thế bằng dữ liệu", ""),
    ("Hồ sơ nộp theo khoản 3 Điều 5; thời hạn giải quyết 05 ngày.", ""),
    ("tổng số hồ sơ trên hệ thống, với tổng số đối tượng thực hiện là 9.548", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "measures"), CASES, ids=[case[0][:60] for case in CASES])
def test_measures(marked: str, measures: str) -> None:
    raw, spans = unmark(marked)
    counts = found(raw, "dossier_count")
    named = {}
    for start, end, extraction in counts:
        assert isinstance(extraction.value, DossierCount)
        sub = extraction.value.sub
        named[(start, end)] = extraction.value.measure + (f":{sub}" if sub else "")
    assert [named.get(span) for span in spans] == measures.split()
    if not spans:
        assert not named


VALUES = [
    ("5,65 ngàn", 5650),
    ("1 234", 1234),
    ("412,568", 412568),
    ("01", 1),
    ("4.911", 4911),
    ("2,7 triệu", 2_700_000),
]


@pytest.mark.parametrize(("printed", "count"), VALUES)
def test_values(printed: str, count: int) -> None:
    (_, _, extraction), *rest = found(f"đã tiếp nhận {printed} hồ sơ", "dossier_count")
    assert isinstance(extraction.value, DossierCount)
    assert (extraction.value.count, rest) == (count, [])


@pytest.mark.parametrize(("text", "approximate"), [("tiếp nhận hơn 640 hồ sơ", True), ("tiếp nhận 640 hồ sơ", False)])
def test_approximate(text: str, approximate: bool) -> None:
    ((_, _, extraction),) = found(text, "dossier_count")
    assert isinstance(extraction.value, DossierCount)
    assert extraction.value.approx is approximate
