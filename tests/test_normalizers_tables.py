"""Tables of pipes. A table is written here on one line, ⏎ for a line end."""

import pytest

from normalizers import normalize

LETTERHEAD = "ỦY BAN⏎-------⏎|⏎CỘNG HÒA⏎-------⏎|⏎|⏎Số: 12/CT-UBND⏎|⏎Đắk Lắk, ngày⏎26 tháng 11⏎|"  # 29
PLAIN = "|⏎STT⏎|⏎Bộ⏎|⏎Đơn giản hóa⏎TTHC⏎|⏎|⏎1⏎|⏎Công an⏎|⏎0⏎|⏎|⏎2⏎|⏎Y tế⏎|⏎24⏎|⏎|⏎3⏎|⏎Tư pháp⏎|⏎30⏎|"  # 28
# 28, Phụ lục II: an empty cell inside a row (Lào Cai) and one at the end of every row
HOLES = "|⏎1.⏎|⏎Huế⏎|⏎-⏎|⏎62⏎|⏎|⏎|⏎2.⏎|⏎Lào Cai⏎|⏎|⏎57⏎|⏎|⏎|⏎3.⏎|⏎Sơn La⏎|⏎-⏎|⏎146⏎|⏎|⏎|⏎4.⏎|⏎Lai Châu⏎|⏎-⏎|⏎465⏎|⏎|"
GROUPS = "|⏎I. Bộ⏎|⏎|⏎1.⏎|⏎Tư pháp⏎|⏎19⏎|⏎|⏎2.⏎|⏎Y tế⏎|⏎103⏎|⏎|⏎3.⏎|⏎Công an⏎|⏎169⏎|⏎|⏎Tổng số⏎|⏎291⏎|"
SPANNED = (
    "|⏎1⏎|⏎CA⏎|⏎Tổng⏎|⏎7⏎|⏎|⏎Đã thực thi⏎|⏎0⏎|⏎|⏎2⏎|⏎Y tế⏎|⏎Tổng⏎|⏎4⏎|⏎|⏎Đã thực thi⏎|⏎0⏎|⏎|⏎3⏎|⏎Thuế⏎|⏎Tổng⏎|⏎9⏎|"
)

CASES = [
    (PLAIN, "STT→Bộ→Đơn giản hóa TTHC⏎1→Công an→0⏎2→Y tế→24⏎3→Tư pháp→30⏎"),
    (HOLES, "1.→Huế→-→62→⏎2.→Lào Cai→→57→⏎3.→Sơn La→-→146→⏎4.→Lai Châu→-→465→⏎"),
    (GROUPS, "I. Bộ⏎1.→Tư pháp→19⏎2.→Y tế→103⏎3.→Công an→169⏎Tổng số→291⏎"),
    (SPANNED, "1→CA→Tổng→7⏎Đã thực thi→0⏎2→Y tế→Tổng→4⏎Đã thực thi→0⏎3→Thuế→Tổng→9⏎"),
    (LETTERHEAD, "ỦY BAN⏎⏎CỘNG HÒA⏎⏎Số: 12/CT-UBND⏎⏎Đắk Lắk, ngày 26 tháng 11⏎"),
    (
        "| TT | Lĩnh vực | Số |⏎|---|:--|--:|⏎| 1 | Đất đai | 12 |⏎| 2 | Hộ tịch | |",
        "TT→Lĩnh vực→Số⏎1→Đất đai→12⏎2→Hộ tịch→",
    ),
    ("T.D |⏎Tin từ | Trung tâm", "T.D |⏎Tin từ | Trung tâm"),  # 10
]


@pytest.mark.parametrize(("drawn", "rows"), CASES)
def test_tables_become_rows(drawn: str, rows: str) -> None:
    assert normalize(drawn.replace("⏎", "\n")).value == rows.replace("⏎", "\n").replace("→", "\t")
