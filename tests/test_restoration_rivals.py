"""Two readings of one word weighed by the words around it."""

from __future__ import annotations

from math import inf

import pytest

from normalizers import Span
from normalizers.restoration.rivals import Rival, odds

# what is read, with the word in question marked, and what else it may be: the likelier one first
LIKELIER = [
    ("kết quả thanh ⟦lận⟧ bằng quỹ đất", "toán", True),
    ("tiếp tới ⟦TH⟧ tâm Phục vụ", "Trung", True),
    ("các Khu ⟦cộng⟧ nghiệp", "công", True),
    ("chi phí ⟦thẩm⟧ định", "thấm", False),
    ("⟦kiểm⟧ soát thủ tục hành chính", "kiếm", False),
    ("giải quyết ⟦đúng⟧ hạn", "dụng", False),
]


def _rival(marked: str, word: str) -> Rival:
    before, _, rest = marked.partition("⟦")
    read, _, after = rest.partition("⟧")
    return Rival(before + read + after, Span(len(before), len(before) + len(read)), word)


@pytest.mark.parametrize(("marked", "word", "is_likelier"), LIKELIER)
def test_the_words_around_tell(marked: str, word: str, is_likelier: bool) -> None:
    (found,) = odds([_rival(marked, word)])
    assert (found > 1) == is_likelier
    assert abs(found) > 1


def test_each_rival_by_itself() -> None:
    rivals = [_rival(marked, word) for marked, word, _ in LIKELIER]
    assert odds(rivals) == [odds([rival])[0] for rival in rivals]
    assert odds([]) == []


# no word of the lexicon, the same word, no single word
NONE = [
    Rival("hồ sơ đã giải quyết", Span(6, 8), "xqz"),
    Rival("hồ sơ đã giải quyết", Span(6, 8), "đã"),
    Rival("hồ sơ đã giải quyết", Span(6, 13), "đang"),
]


@pytest.mark.parametrize("rival", NONE)
def test_what_is_no_rival(rival: Rival) -> None:
    assert odds([rival]) == [-inf]
