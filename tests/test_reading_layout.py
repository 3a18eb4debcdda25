"""Reading order and tables: pages drawn in the source with letters a fixed width apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Box, Line, Word
from pipeline.reading.glyphs import Glyph, words
from pipeline.reading.layout import lines
from pipeline.reading.tables.ruled_tables import find_tables

ADVANCE, EM, LEADING = 6.0, 12.0, 15.0

LETTERHEAD = """
   UBND TỈNH                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ TỈNH A                    Độc lập - Tự do - Hạnh phúc
  Số: 12/BC-SNV                   Hà Đông, ngày 09 tháng 6 năm 2026
                         BÁO CÁO
        Kết quả kiểm soát thủ tục hành chính quý II năm 2026
Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về kiểm soát thủ tục hành chính
"""

TIGHT = """
ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG ĐÔNG HƯNG THƯỢNG    Độc lập - Tự do - Hạnh phúc
PHÒNG VĂN HÓA
Số: 2036/BC-UBND         Đông Hưng, ngày 19 tháng 5 năm 2021

                         BÁO CÁO
"""

SUBJECT = """
  UBND XÃ HÀ ĐÔNG               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 Số: 861/UBND-HCC                   Độc lập - Tự do - Hạnh phúc
 V/v cung cấp số liệu
 về thủ tục hành chính            Hà Đông, ngày 09 tháng 6 năm 2026
               Kính gửi: Văn phòng Ủy ban nhân dân tỉnh
"""

FOOT = """
Trên đây là báo cáo kết quả của Ủy ban nhân dân xã Hà Đông quý II năm 2026./.
Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- UBND tỉnh (để b/c);                           CHỦ TỊCH
- Lưu: VT.

                                           Nguyễn Thị Thu Hằng
