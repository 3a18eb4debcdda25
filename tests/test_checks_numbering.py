"""Numbers of headings, and lists with another number of items than announced."""

from __future__ import annotations

import pytest
from marks import unmark
from verdicts import failures, judged, quoted

HEADINGS = (
    "I. KẾT QUẢ\nTốt.\n⟦II. TỒN TẠI⟧\nÍt.\n⟦II. NGUYÊN NHÂN⟧\nNhiều.\nIII. PHƯƠNG HƯỚNG\nCố gắng.",
    "I. ĐẶC ĐIỂM\nXã miền núi.\n⟦II. KẾT QUẢ ĐẠT ĐƯỢC⟧\nTốt.\n⟦IV. KIẾN NGHỊ⟧\nKhông có.",
    "I. KẾT QUẢ\n1. Công khai\nMột câu.\n⟦2. Rà soát⟧\nMột câu.\n⟦2. Truyền thông⟧\nMột câu.\n3. Kiểm tra\nHết.",
    "I. KẾT QUẢ\n1. Về thể chế\n⟦2. Về tổ chức bộ máy⟧\n⟦4. Về tài chính công⟧\n5. Về chuyển đổi số",
    "III. NỘI DUNG\n3. Một cửa\n3.1. Tiếp nhận\n⟦3.2. Giải quyết⟧\n⟦3.4. Trả kết quả⟧",
)
ORDERLY = (
    "I. KẾT QUẢ\nTốt.\nII. TỒN TẠI\nÍt.\nIII. PHƯƠNG HƯỚNG\nCố gắng.",
    "I. CHUNG\nA\nII. RIÊNG\nB\nPHỤ LỤC I\nI. DANH MỤC\nC\nII. BIỂU MẪU\nD",
    "PHẦN THỨ NHẤT\nI. KẾT QUẢ\nA\nII. HẠN CHẾ\nB\nPHẦN THỨ HAI\nI. MỤC TIÊU\nC\nII. NHIỆM VỤ\nD",
    "I. MỘT\n1. A lớn\n2. B lớn\nII. HAI\n1. C lớn\n2. D lớn\n3. E lớn",
    "I. MỘT\n1. Ban hành\n2. Thực hiện các việc:\n1. Thu\n2. Chi\n3. Nộp\n3. Kiểm tra\n4. Tổng kết",
    "I. MỘT\n1. Chung\n1.1. Đầu\n1.2. Cuối\n2. Riêng\n2.1. Đầu\n2.2. Cuối\n2.3. Kết",
    "I. KET QUA\nA\nI1. DANH GIA\nB\nIII. KHO KHAN\nC\nIV. KIEN NGHI\nD",
    "Năm nay có 2. Năm sau có 2. Không có đề mục nào.",
)
LISTS = (
    "Trong quý tới, xã tập trung ⟦04 nhiệm vụ sau:⟧\n⟦a) Công khai thủ tục;⟧\nb) Rà soát quy trình;\n⟦c) Kiểm tra công vụ.⟧\nHết.",
    "UBND huyện giao ⟦5 nhiệm vụ trọng tâm sau đây:⟧\n⟦1) Thu phí;⟧\n2) Số hóa hồ sơ;\n⟦3) Cập nhật dữ liệu.⟧\nNơi nhận:",
    "Thực hiện ⟦03 giải pháp như sau:⟧ ⟦(1)⟧ tuyên truyền; (2) tập huấn; (3) kiểm tra; ⟦(4)⟧ khen thưởng.",
    "Kế hoạch nêu ⟦03 mục tiêu cụ thể như sau:⟧\n⟦(1) Đơn giản hóa.⟧\n⟦(2) Số hóa.⟧\nII. TỔ CHỨC THỰC HIỆN",
)
PLAIN = (
    "Có ⟦5 đơn vị: xã Tân An, xã Hòa Bình, phường Ba Đình, xã Yên Lạc⟧.",
    "Còn ⟦03 xã gồm: xã Ia Pa; xã Pờ Tó⟧.",
    "Có ⟦02 phường: phường Ea Tam, phường Tân Lợi và phường Tự An⟧.",
    "Có ⟦5 đơn vị:⟧\n⟦- xã Tân An;⟧\n- xã Hòa Bình;\n- phường Ba Đình;\n⟦- xã Yên Lạc.⟧\n\nHết.",
    "Sở tham mưu ban hành ⟦04 Quyết định (số 12/QĐ-UBND ngày 22/01/2024, số 38/QĐ-UBND ngày 15/3/2024, số 45/QĐ-UBND ngày 09/4/2024⟧) công bố thủ tục.",
    "Đã ban hành ⟦03 văn bản chỉ đạo (Kế hoạch số 7/KH-UBND, Công văn số 90/UBND-NV ngày 05/5/2025⟧).",
    "Ban hành ⟦02 kế hoạch gồm: số 5/KH-UBND ngày 03/01/2025; số 9/KH-UBND ngày 07/01/2025 và số 11/KH-UBND ngày 10/01/2025⟧.",
)  # fmt: skip
AS_MANY = (
    "Có 4 đơn vị: xã Tân An, xã Hòa Bình, phường Ba Đình và xã Yên Lạc.",
    "Có 05 xã, như: xã Tân An, xã Hòa Bình.",
    "Có 2 đơn vị: xã Tân An, huyện Ba Vì, xã Hòa Bình, huyện Ba Tri.",
    "Có 3 đơn vị:\n- Văn phòng\n- Phòng Kinh tế\n\nHết.",
    "Tổng 12 đơn vị:\n- xã đạt chuẩn: 05\n- xã chưa đạt: 07",
    "Ban hành 02 kế hoạch (số 12/KH-UBND ngày 06/01/2023, số 31/KH-UBND ngày 17/02/2023), 09 công văn.",
    "Ban hành 05 Quyết định (trong đó Quyết định số 12/QĐ-UBND, Quyết định số 15/QĐ-UBND).",
    "Ban hành 05 Quyết định (số 12/QĐ-UBND về đất đai, môi trường, số 15/QĐ-UBND về hộ tịch).",
    "Ban hành 03 Quyết định (Kế hoạch số 12/KH-UBND, Kế hoạch số 15/KH-UBND).",
    "Thực hiện 04 Quyết định của tỉnh (số 12/QĐ-UBND ngày 22/01/2024).",
    "Có 3 đơn vị gồm: Sở Y tế, Sở Tài chính, Sở Văn hóa, Thể thao và Du lịch.",
    "Có 02 cơ quan gồm: Sở Lao động, Thương binh và Xã hội, Công an tỉnh.",
)
COUNTED = (
    "Tập trung 03 nhiệm vụ sau:\na) Công khai;\nb) Rà soát;\nc) Kiểm tra.\nHết.",
    "Có 03 nhóm giải pháp sau:\n1. Thể chế\nMột câu dài.\n2. Con người\nMột câu.\n3. Công nghệ\nMột câu.",
    "3. Có 02 nhiệm vụ sau:\n1. Thu\n2. Chi\n4. Tổ chức thực hiện",
    "Gồm 06 nhiệm vụ sau:\n- 04 nhiệm vụ thường xuyên;\n- 02 nhiệm vụ đột xuất.",
    "Có 12 đơn vị, cụ thể:\n- Khối phòng: 05\n- Khối xã: 07",
    "Đã họp 03 cuộc. Các nội dung sau:\na) Công khai;\nb) Kiểm tra.",
    "Có 04 nội dung sau: (1) một; (2) hai; (3) ba; (4) bốn.",
    "Giải quyết 15 hồ sơ như sau:\na) Đất đai;\nb) Hộ tịch.",
    "Trong 05 ngày làm việc sau:\na) Tiếp nhận;\nb) Trả kết quả.",
    "Kèm theo 3 nội dung sau:",
)


