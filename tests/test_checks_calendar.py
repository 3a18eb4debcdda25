"""Dates, ranges, the period of the title, the date of issue and days off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from marks import unmark
from verdicts import failures, judged, quoted

from pipeline.checks.calendar.public_holidays import holiday
from pipeline.checks.calendar.stretches import Stretch, day_of, stretch_of

ROOT = Path(__file__).resolve().parent.parent
TEXTS = sorted(
    path for folder in ("samples/text", "tests/devset", "benchmarks/reports") for path in (ROOT / folder).glob("*.txt")
)
MINE = (
    "R-DATE-VALID",
    "R-PERIOD-ORDER",
    "R-PERIOD-REPEAT",
    "R-PERIOD-QUARTER",
    "R-TITLE-PERIOD",
    "R-PERIOD",
    "R-PERIOD-VALID",
    "R-DEADLINE-PAST",
    "R-WEEKEND",
    "R-HOLIDAY",
    "R-HEADING-SEQ",
    "A19",
)
KNOWN = {"001": ["R-PERIOD-REPEAT", "R-TITLE-PERIOD"]}  # gold 001-1 and 001-2
HINTS = {
    "001": ["II. ĐÁNH GIÁ CHUNG"],
    "004": ["30 thang 4 nam 2026", "22/02/2026", "03 quiy bd tri"],
    "18_": ["09/3"],
    "22_": ["ngày 07 tháng 3 năm 2025"],
}  # quotes that gold calls low


def report(title: str, body: str = "", issued: str = "ngày 16 tháng 6 năm 2026") -> str:
    """A report of a commune with this title, body and date."""
    return (
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: 87/BC-UBND\n\nBình Minh, {issued}\n\nBÁO CÁO\n{title}\n\n{body}\n"
    )


def graver(raw: str) -> list[tuple[str, str | None, list[tuple[int, int]]]]:
    """Rule, severity and quotes of the errors and warnings of this file's rules."""
    return [
        (finding.rule, finding.severity, quoted(finding))
        for finding in failures(raw, *MINE)
        if finding.severity != "hint"
    ]


INVALID = (
    "Công văn số 12/UBND-VP ngày ⟦31/4/2026⟧ của UBND xã.",
    "Thông báo ⟦ngày 30 tháng 02 năm 2025⟧ của Sở Nội vụ.",
    "Họp ngày ⟦29/02/2025⟧ tại trụ sở.",
    "Quyết định số 05/QĐ-UBND ngày ⟦31-11-2024⟧ của UBND huyện.",
    "Tính từ ⟦31.6.2023⟧ đến nay.",
    "Quyết định số 1566/QĐ-BTC ngày ⟦25/21/2019⟧ của Bộ trưởng.",
    "Báo cáo ngày ⟦32/5/2026⟧ của phường.",
    "STT 4, Sở Y tế, ⟦25/13/2019⟧, đã xong.",
    "Kế hoạch ⟦ngày 15 tháng 13 năm 2022⟧ của tỉnh.",
    "Thu den ngay ⟦31/9/2021⟧ dat chi tieu.",
    "Công văn số 41/UBND-VX ngày ⟦00/01/2026⟧ của huyện.",
    "Hạn trả ⟦15/00/2026⟧, phường chưa trả.",
    "Ngày sinh: ⟦99/99/9999⟧.",
    "Hội nghị ⟦ngày 00 tháng 01 năm 2026⟧ tại hội trường lớn.",
)
VALID = (
    "Công văn số 12/UBND-VP ngày 30/4/2026 của UBND xã.",
    "Họp ngày 29/02/2024 tại trụ sở.",
    "Quyết định số 31/4/2026/QĐ-UBND của UBND tỉnh.",
    "Hoàn thành 31/4 nhiệm vụ, đạt 32/45 chỉ tiêu.",
    "Điện thoại 0225.31.4.2026, nhánh 45.",
    "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020.",
    "Luật số 64/2025/QH15, khóa 13/2026.",
    "Ngày 29/02 hằng năm không có lễ.",
    "Cập nhật 11/25/2021 lúc 10:30 PM.",
    "Mã hồ sơ 32/13/2026/000123 đã trả.",
    "Số hồ sơ H21.00/01/2026-0007.",
    "Đạt 00/12 chỉ tiêu, 15/00 là không thể chia.",
    "Có hiệu lực đến 31/12/9999.",
)


