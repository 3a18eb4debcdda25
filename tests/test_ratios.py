"""Two numbers over each other: one line a case, the ratio with its noun marked."""

from __future__ import annotations

import pytest
from marks import found, unmark

from extractors.extraction import Ratio

CASES = [
    ("đã triển khai thực hiện được ⟦19/30 nhiệm vụ⟧;", (19, 30)),
    ("là ⟦3.071 TTHC/4.888 TTHC⟧ liên quan đến hoạt động sản xuất", (3071, 4888)),
    ("Cắt giảm ⟦2.269/6.974 ĐKKD⟧ thuộc ngành, nghề", (2269, 6974)),
    ("⟦34/34 địa phương⟧ đã công bố", (34, 34)),
    ("còn ⟦3.507/6.708⟧ (chiếm 52,3%) giấy tờ", (3507, 6708)),
    ("có ⟦01/01 phản ánh kiến nghị⟧ đã được xử lý", (1, 1)),
    ("Số lượng hồ sơ được giải quyết là ⟦1.456/1.625⟧, trong đó", (1456, 1625)),
    ("số hóa ⟦1 190/1 234 hs⟧, đạt", (1190, 1234)),
    ("hoạt động 24/7 từ ngày 21/7 theo Nghị định 118/2025/NĐ-CP", None),
    ("đạt 85,6/100 điểm, xếp thứ 12/114", None),
    ("hôm 8/1 thông báo với giới chức; từ ngày 25/10 đến 4/11 tổ chức Hội chợ", None),
    ("mức phạt bằng 1/2 lần; 25.000 đồng/1 tiết; trực 24/24 giờ; xổ số Mega 6/45 ngày", None),
    ("Xếp hạng: 7/54 toàn thành phố; đứng thứ 4/19 sở, ngành", None),
    ("⟦02/09 xóm⟧ chưa có mạng; hoàn thành ⟦5/7 chỉ tiêu⟧", (2, 9)),
    ("thửa đất số 12/35, tờ bản đồ 05/2020", None),
]


@pytest.mark.parametrize(("marked", "value"), CASES, ids=[case[0][:50] for case in CASES])
def test_ratios(marked: str, value: tuple[int, int] | None) -> None:
    raw, spans = unmark(marked)
    ratios = found(raw, "ratio")
    assert [(start, end) for start, end, _ in ratios] == spans
    for _, _, extraction in ratios[:1]:
        assert isinstance(extraction.value, Ratio)
        assert (extraction.value.num, extraction.value.den) == value
