"""What must hold for every text, whatever is in it."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalizers import DECODING, STEPS, Span, Text, explain, normalize

WORDS_AND_MARKS = """
Ủy ban nhân dân¦xã¦hồ sơ¦TTHC¦Báo cáo¦KẾ HOẠCH¦quý¦hoà¦thuỷ¦khoẻ¦e\u0323\u0302¦ngǎn¦số¦Số:¦ngày¦tháng¦năm¦QUÝ I NĂM
CỘNG¦HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM¦DÂN¦Điều 4.¦[5]¦Tỷ¦1170/¦UBND-¦TTPVHCC¦/BC-¦BC¦UBND¦30c/NQ-CP¦66.7/2025/NQ-CP¦225
-CV/ĐU¦-¦–¦/¦&¦2O26¦l5/3/2026¦4.9OO¦9l%¦80,¦68%¦100 %¦4.266¦98.7%¦09/6/2025¦II.06¦B1¦I1.¦3¦**¦*¦***¦(*)¦<p>¦</td>
<br/>¦< 5¦&amp;¦&lt;¦&nbsp;¦## ¦-----¦* * *¦|¦| a | b |¦a)¦1.¦+¦•¦(i)¦(¦)¦,¦.¦;¦:¦./.¦TM.¦Nơi nhận:¦\u00ad¦\u200b
\ufeff¦\u00a0¦https://dichvucong.gov.vn/p/1-l?a=O1&amp;b=2"""
BLANKS = [" ", "  ", "\t", "\n", "\n\n", "\n\n\n", "\f", "\r\n", "\n|\n", "\n3\n"]
PIECES = re.split(r"[¦\n]", WORDS_AND_MARKS.strip("\n")) + BLANKS
REPORTS = st.lists(st.sampled_from(PIECES) | st.sampled_from([" ", "\n"]), max_size=60).map("".join)
# Words without diacritics, and words that English OCR read: what `lost_words` restores, beside codes that it must keep.
DAMAGED_WORDS = """
Uy ban nhan dan xa¦da tiep nhan¦ho so¦truoc han¦TTHC¦Bao cao¦KE HOACH¦CONG HOA XA HOI¦quy I¦hd so¦giai quyét¦truc tuyén
Ty 1€ nop¦s6¦phudng¦giai doan¦S6:¦nam¦thang 6 nam 2026¦118/2025/ND-CP¦1170/¦UBND- TTPVHCC¦65/QD-UBND¦4.266¦98,5%¦VNeID
1&¦O¦l¦I¦i)¦-¦,¦.¦:¦the¦http://a.vn/ho-so¦ủy ban¦đã giải quyết¦CONG HOA XA¦HOI CHU NGHIA"""
DAMAGED_PIECES = re.split(r"[¦\n]", DAMAGED_WORDS.strip("\n"))
DAMAGED = st.lists(st.sampled_from(DAMAGED_PIECES), max_size=50).flatmap(
    lambda words: st.lists(st.sampled_from([" ", " ", " ", "\n", "\n\n", "\t"]), min_size=len(words)).map(
        lambda blanks: "".join(word + blank for word, blank in zip(words, blanks, strict=False))
    )
)
TEXTS = st.text(max_size=80) | REPORTS | DAMAGED


def digits(value: str) -> list[str]:
    return [char for char in value if char.isdecimal()]


@example("M\x96\rA")  # a line ends there, before normalising as after
@example("M\x96\u2028A")
@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_total_and_idempotent(raw: str) -> None:
    once = normalize(raw).value
    assert normalize(once).value == once


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_alignment_is_monotone_and_inside_the_raw_text(raw: str) -> None:
    text = normalize(raw)
    assert len(text.starts) == len(text.ends) == len(text.value)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    assert all(0 <= start <= end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_can_be_found_again_from_its_raw_place(raw: str) -> None:
    text = normalize(raw)
    for at in range(len(text)):
        raw_span = text.to_raw(Span(at, at + 1))
        if len(raw_span):
            assert text.from_raw(raw_span).contains(Span(at, at + 1))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_explain_replays_to_the_same_text(raw: str) -> None:
    text = Text.of(raw)
    steps = {step.__name__: step for step in STEPS}
    for explained in explain(raw):
        assert explained.step in steps or explained.step == DECODING
        assert all(raw[c.raw.start : c.raw.end] or not c.before or c.raw.start == c.raw.end for c in explained.changes)
        text = text.edit(change.edit for change in explained.changes)
    assert text == normalize(raw)


HOSTILE = re.split("¦", "|⏎¦|⏎a⏎¦*¦* ¦**a¦<p¦<p>¦<!--¦&amp;¦&¦a\u0301¦\u0301¦\f¦⏎¦⏎3⏎¦\f3⏎¦\ta⏎")
HOSTILE += re.split("¦", "1|¦1O¦9l%¦/BC- ¦12/¦UBND- ¦(¦(a⏎¦số⏎¦a⏎¦A⏎¦-----¦- ¦\t¦ ¦| a ¦1.2")


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_input_hangs_a_pattern(piece: str) -> None:
    text = normalize(
        "x" + piece.replace("⏎", "\n") * (30_000 // len(piece))
    )  # a search of more than patterns.TIMEOUT would raise
    assert normalize(text.value).value == text.value


CODES = """66.7/2025/NQ-CP¦30c/NQ-CP¦02-KH/BCĐTW¦64/2025/QH15¦1071/UBND-TTPVHCC¦TTr-TT&TT¦II.06a/VPCP/KSTT¦H30.12-25
https://dichvucong.gov.vn/p/home?a=1&b=2¦vanthu@haiphong.gov.vn¦09/6/2025¦4.900/4.900¦98.7%"""
KEPT = re.split(r"[¦\n]", CODES)
WORDS = ["hồ sơ", "Ủy ban nhân dân xã", "đã giải quyết", "trước hạn", "TTHC", "quý", "khoản", "hòa", "của Chính phủ"]


@given(st.lists(st.sampled_from(KEPT + WORDS), min_size=1, max_size=25))
def test_clean_text_with_codes_and_addresses_is_unchanged(words: list[str]) -> None:
    text = " ".join(words)
    assert normalize(text).value == text


@settings(max_examples=150, deadline=None)
@given(DAMAGED)
def test_restoring_keeps_the_digits_of_numbers(raw: str) -> None:
    numbers = re.compile(r"(?<![\w&€])\d[\d.,/]*(?![\w&€])")  # «s6» and «1€» are words, whose digits are letters
    assert numbers.findall(normalize(raw).value) == numbers.findall(normalize_without(raw))


def normalize_without(raw: str) -> str:
    """`raw` with every step but the restoring one, once."""
    text = Text.of(raw)
    for step in STEPS[:-1]:
        text = text.edit(step(text.value))
    return text.value


@settings(max_examples=300, deadline=None)
# A «3» alone between empty lines is a page number, and goes.
@given(st.lists(st.sampled_from([p for p in PIECES if not re.search(r"[OlI]\d|\d[OlI]|^\n?3\n?$|&", p)]), max_size=60))
def test_digits_stay_in_number_and_order(pieces: list[str]) -> None:
    raw = " ".join(pieces)
    assert digits(normalize(raw).value) == digits(raw)