@pytest.mark.parametrize("marked", INVALID)
def test_a_day_that_the_calendar_lacks_is_an_error(marked: str) -> None:
    raw, spans = unmark(marked)
    found = [(f.severity, quoted(f)) for f in failures(raw, "R-DATE-VALID")]
    assert found == [("error", spans)]


@pytest.mark.parametrize("raw", VALID)
def test_days_that_exist_and_other_numbers_are_left_alone(raw: str) -> None:
    assert not failures(raw, "R-DATE-VALID")


def test_a_missing_year_makes_it_a_warning() -> None:
    raw, spans = unmark("Năm 2026, ngày ⟦31/4⟧ xã đã họp dân.")
    assert graver(raw) == [("R-DATE-VALID", "warning", spans)]


BLANK_DAYS = (
    "Ngày hẹn trả: ⟦00/00/0000⟧.",
    "Ngày cấp ⟦00/00/2026⟧ theo mẫu.",
    "UBND XÃ TÂN AN\nSố: 00/BC-UBND\n\nTân An, ⟦ngày 00 tháng 6 năm 2026⟧\n\nBÁO CÁO\nKết quả công tác\n",
)


@pytest.mark.parametrize("marked", BLANK_DAYS)
def test_zeros_that_keep_a_place_free_are_a_warning(marked: str) -> None:
    raw, spans = unmark(marked)
    assert [(f.severity, quoted(f)) for f in failures(raw, "R-DATE-VALID")] == [("warning", spans)]


NO_PERIODS = (
    ("error", "Kết quả ⟦tháng 13/2026⟧ của phường."),
    ("error", "Báo cáo ⟦tháng 15 năm 2026⟧ về hộ tịch."),
    ("error", "Phương hướng ⟦quý V năm 2026⟧ của sở."),
    ("error", "Số liệu ⟦quý 0 năm 2025⟧ chưa có."),
    ("error", "Trong ⟦13 tháng đầu năm 2026⟧, huyện giải quyết xong."),
    ("error", "Ket qua ⟦quy 7 nam 2024⟧ cua xa."),
    ("warning", "Nhiệm vụ ⟦quý V⟧: tập trung số hóa."),
    ("warning", "Mẫu: kết quả ⟦tháng 00/2026⟧ của đơn vị."),
)
PERIODS = (
    "Kết quả tháng 12/2026, quý IV năm 2026 và 12 tháng đầu năm.",
    "Kính gửi Quý vị; quý VỊ NĂM 2026; Quỹ V năm 2026.",
    "Trong tháng 20/2026 hồ sơ được trả; hàng tháng 31/2025 người.",
    "Thời hạn 18 tháng, từ ngày 15 tháng cuối năm 2026.",
    "Báo cáo quý 2026 và quý 3/2026; quý 5 người.",
    "Trong 24 tháng năm 2025 và 2026.",
)


@pytest.mark.parametrize(("severity", "marked"), NO_PERIODS)
def test_months_and_quarters_that_no_year_has(severity: str, marked: str) -> None:
    raw, spans = unmark(marked)
    assert [(f.severity, quoted(f)) for f in failures(raw, "R-PERIOD-VALID")] == [(severity, spans)]


@pytest.mark.parametrize("raw", PERIODS)
def test_months_and_quarters_of_a_year_are_left_alone(raw: str) -> None:
    assert not failures(raw, "R-PERIOD-VALID")


@pytest.mark.parametrize("period", ["tháng 15 năm 2026", "quý 0 năm 2026", "13 tháng đầu năm 2026", "quý V năm 2026"])
def test_the_year_of_a_period_that_cannot_be_is_not_judged(period: str) -> None:
    raw = report(f"Kết quả công tác {period}", "I. KẾT QUẢ NĂM 2025\nTốt.")
    assert [finding.rule for finding in failures(raw, *MINE)] == ["R-PERIOD-VALID"]


