"""Parts of a number, changes and shares of anything in running text; what must stay unsaid."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from marks import unmark
from verdicts import failures, judged, quoted

from extractors.header.header import Header
from extractors.subject import Subject
from normalizers import Text
from pipeline.checks import Submission
from pipeline.checks.parts import check
from pipeline.document import Document, Page

RULES = ("R-PARTS", "R-COMPARE", "R-PCT-SUM")

FAILING = [
    ("R-PARTS", "error", "Toàn huyện có ⟦186⟧ cán bộ (nam ⟦102⟧, nữ ⟦86⟧)."),
    ("R-PARTS", "error", "Thành lập mới ⟦45⟧ tổ hợp tác, gồm ⟦18⟧ tổ chăn nuôi, ⟦22⟧ tổ trồng trọt, ⟦07⟧ tổ dịch vụ."),
    ("R-PARTS", "error", "Ban hành ⟦64⟧ văn bản, gồm: ⟦21⟧ quyết định, ⟦17⟧ kế hoạch, ⟦28⟧ công văn."),
    ("R-PARTS", "error", "Năm 2022 xã bình xét ⟦1.204⟧ hộ, chia ra: hộ giàu ⟦214⟧, hộ khá ⟦590⟧, hộ trung bình ⟦310⟧, hộ khó khăn ⟦80⟧."),
    ("R-PARTS", "error", "Tổng chi ngân sách ⟦96,8⟧ tỷ đồng, gồm: chi đầu tư ⟦31,4⟧ tỷ đồng; chi thường xuyên ⟦60,1⟧ tỷ đồng; chi khác ⟦4,3⟧ tỷ đồng."),
    ("R-PARTS", "error", "Đoàn thanh tra kiểm tra ⟦38⟧ cơ sở, bao gồm ⟦25⟧ cơ sở công lập và ⟦15⟧ cơ sở ngoài công lập."),
    ("R-PARTS", "error", "Trạm y tế tiêm ⟦2.640⟧ liều (mũi 1: ⟦1.310⟧ liều; mũi 2: ⟦1.350⟧ liều)."),
    ("R-PARTS", "error", "Số cuộc họp: ⟦57⟧ cuộc (trực tiếp ⟦31⟧, trực tuyến ⟦28⟧)."),
    ("R-PARTS", "error", "Có ⟦73⟧ dự án, trong đó ⟦41⟧ dự án FDI, ⟦34⟧ dự án trong nước."),
    ("R-PARTS", "error", "Xếp loại ⟦240⟧ viên chức: xuất sắc ⟦48⟧, tốt ⟦171⟧, khá ⟦20⟧, yếu ⟦11⟧."),
    ("R-PARTS", "error", "Giao ⟦96⟧ nhiệm vụ. Kết quả:\n- Hoàn thành: ⟦80⟧ nhiệm vụ;\n- Đang thực hiện: ⟦18⟧ nhiệm vụ.\n"),
    ("R-PARTS", "error", "Tổng vốn ⟦5.120⟧ triệu đồng, bao gồm:\n+ Ngân sách tỉnh: ⟦3.000⟧ triệu đồng;\n+ Ngân sách xã: ⟦1.620⟧ triệu đồng;\n+ Nhân dân đóng góp: ⟦600⟧ triệu đồng.\n"),
    ("R-COMPARE", "error", "Thư viện phục vụ ⟦12.430⟧ lượt bạn đọc, tăng ⟦1.250⟧ lượt so với năm 2018 (⟦11.280⟧ lượt)."),
    ("R-COMPARE", "error", "Số vụ cháy là ⟦34⟧ vụ, giảm ⟦7⟧ vụ so với cùng kỳ năm 2021 (⟦43⟧ vụ)."),
    ("R-COMPARE", "error", "Tai nạn giao thông xảy ra ⟦61⟧ vụ, tăng ⟦15⟧ vụ so với cùng kỳ (⟦76⟧ vụ)."),
    ("R-COMPARE", "warning", "Thu nội địa đạt ⟦812,5⟧ tỷ đồng, tăng ⟦12,6⟧% so với năm 2019 (⟦740,1⟧ tỷ đồng)."),
    ("R-COMPARE", "error", "Rút ngắn thời gian từ ⟦20⟧ ngày xuống còn ⟦15⟧ ngày, giảm ⟦20⟧% thời gian."),
    ("R-COMPARE", "error", "Số đầu mối giảm từ ⟦18⟧ xuống ⟦13⟧ đơn vị, giảm ⟦6⟧ đơn vị."),
    ("R-COMPARE", "warning", "Tỷ lệ hộ nghèo còn ⟦4,2⟧%, giảm ⟦1,9⟧ điểm % so với năm 2020 (⟦6,3⟧%)."),
    ("R-PARTS", "error", "Đã có ⟦42/50⟧ trường đạt chuẩn; còn ⟦9⟧ trường chưa đạt."),
    ("R-PARTS", "error", "Hoàn thành ⟦17/21⟧ chỉ tiêu, còn lại ⟦05⟧ chỉ tiêu chưa hoàn thành."),
    ("R-PCT-SUM", "error", "Khảo sát cho thấy ⟦71% hài lòng⟧, ⟦22% bình thường⟧ và ⟦9% không hài lòng⟧."),
    ("R-PCT-SUM", "error", "Kết quả bình xét: ⟦15,5% xuất sắc⟧, ⟦70,5% tốt⟧, ⟦12% khá⟧, ⟦4% yếu⟧."),
    ("R-PCT-SUM", "error", "Lấy ⟦400⟧ phiếu: đồng ý 312 phiếu (78%), không đồng ý 60 phiếu (15%), không ý kiến ⟦28 phiếu (9%⟧)."),
    ("R-PCT-SUM", "error", "Nguồn vốn ⟦18⟧ tỷ đồng, gồm ngân sách trung ương 60% (10,8 tỷ đồng), ngân sách tỉnh ⟦40% (7,5 tỷ đồng)⟧."),
    ("R-PARTS", "error", "Cả trường có ⟦560⟧ học sinh (nam ⟦291⟧ em, nữ ⟦279⟧ em)."),
    ("R-PARTS", "error", "Thành phố có ⟦18⟧ đơn vị hành chính, gồm ⟦12⟧ phường, ⟦7⟧ xã."),
    ("R-PARTS", "error", "Dan so ⟦8.420⟧ nguoi (nam ⟦4.150⟧, nu ⟦4.280⟧)."),
    ("R-PARTS", "error", "Trong 150 hồ sơ dự tuyển có 132 hợp lệ. Tuyển ⟦48⟧ giáo viên, gồm mầm non ⟦15⟧, tiểu học ⟦20⟧, THCS ⟦14⟧."),
    ("R-COMPARE", "error", "Sản lượng ⟦1.480⟧ tấn, bằng 98% kế hoạch, tăng ⟦230⟧ tấn so với năm 2016 (⟦1.260⟧ tấn)."),
    ("R-COMPARE", "warning", "Điện thương phẩm ⟦512,4⟧ triệu kWh, tăng ⟦8,1⟧% so với năm 2022 (⟦487,0⟧ triệu kWh)."),
]  # fmt: skip

SILENT = [
    "Có 52 người (nữ 30, đảng viên 25).",
    "Xã có 12 thôn, gồm 1.200 hộ, 5.400 khẩu.",
    "Đoàn gồm 12 người, trong đó có 3 nữ, 5 đảng viên.",
    "Trong đó có 8 dự án chậm tiến độ, điển hình 3 dự án ở huyện A, 2 dự án ở huyện B.",
    "Tổng số 86 hồ sơ (chủ yếu đất đai 40, hộ tịch 20).",
    "Có 13 hồ sơ có sai sót, gồm: 09 hồ sơ thiếu phiếu; 05 hồ sơ thiếu chữ ký (một hồ sơ có thể có nhiều sai sót).",
    "Toàn tỉnh có 235 xã, trong đó 120 xã đạt chuẩn, 98 xã nâng cao, 20 xã kiểu mẫu.",
    "Tổng thu 450 tỷ đồng, trong đó thu nội địa 300 tỷ đồng, riêng tiền đất 120 tỷ đồng.",
    "Sở có 14 phòng, 5 chi cục, 7 trung tâm (tổng 26 đơn vị).",
    "Năm 2020 thu 120 tỷ đồng, năm 2021 thu 150 tỷ đồng, tăng 25% (kế hoạch 140 tỷ đồng).",
    "Cả năm trồng 320 ha rừng, tăng 20 ha so với kế hoạch (300 ha).",
    "Lương tối thiểu tăng từ 4.420 nghìn đồng lên 4.680 nghìn đồng, tương ứng tăng 260 nghìn đồng.",
    "Giá xăng tăng từ 20.500 đồng lên 21.000 đồng, tăng bình quân 2 lần mỗi tháng.",
    "Đã có 42/50 trường đạt chuẩn; 30 trường đạt chuẩn mức độ 2.",
    "Ngày 12/9 cơ quan báo cáo 3 lần; 04 cơ quan báo cáo chậm.",
    "60% người dùng Zalo, 55% người dùng Facebook, 20% dùng cả hai.",
    "Có 72% hài lòng về thái độ, 80% hài lòng về thời gian.",
    "Đội gồm 3 xe, 12 người, 2 máy bơm.",
    "Gần 500 hộ (200 hộ xã A, 320 hộ xã B).",
    "Quyết định giao 45 biên chế (năm 2019: 50 biên chế), giảm 5 biên chế.",
    "Kinh phí 2,5 tỷ đồng, gồm xây lắp 1,83 tỷ đồng, thiết bị 0,67 tỷ đồng.",
    "Kinh phí khoảng 2,5 tỷ đồng, gồm xây lắp 1,93 tỷ đồng, thiết bị 0,67 tỷ đồng.",
    "Cấp 212 giấy phép, giảm 8,6% so với cùng kỳ năm 2018 (232 giấy phép).",
    "Tỷ lệ đúng hạn 98,2%, tăng 1,2% so với quý I (97,0%).",
    "Phối hợp 5 đoàn (gồm 3 đoàn tỉnh, 1 đoàn huyện và một đoàn liên ngành).",
    "Trường có 24 lớp, gồm 8 lớp 6, 6 lớp 7, 5 lớp 8, 5 lớp 9.",
    "Tiếp nhận 640 tin, trong đó: 410 tin qua điện thoại; 120 tin qua Zalo; còn lại qua ứng dụng.",
    "Bộ sách gồm 5 cuốn (tập 1: 210 trang, tập 2: 190 trang).",
    "Tổ chức 16 lớp (1.200 lượt người tham dự, trong đó nữ 640 lượt).",
    "Hoàn thành 9/13 tiêu chí, đạt 69,2%; xã bên cạnh còn 5 tiêu chí chưa đạt.",
    "Từ ngày 1/3 đến 31/3: 40 hồ sơ (từ 1 đến 5 ngày: 30, trên 5 ngày: 12).",
    "Doanh thu 90 tỷ đồng, lợi nhuận tăng 12% so với năm 2020 (10 tỷ đồng).",
]  # fmt: skip

HOLDING = [
    ("R-PARTS", "Toàn ngành có 412 trường, gồm mầm non 120, tiểu học 180, THCS 90, THPT 22."),
    ("R-PARTS", "Đã cấp 88 giấy phép (cấp mới 60, gia hạn 28)."),
    ("R-COMPARE", "Trồng mới 240 ha rừng, tăng 35 ha so với năm 2018 (205 ha)."),
    ("R-COMPARE", "Số xã giảm từ 24 xuống 18 xã, giảm 25%."),
    ("R-PARTS", "Đạt 17/19 tiêu chí, còn 02 tiêu chí chưa đạt."),
    ("R-PCT-SUM", "Phiếu đánh giá: 64% tốt, 30% khá, 6% trung bình."),
]


@pytest.mark.parametrize(("rule", "severity", "marked"), FAILING, ids=[marked[:50] for _, _, marked in FAILING])
def test_what_does_not_add_up_is_told(rule: str, severity: str, marked: str) -> None:
    raw, spans = unmark(marked)
    found = failures(raw, *RULES)
    assert [(finding.rule, finding.severity) for finding in found] == [(rule, severity)]
    assert quoted(found[0]) == spans


@pytest.mark.parametrize("raw", SILENT, ids=[raw[:50] for raw in SILENT])
def test_what_may_be_right_is_left_alone(raw: str) -> None:
    assert not failures(raw, *RULES)


@pytest.mark.parametrize(("rule", "raw"), HOLDING, ids=[raw[:50] for _, raw in HOLDING])
def test_what_adds_up_is_told_too(rule: str, raw: str) -> None:
    verdicts = [verdict for verdict in judged(raw).verdicts if verdict.rule in RULES]
    assert {verdict.verdict for verdict in verdicts if verdict.rule == rule} == {"holds"}
    assert not [verdict for verdict in verdicts if verdict.fails]


def test_a_cause_is_named_only_where_one_slip_can_be_it() -> None:
    sure = failures("Số vụ cháy là 34 vụ, giảm 7 vụ so với cùng kỳ năm 2021 (43 vụ).", *RULES)[0]
    assert sure.cause
    assert sure.cause.vi == "Có thể do sai một chữ số: 7 thay vì 9."
    open_ = failures("Thành phố có 18 đơn vị hành chính, gồm 12 phường, 7 xã.", *RULES)[0]
    assert open_.cause is None


ROOT = Path(__file__).resolve().parent.parent
REAL = sorted(
    path for folder in ("tests/devset", "samples/text", "benchmarks/reports") for path in (ROOT / folder).glob("*.txt")
)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:30])
def test_real_reports_are_left_alone(path: Path) -> None:
    assert not failures(path.read_text(encoding="utf-8"), *RULES)


def test_a_long_text_takes_no_more_than_its_length() -> None:
    line = "Có 12 dự án (3 FDI, 9 trong nước), gồm 5 loại: 2/7 xã tăng 3 xã so với năm 2015 (9 xã), đạt 5%.\n"
    took = []
    for lines in (200, 800):
        submission = _submitted(line * lines)
        began = process_time()
        list(check(submission))
        took.append(process_time() - began)
    assert took[1] < 12 * took[0]


def _submitted(raw: str) -> Submission:
    text = Text.of(raw)
    document = Document("báo cáo.txt", "0", (Page(1, "text", "", text=raw),))
    return Submission(document, Subject.of(text), (), Header())
