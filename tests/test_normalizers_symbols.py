"""White space inside document symbols: each row is (raw, normalised); rows of SAME come out as they went in."""

import pytest
from marks import unrestored

CASES = [
    ("số 1170/ UBND- TTPVHCC ngày", "số 1170/UBND-TTPVHCC ngày"),  # 004
    ("sd 1170/\nUBND- TTPVHCC ngay", "sd 1170/UBND-TTPVHCC ngay"),  # 004
    ("Số: 31  /BC-UBND", "Số: 31/BC-UBND"),  # 22
    ("Số: /BC- UBND", "Số: /BC-UBND"),  # 001
    ("$6:237/BC- UBND Thach Khéi", "$6:237/BC-UBND Thach Khéi"),  # 004
    ("số 12 / QĐ - UBND ngày", "số 12/QĐ-UBND ngày"),
    ("số 12/UBND - TTPVHCC ngày", "số 12/UBND-TTPVHCC ngày"),
    ("số 118/ 2025/ NĐ- CP", "số 118/2025/NĐ-CP"),
    ("số 66.7/2025/NQ -CP", "số 66.7/2025/NQ-CP"),
    ("số 220/CĐ- TTg và 5/QyĐ- UBND", "số 220/CĐ-TTg và 5/QyĐ-UBND"),
    ("số 15/BC–UBND và 6/SNV‑CCHC&PC", "số 15/BC-UBND và 6/SNV-CCHC&PC"),
    ("Công văn 225 -CV/ ĐU", "Công văn 225-CV/ĐU"),
    ("số 1170\n/UBND-TTPVHCC", "số 1170/UBND-TTPVHCC"),
    ("số 1170/UBND-\nTTPVHCC ngày", "số 1170/UBND-TTPVHCC ngày"),
]

SAME = [
    "Số: 237/BC-UBND Thạch Khôi, ngày 30",
    "số 12/QĐ-UBND - UBND các xã",
    "Số: /BC-UBND",
    "12 / 30 nhiệm vụ, 19/30 TTHC",
    "4.900 /TTHC - UBND xã",
    "ngày 15/3/2026 - UBND xã",
    "VBQPPL /UBND - Lưu VT",
    "SỐ 12/KH-UBND - THỰC HIỆN KẾ HOẠCH",
    "giai đoạn 2020 – 2025",
    "30c/NQ-CP, 64/2025/QH15, 02-KH/BCĐTW, 5621/VPCP-KSTT, 34/2019/QĐ-UBND",
    "HĐND - UBND xã",
    "https://vanban.gov.vn/12/BC-UBND?x=1 -A",
]


@pytest.mark.parametrize(("raw", "value"), CASES + [(text, text) for text in SAME])
def test_symbols(raw: str, value: str) -> None:
    assert unrestored(raw).value == value
