"""Tesseract's table becomes lines of words; what it takes for words and is none is dropped; its absence is told."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.document import Box, Line, Page, Word
from pipeline.errors import InputError, MissingProgramError, TimeLimitError, TruncatedError
from pipeline.installing import tesseract_command
from pipeline.reading import ocr, recording
from pipeline.reading.limits import Limits
from pipeline.reading.ocr import OcrStatus, RecognisedLine, parse
from pipeline.reading.ocr_lines import in_reading_order, is_poor, without_rubbish, without_rules
from pipeline.reading.scan import read_images

SCAN = Path(__file__).parent / "data" / "scan" / "letterhead.png"
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

# block, paragraph, line, left, top, width, height, confidence, text
TABLE = [
    (1, 1, 1, 300, 600, 150, 30, "96.5", "CỘNG"),
    (1, 1, 1, 480, 600, 90, 30, "91", "HÒA"),
    (1, 1, 2, 300, 660, 90, 30, "-1", "QÐ"),
    (1, 1, 2, 400, 660, 90, 30, "50", " "),
    (1, 2, 1, 300, 720, 90, 30, "120", "số\u0323"),
    (2, 1, 1, 300, 900, 90, 30, "88.25", 'a"b'),
]


def _tsv(rows: list[tuple[object, ...]]) -> str:
    def text(row: tuple[object, ...]) -> str:
        block, par, line, *rest = row
        return "\t".join(str(field) for field in (5, 1, block, par, line, 1, *rest))

    return "\n".join([HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t", *map(text, rows), ""])


def test_table_to_lines() -> None:
    lines = list(parse(_tsv(TABLE), 300))
    assert [[word.text for word in line.words] for line in lines] == [["CỘNG", "HÒA"], ["QĐ"], ["sộ\u0301"], ['a"b']]
    assert [line.block for line in lines] == [1, 1, 1, 2]
    assert lines[0].words[0] == Word("CỘNG", Box(72.0, 144.0, 108.0, 151.2), 0.965)
    assert [line.words[0].confidence for line in lines] == [0.965, 0.0, 1.0, 0.8825]


@pytest.mark.parametrize("table", ["", HEAD, HEAD + "\n", "rubbish", HEAD + "\n5\t1\t1"])
def test_empty_tables(table: str) -> None:
    assert list(parse(table, 300)) == []


def _word(text: str, x0: float, top: float, width: float = 0.0, height: float = 8.0, confidence: float = 0.95) -> Word:
    return Word(text, Box(x0, top, x0 + (width or 5.0 * len(text)), top + height), confidence)


# word, width, confidence, is kept beside real words
RUBBISH = [
    ("|", 1, 0.9, False),
    ("||", 3, 0.9, False),
    ("¦", 1, 0.4, False),
    ("—", 60, 0.9, False),
    ("_", 30, 0.9, False),
    ("___", 9, 0.9, False),
    ("-", 3, 0.2, False),
    ("-", 3, 0.9, True),
    ("–", 5, 0.9, True),
    ("—", 9, 0.8, True),
    ("+", 5, 0.3, True),
    ("....", 20, 0.3, True),
    ("1", 3, 0.2, True),
    ("a|b", 9, 0.3, True),
]


@pytest.mark.parametrize(("text", "width", "confidence", "kept"), RUBBISH)
def test_ruling_lines_are_no_words(text: str, width: float, confidence: float, kept: bool) -> None:
    words = (_word("hồ", 10, 10), _word(text, 30, 10, width, confidence=confidence), _word("sơ", 120, 10))
    (line,) = without_rules([RecognisedLine(words, 1)])
    assert (text in [word.text for word in line.words]) is kept


def test_a_line_of_rules_is_none() -> None:
    assert without_rules([RecognisedLine((_word("|", 10, 10), _word("___", 30, 10)), 1)]) == ()


def _line(top: float, *parts: tuple[float, str]) -> RecognisedLine:
    """Words of `parts` (left edge, text), each word as high as its letters, on one base line."""
    words = []
    for start, text in parts:
        left = start
        for word in text.split():
            height = 5.0 if word in ("ra", "cơ") else 9.0
            words.append(_word(word, left, top + 9.0 - height, height=height))
            left += 5.0 * len(word) + 3.0
    return RecognisedLine(tuple(words), 1)


# lines as Tesseract gives them, reading order
ORDERS = [
    (
        [
            _line(50, (80, "UBND PHƯỜNG"), (300, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")),
            _line(64, (80, "THẠCH KHÔI"), (320, "Độc lập - Tự do")),
            _line(80, (90, "Số: 237/BC-UBND")),
            _line(82, (300, "Hà Đông, ngày 19")),
            _line(120, (60, "Thực hiện Quyết định số 444/QĐ-UBND ngày 09/03/2026 của Ủy ban nhân dân")),
        ],
        [
            "UBND PHƯỜNG",
            "THẠCH KHÔI",
            "Số: 237/BC-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
            "Độc lập - Tự do",
            "Hà Đông, ngày 19",
            "Thực hiện Quyết định số 444/QĐ-UBND ngày 09/03/2026 của Ủy ban nhân dân",
        ],
    ),
    (
        [_line(50, (60, "cơ quan ra Quyết định")), _line(64, (60, "ra cơ")), _line(78, (60, "Độc lập cơ"))],
        ["cơ quan ra Quyết định", "ra cơ", "Độc lập cơ"],
    ),
    ([], []),
]


@pytest.mark.parametrize(("lines", "expected"), ORDERS)
def test_reading_order(lines: list[RecognisedLine], expected: list[str]) -> None:
    ordered = in_reading_order(lines)
    assert [" ".join(word.text for word in line.words) for line in ordered] == expected
    assert {word for line in ordered for word in line.words} == {word for line in lines for word in line.words}


# sign, its width and height in points, is no sign but the dot of a capital above it
DOTS = [
    ("3", 2.2, 2.2, True),
    ("E", 2.9, 2.0, True),
    ("ụ", 2.0, 1.8, True),
    ("1", 1.5, 6.0, False),
    ("o", 3.2, 3.2, False),
]


@pytest.mark.parametrize(("sign", "width", "height", "gone"), DOTS)
def test_the_dot_under_a_capital_is_no_word(sign: str, width: float, height: float, gone: bool) -> None:
    line = RecognisedLine((Word(sign, Box(50, 50, 50 + width, 50 + height), 0.9),), 1)
    assert without_rules([line]) == (() if gone else (line,))


# words with their confidences and the points before each, what is left
APART = [
    ("- 0.9 0|Lưu: 0.9 4|VT. 0.9 4|NI 0.1 90|là 0.1 4", "- Lưu: VT."),
    ("- 0.9 0|Lưu: 0.9 4|VT. 0.9 4|NI 0.1 90|là 0.7 4", "- Lưu: VT. NI là"),  # read with some confidence
    ("- 0.9 0|Lưu: 0.9 4|VT. 0.9 4|là 0.1 4", "- Lưu: VT. là"),  # not apart
    ("Tổng 0.9 0|cộng 0.9 4|12 0.1 90", "Tổng cộng 12"),  # a figure is never dropped so
    ("trưởng 0.2 0|phòng 0.9 90", "phòng"),
]


@pytest.mark.parametrize(("words", "left"), APART)
def test_what_a_signature_was_read_as_beside_a_line(words: str, left: str) -> None:
    x, placed = 50.0, []
    for each in words.split("|"):
        text, sure, gap = each.split(" ")
        x += float(gap)
        placed.append(Word(text, Box(x, 50, x + 20, 60), float(sure)))
        x += 20
    (line,) = without_rubbish([RecognisedLine(tuple(placed), 1)])
    assert " ".join(word.text for word in line.words) == left


# words, their confidence, are rubbish
POOR = [
    ("Tỷ lệ hồ sơ giải quyết", 0.96, False),
    ("Tỷ lệ hồ sơ giải quyết", 0.4, False),
    ("uụeq ɹnb iỵp ọs wẹu", 0.45, True),
    ("uụeq ɹnb iỵp ọs wẹu", 0.9, False),
    ("12 34 56", 0.3, False),
    ("", 0.0, False),
]


@pytest.mark.parametrize(("text", "confidence", "poor"), POOR)
def test_poor_readings(text: str, confidence: float, poor: bool) -> None:
    assert is_poor([_word(word, 0, 0, confidence=confidence) for word in text.split()]) is poor


# what is installed, part of the message
MISSING = [
    (OcrStatus(None, None, ()), "Tesseract 5"),
    (OcrStatus("/usr/bin/tesseract", "5.3.0", ("eng", "osd")), "(vie)"),
]


@pytest.mark.parametrize(("found", "told"), MISSING)
def test_missing_programs(monkeypatch: pytest.MonkeyPatch, found: OcrStatus, told: str) -> None:
    monkeypatch.setattr(ocr, "status", lambda: found)
    ocr.require.cache_clear()
    assert not found.ready
    with pytest.raises(MissingProgramError) as caught:
        ocr.tesseract(np.full((50, 50), 255, np.uint8), 300, 10)
    assert told in caught.value.message
    assert tesseract_command() in caught.value.message


def test_named_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VANTHU_TESSERACT", str(tmp_path / "nothing"))
    assert ocr.status() == OcrStatus(None, None, ())


numbers = st.floats(0, 1000)
words = st.builds(
    Word,
    st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1),
    st.builds(Box, numbers, numbers, numbers, numbers),
    st.floats(0, 1),
)
cells = st.lists(words, max_size=3).map(tuple)
pages = st.builds(
    Page,
    number=st.integers(1, 9),
    source=st.sampled_from(["ocr", "pdf", "blank"]),
    reason=st.text(),
    width=numbers,
    height=numbers,
    lines=st.lists(st.builds(Line, st.lists(cells, min_size=1, max_size=3).map(tuple)), max_size=3).map(tuple),
    rotation=st.sampled_from([0, 90]),
    skew=st.floats(-5, 5),
    notes=st.lists(st.text(), max_size=2).map(tuple),
)


@given(recorded=st.lists(pages, max_size=3).map(tuple))
def test_recordings_are_lossless(tmp_path_factory: pytest.TempPathFactory, recorded: tuple[Page, ...]) -> None:
    path = tmp_path_factory.mktemp("recorded") / "pages.json"
    recording.save(recorded, path)
    assert recording.load(path) == recorded


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 99, "pages": []}', '{"format": 1, "pages": [{}]}'])
def test_no_recordings(tmp_path: Path, content: str) -> None:
    (tmp_path / "pages.json").write_text(content)
    with pytest.raises(TruncatedError):
        recording.load(tmp_path / "pages.json")


@pytest.mark.tesseract
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_letterhead(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "page.png"
    Image.open(SCAN).rotate(turn, expand=True).save(path, dpi=(150, 150))
    (page,) = read_images(path, Limits())
    assert page.rotation == turn
    assert page.raw == SCAN.with_suffix(".txt").read_text("utf-8").rstrip("\n")
    assert min(word.confidence for line in page.lines for word in line.words) > 0.5


@pytest.mark.tesseract
def test_time_limit() -> None:
    image = np.asarray(Image.open(SCAN).convert("L").resize((2480, 1600)))
    started = time.monotonic()
    with pytest.raises(TimeLimitError):
        ocr.tesseract(image, 300, 0.05)
    assert time.monotonic() - started < 5


@pytest.mark.tesseract
def test_tiny_images() -> None:
    for shape in ((1, 1), (3, 200), (10, 10)):
        try:
            assert ocr.tesseract(np.zeros(shape, np.uint8), 300, 10) == ()
        except InputError as error:
            assert "hãy" in error.message  # noqa: PT017


def test_crops_are_told_apart_by_their_page() -> None:
    table = "\n".join(
        "\t".join(map(str, row))
        for row in [
            ("level", "page_num", "block_num", "par_num", "line_num", "word_num", 0, 0, 0, 0, "conf", "text"),
            (5, 1, 1, 1, 1, 1, 10, 20, 30, 40, 91, "12"),
            (5, 3, 1, 1, 1, 1, 0, 0, 10, 10, 80, "a"),
            (5, 3, 1, 1, 2, 1, 0, 20, 10, 10, 70, "b"),
            (5, 4, 1, 1, 1, 1, 0, 0, 10, 10, 80, "beyond"),
        ]
    )
    first, second, third = ocr.parse_crops(table, 3, 72)
    assert first == (Word("12", Box(10, 20, 40, 60), 0.91),)
    assert second == ()
    assert [word.text for word in third] == ["a", "b"]


def test_no_crops_need_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "status", lambda: OcrStatus(None, None, ()))
    assert ocr.tesseract_crops([], 300, 10) == []


@pytest.mark.tesseract
def test_crops_keep_their_order() -> None:
    page = np.asarray(Image.open(SCAN).convert("L").resize((2480, 1600)))
    blank = np.full((60, 200), 255, np.uint8)
    (empty, lines, speck) = ocr.tesseract_crops([blank, page[:400], blank[:2, :2]], 300, 20, psm=ocr.BLOCK)
    assert (empty, speck) == ((), ())
    assert len(lines) > 5