BACKWARDS = (
    "Số liệu từ ngày ⟦15/6/2026 đến ngày 14/3/2026⟧.",
    "Trong kỳ (từ ⟦01/10/2025 đến 31/8/2025⟧) có 12 hồ sơ.",
    "Tính từ ⟦21/12/2024 tới ngày 20/3/2024⟧, toàn huyện giải quyết xong.",
    "Chương trình ⟦giai đoạn 2030 - 2026⟧ của tỉnh.",
)
FORWARDS = (
    "Số liệu từ ngày 15/12/2025 đến ngày 14/3/2026.",
    "Số liệu từ 15/12 đến 14/3/2026.",
    "Trong ngày 05/5/2026 đến 05/5/2026.",
    "Chương trình giai đoạn 2026 - 2030.",
    "Công văn ngày 05/6/2026; đến ngày 01/6/2026 đã có trả lời.",
)


@pytest.mark.parametrize("marked", BACKWARDS)
def test_a_range_that_ends_before_it_begins_is_an_error(marked: str) -> None:
    raw, spans = unmark(marked)
    assert graver(raw) == [("R-PERIOD-ORDER", "error", spans)]


@pytest.mark.parametrize("raw", FORWARDS)
def test_ranges_in_order_are_left_alone(raw: str) -> None:
    assert not graver(raw)