"""

LONG_FOOT = """
Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Sở Nội vụ;                                    CHỦ TỊCH
- Thường trực Đảng ủy;
- Thường trực HĐND;
- Các tổ chức;
- Công an xã, BHXH;                        Nguyễn Thị Thu Hằng
- Lưu: VT.
"""

STREAKED_FOOT = """
Nơi nhận:                           :      TM. ỦY BAN NHÂN DÂN
- UBND tỉnh (để b/c);               .           CHỦ TỊCH
- Sở Nội vụ;                                      :
- Lưu: VT.                          `

                                           Nguyễn Thị Thu Hằng
"""

NOTED_FOOT = """
Ghi chú: Số liệu tính đến ngày 15 tháng 6.
Nơi nhận:                                    : GIÁM ĐỐC
- UBND tỉnh (để b/c);
- Lưu: VT.



                                           Nguyễn Thị Thu Hằng
"""

SHORT_FOOT = """
Trên đây là báo cáo kết quả của Sở Nội vụ tỉnh Hà Đông quý II năm 2026./.
Nơi nhận:                                      GIÁM ĐỐC
- UBND tỉnh (để b/c);
- Lưu: VT.




                                           Nguyễn Thị Thu Hằng
"""

JUSTIFIED = """
Tỷ lệ  hồ sơ   giải quyết đúng   hạn trong kỳ    báo cáo đạt 98,7% tăng so
với cùng   kỳ năm trước,   các cơ quan   chuyên môn đã   chủ động phối hợp
"""

FIGURES = """
Tiếp nhận trong kỳ                           1.204
Kỳ trước chuyển qua                             35
Tổng cộng hồ sơ                              1.239
"""

UNRULED = """
Lĩnh vực               Tiếp nhận            Đã giải quyết
Hộ tịch gốc             một trăm             chín mươi
Đất đai xã              ba mươi              hai mươi
"""

LIST = """
-     Tiếp nhận trực tuyến đạt tỷ lệ cao trong kỳ
-     Giải quyết đúng hạn toàn bộ hồ sơ của kỳ
-     Không phát sinh hồ sơ quá hạn nào
"""

ORDERS = [
    (
        "letterhead",
        LETTERHEAD,
        "UBND TỈNH|SỞ NỘI VỤ TỈNH A|Số: 12/BC-SNV|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc"
        "|Hà Đông, ngày 09 tháng 6 năm 2026|BÁO CÁO|Kết quả kiểm soát thủ tục hành chính quý II năm 2026"
        "|Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về kiểm soát thủ tục hành chính",
    ),
    (
        "letterhead whose blocks reach over each other",
        TIGHT,
        "ỦY BAN NHÂN DÂN|PHƯỜNG ĐÔNG HƯNG THƯỢNG|PHÒNG VĂN HÓA|Số: 2036/BC-UBND|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        "|Độc lập - Tự do - Hạnh phúc|Đông Hưng, ngày 19 tháng 5 năm 2021|BÁO CÁO",
    ),
    (
        "letterhead of a công văn",
        SUBJECT,
        "UBND XÃ HÀ ĐÔNG|Số: 861/UBND-HCC|V/v cung cấp số liệu|về thủ tục hành chính"
        "|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Hà Đông, ngày 09 tháng 6 năm 2026"
        "|Kính gửi: Văn phòng Ủy ban nhân dân tỉnh",
    ),
    (
        "foot",
        FOOT,
        "Trên đây là báo cáo kết quả của Ủy ban nhân dân xã Hà Đông quý II năm 2026./."
        "|Nơi nhận:|- UBND tỉnh (để b/c);|- Lưu: VT.|TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH|Nguyễn Thị Thu Hằng",
    ),
    (
        "foot with recipients beside and below the signer",
        LONG_FOOT,
        "Nơi nhận:|- Sở Nội vụ;|- Thường trực Đảng ủy;|- Thường trực HĐND;|- Các tổ chức;|- Công an xã, BHXH;"
        "|- Lưu: VT.|TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH|Nguyễn Thị Thu Hằng",
    ),
    (
        "foot with the office alone beside the recipients",
        SHORT_FOOT,
        "Trên đây là báo cáo kết quả của Sở Nội vụ tỉnh Hà Đông quý II năm 2026./."
        "|Nơi nhận:|- UBND tỉnh (để b/c);|- Lưu: VT.|GIÁM ĐỐC|Nguyễn Thị Thu Hằng",
    ),
    (
        "foot below a note, dust before the office",
        NOTED_FOOT,
        "Ghi chú: Số liệu tính đến ngày 15 tháng 6.|Nơi nhận:|- UBND tỉnh (để b/c);|- Lưu: VT.|: GIÁM ĐỐC"
        "|Nguyễn Thị Thu Hằng",
    ),
    (
        "foot with a streak of the glass down the middle",
        STREAKED_FOOT,
        "Nơi nhận:|- UBND tỉnh (để b/c);|- Sở Nội vụ;|- Lưu: VT.|: TM. ỦY BAN NHÂN DÂN|. CHỦ TỊCH|:|`"
        "|Nguyễn Thị Thu Hằng",
    ),
    ("justified text", JUSTIFIED, None),
    ("figures behind labels", FIGURES, None),
    ("columns without rules", UNRULED, None),
    ("list with wide indents", LIST, None),
]


def drawn(page: str) -> list[Word]:
    """The words of a page drawn in text, at their columns and rows."""
    found = []
    for row, line in enumerate(page.strip("\n").split("\n")):
        start = 0
        for text in line.split():
            at = line.index(text, start)
            start = at + len(text)
            box = Box(at * ADVANCE, row * LEADING, start * ADVANCE, row * LEADING + EM)
            found.append(Word(text, box))
    return found


def as_text(found: tuple[Line, ...]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in found]


@pytest.mark.parametrize(("case", "page", "expected"), ORDERS, ids=[row[0] for row in ORDERS])
def test_reading_order(case: str, page: str, expected: str | None) -> None:
    rows = [" ".join(line.split()) for line in page.strip("\n").split("\n") if line.strip()]
    assert as_text(lines(drawn(page))) == (rows if expected is None else expected.split("|")), case


