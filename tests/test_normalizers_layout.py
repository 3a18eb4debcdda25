"""Broken lines: each row is (the reason that joins, paragraph so far, what parts them, next line)."""

import pytest
from marks import unrestored

from normalizers import layout, lines, normalize

JOINED = [
    (lines.goes_on_lower, "phục vụ giải quyết TTHC tập", "\n", "trung của bộ, ngành"),
    (lines.goes_on_lower, "để đáp ứng yêu", "\n\n", "cầu của cá nhân"),  # 001, a page break
    (lines.goes_on_lower, "hd so rat: 0 hd so; Pang giai", "\n\n\n\n", "quyét trong han 55 ho so."),  # 004
    (lines.goes_on_lower, "(Tổ giúp việc KHCN, ĐMST", "\n", "và CĐS);"),
    (lines.number_is_due, "của Bộ Xây dựng; Công văn số", "\n\n", "861/UBND-TTPVHCC, ngày 30/5/2026"),  # 001
    (lines.number_is_due, "KIỂM SOÁT THỦ TỤC HÀNH CHÍNH QUÝ I NĂM", "\n", "2020"),  # 24
    (lines.number_is_due, "Đắk Lắk, ngày", "\n", "26 tháng 11 năm 2025"),  # 29
    (lines.count_is_due, "trong kỳ: 2.345 hồ sơ, trong đó tiếp nhận trực tuyến", "\n", "1.987 hồ sơ, trực tiếp 300"),
    (lines.word_is_due, "thuộc phạm vi quản lý của", "\n", "14 Bộ, cơ quan"),  # 28
    (lines.word_is_due, "đơn giản hóa là", "\n", "3.071 TTHC/4.888 TTHC"),  # 28
    (lines.word_is_due, "Lạc Dương, TP.", "\n", "Hồ Chí Minh"),
    (lines.word_is_due, "03 vấn đề tồn đọng: (i)", "\n", "Tích hợp, cung cấp"),  # 28
    (lines.ends_in_comma, "2. Bộ trưởng các Bộ, Thủ trưởng cơ quan ngang bộ,", "\n", "Chủ tịch Ủy ban nhân dân"),  # 28
    (
        lines.is_inside_brackets,
        "4.911 hồ sơ (trong đó, tiếp nhận trực tuyến",
        "\n\n",
        "4.900 hồ sơ; trực tiếp 0",
    ),  # 001
    (lines.goes_on_in_capitals, "CHẤT LƯỢNG PHỤC VỤ NGƯỜI DÂN TRONG THỰC HIỆN THỦ TỤC", "\n", "HÀNH CHÍNH"),  # 29
    (lines.goes_on_in_capitals, "I. TÌNH HÌNH, KẾT", "\n", "QUẢ THỰC HIỆN KIỂM SOÁT THỦ TỤC"),  # 24
    (lines.goes_on_in_capitals, "II. KẾT QUẢ THỰC HIỆN THỦ TỤC HÀNH CHÍNH;", "\n", "THỰC HIỆN CƠ CHẾ MỘT CỬA"),  # 001
    (lines.breaks_formula, "CỘNG HÒA XÃ", "\n", "HỘI CHỦ NGHĨA VIỆT NAM"),  # 29
    (lines.breaks_formula, "TM. ỦY BAN NHÂN", "\n", "DÂN"),  # 30
    (lines.is_lead_alone, "TẬP", "\n", "TRUNG HOÀN THÀNH THỰC THI"),  # 28
    (lines.is_lead_alone, "Điều 4.", "\n", "Trách nhiệm thi hành"),  # 30
    (lines.is_lead_alone, "[2] Có", "\n", "786 TTHC có thành phần hồ sơ"),  # 28
]