QUARTER = "Tình hình giải quyết thủ tục hành chính quý II năm 2026"
RANGES = (
    (
        "R-PERIOD-REPEAT",
        "error",
        f"{QUARTER}\n(Số liệu tính từ ngày ⟦15/3/2025 đến ngày 14/6/2026⟧)",
        "Từ ngày ⟦15/3/2026 đến ngày 14/6/2026⟧ xã tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-REPEAT",
        "error",
        QUARTER,
        "Trong kỳ báo cáo (⟦01/4/2026 đến 10/6/2026⟧) có 9 việc. Kỳ báo cáo từ ngày ⟦01/4/2024 đến 10/6/2026⟧.",
    ),
    (
        "R-PERIOD-QUARTER",
        "error",
        "Kết quả cải cách hành chính ⟦quý II/2026⟧\n(Số liệu từ ngày ⟦15/3/2025 đến ngày 14/6/2026⟧)",
        "Xã tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-QUARTER",
        "warning",
        "Kết quả cải cách hành chính ⟦quý II/2026⟧",
        "Từ ngày ⟦16/3/2025 đến ngày 10/6/2026⟧ phường tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-QUARTER",
        "warning",
        "Kết quả cải cách hành chính ⟦quý II/2026⟧",
        "Kỳ báo cáo: từ ngày ⟦15/12/2025 đến ngày 14/6/2026⟧ có 40 hồ sơ.",
    ),
    (
        "R-TITLE-PERIOD",
        "warning",
        "Kết quả công tác văn thư ⟦tháng 5 năm 2026⟧\n(Từ ngày ⟦15/3/2026 đến ngày 14/4/2026⟧)",
        "Phường làm tốt.",
    ),
)
SECTION = "2. Tình hình, kết quả giải quyết thủ tục hành chính"
SLIPS = (
    # one number of one end of the range printed twice
    (
        "R-PERIOD-REPEAT",
        "error",
        "Kết quả công tác tháng 10 năm 2025\n(Số liệu từ ngày ⟦15/9/2025 đến ngày 14/10/2025⟧)",
        f"{SECTION} (từ ngày ⟦15/9/2025 đến ngày 24/10/2025⟧)\n\nXã tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-REPEAT",
        "warning",
        "Kết quả công tác 6 tháng đầu năm 2026",
        "Từ ngày ⟦01/01/2026 đến ngày 25/5/2026⟧, phường tiếp nhận 40 hồ sơ.\n\n"
        "Từ ngày ⟦01/01/2026 đến ngày 15/5/2026⟧, phường nhận 3 phản ánh.",
    ),
    (
        "R-PERIOD-REPEAT",
        "warning",
        f"{QUARTER}\n(Số liệu từ ngày ⟦15/3/2026 đến ngày 14/6/2026⟧)",
        f"{SECTION} (từ ngày ⟦15/5/2026 đến\nngày 14/6/2026⟧)\n\nHuyện tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-REPEAT",
        "error",
        "Tình hình kiểm soát thủ tục hành chính quý I năm 2024\n(Số liệu từ ngày ⟦15/12/2023 đến ngày 14/3/2024⟧)",
        f"{SECTION} (từ ngày ⟦15/12/2013 đến ngày 14/3/2024⟧)\n\nTỉnh tiếp nhận 40 hồ sơ.",
    ),
    # one range against the title
    (
        "R-PERIOD-QUARTER",
        "warning",
        "Kết quả cải cách hành chính ⟦quý I năm 2023⟧",
        f"{SECTION} (từ ngày ⟦15/12/2022 đến ngày 14/5/2023⟧)\n\nSở tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-QUARTER",
        "warning",
        "Kết quả công tác ⟦tháng 2 năm 2021⟧\n(Số liệu từ ngày ⟦01/01/2021 đến ngày 28/02/2021⟧)",
        "Xã tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-QUARTER",
        "warning",
        "Kết quả công tác ⟦6 tháng đầu năm 2024⟧",
        "1. Từ ngày ⟦15/12/2012 đến ngày 14/6/2024⟧, Trung tâm tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-PERIOD-QUARTER",
        "warning",
        "Kết quả công tác ⟦tháng 4 năm 2025⟧\n(Số liệu từ ngày ⟦25/4/2025 đến ngày 30/4/2025⟧)",
        "Xã tiếp nhận 40 hồ sơ.",
    ),
    (
        "R-TITLE-PERIOD",
        "warning",
        "Kết quả công tác ⟦quý IV năm 2025⟧",
        f"{SECTION} (từ ngày ⟦15/3/2025 đến ngày 14/6/2025⟧)\n\nSở tiếp nhận 40 hồ sơ.",
    ),
)
NO_SLIPS = (
    ("Kết quả quý I năm 2026", f"{SECTION} (từ ngày 11/12/2025 đến ngày 10/3/2026)\nNhận 40 hồ sơ."),
    ("Kết quả quý I năm 2024", f"{SECTION} (từ ngày 01/12/2023 đến ngày 29/02/2024)\nNhận 40 hồ sơ."),
    ("Kết quả tháng 8 năm 2022", f"{SECTION} (từ 21/7/2022 đến 20/8/2022)\nNhận 40 hồ sơ."),
    ("Kết quả tháng 2 năm 2026", f"{SECTION} (từ ngày 01/02/2026 đến ngày 28/02/2026)\nNhận 40 hồ sơ."),
    ("Kết quả quý III năm 2026", f"{SECTION} (từ ngày 15/12/2025 đến ngày 14/9/2026)\nNhận 40 hồ sơ."),
    ("Kết quả ước thực hiện quý II năm 2026", f"{SECTION} (từ ngày 15/3/2026 đến ngày 20/4/2026)\nNhận 40 hồ sơ."),
    ("Kết quả năm 2025\n(Số liệu từ ngày 01/7/2025 đến ngày 14/12/2025)", "Nhận 40 hồ sơ."),
    (
        f"{QUARTER}\n(Số liệu từ ngày 15/3/2026 đến ngày 14/6/2026)",
        "2. Chiến dịch giải quyết hồ sơ (từ ngày 15/5/2026 đến ngày 14/6/2026)\nNhận 40 hồ sơ.",
    ),
    (
        f"{QUARTER}\n(Số liệu từ ngày 15/3/2026 đến ngày 14/6/2026)",
        "2. Kết quả giải quyết hồ sơ tháng 6 năm 2026 (từ ngày 15/5/2026 đến ngày 14/6/2026)\nNhận 40 hồ sơ.",
    ),
    (
        f"{QUARTER}\n(Số liệu từ ngày 15/3/2026 đến ngày 14/6/2026)",
        "Từ ngày 15/12/2025 đến ngày 14/6/2026, xã tiếp nhận 90 hồ sơ.",
    ),
    (
        "Kết quả tháng 6 năm 2026\n(Số liệu từ ngày 15/5/2026 đến ngày 14/6/2026)",
        "Riêng tuần từ ngày 05/6/2026 đến ngày 11/6/2026 tiếp nhận 12 hồ sơ.",
    ),
    (
        "Kết quả 6 tháng đầu năm 2026",
        "Từ 01/01/2026 đến 31/3/2026, tiếp nhận 40 hồ sơ. Từ 01/01/2026 đến 31/5/2026, tiếp nhận 70 hồ sơ.",
    ),
    ("Kế hoạch kiểm tra quý II năm 2026", f"{SECTION} (từ ngày 15/3/2026 đến ngày 14/12/2026)\nNhận hồ sơ."),
)
FITTING = (
    (f"{QUARTER}\n(Số liệu tính từ ngày 15/3/2026 đến ngày 14/6/2026)", "Từ 15/3/2026 đến 14/6/2026 có 40 hồ sơ."),
    (f"{QUARTER}\n(Số liệu tính từ ngày 15/3/2026 đến ngày 14/6/2026)", "Cùng kỳ (từ 15/3/2025 đến 14/6/2025): 30."),
    (QUARTER, "Trong kỳ (15/3/2026 đến 14/6/2026): 40 hồ sơ. Lũy kế từ 15/12/2025 đến 14/6/2026: 90 hồ sơ."),
    ("Kết quả quý III năm 2026", "Từ 01/7/2025 đến 14/9/2026 tỉnh mới có 900 hồ sơ."),
    (QUARTER, "Từ 15/6/2025 đến 14/6/2026 huyện làm ba đợt."),
    (QUARTER, "Chiến dịch từ 01/7/2025 đến 30/6/2026 và từ 01/7/2024 đến 30/6/2026 đều đạt."),
)
CUT_OFF = (
    ("Kết quả năm 2025\n(Số liệu từ ngày 01/7/2025 đến ngày 14/12/2025)", "Xã mới thành lập."),
    ("Kết quả quý III năm 2025\n(Từ ngày 01/7/2025 đến ngày 14/9/2025)", "Xã mới thành lập."),
    ("Kết quả tháng 5 năm 2026\n(Từ ngày 21/4/2026 đến ngày 20/5/2026)", "Chốt riêng."),
)