def test_columns_half_a_line_apart_stay_apart() -> None:
    left = drawn("ỦY BAN NHÂN DÂN\nXÃ HÀ ĐÔNG\nSố: 12/BC-UBND")
    right = drawn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nĐộc lập - Tự do\nngày 09 tháng 6")
    moved = [Word(w.text, Box(w.box.x0 + 250, w.box.top + 5, w.box.x1 + 250, w.box.bottom + 5)) for w in right]
    assert as_text(lines([*left, *moved]))[:3] == ["ỦY BAN NHÂN DÂN", "XÃ HÀ ĐÔNG", "Số: 12/BC-UBND"]


boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h), st.floats(0, 600), st.floats(0, 800), st.floats(1, 90), st.floats(4, 30)
)


@given(st.lists(st.builds(Word, st.sampled_from(["hồ", "sơ", "1.204", "-", "UBND"]), boxes), max_size=40))
def test_no_word_is_lost_or_doubled(page: list[Word]) -> None:
    read = [word for line in lines(page) for word in line.words]
    assert sorted(map(id, read)) == sorted(map(id, page))


def glyphs(text: str, tracking: float = 0.0, spaces: bool = True) -> list[Glyph]:
    """`text` set with letters half an em wide and spaces a quarter."""
    placed, x = [], 0.0
    for char in text:
        width = 3.0 if char == " " else 6.0
        if char != " " or spaces:
            placed.append(Glyph(char, x, 0.0, x + width, EM))
        x += width + tracking
    return placed


SETTINGS = [
    ("plain", glyphs("ĐIỀU KHOẢN THI HÀNH"), "ĐIỀU KHOẢN THI HÀNH"),
    ("letter-spaced", glyphs("ĐIỀU KHOẢN THI HÀNH", tracking=2.5), "ĐIỀU KHOẢN THI HÀNH"),
    ("without space characters", glyphs("ĐIỀU KHOẢN THI HÀNH", spaces=False), "ĐIỀU KHOẢN THI HÀNH"),
    ("letter-spaced without them", glyphs("ĐIỀU KHOẢN THI HÀNH", 1.5, spaces=False), "ĐIỀU KHOẢN THI HÀNH"),
    ("drawn backwards", glyphs("Tổng số 1.204")[::-1], "Tổng số 1.204"),
    ("printed twice for bold", [g for g in glyphs("BÁO CÁO") for g in (g, g._replace(x0=g.x0 + 0.4))], "BÁO CÁO"),
    ("digits of a row of columns", [Glyph(str(n), 30.0 * n, 0, 30.0 * n + 6, EM) for n in range(1, 5)], "1 2 3 4"),
    ("raised figure", [*glyphs("120"), Glyph("1", 18, 1, 22, 8)], "120 1"),
    ("unknown widths", [g._replace(x1=g.x0 + 9) for g in glyphs("hồ sơ xã")], "hồ sơ xã"),
]


@pytest.mark.parametrize(("case", "line", "expected"), SETTINGS, ids=[row[0] for row in SETTINGS])
def test_words_of_a_line(case: str, line: list[Glyph], expected: str) -> None:
    assert " ".join(word.text for word in words(line)) == expected, case


MARKS = [
    ("after the letter", [("e", 0, 6), ("\u0302", 1, 5), ("\u0301", 2, 4), ("t", 6, 12)], "ết"),
    ("before the letter", [("\u0302", 1, 5), ("e", 0, 6), ("t", 6, 12)], "êt"),
    ("without width", [("a", 0, 6), ("\u0323", 6, 6), ("n", 6, 12)], "ạn"),
    ("over no letter", [("a", 0, 6), (" ", 6, 9), ("\u0301", 40, 44)], "a \u0301"),
]


