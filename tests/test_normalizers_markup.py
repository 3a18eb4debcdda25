"""Leftovers of HTML and Markdown: each row is (raw, normalised); rows of SAME come out as they went in."""

import pytest

from normalizers import normalize

CASES = [
    ("HĐND &amp; UBND", "HĐND & UBND"),
    ("100&nbsp;% &lt; 5 ng&#224;y &#x1EA1;", "100 % < 5 ngày ạ"),
    ("a &amp;amp;lt; b", "a < b"),
    ("<p>đạt 99,79%,</p> <p>- Trong kỳ</p>", "đạt 99,79%,\n\n- Trong kỳ\n"),
    ("1\t<p>đạt 99,79%,</p> <p>- Trong kỳ</p>\tx", "1\tđạt 99,79%, - Trong kỳ\tx"),  # 000: a cell stays in its row
    ('\t<ul style="list-style-type: none"> - Cung cấp.\tx', "\t- Cung cấp.\tx"),
    ("Kết quả:<br/>Đạt", "Kết quả:\nĐạt"),
    ("tỷ lệ <b>98,5%</b> và <span class='x'>12</span><!-- ghi chú -->", "tỷ lệ 98,5% và 12"),
    ("<table><tr><td>I</td><td>Đất đai</td></tr></table>", "I\tĐất đai\t\n"),
    ("**TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),  # 000
    ("PHỤ LỤC**Nội dung**", "PHỤ LỤC Nội dung"),  # 002
    ("xã Quyết Thắng***(Ban hành kèm theo)*", "xã Quyết Thắng (Ban hành kèm theo)"),  # 002
    ("sung** 485** văn bản", "sung 485 văn bản"),  # 28
    ("**THỦ TƯỚNG ***điện:*", "THỦ TƯỚNG điện:"),  # 28
    ("**Đ**iều 1", "Điều 1"),
    ("(*để báo cáo*);", "(để báo cáo);"),  # 001
    ("*Hà Nội, ngày 18\ntháng 11 năm 2025*", "Hà Nội, ngày 18 tháng 11 năm 2025"),  # 28
    ("## I. KẾT QUẢ", "I. KẾT QUẢ"),
    ("TỈNH ĐẮK LẮK\n--------\nSố: 12", "TỈNH ĐẮK LẮK\n\nSố: 12"),
]

SAME = [
    "thời hạn < 5 ngày và > 3 ngày",
    "mã <TTHC> số <b",
    "số điện thoại 09**12, 09***345",
    "tính 5*3 và 2*4",
    "(*) Ghi chú: số liệu ước (*)",
    "* Kết quả\n* Tồn tại",
    "R&D; AT&T; &x",
    "-----\t---\t------",  # 000: the rule of a table stays between its TABs
    "#12 và C#",
    "https://dichvucong.gov.vn/p/home?a=1&b=2#x",
]


@pytest.mark.parametrize(("raw", "value"), CASES + [(text, text) for text in SAME])
def test_markup(raw: str, value: str) -> None:
    assert normalize(raw).value == value