@pytest.mark.parametrize(("rule", "severity", "title", "body"), [*RANGES, *SLIPS])
def test_the_range_of_the_figures_against_its_prints_and_the_title(
    rule: str, severity: str, title: str, body: str
) -> None:
    raw, spans = unmark(report(title, body))
    assert graver(raw) == [(rule, severity, spans)]


@pytest.mark.parametrize(("title", "body"), [*FITTING, *NO_SLIPS])
def test_ranges_that_may_be_meant_are_no_warning(title: str, body: str) -> None:
    assert not graver(report(title, body, "ngày 17 tháng 9 năm 2026"))


@pytest.mark.parametrize(("title", "body"), CUT_OFF)
def test_another_cut_off_is_no_warning(title: str, body: str) -> None:
    assert not graver(report(title, body, "ngày 17 tháng 9 năm 2027"))


TITLES = (
    (
        "Kết quả công tác quý II và phương hướng, nhiệm vụ ⟦quý III năm 2026⟧",
        "I. KẾT QUẢ QUÝ II NĂM 2026\nTốt.\nII. PHƯƠNG HƯỚNG, NHIỆM VỤ ⟦QUÝ II/2026⟧\nCố gắng.",
    ),
    (
        "Tình hình kinh tế - xã hội ⟦tháng 5⟧; nhiệm vụ trọng tâm tháng 6 năm 2026",
        "I. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ ⟦THÁNG 4 NĂM 2026⟧\nTốt.\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 6 NĂM 2026\nCố gắng.",
    ),
    (
        "Sơ kết công tác ⟦6 tháng đầu năm 2026⟧",
        "Ủy ban nhân dân xã báo cáo kết quả công tác ⟦6 tháng cuối năm 2026⟧ như sau:\nTốt.",
    ),
    (
        "Kết quả hoạt động ⟦quý II năm 2026⟧",
        "I. KẾT QUẢ\nTốt.\nTrên đây là báo cáo kết quả hoạt động ⟦quý I năm 2026⟧ của xã.",
    ),
    ("Kết quả công tác ⟦quý II năm 2026⟧ và phương hướng nhiệm vụ ⟦quý I năm 2026⟧", "Tốt."),
)
LATER_PARTS = (
    (
        "Kết quả hoạt động tháng 12 và năm 2022",
        "I. THÁNG 12/2022\nTốt.\nII. NĂM 2022\nTốt.\nIII. NĂM 2023\nPhấn đấu trễ hạn dưới 1%.",
    ),
    ("Kết quả công tác quý II năm 2026", "I. QUÝ II NĂM 2026\nTốt.\nII. QUÝ III NĂM 2026\nĐẩy mạnh số hóa."),
    (
        "Tình hình năm 2019",
        "I. NĂM 2019\nTốt.\nII. NĂM 2020:\nGiữ tỷ lệ đúng hạn 99%.\nIII. KIẾN NGHỊ\nKhông.",
    ),
)
NO_LATER_PARTS = (
    (
        "Kết quả hoạt động ⟦năm 2022⟧",
        "I. ⟦NĂM 2023⟧\nTiếp nhận 8.377 hồ sơ.\nII. HẠN CHẾ\nÍt.",
    ),
    ("Kết quả công tác ⟦quý II năm 2026⟧", "I. ⟦QUÝ I NĂM 2026⟧\nPhấn đấu đúng hạn."),
    ("Kết quả công tác ⟦quý II năm 2026⟧", "I. QUÝ II NĂM 2026\nTốt.\nII. ⟦QUÝ III NĂM 2026⟧\nĐã trả 120 hồ sơ."),
)
AGREEING = (
    (
        "Kết quả công tác quý II và phương hướng, nhiệm vụ quý III năm 2026",
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ QUÝ II/2026\nTốt.\nII. PHƯƠNG HƯỚNG NHIỆM VỤ QUÝ III/2026\nCố gắng.\n"
        "Trên đây là báo cáo kết quả quý II, phương hướng nhiệm vụ quý III năm 2026 của xã.",
    ),
    (
        "Kết quả thực hiện Kế hoạch cải cách hành chính năm 2026 quý II năm 2026",
        "I. TRIỂN KHAI KẾ HOẠCH NĂM 2025\nTốt.\nII. NHIỆM VỤ NĂM 2027\nCố gắng.",
    ),
    (
        "Kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2026",
        "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026\n1. Kết quả quý I năm 2026\nTốt.\nII. NHIỆM VỤ 6 THÁNG CUỐI NĂM\n1. Quý III\nA.",
    ),
    (
        "Công tác cải cách hành chính quý II năm 2026",
        "I. KẾT QUẢ KHẮC PHỤC TỒN TẠI QUÝ I NĂM 2026\nXong.\nII. KẾT QUẢ SO VỚI QUÝ I NĂM 2026\nTăng.",
    ),
    (
        "Tình hình tháng 5 và 5 tháng đầu năm; nhiệm vụ tháng 6 năm 2026",
        "I. TÌNH HÌNH THÁNG 5\nTốt.\nII. NHIỆM VỤ THÁNG 6\nCố gắng.",
    ),
    ("Kết quả công tác quý II năm 2026", "I. KẾT QUẢ\nQuý I năm 2026 giải quyết 30 hồ sơ, quý II năm 2026 40 hồ sơ."),
)


