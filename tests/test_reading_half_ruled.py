"""Tables with rules between their rows only; letterheads, signatures and underlined text are none."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Word
from pipeline.reading.tables.half_ruled import half_ruled_tables

XS = (40, 80, 260, 340, 430)  # where the cells of a row begin


def _words(top: float, *cells: str) -> list[Word]:
    found = []
    for x, cell in zip(XS, cells, strict=False):
        at = float(x)
        for part in cell.split():
            found.append(Word(part, Box(at, top, at + 5 * len(part), top + 9), 0.9))
            at += 5 * len(part) + 3
    return found


def _rules(*places: float, start: float = 36, end: float = 500) -> list[Box]:
    return [Box(start, y, end, y + 1) for y in places]


TABLE = [
    *_words(106, "TT", "Đơn vị", "Tổng", "Đúng hạn", "Quá hạn"),
    *_words(126, "1", "Sở Y tế", "12", "11", "1"),
    *_words(146, "2", "Sở Tư pháp", "1.345", "1.300", ""),
    *_words(166, "3", "Ủy ban nhân dân xã", "7", "7", "0"),
    *_words(186, "Tổng số của cả", "", "1.364", "1.318", "46"),
]
LETTER = [
    word
    for top in range(100, 200, 20)
    for word in _words(top + 6, "ỦY BAN NHÂN", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
]


def test_a_table_of_rows() -> None:
    (table,) = half_ruled_tables(_rules(100, 120, 140, 160, 180, 200), TABLE)
    assert (len(table.ys) - 1, len(table.xs) - 1) == (5, 5)
    assert table.owners[1] == tuple((1, column) for column in range(5))
    assert table.owners[4][:3] == ((4, 0), (4, 0), (4, 2))
    for row, column, x in ((0, 3, 345), (3, 1, 90), (2, 2, 265)):
        assert table.cell(x, 110 + 20 * row) == (row, column)


def test_a_heading_over_two_columns() -> None:
    head = [
        *_words(102, "", "", "", "Đã giải quyết"),
        *_words(112, "TT", "Đơn vị", "Tổng", "Đúng hạn"),
        Word("Quá", Box(440, 112, 455, 119), 0.9),
    ]
    body = [word for word in TABLE if word.box.top > 120]
    (table,) = half_ruled_tables([*_rules(100, 124, 140, 160, 180, 200), *_rules(110, start=330)], [*head, *body])
    assert table.owners[1][:3] == ((0, 0), (0, 1), (0, 2))
    assert table.owners[1][3][0] == 1


def test_a_space_between_words_is_no_gutter() -> None:
    names = ("Phòng Nội vụ", "Công an huyện", "Văn phòng HĐND", "Phòng Tư pháp", "Phòng Tài chính")
    words = [*_words(106, "TT", "Đơn vị", "Tổng", "Đúng hạn", "Quá hạn")]
    for at, name in enumerate(names, start=1):
        words += _words(106 + 20 * at, str(at), name, "12", "11", "1")
    (table,) = half_ruled_tables(_rules(100, 120, 140, 160, 180, 200, 220), words)
    assert len(table.xs) - 1 == 5


def test_a_gutter_stands_beside_the_head_of_right_aligned_figures() -> None:
    """«Tiếp nhận» begins left of its figures, which stand at the right side of the column."""
    words = [Word("Đơn", Box(40, 106, 60, 115), 0.9), Word("vị", Box(63, 106, 73, 115), 0.9)]
    heads = (("Tiếp", 158, 180), ("nhận", 183, 206), ("Tỷ", 232, 245), ("lệ", 248, 256))
    words += [Word(text, Box(x0, 106, x1, 115), 0.9) for text, x0, x1 in heads]
    for top, name, count, rate in (
        (126, "Sở Y tế", "5", "99,1"),
        (146, "Sở Nội vụ", "12", "8,5"),
        (166, "Ban", "7", "70"),
    ):
        words += _words(top, name)
        words += [Word(count, Box(207 - 5 * len(count), top, 207, top + 9), 0.9)]
        words += [Word(rate, Box(280 - 5 * len(rate), top, 280, top + 9), 0.9)]
    (table,) = half_ruled_tables(_rules(100, 120, 140, 160, 180), words)
    assert len(table.xs) - 1 == 3
    for x, column in ((170, 1), (204, 1), (238, 2), (277, 2)):
        assert table.cell(x, 110) == (0, column)


def test_dust_between_columns_is_no_word() -> None:
    (clean,) = half_ruled_tables(_rules(100, 120, 140, 160, 180, 200), TABLE)
    dust = [
        Word(sign, Box(251, top, 257, top + 5), 0.3) for sign, top in (("_", 128), (".", 148), (":", 168), ("'", 186))
    ]
    (table,) = half_ruled_tables(_rules(100, 120, 140, 160, 180, 200), [*TABLE, *dust])
    assert len(table.xs) == len(clean.xs)


def test_many_rows_need_no_figures() -> None:
    cells = ("Việc", "Báo cáo tháng", "Sở Y tế", "Đang làm")
    words = [word for at in range(8) for word in _words(106 + 20 * at, *cells)]
    (table,) = half_ruled_tables(_rules(*range(100, 280, 20)), words)
    assert (len(table.ys) - 1, len(table.xs) - 1) == (8, 4)


def test_titles_of_sections_do_not_hide_a_gutter() -> None:
    """«Kiểm soát quy định thủ tục hành chính» reaches over the columns of its section, and so does dust in one row."""
    cells = ("1", "Báo cáo tháng", "Sở Y tế", "Đang làm")
    words = [word for at in (0, 2, 3, 5, 6, 8) for word in _words(106 + 20 * at, *cells)]
    title = "Kiểm soát quy định thủ tục hành chính tại Bộ phận Một cửa"
    words += [word for at in (1, 4, 7) for word in _words(106 + 20 * at, "I", title)]
    (table,) = half_ruled_tables(_rules(*range(100, 300, 20)), words)
    assert len(table.xs) - 1 == 4


def test_rules_that_end_in_a_stain_are_of_the_same_table() -> None:
    worn = [
        Box(rule.x0, rule.top, rule.x1 + 14 * (at % 2), rule.bottom) for at, rule in enumerate(_rules(100, 120, 140))
    ]
    (table,) = half_ruled_tables([*worn, *_rules(160, 180, 200)], TABLE)
    assert (len(table.ys) - 1, len(table.xs) - 1) == (5, 5)


# rules, words
NONE = [
    ([], TABLE),
    (_rules(100, 200), TABLE),  # the frame of a picture or a note
    (_rules(100, 120, 140, 160, 180, 200), LETTER),
    (_rules(100, 120, 140, 160, 180, 200, start=40, end=180), TABLE),  # underlined words
    ([*_rules(100, 140, 180, end=300), *_rules(120, 160, 200, start=200)], TABLE),
    (_rules(100, 120, 140, 160, 180, 200), []),
    (_rules(100, 300, 500, 700), TABLE),
]


@pytest.mark.parametrize(("rules", "words"), NONE)
def test_no_tables(rules: list[Box], words: list[Word]) -> None:
    assert half_ruled_tables(rules, words) == []
