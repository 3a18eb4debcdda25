"""Periods in running text: one line a case, the periods marked, their values in order.

Rows come from the reports named in samples/README.md and tests/devset, and from forms of other offices and years.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import found, unmark, unrestored

from extractors import extract
from extractors.extraction import Period

CASES = [
    # quarters
    ("môi trường điện tử ⟦Quý II năm 2026⟧ và nhiệm vụ ⟦quý III năm 2026⟧", "2026-Q2 2026-Q3"),
    ("⟦quý I/2018⟧, ⟦qúy I/2018⟧, ⟦quý III.2020⟧, ⟦quí 4 - 2019⟧", "2018-Q1 2018-Q1 2020-Q3 2019-Q4"),
    ("KIỂM SOÁT THỦ TỤC HÀNH CHÍNH ⟦QUÝ I NĂM\n2020⟧", "2020-Q1"),
    ("⟦quý II của năm 2026⟧; ⟦Q1/2026⟧", "2026-Q2 2026-Q1"),
    ("⟦Quy IT nam 2026⟧ va ⟦quy HI nam 2026⟧, ⟦QUY I1/2026⟧", "2026-Q2 2026-Q3 2026-Q2"),
    ("⟦quý I, II năm 2026⟧; ⟦quý 3 và 4/2021⟧", "2026-Q1/2026-Q2 2021-Q3/2021-Q4"),
    ("từ ⟦quý IV/2024 đến quý I/2025⟧", "2024-Q4/2025-Q1"),
    # months
    ("⟦tháng 4 năm 2026⟧; ⟦Tháng 5-2021⟧; ⟦tháng 09/2021⟧; ⟦T6/2026⟧", "2026-04 2021-05 2021-09 2026-06"),
    ("cai cach thii tuc hanh chinh ⟦thang 4 nim 2026⟧", "2026-04"),
    ("TTHC ⟦tháng 1⟧, ⟦tháng 2⟧, ⟦tháng 3 năm 2026⟧", "2026-01 2026-02 2026-03"),
    ("TTHC ⟦tháng 1,2,3,4,5⟧ ngày 5/6/2026", "2026-01/2026-05"),
    ("các ⟦tháng 9, 10 và 11 năm 2020⟧", "2020-09/2020-11"),
    ("Bắt đầu từ ⟦tháng 4 đến tháng 11/2026⟧", "2026-04/2026-11"),
    ("từ ⟦tháng 12/2025 đến hết tháng 5/2026⟧", "2025-12/2026-05"),
    ("⟦tháng 5-8/2025⟧; từ ⟦tháng 11 đến tháng 2/2026⟧", "2025-05/2025-08 2025-11/2026-02"),
    ("Từ ⟦tháng 01/2026⟧ đến nay", "2026-01"),
    # stretches of months
    ("⟦6 tháng đầu năm 2026⟧; ⟦06 tháng cuối năm 2025⟧", "2026-H1 2025-H2"),
    ("⟦3 tháng đầu năm 2026⟧, ⟦9 tháng đầu năm 2025⟧", "2026-Q1 2025-01/2025-09"),
    ("⟦11 tháng năm 2020⟧; ⟦3 tháng cuối năm 2019⟧", "2020-01/2020-11 2019-Q4"),
    ("⟦Sáu tháng đầu năm 2026⟧; ⟦6 thang ddu ndm 2026⟧", "2026-H1 2026-H1"),
    ("15/7/2026. ⟦Sáu tháng đầu năm⟧ tiếp nhận; riêng hai tháng đầu năm nay", "2026-H1"),
    # years and stages
    ("so với ⟦năm 2024⟧; 868 hồ sơ ⟦năm 2018⟧ chuyển sang", "2024 2018"),
    ("⟦năm 2025 và 2026⟧; ⟦năm 2025⟧ và ⟦năm 2026⟧; ⟦nǎm 2025⟧", "2025/2026 2025 2026 2025"),
    ("⟦giai đoạn 2021 - 2025⟧; ⟦giai đoạn từ năm 2026 đến năm 2030⟧", "2021/2025 2026/2030"),
    ("⟦giai đoạn 2021-2030⟧, tầm nhìn đến ⟦năm 2045⟧; ⟦nhiệm kỳ 2020-2025⟧", "2021/2030 2045 2020/2025"),
    ("từ ⟦năm 2021 đến năm 2025⟧; Chương trình CCHC ⟦2021 - 2030⟧", "2021/2025 2021/2030"),
    ("Kế hoạch 5 ⟦năm 2021-2025⟧; ⟦năm học 2025-2026⟧", "2021/2025 2025/2026"),
    # ranges with dates
    ("từ ngày ⟦15/3/2026 đến ngày 14/6/2026⟧", "2026-03-15/2026-06-14"),
    ("(từ ⟦15/12/2025 - 14/3/2026⟧)", "2025-12-15/2026-03-14"),
    ("từ ⟦2.1.2018 đến 17.5.2018⟧", "2018-01-02/2018-05-17"),
    ("Từ ngày 15/3/2026 đến nay", ""),
    ("từ ngày ⟦1/7 đến cuối tháng 10/2025⟧", "2025-07-01/2025-10-31"),
    ("từ ngày ⟦15 tháng 12 năm 2025 đến ngày 14 tháng 6 năm 2026⟧", "2025-12-15/2026-06-14"),
    ("từ ngày ⟦15 đến ngày 20/6/2026⟧", "2026-06-15/2026-06-20"),
    ("từ ⟦tháng 7/2025 đến ngày 14/9/2025⟧", "2025-07-01/2025-09-14"),
    ("từ 8 giờ ngày ⟦15/6 đến 17 giờ ngày 20/6/2026⟧", "2026-06-15/2026-06-20"),
    ("Kỳ số liệu: ⟦21/4/2026 → 20/5/2026⟧", "2026-04-21/2026-05-20"),
    ("GHI TUẦN (⟦08/8 - 12/8⟧), lập 15/8/2022", "2022-08-08/2022-08-12"),
    # the year is told by a neighbour, by the like, by the document
    ("⟦quý I⟧ và nhiệm vụ ⟦quý II năm 2018⟧", "2018-Q1 2018-Q2"),
    ("Báo cáo ⟦quý IV⟧, phương hướng nhiệm vụ ⟦quý I năm 2026⟧", "2025-Q4 2026-Q1"),
    ("⟦6 tháng đầu năm⟧; nhiệm vụ trọng tâm ⟦6 tháng cuối năm 2026⟧", "2026-H1 2026-H2"),
    ("⟦tháng 9⟧ và ⟦quý III/2021⟧", "2021-09 2021-Q3"),
    ("25/11/2019. Như trong ⟦tháng 10⟧ vừa qua, Trung tâm", "2019-10"),
    ("05/01/2020. Trong ⟦tháng 12⟧ vừa qua, Trung tâm", "2019-12"),
    ("⟦quý II/2026⟧ tăng so với ⟦quý I⟧; cùng kỳ ⟦tháng 6⟧ năm trước", "2026-Q2 2026-Q1 2025-06"),
    ("An Bình, ngày 17/03/2023\n\nNăm qua, ⟦quý IV năm 2022⟧, chậm. Trong ⟦quý II⟧, nâng lên", "2022-Q4 2023-Q2"),
    ("An Bình, ngày 17/03/2026\n\nTừ ⟦tháng 8/2025⟧ đến nay.\nCuối ⟦tháng 2⟧, hệ thống lỗi", "2025-08 2026-02"),
    # no periods
    ("trong quý, hằng tháng, mỗi tháng 5 hồ sơ, 05 năm, thời hạn 3 tháng, các năm tiếp theo", ""),
    ("Việt Nam 2025; thang 10 điểm của bảng; quỹ 2 được giao tại Hà Nội năm nay", ""),
    ("Hà Đông, ngày 19 tháng 6 năm 2026; ngày tháng năm 2026", ""),
    ("Thông tư 02/2017/TT-VPCP; https://x.gov.vn/nam-2025/quy-1", ""),
    ("báo cáo tháng 6 hằng năm; 14 của tháng cuối quý; 6 tháng đầu năm học", ""),
]  # fmt: skip


# Restoring reads these wrong: a name as a word, a word too much marred.
MISREAD = [
    ("kinh doanh ⟦nim 2025 va 2026⟧; doanh ⟦nam 2025⟧ va ⟦nam 2026⟧", "2025/2026 2025 2026"),
    ("VIET NAM 2025 va Quang Nam 2024 khong phai la nam", ""),
]


@pytest.mark.parametrize(("marked", "values"), MISREAD)
def test_what_restoring_reads_wrong_is_read_right_without_it(marked: str, values: str) -> None:
    raw, spans = unmark(marked)
    text = unrestored(raw)
    periods = [each for each in extract(text) if isinstance(each.value, Period)]
    assert [each.value.iso for each in periods if isinstance(each.value, Period)] == values.split()
    assert [(text.to_raw(each.span).start, text.to_raw(each.span).end) for each in periods] == spans


@pytest.mark.parametrize(("marked", "values"), CASES, ids=[case[0][:60] for case in CASES])
def test_periods(marked: str, values: str) -> None:
    raw, spans = unmark(marked)
    periods = found(raw, "period")
    assert [e.value.iso for _, _, e in periods if isinstance(e.value, Period)] == values.split()
    assert [(start, end) for start, end, _ in periods] == spans


INFERRED = [
    ("quý I/2026", False),
    ("quý I. 15/3/2026", True),
    ("6 tháng đầu năm. 15/6/2026", True),
    ("năm 2026", False),
]


@pytest.mark.parametrize(("text", "inferred"), INFERRED)
def test_inferred_year_is_told(text: str, inferred: bool) -> None:
    ((_, _, extraction),) = found(text, "period")
    assert isinstance(extraction.value, Period)
    assert extraction.value.inferred_year is inferred
    assert (extraction.confidence < 1.0) is inferred


@given(st.integers(1, 12), st.integers(1990, 2090), st.sampled_from(("/", "-", ".", " năm ")))
def test_every_month_is_read_back(month: int, year: int, sign: str) -> None:
    ((_, _, extraction),) = found(f"Báo cáo tháng {month}{sign}{year} của xã", "period")
    assert isinstance(extraction.value, Period)
    assert extraction.value.iso == f"{year}-{month:02d}"


DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS)
def test_a_range_is_one_period_and_two_dates(first: date, last: date) -> None:
    text = f"Số liệu từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    ((_, _, extraction),) = found(text, "period")
    assert isinstance(extraction.value, Period)
    assert extraction.value.iso == f"{first}/{last}"
    assert len(found(text, "date")) == 2