@pytest.mark.parametrize(("title", "body"), [*TITLES, *NO_LATER_PARTS])
def test_headings_and_sentences_that_name_another_period_are_warned_of(title: str, body: str) -> None:
    raw, spans = unmark(report(title, body))
    assert graver(raw) == [("R-TITLE-PERIOD", "warning", spans)]


@pytest.mark.parametrize(("title", "body"), [*AGREEING, *LATER_PARTS])
def test_headings_that_agree_or_speak_of_something_else_are_left_alone(title: str, body: str) -> None:
    assert not graver(report(title, body))


ISSUED = (
    ("error", "Kết quả công tác ⟦quý II năm 2026⟧", "", "⟦ngày 10 tháng 02 năm 2026⟧"),
    ("warning", "Kết quả quý II năm 2026", "Số liệu từ ⟦15/3/2026 đến 14/6/2026⟧: tốt.", "⟦ngày 10 tháng 6 năm 2026⟧"),
    ("hint", "Kết quả công tác ⟦quý II năm 2026⟧", "", "⟦ngày 10 tháng 6 năm 2026⟧"),
)
LATE_ENOUGH = (
    ("Kết quả công tác quý II năm 2026", "", "ngày 15 tháng 6 năm 2026"),
    ("Kết quả ước thực hiện quý II năm 2026", "Số liệu từ 15/3/2026 đến 14/6/2026.", "ngày 02 tháng 6 năm 2026"),
    ("Kết quả xây dựng Kế hoạch cải cách hành chính năm 2027", "", "ngày 16 tháng 6 năm 2026"),
    ("Phương hướng nhiệm vụ quý IV năm 2026", "", "ngày 16 tháng 6 năm 2026"),
    ("Kết quả công tác quý II năm 2026", "", "ngày    tháng 5 năm 2026"),
    (
        "Kết quả công tác quý II năm 2026\n(Xã ban hành 02 kế hoạch (số 12/KH-UBND ngày 06/01/2026)",
        "Tốt.",
        "ngày      tháng 6 năm 2026",
    ),
    ("Kết quả công tác quý II năm 2026", "Đợt thi đua từ 01/6/2026 đến 30/9/2026.", "ngày 16 tháng 6 năm 2026"),
)