APART = [
    ("Trên địa bàn xã.", "\n", "Trong kỳ báo cáo"),
    ("cụ thể như sau:", "\n", "tổng số hồ sơ"),
    ("I. KẾT QUẢ", "\n", "1. Về công khai"),
    ("Công tác chỉ đạo, điều hành", "\n", "a) Ban hành văn bản"),
    ("Tỷ lệ hồ sơ", "\n", "- Trực tuyến: 100%"),
    ("thực hiện tại xã", "\n", "-TTHC được công khai"),
    ("hồ sơ đính kèm", "\n", "-Tỷ lệ số hóa"),  # 000
    ("trong tháng", "\n", "3. Nội dung"),
    ("TM. ỦY BAN NHÂN DÂN", "\n", "KT. CHỦ TỊCH"),
    ("KT. CHỦ TỊCH", "\n", "PHÓ CHỦ TỊCH"),
    ("PHÓ CHỦ TỊCH", "\n\n", "Vũ Quang Thái"),
    ("Lê Văn Đạt", "\n", "Bảng kết quả"),  # 000: a name, not the verb
    ("BÁO CÁO", "\n", "TÌNH HÌNH, KẾT QUẢ THỰC HIỆN KIỂM SOÁT"),
    ("ỦY BAN NHÂN DÂN", "\n", "THÀNH PHỐ CẦN THƠ"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\n", "Độc lập - Tự do - Hạnh phúc"),
    ("1\tĐất đai\tđã giải quyết", "\n", "2\tHộ tịch\ttrong hạn"),
    ("Trung tâm Phục vụ hành chính công xã", "\n\n", "Kết quả tiếp nhận"),  # 001
    ("kèm theo Công điện này", "\n", "(2) Cắt giảm"),
    ("và trong", "\n", "3"),
    ("- Lưu: VT", "\n", "Nơi nhận:"),
]


@pytest.mark.parametrize(("reason", "head", "between", "following"), JOINED)
def test_a_broken_line_is_joined_for_a_reason(reason: object, head: str, between: str, following: str) -> None:
    joint = lines.Joint(head, head, following, len(between) > 1, 0)
    assert reason in [reason for reason in lines.REASONS if reason(joint)]
    assert unrestored(head + between + following).value == f"{head} {following}"


@pytest.mark.parametrize(("head", "between", "following"), APART)
def test_lines_that_stay_apart(head: str, between: str, following: str) -> None:
    assert normalize(head + between + following).value == head + between + following


WRAPPED = """\
Tuy nhiên, để hoàn thành cắt giảm, đơn giản hóa
TTHC, ĐKKD, số lượng văn bản quy phạm pháp luật mà các bộ, ngành phải
sửa đổi, bổ sung để ban hành theo thẩm quyền hoặc trình cấp có thẩm quyền
ban hành là rất lớn, nếu không tập trung thực hiện theo chỉ đạo của Tổng
Bí thư và các đồng chí lãnh đạo Đảng, Nhà nước thì các bộ, ngành không thể
hoàn thành mục tiêu. Các bộ phải báo cáo kết quả thực hiện cho Thủ tướng.
Bên cạnh đó, còn 3.507/6.708 giấy tờ cần chuẩn hóa; đã chủ động cắt giảm
(bãi bỏ) 248 TTHC.
II. TỔ CHỨC THỰC HIỆN"""  # in the manner of 28: no empty lines, the first line of a paragraph short


def test_full_lines_go_on_and_ended_sentences_do_not() -> None:
    assert [line[:20] for line in normalize(WRAPPED).value.split("\n")] == [
        "Tuy nhiên, để hoàn t",
        "Bên cạnh đó, còn 3.5",
        "II. TỔ CHỨC THỰC HIỆ",
    ]


LAYOUT = [
    ("  Độc lập  -   Tự do  ", "Độc lập - Tự do"),
    ("I \t Đất đai\t\t 12 \n", "I\tĐất đai\t\t12\n"),
    ("\n\n\nSố: 12\n\n\n\nBÁO CÁO\n\n", "Số: 12\n\nBÁO CÁO\n"),
    ("\tCăn cứ Luật;\n\tThực hiện kế\nhoạch", "Căn cứ Luật;\nThực hiện kế hoạch"),
    ("1\tđã\tx\n\n\ttiếp\n2\tb\tc", "1\tđã\tx\n\n\ttiếp\n2\tb\tc"),  # 000: a row that runs over a page
    ("Trang một.\fTrang hai.", "Trang một.\nTrang hai."),
    ("hồ sơ đang giải\fquyết là 29.", "hồ sơ đang giải quyết là 29."),
    ("hồ sơ đang giải\f3\nquyết là 29.", "hồ sơ đang giải quyết là 29."),
    ("hồ sơ đang giải\n3\n\fquyết là 29.", "hồ sơ đang giải quyết là 29."),
    ("hồ sơ đang giải\n\n\n\n- 3 -\n\nquyết là 29.", "hồ sơ đang giải quyết là 29."),
    ("doanh nghiép.\n\n\n\n3\n\n- 100% céc thi tuc", "doanh nghiép.\n\n3\n\n- 100% céc thi tuc"),  # 004: no halves
    ("theo quy định của Sở\n3\nđã giải quyết", "theo quy định của Sở\n3\nđã giải quyết"),
]


@pytest.mark.parametrize(("raw", "value"), LAYOUT)
def test_layout(raw: str, value: str) -> None:
    assert unrestored(raw).value == value


def test_a_width_needs_three_lines_that_surely_go_on() -> None:
    assert not list(layout.broken_lines("Nguyễn Văn An\nTrần Văn Bình\nLê Văn Cường"))
