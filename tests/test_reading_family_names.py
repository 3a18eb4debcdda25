"""Doubtful family names of signatories; what is no name, is certain or could be several names stays as it was read."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Line, Word
from pipeline.reading.family_names import with_family_names, with_written_names


def line(text: str, confidence: float = 0.9, sure: float = 0.99) -> Line:
    """Cells parted by «|»; the first word of each is read with `confidence`."""
    cells = [cell.split() for cell in text.split("|")]
    return Line(
        tuple(
            tuple(
                Word(word, Box(9.0 * at, 0, 9.0 * at + 8, 9), sure if at else confidence) for at, word in enumerate(c)
            )
            for c in cells
        )
    )


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["|".join(" ".join(word.text for word in cell) for cell in each.cells) for each in lines]


# lines from the office to the name, the last one as it is told
NAMES = [
    (["PHÓ CHỦ TỊCH", "Định Công Tám"], "Đinh Công Tám"),
    (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyên Văn Chín"], "Nguyễn Văn Chín"),
    (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "` :", "Lễ Thị Bảy"], "Lê Thị Bảy"),
    (["- Lưu: VT.|Q. CHÁNH VĂN PHÒNG", "|Trân Năm"], "|Trần Năm"),
    (["CHỦ TỊCH", "Đinh Công Tám"], "Đinh Công Tám"),
    (["CHỦ TỊCH", "Há Công Tám"], "Há Công Tám"),  # Hà or Hạ
    (["CHỦ TỊCH", "Vị Công Tám"], "Vi Công Tám"),  # not Vì
    (["CHỦ TỊCH", "Tông Công Tám"], "Tống Công Tám"),  # not Tòng
    (["CHỦ TỊCH", "Lá Công Tám"], "Lá Công Tám"),  # La or Lã
    (["CHỦ TỊCH", "'Vị Công Tám"], "Vi Công Tám"),
    (["CHỦ TỊCH", "`Định’ Công Tám"], "Đinh Công Tám"),
    (["CHỦ TỊCH", "''Định Công Tám"], "Đinh Công Tám"),
    (["CHỦ TỊCH", "Tổng Giám Đốc"], "Tổng Giám Đốc"),  # Tống or Tòng
    (["CHỦ TỊCH", "Vụ Trưởng"], "Vụ Trưởng"),  # Vũ or Vừ
    (["CHỦ TỊCH", "Cẩm Phả"], "Cẩm Phả"),  # Cầm or Cam
    (["CHỦ TỊCH", "Nơi Nhận:"], "Nơi Nhận:"),
    (["CHỦ TỊCH", "-Như Trên."], "-Như Trên."),
    (["CHỦ TỊCH", "A. Mục Tiêu"], "A. Mục Tiêu"),
    (["CHỦ TỊCH", "Định; Công Tám"], "Định; Công Tám"),  # of a list
    (["CHỦ TỊCH", "'Định kỳ hằng quý"], "'Định kỳ hằng quý"),
    (["CHỦ TỊCH", "Đức Công Tám"], "Đức Công Tám"),  # no family name
    (["CHỦ TỊCH", "Định kỳ hằng quý"], "Định kỳ hằng quý"),
    (["CHỦ TỊCH", "Định"], "Định"),
    (["CHỦ TỊCH", "Định Công 8"], "Định Công 8"),
    (["Nơi nhận:", "Định Công Tám"], "Định Công Tám"),
    (["CHỦ TỊCH", "Trương Kim ổn"], "Trương Kim Ổn"),
    (["CHỦ TỊCH", "Trần Thị ưng"], "Trần Thị Ưng"),
    (["CHỦ TỊCH", "Trương ổn"], "Trương ổn"),  # «Công văn»
    (["CHỦ TỊCH", "Trương Kim ấn"], "Trương Kim ấn"),  # a capital has another shape
    (["CHỦ TỊCH", "Sở Tư pháp, công an"], "Sở Tư pháp, công an"),
    (["CHỦ TỊCH", "Trương Kim ổn định nhất"], "Trương Kim ổn định nhất"),
    (["Nơi nhận:", "Trương Kim ổn"], "Trương Kim ổn"),
    (["CHỦ TỊCH", *["- Như trên;"] * 9, "Định Công Tám"], "Định Công Tám"),
]


@pytest.mark.parametrize(("read", "told"), NAMES)
def test_family_names_below_an_office(read: list[str], told: str) -> None:
    lines = tuple(map(line, read))
    named = with_family_names(with_written_names(lines))
    assert texts(named)[-1] == told
    assert named[:-1] == lines[:-1]


def test_a_name_read_for_certain_stays() -> None:
    lines = (line("CHỦ TỊCH"), line("Định Công Tám", 0.97), line("'Đinh Công Tám", 0.97))
    assert with_family_names(with_written_names(lines)) == lines


def test_the_commonest_names_are_known_however_sure_the_reading() -> None:
    (_, named) = with_family_names((line("CHỦ TỊCH"), line("Trân Công Tám", 0.97)))
    assert [(word.text, word.confidence) for word in named.words] == [("Trần", 0.5), ("Công", 0.99), ("Tám", 0.99)]


def test_what_was_changed_is_doubted_and_keeps_its_place() -> None:
    before = line("Định Công Tám", 0.8)
    after = with_family_names((line("CHỦ TỊCH"), before))[1]
    (first, *rest), (old, *others) = after.cells[0], before.cells[0]
    assert (first.text, first.confidence, first.box) == ("Đinh", 0.5, old.box)
    assert rest == others


def test_nothing_is_read_from_nothing() -> None:
    assert with_family_names(()) == ()
    assert with_family_names((Line(((), ())),)) == (Line(((), ())),)
