"""Names of persons: found among the words of a paragraph, and left as they were read."""

from __future__ import annotations

import pytest
from marks import unmark

from normalizers import Recognised, Span, normalize_with_corrections, restore
from normalizers.restoration.personal_names import names
from normalizers.restoration.tokens import tokens

PARAGRAPHS = [
    "⟦Triệu⟧ ⟦Ánh⟧ ⟦Hùng⟧",
    "⟦Lê⟧ ⟦Lợi⟧",
    "Hùng",  # a word by itself is no name
    "đồng chí ⟦Triệu⟧ ⟦Ánh⟧ ⟦Hùng⟧, Phó Chủ tịch",
    "ông Lê Lợi đã ký",  # as «Bộ Y tế»
    "⟦Hà⟧ ⟦Thị⟧ ⟦Én⟧; Ngày 5 tháng 6",
    "Nguyễn Văn-An",  # two words, and two
    "Nguyễn Văn, An",
    "Phạm  Thị Hoa",
    "TRIỆU ÁNH HÙNG",
    "Nguyển Vănn Anh",  # no syllables: misread for certain
    "Tình Hình Kết Quả Giải Quyết Hồ Sơ",  # a title
]


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_names_of_persons(text: str) -> None:
    value, spans = unmark(text)
    found = list(tokens(value))
    assert [(found[at].start, found[at].end) for at in sorted(names(value, found))] == spans


PAGE = "KT. CHỦ TỊCH\nTriệu Ánh Hùng"
NAME = "Ánh"


@pytest.mark.parametrize("text", [PAGE, "Chủ trì cuộc họp là đồng chí Triệu Ánh Hùng, Phó Chủ tịch"])
def test_a_name_that_was_read_for_certain_stays(text: str) -> None:
    found, _ = normalize_with_corrections(text, Recognised([Span(0, len(text))]))
    assert found.value == text
    assert restore(text).value == text


def test_a_name_that_was_hardly_read_may_be_a_word() -> None:
    at = PAGE.index(NAME)
    found, (change,) = normalize_with_corrections(PAGE, Recognised([Span(0, len(PAGE))], [Span(at, at + len(NAME))]))
    assert found.value == PAGE.replace(NAME, "Anh")
    assert change.before == NAME
