"""Characters: each row is (step, before, after); rows of SAME come out as they went in."""

import pytest

from normalizers import Text, normalize, unicode
from normalizers.steps import Step

CASES = [
    (unicode.line_ends, "một\r\nhai\rba\u2028bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm"),
    (unicode.invisible, "thủ\u00ad tục\u200b hành\ufeff chính\u2060", "thủ tục hành chính"),
    (unicode.invisible, "\ufeffSố:\x00 12", "Số: 12"),
    (unicode.spaces, "100\u00a0% \u2009hồ sơ\u3000mới", "100 %  hồ sơ mới"),
    (unicode.composition, "e\u0323\u0302 e\u0302\u0323 ê\u0323 ẹ\u0302", "ệ ệ ệ ệ"),
    (unicode.composition, "e\u0301\u0302 o\u031b\u0300 ư\u0323 A\u0306\u0303", "ế ờ ự Ẵ"),
    (unicode.composition, "D\u0323 n\u0303", "Ḍ ñ"),
    (unicode.look_alikes, "nǎm 2025, QÐ-UBND, Ɖảng, ðến, QǍN", "năm 2025, QĐ-UBND, Đảng, đến, QĂN"),
    (unicode.look_alikes, "3⁄4 phản ánh", "3/4 phản ánh"),  # Tesseract on a scan of 000
    (unicode.look_alikes, "１２／３／２０２６ ＢＣ－ＵＢＮＤ", "12/3/2026 BC-UBND"),
    (unicode.tone_place, "hoà bình, Thuỷ lợi, khoẻ, toà án, uỷ quyền", "hòa bình, Thủy lợi, khỏe, tòa án, ủy quyền"),
    (unicode.tone_place, "HOÀ THUỶ UỶ Uỷ Hoà KHOẺ", "HÒA THỦY ỦY Ủy Hòa KHỎE"),
    (unicode.tone_place, "thuý, luỹ kế, xoá, hoạ, đoạ", "thúy, lũy kế, xóa, họa, đọa"),
]

SAME = [
    (unicode.tone_place, "quý, quỹ, quỵ, Quý III, qúy I/2018"),
    (unicode.tone_place, "hoàn thành, khoản, ngoài, xoáy, loét, huýt, uỷnh"),
    (unicode.tone_place, "gìn giữ, già, giỏi, mía, của"),
    (unicode.tone_place, "hòa, thủy, ủy, khỏe, tòa"),
    (unicode.tone_place, "moé hinh, dién tir phuong, quyét"),  # 004: no syllable of the language has moé
    (unicode.look_alikes, "H¢ thong, 1€, dﬁy, K’Nớ, 5 m², §"),  # 004: ruins keep what they still tell
    (unicode.invisible, "TAB\tvà dòng\nmới\fở lại"),
    (unicode.spaces, "một  hai"),
    (unicode.composition, "Tỷ lệ hồ sơ đúng hạn"),
]


@pytest.mark.parametrize(("step", "before", "after"), CASES + [(step, text, text) for step, text in SAME])
def test_step(step: Step, before: str, after: str) -> None:
    assert Text.of(before).edit(step(before)).value == after


@pytest.mark.parametrize(
    ("raw", "value", "at", "behind"),
    [
        ("lu\u0323\u031b", "lự", 1, "u\u0323\u031b"),
        ("hoà", "hòa", 2, "à"),
        ("x\u00ady", "xy", 1, "y"),
    ],
)
def test_a_character_knows_what_it_was(raw: str, value: str, at: int, behind: str) -> None:
    text = normalize(raw)
    assert text.value == value
    assert raw[text.starts[at] : text.ends[at]] == behind