@pytest.mark.parametrize(("severity", "title", "body", "issued"), ISSUED)
def test_a_report_before_the_end_of_its_period(severity: str, title: str, body: str, issued: str) -> None:
    raw, spans = unmark(report(title, body, issued))
    assert [(finding.severity, quoted(finding)) for finding in failures(raw, "R-PERIOD")] == [(severity, spans)]


@pytest.mark.parametrize(("title", "body", "issued"), LATE_ENOUGH)
def test_reports_after_their_period_and_estimates_are_left_alone(title: str, body: str, issued: str) -> None:
    assert not failures(report(title, body, issued), "R-PERIOD")


def letter(body: str, issued: str = "⟦ngày 21 tháng 4 năm 2025⟧", number: str = "744/SVHTTDL-VP") -> str:
    """A letter of a department with this date."""
    return (
        f"UBND TỈNH PHÚ YÊN\nSỞ VĂN HÓA\nSố: {number}\nV/v đôn đốc nhiệm vụ\nPhú Yên, {issued}\n\n"
        f"Kính gửi: Các phòng.\n\nGiám đốc Sở yêu cầu:\n\n{body}\n"
    )


PAST = (
    letter("1. Yêu cầu hoàn thành 02 nhiệm vụ quá hạn trước ngày ⟦10/4/2025⟧, báo cáo Giám đốc Sở."),
    letter("- Rà soát 17 thủ tục, gửi Văn phòng Sở trước ⟦ngày 09 tháng 4 năm 2025⟧;"),
    letter("Đề nghị các đơn vị gửi báo cáo về Sở trước ngày ⟦05/5/2024⟧."),
    letter("Giao Phòng Nội vụ tổng hợp, trình Chủ tịch chậm nhất là ngày ⟦20/4/2025⟧."),
    letter("Khẩn trương khắc phục tồn tại, xong trước ngày ⟦01/4/2025⟧.", number="12/TB-UBND"),
    letter("b) Tập trung số hóa (hoàn thành trước ngày ⟦15/3/2025⟧).", number="05/CT-UBND"),
)
NOT_PAST = (
    letter("Yêu cầu hoàn thành trước ngày 21/4/2025; gửi báo cáo trước ngày 30/4/2025."),
    letter("Quý I, Sở được giao 42 nhiệm vụ, đã hoàn thành 29 nhiệm vụ trước ngày 31/3/2025."),
    letter("Yêu cầu giải quyết dứt điểm hồ sơ tiếp nhận trước ngày 01/3/2025."),
    letter("Rà soát văn bản ban hành trước ngày 01/01/2025."),
    letter("Theo Kế hoạch, các phòng phải hoàn thành trước ngày 10/4/2025, đến nay còn 03 phòng chưa gửi."),
    letter("Thực hiện chế độ đối với người nghỉ hưu trước ngày 01/01/1995."),
    letter("Báo cáo thu, chi từ nguồn được cấp trước ngày 31/12/2024."),
    letter("Yêu cầu hoàn thành trước ngày 10/4/2025.", number="31/BC-SVHTTDL"),
    letter("Yêu cầu hoàn thành trước ngày 10/4/2025.", issued="ngày   tháng 4 năm 2025"),
    letter("Yêu cầu hoàn thành trước ngày 10/4."),
    "Sở đã yêu cầu các phòng hoàn thành trước ngày 10/4/2025 (Công văn số 12/SNV-VP ngày 21/4/2025).",
)


@pytest.mark.parametrize("marked", PAST)
def test_an_order_whose_deadline_is_past_is_a_warning(marked: str) -> None:
    raw, spans = unmark(marked)
    assert [(f.severity, quoted(f)) for f in failures(raw, "R-DEADLINE-PAST")] == [("warning", spans)]


