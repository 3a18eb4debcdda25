"""Folding keeps the length, so that offsets stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers import fold

CASES = [
    ("Tỷ lệ hồ sơ ĐÃ GIẢI QUYẾT", "ty le ho so da giai quyet"),
    ("QUÝ I NĂM 2020", "quy i nam 2020"),
    ("số 66.7/2025/NQ-CP, 98,5%", "so 66.7/2025/nq-cp, 98,5%"),
    ("Đảng ủy – ƯU TIÊN", "dang uy – uu tien"),
    ("æ ß œ", "æ ß œ"),
    ("İ", "i"),
    ("²½①", "²½①"),
]


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_the_length_and_is_settled(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_goes_character_by_character(text: str) -> None:
    assert fold(text) == "".join(fold(char) for char in text)