@pytest.mark.parametrize(("case", "signs", "expected"), MARKS, ids=[row[0] for row in MARKS])
def test_marks_join_their_letter(case: str, signs: list[tuple[str, float, float]], expected: str) -> None:
    line = [Glyph(text, x0, 0.0, x1, EM) for text, x0, x1 in signs]
    assert " ".join(word.text for word in words(line)) == expected, case


def rules(*strokes: tuple[float, float, float, float]) -> list[Box]:
    return [Box(*stroke) for stroke in strokes]


def grid(xs: list[float], ys: list[float]) -> list[Box]:
    return [Box(x, ys[0], x, ys[-1]) for x in xs] + [Box(xs[0], y, xs[-1], y) for y in ys]


SHAPES = [
    ("ruled", grid([0, 50, 100], [0, 20, 40]), [(2, 2)]),
    ("two tables", grid([0, 50, 100], [0, 20]) + grid([0, 30, 60, 90], [100, 120, 140]), [(1, 2), (2, 3)]),
    ("double rules", grid([0, 1.5, 50, 100], [0, 20, 21, 40]), [(2, 2)]),
    ("dotted rules", [*grid([0, 50, 100], [0, 40]), *(Box(x, 20, x + 2, 20) for x in range(0, 100, 4))], [(2, 2)]),
    ("no outer border left and right", rules((0, 0, 90, 0), (0, 20, 90, 20), (30, 0, 30, 20), (60, 0, 60, 20)), []),
    (
        "open at both sides, three columns inside",
        rules((0, 0, 120, 0), (0, 20, 120, 20), (30, 0, 30, 20), (60, 0, 60, 20), (90, 0, 90, 20)),
        [(1, 4)],
    ),
    ("frame around text", grid([0, 100], [0, 40]), []),
    ("lines under words", rules((0, 10, 100, 10), (0, 30, 80, 30), (0, 50, 80, 50)), []),
    ("strokes of a tick box", grid([0, 2, 4], [0, 2, 4]), []),
]


@pytest.mark.parametrize(("case", "strokes", "expected"), SHAPES, ids=[row[0] for row in SHAPES])
def test_tables_found(case: str, strokes: list[Box], expected: list[tuple[int, int]]) -> None:
    assert [(len(t.ys) - 1, len(t.xs) - 1) for t in find_tables(strokes)] == expected, case


def test_a_merged_cell_is_one() -> None:
    strokes = rules(
        (0, 0, 100, 0), (50, 20, 100, 20), (0, 40, 100, 40), (0, 0, 0, 40), (50, 0, 50, 40), (75, 20, 75, 40),
        (100, 0, 100, 40),
    )  # fmt: skip
    (table,) = find_tables(strokes)
    assert table.cell(25, 30) == table.cell(25, 10) == (0, 0)
    assert table.cell(90, 10) == table.cell(60, 10) == (0, 1)
    assert table.cell(60, 30) == (1, 1)
    assert table.cell(90, 30) == (1, 2)
    assert table.cell(150, 10) is None


def test_lines_set_close_stay_apart() -> None:
    """Two lines of recipients, 5.6 points apart, with the office of the signer at the level of the first."""

    def at(x: float, top: float, *texts: str) -> list[Word]:
        found = []
        for text in texts:
            found.append(Word(text, Box(x, top, x + 5 * len(text), top + 13.5)))
            x += 5 * len(text) + 3
        return found

    upper, lower = at(90, 100, "-", "Trang", "tin", "điện", "tử;"), at(90, 105.6, "-", "Thường", "trực", "HĐND;")
    found = [
        " ".join(word.text for word in line.words) for line in lines([*upper, *lower, *at(360, 100, "CHỦ", "TỊCH")])
    ]
    assert sorted(found) == sorted(["- Trang tin điện tử; CHỦ TỊCH", "- Thường trực HĐND;"])