@pytest.mark.parametrize("marked", HEADINGS)
def test_a_heading_number_used_twice_or_left_out_is_a_hint(marked: str) -> None:
    raw, spans = unmark(marked)
    assert [quoted(finding) for finding in failures(raw, "R-HEADING-SEQ")] == [spans]


@pytest.mark.parametrize("raw", ORDERLY)
def test_headings_in_order_hold(raw: str) -> None:
    assert not failures(raw, "R-HEADING-SEQ")


@pytest.mark.parametrize("marked", LISTS)
def test_a_list_with_another_number_of_items_is_a_warning(marked: str) -> None:
    raw, spans = unmark(marked)
    found = failures(raw, "A19")
    assert [(finding.severity, quoted(finding)) for finding in found] == [("warning", spans)]


@pytest.mark.parametrize("marked", PLAIN)
def test_items_that_repeat_what_they_are_make_the_count_sure(marked: str) -> None:
    raw, spans = unmark(marked)
    assert [(finding.severity, quoted(finding)) for finding in failures(raw, "A19")] == [("warning", spans)]


@pytest.mark.parametrize("raw", AS_MANY)
def test_as_many_items_as_announced_and_examples_give_nothing(raw: str) -> None:
    assert not failures(raw, "A19")


@pytest.mark.parametrize("raw", COUNTED)
def test_a_list_as_announced_gives_nothing(raw: str) -> None:
    assert not failures(raw, "A19")


def test_dashes_that_do_not_add_up_are_only_a_hint() -> None:
    raw = "Xã có 04 nhiệm vụ sau:\n- Công khai\n- Rà soát\n- Kiểm tra\n\nNơi nhận:"
    assert [finding.severity for finding in failures(raw, "A19")] == ["hint"]


@pytest.mark.parametrize(
    ("raw", "hints"),
    [
        ("Có 02 đơn vị ngành dọc như Công an phường; Bảo hiểm xã hội; Chi cục Thuế.", 1),
        ("Trung tâm có 03 quầy gồm Tư pháp, Đất đai, Xây dựng và Bưu điện.", 1),
        ("Trung tâm có 03 quầy gồm Tư pháp, Đất đai, Xây dựng.", 0),
        ("Có 05 đơn vị như Công an phường, Chi cục Thuế.", 0),
        ("Có 02 lĩnh vực gồm Tư pháp, Nông nghiệp và Môi trường.", 0),
        ("Có 04 đơn vị gồm: Thư viện tỉnh, Bảo tàng tỉnh, Trung tâm Huấn luyện và Thi đấu thể thao.", 1),
        ("Có 02 lĩnh vực: nhiều hồ sơ, ít người, khó khăn.", 0),
    ],
)
def test_names_in_a_sentence_are_counted(raw: str, hints: int) -> None:
    assert [finding.severity for finding in failures(raw, "A19")] == ["hint"] * hints


def test_what_was_counted_is_told() -> None:
    verdicts = judged("Tập trung 02 nhiệm vụ sau:\na) Công khai;\nb) Rà soát.\nHết.").verdicts
    assert [verdict.verdict for verdict in verdicts if verdict.rule == "A19"] == ["holds"]
