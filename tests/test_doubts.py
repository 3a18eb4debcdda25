"""What is told on stderr of a document that was read with doubts: the note of each page, the sentence."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Document, Page
from pipeline.doubts import doubts_of

CASES = [
    ([Page(1, "text", "", text="a")], []),
    ([Page(1, "text", "", text="a", notes=("not Unicode: read as Windows-1252 bytes",))], ["Unicode (UTF-8)"]),
    ([Page(1, "pdf", ""), Page(2, "pdf", "", notes=("pictures cover 40% of the page",))], ["trang 2:"]),
    ([Page(1, "blank", "", notes=("nothing is drawn",)), Page(2, "ocr", "", notes=("x",))], ["trang 1, 2:"]),
    ([Page(1, "ocr", "", unread=(Box(0, 0, 9, 9), Box(0, 20, 9, 29)))], ["trang 1: 2 vùng"]),
    (
        [Page(1, "xlsx", "", text="a", notes=("3 dòng ẩn",)), Page(2, "xlsx", "", text="b")],
        ["trang 1: có phần không đọc: 3"],
    ),
    ([], []),
]


@pytest.mark.parametrize(("pages", "told"), CASES)
def test_doubts(pages: list[Page], told: list[str]) -> None:
    sentences = [doubt.vi for doubt in doubts_of(Document("a", "0", tuple(pages)), ())]
    assert len(sentences) == len(told)
    assert all(part in sentence for part, sentence in zip(told, sentences, strict=True))
