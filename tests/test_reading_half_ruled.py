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