@pytest.mark.parametrize("marked", NOT_PAST)
def test_deadlines_to_come_and_days_gone_by_are_left_alone(marked: str) -> None:
    raw, _ = unmark(marked) if "⟦" in marked else (marked, [])
    assert not failures(raw, "R-DEADLINE-PAST")


def test_deadlines_to_come_hold() -> None:
    raw, _ = unmark(letter("Yêu cầu gửi báo cáo trước ngày 30/4/2025."))
    assert [v.verdict for v in judged(raw).verdicts if v.rule == "R-DEADLINE-PAST"] == ["holds"]


OFF = (
    ("R-WEEKEND", report("Kết quả công tác", "", "⟦ngày 13 tháng 6 năm 2026⟧")),
    ("R-WEEKEND", report("Kết quả công tác", "", "⟦ngày 14 tháng 6 năm 2026⟧")),
    ("R-HOLIDAY", report("Kết quả công tác", "", "⟦ngày 02 tháng 9 năm 2025⟧")),
    ("R-HOLIDAY", report("Kết quả công tác", "Công văn số 15/UBND-VX ngày ⟦29/01/2025⟧ của huyện.")),
    ("R-WEEKEND", report("Kết quả công tác", "Công văn số 15/UBND-VX ngày ⟦22/02/2026⟧ của huyện.")),
)
ON = (
    report("Kết quả công tác", "Công văn số 15/UBND-VX ngày 21/02/2026 của huyện."),
    report("Kết quả công tác", "Ngày 22/02/2026 xã trồng cây; ngày 30/4/2026 mít tinh."),
    report("Kết quả công tác", "", "ngày    tháng 6 năm 2026"),
)


@pytest.mark.parametrize(("rule", "marked"), OFF)
def test_documents_dated_on_days_off_are_hints(rule: str, marked: str) -> None:
    raw, spans = unmark(marked)
    found = failures(raw, "R-WEEKEND", "R-HOLIDAY")
    assert [(finding.rule, finding.severity, quoted(finding)) for finding in found] == [(rule, "hint", spans)]


@pytest.mark.parametrize("raw", ON)
def test_working_days_and_days_that_no_document_bears_are_left_alone(raw: str) -> None:
    assert not failures(raw, "R-WEEKEND", "R-HOLIDAY")


# The first day of each lunar year in Viet Nam: in 2007 and 2030 it is a day before the Chinese one.
TET = (
    "1995-01-31", "1996-02-19", "1997-02-07", "1998-01-28", "1999-02-16", "2000-02-05", "2001-01-24",
    "2002-02-12", "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-17", "2008-02-07",
    "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19",
    "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01",
    "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13",
    "2030-02-02", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
)  # fmt: skip


@pytest.mark.parametrize("iso", TET)
def test_tet_is_a_holiday(iso: str) -> None:
    name = holiday(date.fromisoformat(iso))
    assert name is not None
    assert "Tết Nguyên Đán" in name.vi


def test_the_days_of_a_period() -> None:
    assert stretch_of("2026-Q2") == Stretch(date(2026, 4, 1), date(2026, 6, 30))
    assert stretch_of("2026-02") == Stretch(date(2026, 2, 1), date(2026, 2, 28))
    assert stretch_of("2026-01/2026-05") == Stretch(date(2026, 1, 1), date(2026, 5, 31))
    assert Stretch(date(2026, 4, 1), date(2026, 6, 30)).legal == Stretch(date(2026, 3, 15), date(2026, 6, 14))
    assert Stretch(date(2026, 1, 1), date(2026, 12, 31)).legal == Stretch(date(2025, 12, 15), date(2026, 12, 14))
    assert day_of("2026-04-31") is None


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name[:6])
def test_the_texts_have_no_other_findings_than_gold(path: Path) -> None:
    raw = path.read_bytes().decode("utf-8")
    findings = [finding for finding in judged(raw, path.name).findings if finding.rule in MINE]
    assert sorted(f.rule for f in findings if f.severity != "hint") == KNOWN.get(path.name[:3], [])
    hinted = [evidence.text for finding in findings for evidence in finding.evidence]
    for quote in HINTS.get(path.name[:3], []):
        assert any(quote in text for text in hinted), quote
