"""Words of archives: the restored text at the place of what was read, no character lost, no digit changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers import Edit, Span, Text, normalize_with_corrections
from pipeline.document import Box, Document, Line, Page, Word
from pipeline.ocr_output.affine import Affine, slanting, straightened, to_display, turning
from pipeline.ocr_output.blocks import output_page
from pipeline.ocr_output.words import OutputWord, output_rows
from pipeline.reading import recording

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def document(*lines: str, cells: str = "|") -> Document:
    """One page, a word every 50 points, a line every 20; cells of a table row are parted by ` | `."""
    rows = []
    for row, line in enumerate(lines):
        at = 0
        parts = []
        for part in line.split(f" {cells} "):
            parts.append(tuple(word(text, at + n, row) for n, text in enumerate(part.split())))
            at += len(parts[-1])
        rows.append(Line(tuple(parts)))
    return Document("trang.pdf", "0" * 64, (Page(1, "ocr", "no text layer", 600.0, 800.0, tuple(rows)),))


def word(text: str, column: int, row: int, confidence: float = 0.9) -> Word:
    return Word(text, Box(50.0 * column, 20.0 * row, 50.0 * column + 40.0, 20.0 * row + 12.0), confidence)


def edited(source: Document, *edits: tuple[str, str]) -> list[OutputWord]:
    """The words after each stretch of the raw text was replaced by another."""
    at = 0
    found = []
    for old, new in edits:
        at = source.raw.index(old, at)
        found.append(Edit(Span(at, at + len(old)), new))
        at += len(old)
    text = Text.of(source.raw).edit(found)
    return [each for row in output_rows(source, text, ())[0] for cell in row for each in cell]


# What was read, the edits of the normaliser, the words that come out.
ALIGNED: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    ("hồ sơ quá hạn", [], ["hồ", "sơ", "quá", "hạn"]),
    ("ho so qua han", [("ho", "hồ"), ("so", "sơ"), ("qua", "quá"), ("han", "hạn")], ["hồ", "sơ", "quá", "hạn"]),
    ("ho so qua han", [("ho so qua", "hồ sơ quá")], ["hồ", "sơ", "quá", "han"]),
    ("ho sơ", [("ho sơ", "hồ sơ đã")], ["hồ", "sơ", "đã"]),  # a word more than boxes
    ("hồsơ đã nhận", [("hồsơ", "hồ sơ")], ["hồ", "sơ", "đã", "nhận"]),
    ("th ủ tục", [("th ủ", "thủ")], ["thủ", "tục"]),
    ("nhận 12 hồ", [("12", "13")], ["nhận", "12", "hồ"]),  # a digit is never changed
    ("nhận l2 hồ", [("l2", "12")], ["nhận", "12", "hồ"]),  # a letter read for a digit may be
    ("nhận 1 2 hồ", [("1 2", "12")], ["nhận", "12", "hồ"]),
    ("nhận 1 2 hồ", [("1 2", "1")], ["nhận", "1", "2", "hồ"]),
    ("trang 7 đã nhận", [("trang 7 ", "")], ["trang", "7", "đã", "nhận"]),  # a page number, left out of the text
    ("**Kết** quả", [("**", ""), ("**", "")], ["**Kết**", "quả"]),  # printed, so it stays
    ("ho\u0302\u0300 sơ", [], ["hồ", "sơ"]),  # NFC
    ("hồ\u200b sơ", [("\u200b", "")], ["hồ", "sơ"]),  # nothing of ink is lost
    ("a < b & c", [], ["a", "<", "b", "&", "c"]),
]


@pytest.mark.parametrize(("line", "edits", "expected"), ALIGNED)
def test_each_word_has_its_restored_text(line: str, edits: list[tuple[str, str]], expected: list[str]) -> None:
    assert [each.text for each in edited(document(line), *edits)] == expected


def test_a_word_keeps_its_box_and_what_was_read() -> None:
    found = edited(document("so luong ho so"), ("luong", "lượng"))
    assert found[1] == OutputWord("lượng", "luong", Box(50.0, 0.0, 90.0, 12.0), 0.9)


def test_joined_words_share_their_boxes_and_split_ones_divide_theirs() -> None:
    joined = edited(document("th ủ tục"), ("th ủ", "thủ"))
    assert joined[0] == OutputWord("thủ", "th ủ", Box(0.0, 0.0, 90.0, 12.0), 0.9)
    split = edited(document("hồsơ"), ("hồsơ", "hồ sơ"))
    assert [(each.text, each.read, each.box.x0, each.box.x1) for each in split] == [
        ("hồ", "hồsơ", 0.0, 16.0),
        ("sơ", "hồsơ", 24.0, 40.0),
    ]


def test_words_of_two_lines_or_cells_are_not_joined() -> None:
    assert [each.text for each in edited(document("công", "khai"), ("công\nkhai", "côngkhai"))] == ["công", "khai"]
    assert [each.text for each in edited(document("1 | 2"), ("1\t2", "12"))] == ["1", "2"]


def test_inserted_characters_stay_with_the_word_they_touch() -> None:
    source = document("ngày tháng")
    text = Text.of(source.raw).edit([Edit(Span(4, 4), ",")])
    assert [each.text for each in output_rows(source, text, ())[0][0][0]] == ["ngày,", "tháng"]


def test_cells_of_a_table_keep_their_columns() -> None:
    rows = output_rows(document("STT | Lĩnh vực | Số", "1 | Đất đai | 12"), Text.of("x"), ())[0]
    assert [len(row) for row in rows] == [3, 3]
    found = output_page(document("STT | Lĩnh vực", "1 | Đất đai").pages[0], rows)
    assert [block.is_table for block in found.blocks] == [True]


def test_confidence_is_that_of_the_less_sure_of_reading_and_restoring() -> None:
    line = "Tong so ho so da tiep nhan trong ky bao cao la 120 ho so, da giai quyet dung han 118 ho so."
    source = document(line)
    text, restored = normalize_with_corrections(source.raw)
    words = output_rows(source, text, restored)[0][0][0]
    assert restored
    changed = [each for each in words if each.text != each.read]
    assert changed
    assert all(0.0 < each.confidence <= 0.9 for each in words)
    assert min(each.confidence for each in changed) == pytest.approx(
        min(0.9, *(change.edit.probability for change in restored))  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("path", sorted((SAMPLES / "recorded").rglob("*.json")), ids=lambda path: path.name)
def test_no_word_of_a_recorded_scan_is_lost(path: Path) -> None:
    source = Document(path.stem, "0" * 64, recording.load(path))
    text, restored = normalize_with_corrections(source.raw)
    for page, rows in zip(source.pages, output_rows(source, text, restored), strict=True):
        words = [each for row in rows for cell in row for each in cell]
        read = [each for line in page.lines for each in line.words]
        assert digits("".join(each.text for each in words)) == digits("".join(each.text for each in read))
        assert all(each.text and unicodedata.is_normalized("NFC", each.text) for each in words)
        assert len(words) >= 0.95 * len(read)
        same = {(each.read, each.box) for each in words}
        assert sum((each.text, each.box) in same for each in read) >= 0.95 * len(read)


def digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("aăb1 \n-", max_size=5)), max_size=5)


@given(st.lists(st.text("abđ12.*", min_size=1, max_size=6), min_size=1, max_size=8), EDITS)
def test_no_edit_loses_a_digit_or_a_word(words: list[str], edits: Sequence[tuple[int, int, str]]) -> None:
    source = document(" ".join(words))
    found, done = [], 0
    for wanted, length, new in sorted(edits):
        start = max(wanted, done)
        end = start + length
        if end <= len(source.raw):
            found.append(Edit(Span(start, end), new))
            done = end
    out = output_rows(source, Text.of(source.raw).edit(found), ())[0][0][0]
    assert all(each.text and not any(map(str.isspace, each.text)) for each in out)
    rest = iter("".join(each.text for each in out))
    assert all(char in rest for char in digits("".join(words)))
    boxes = [each.box for each in source.pages[0].lines[0].words]
    assert all(any(min(a.box.x1, box.x1) > max(a.box.x0, box.x0) for a in out) for box in boxes)


TURNS = [0, 90, 180, 270]


@pytest.mark.parametrize("turn", TURNS)
def test_a_turn_and_the_turn_back_are_one(turn: int) -> None:
    page = Page(1, "ocr", "", 600.0, 800.0, rotation=turn)
    box = Box(10.0, 20.0, 110.0, 50.0)
    shown = to_display(page).box(box)
    width, height = (600.0, 800.0) if turn % 180 == 0 else (800.0, 600.0)
    assert turning(turn, width, height).box(shown) == box


def test_the_box_on_the_straight_page_is_found_again() -> None:
    page = Page(1, "ocr", "", 600.0, 800.0, skew=-1.7)
    box = Box(100.0, 200.0, 180.0, 212.0)
    found = straightened(slanting(page).box(box), page)
    assert (found.x0, found.top, found.x1, found.bottom) == pytest.approx((100.0, 200.0, 180.0, 212.0))
    assert straightened(box, replace(page, skew=0.0)) == box


def test_maps_follow_each_other() -> None:
    first, second = turning(90, 600.0, 800.0), Affine(2.0, 0.0, 0.0, -1.0, 5.0, 7.0)
    assert first.then(second).point(3.0, 4.0) == second.point(*first.point(3.0, 4.0))
