"""Dates in running text: one line a case, the dates marked, their values in order.

Rows come from the reports named in samples/README.md and tests/devset, and from forms of other offices and years.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marks import found, unmark

from extractors.extraction import Date

CASES = [
    # numeric
    ("Quyết định số 444/QĐ-UBND ngày ⟦09/03/2026⟧ của UBND xã", "2026-03-09"),
    ("tính đến ngày ⟦14/6/2026⟧ là 374 thủ tục", "2026-06-14"),
    ("từ ngày ⟦2.1.2018⟧ đến ⟦17.5.2018⟧ đã tiếp nhận", "2018-01-02 2018-05-17"),
    ("ban hành ngày ⟦13-07-2001⟧ và (⟦19-1-1993⟧)", "2001-07-13 1993-01-19"),
    ("ngày ⟦29/ 11/2010⟧, ngày ⟦09 / 6 / 2025⟧", "2010-11-29 2025-06-09"),
    ("kỳ báo cáo ⟦15/3/2026⟧-⟦14/6/2026⟧", "2026-03-15 2026-06-14"),
    ("⟦11/11/2021⟧ 05:30 GMT+7", "2021-11-11"),
    ("Thời gian ký: ⟦21.01.2026⟧ 16:02:11 +07:00", "2026-01-21"),
    ("ngày ⟦9/3 năm 2018⟧ tại trụ sở", "2018-03-09"),
    ("báo cáo ngày ⟦15/03/26⟧ của xã", "2026-03-15"),
    ("Thời gian: ngày⟦21/7/2025⟧đến nay", "2025-07-21"),
    # written out, broken, in capitals, stripped, garbled
    ("Hà Đông, ⟦ngày 19 tháng 06 năm 2026⟧", "2026-06-19"),
    ("⟦ngày\n15 tháng 11\nnăm 2025⟧ quy định cắt giảm", "2025-11-15"),
    ("NGHỊ QUYẾT SỐ 66/NQ-CP ⟦NGÀY 26 THÁNG 3 NĂM 2025⟧ CỦA CHÍNH PHỦ", "2025-03-26"),
    ("Thach Khéi, ⟦ngay 30 thang 4 nam 2026⟧", "2026-04-30"),
    ("⟦ngdy 05 thdng 6 ndm 2026⟧, ⟦ngay 07 thang 6 nim 2026⟧", "2026-06-05 2026-06-07"),
    ("Nghi quyét s6 66/NQ-CP ngdy ⟦26/3/2025⟧ va", "2025-03-26"),
    ("⟦ngày mùng 5 tháng 3 năm 2026⟧", "2026-03-05"),
    ("⟦ngày 26 tháng 3/2025⟧ của Chính phủ", "2025-03-26"),
    ("kể từ ⟦15 tháng 3 năm 2026⟧", "2026-03-15"),
    # the clerk has still to write day or month
    ("Thượng Hồng, ⟦ngày tháng 6 năm 2026⟧", "2026-06"),
    ("Hưng Đạo, ⟦ngày tháng năm 2026⟧", "2026"),
    ("Hà Nội, ⟦ngày …. tháng …. năm 2026⟧", "2026"),
    ("Hà Nội, ⟦ngày ...... tháng 5 năm 2026⟧", "2026-05"),
    ("(Kèm theo Kế hoạch số: /KH-UBND ngày ⟦/3/2026⟧ của UBND xã)", "2026-03"),
    ("ngày ⟦/…/2026⟧ của UBND xã", "2026"),
    ("ngày ….. tháng ….. năm 20…..", ""),
    # the year comes from the other end, the nearest dated place, or is told by the distance
    ("Tính từ ngày ⟦1/7⟧ đến cuối tháng 10/2025, trung tâm đã tiếp nhận", "2025-07-01"),
    ("từ ⟦15/12⟧ đến ⟦14/3/2026⟧", "2025-12-15 2026-03-14"),
    ("từ ngày ⟦15/12/2025⟧ đến ngày ⟦14/3⟧", "2025-12-15 2026-03-14"),
    ("số liệu (⟦15/3⟧-⟦14/6/2026⟧)", "2026-03-15 2026-06-14"),
    ("từ ⟦15 tháng 3⟧ đến ⟦ngày 14 tháng 6 năm 2026⟧", "2026-03-15 2026-06-14"),
    ("⟦15/03/2018⟧, 15:14. Ngày ⟦09/3⟧, Văn phòng UBND tỉnh ban hành Báo cáo", "2018-03-15 2018-03-09"),
    ("⟦11/11/2021⟧ Ngày ⟦10.11⟧, Văn phòng cho biết … trước ngày ⟦15.11⟧.", "2021-11-11 2021-11-10 2021-11-15"),
    ("Sáng ⟦28/12⟧, họp. Tin đăng ⟦03/01/2026⟧", "2025-12-28 2026-01-03"),
    ("Từ ⟦1/7⟧ đến nay … ⟦ngày 20 tháng 8 năm 2025⟧", "2025-07-01 2025-08-20"),
    ("Ngày ⟦5/3⟧, ⟦7/3⟧ và ⟦9/3⟧, tập huấn. ⟦20/3/2026⟧", "2026-03-05 2026-03-07 2026-03-09 2026-03-20"),
    ("⟦ngày 30 tháng 4⟧ nghỉ lễ. ⟦15/5/2026⟧", "2026-04-30 2026-05-15"),
    ("từ 8 giờ ngày ⟦15/6⟧ đến 17 giờ ngày ⟦20/6/2026⟧", "2026-06-15 2026-06-20"),
    # a word before the digits tells a day from a share
    ("⟦14/8/2022⟧. Thứ Hai ⟦08/8⟧: nhận 64; Thứ Ba, ⟦9/8⟧; Chủ nhật (⟦14/8⟧)", "2022-08-14 2022-08-08 2022-08-09 2022-08-14"),
    ("⟦12/8/2022⟧. LŨY KẾ TỪ ⟦01/01⟧: nhận 9.218 hồ sơ", "2022-08-12 2022-01-01"),
    ("⟦12/8/2022⟧. 11 hồ sơ đến hạn vào ⟦15/8⟧, gửi trước ⟦31/8⟧; chậm nhất ⟦05/9⟧", "2022-08-12 2022-08-15 2022-08-31 2022-09-05"),
    ("⟦02/7/2026⟧. Tính từ đầu năm đến ⟦30/6⟧ đã nhận 54 đơn", "2026-07-02 2026-06-30"),
    ("Tan Chau, ⟦28-12-2017⟧\nDen ⟦27/12⟧ con 92 ho so; cham nhat ⟦30/12⟧ xong", "2017-12-28 2017-12-27 2017-12-30"),
    ("⟦20/02/2019⟧ 07:30\nChiều ⟦19-2⟧, hội nghị; sáng ⟦18.2⟧ tại trụ sở", "2019-02-20 2019-02-19 2019-02-18"),
    ("⟦21/5/2026⟧. Kỳ ⟦21/4/2026⟧ → ⟦20/5⟧; tuần (⟦08/5⟧ - ⟦12/5⟧)", "2026-05-21 2026-04-21 2026-05-20 2026-05-08 2026-05-12"),
    # the date line tells the year, not a time it is compared with; a list takes the year of its end
    ("Thứ bảy, ⟦14/03/2026⟧, 06:45\n\nTừ tháng 8/2025 đến nay đã nhận 90 đơn.\nHôm ⟦10/3⟧, tỉnh công bố", "2026-03-14 2026-03-10"),
    ("Vinh An, ⟦ngay 21 thang 6 nam 2022⟧\nCong van 702/UBND-KSTT ngay ⟦01/6⟧.\nTu ⟦15/12/2021⟧ den ⟦14/6/2022⟧", "2022-06-21 2022-06-01 2021-12-15 2022-06-14"),
    ("An Bình, ngày ⟦15/3/2026⟧\n\nNgày ⟦20/10/2023⟧, ông đến nộp. Ngày ⟦25/10⟧, phòng trả lại.", "2026-03-15 2023-10-20 2023-10-25"),
    ("họp ngày ⟦22/9⟧, ⟦4/10⟧ và ⟦8/11/2025⟧; ⟦05/01/2024⟧", "2025-09-22 2025-10-04 2025-11-08 2024-01-05"),
    # the date of a cited document says nothing of this document's year
    ("⟦05/6/2026⟧. Theo Quyết định 766/QĐ-TTg ngày ⟦23/6/2022⟧, từ ngày ⟦10/5⟧", "2026-06-05 2022-06-23 2026-05-10"),
    # no dates
    ("có 01/01 phản ánh kiến nghị, 4/4 phản ánh; hoạt động 24/7", ""),
    ("trước ngày 20 hằng tháng; 19/30 nhiệm vụ; mục 2.1, mục 3.3.", ""),
    ("lúc 05:11 GMT+7; tỷ lệ 1.456/1.625; 12/13/2026", ""),
    ("Nghị quyết số 66.7/2025/NQ-CP; Thông tư 02/2017/TT-VPCP; Quyết định 12/3/2026/ABC", ""),
    ("xem https://tthc.gov.vn/2026/03/15/tin-12-3-2026.html", ""),
    ("trong 30 ngày tháng 6 năm 2026; trong những ngày tháng 6 năm 2026", ""),
    ("hằng năm trước ngày 15/12 hằng năm gửi báo cáo; trong năm 2026", ""),
    ("trong kỳ 2 tháng 12 năm 2020", ""),
    ("Năm 2026: hoạt động 24/7, xếp thứ 7/54, thứ hai trong 02/09 xóm, đạt đến 3/4 số hộ, từ 1/3 đến 1/2 số hộ", ""),
    ("Năm 2026: tăng từ 10/12 xã, vào 5/8, sau 3/4 chặng đường, tối 2-3 người, sáng 2.5 triệu, (3/5 - 4/5)", ""),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "values"), CASES, ids=[case[0][:60] for case in CASES])
def test_dates(marked: str, values: str) -> None:
    raw, spans = unmark(marked)
    dates = found(raw, "date")
    assert [e.value.iso for _, _, e in dates if isinstance(e.value, Date)] == values.split()
    assert [(start, end) for start, end, _ in dates] == spans


@pytest.mark.parametrize(("text", "inferred"), [("Ngày 09/3 quý I/2018", True), ("Ngày 09/3/2018", False)])
def test_inferred_year_is_told(text: str, inferred: bool) -> None:
    ((_, _, extraction),) = found(text, "date")
    assert isinstance(extraction.value, Date)
    assert extraction.value.inferred_year is inferred
    assert (extraction.confidence < 1.0) is inferred


@pytest.mark.parametrize(("printed", "iso"), [("31/4/2026", "2026-04-31"), ("30/02/2026", "2026-02-30")])
def test_a_day_the_calendar_lacks_is_given_as_printed(printed: str, iso: str) -> None:
    ((_, _, extraction),) = found(f"ngày {printed}", "date")
    assert isinstance(extraction.value, Date)
    assert (extraction.value.iso, extraction.state, extraction.rule) == (iso, "unreadable", "date-impossible")


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from("/-."))
def test_every_whole_date_is_read_back(day: date, sign: str) -> None:
    printed = day.strftime(f"%d{sign}%m{sign}%Y")
    values = [extraction.value for _, _, extraction in found(f"Báo cáo ngày {printed} của xã", "date")]
    assert [value.iso for value in values if isinstance(value, Date)] == [str(day)]
