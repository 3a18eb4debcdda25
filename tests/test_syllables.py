"""What can be a written Vietnamese syllable, by rule."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.syllables import is_accented, is_stripped_syllable, is_syllable

GOOD = """
    nghiệp quyết định giải thủ tục hành chính trực tuyến hồ sơ đã tiếp nhận trước hạn phường xã ủy uỷ hòa hoà thuý thúy
    khuya khuỷu khuếch quỳnh huỳnh quốc quý quí giếng gìn gì giết giữ già yêu yến ý ỷ lý kỹ mỹ tỷ ngoằn nguệch ngoạc
    xoong moóc buýt Kạn Kon Kông ƯỚC NGHỊ Đình ô Oanh a
"""
BAD = """
    nghiép quyét hiên. nghành ngi kan1 cà-phê thuc trực1 dinhh hạnn qúy gía ciia phudng 1a s6 số2 tiêp viêc họcc
    aa ươ ngh q w zalo file jpg www Müller façade hồ̀
"""


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", [*BAD.split(), "", " ", "hồ sơ", "x" * 100])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


# word, is what is left of a syllable without diacritics
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("nghiep", True),
        ("THUC", True),
        ("dinh", True),
        ("nghtep", False),
        ("the", True),
        ("report", False),
        ("", False),
    ],
)
def test_stripped(word: str, expected: bool) -> None:
    assert is_stripped_syllable(word) is expected


# word, carries a Vietnamese diacritic
@pytest.mark.parametrize(
    ("word", "expected"), [("đ", True), ("Đ", True), ("ho", False), ("hồ", True), ("sơ", True), ("100", False)]
)
def test_accented(word: str, expected: bool) -> None:
    assert is_accented(word) is expected


@given(st.text(max_size=30))
def test_any_text_is_judged(word: str) -> None:
    assert is_syllable(word) in (True, False)
    if is_syllable(word):
        assert not any(char.isspace() or char.isdigit() for char in word)
