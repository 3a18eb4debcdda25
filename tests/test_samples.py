"""The files of samples/ are what their README says: whole, small, and true to the texts they were made of."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from renditions.report_text import is_heading, letterhead, parse, runs
from renditions.tables import cell_paragraphs, read_table

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
MIB = 1024 * 1024

# name, pages of the PDF, widest page in points
PRINTED = [("000", 8, 595), ("001", 6, 595), ("002", 15, 842), ("003", 3, 595)]
# file, pages
SCANNED = [("000_pages1-4", 4), ("001", 6), ("002_pages9-12", 4), ("003", 3)]
# page of mixed/001.pdf from 1, has an image, and what its text layer holds
MIXED = [
    (1, False, "Thượng Hồng, ngày"),
    (2, True, ""),
    (3, True, "Thuc hién Cong"),
    (4, False, "99,82%"),
    (5, False, "II. ĐÁNH GIÁ CHUNG"),
    (6, True, ""),
]
# cell as printed in the TAB table, its paragraphs
CELLS = [
    ("Thường xuyên", ("Thường xuyên",)),
    ("", ()),
    (
        '<p>Đã làm:</p> <ul style="list-style-type: none"> - Việc một. - Việc hai. ',
        ("Đã làm:", "- Việc một.", "- Việc hai."),
    ),
    ("thanh toán <p>đạt 99,79%,</p> <p>- Trong kỳ</p>", ("thanh toán đạt 99,79%,", "- Trong kỳ")),
    ("Phòng Văn hóa - Xã hội", ("Phòng Văn hóa - Xã hội",)),
    ("-100% công khai tại xã - Chưa đề nghị", ("- 100% công khai tại xã", "- Chưa đề nghị")),
    ("trên Cổng quốc gia - 100% TTHC", ("trên Cổng quốc gia", "- 100% TTHC")),
]
# number line, place and date, words of the text, superior, issuer
LETTERHEADS = [
    ("Số: /BC-UBND", "Hà Đông, ngày 19", "xã Hà Đông", None, ("ỦY BAN NHÂN DÂN", "XÃ HÀ ĐÔNG")),
    ("Số: /BC- UBND", "Thạch Khôi, ngày", "phường Thạch Khôi", None, ("ỦY BAN NHÂN DÂN", "PHƯỜNG THẠCH KHÔI")),
    (
        "Số: /BC-TTPVHCC",
        "Hưng Đạo, ngày",
        "phường Hưng Đạo",
        "UBND PHƯỜNG HƯNG ĐẠO",
        ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"),
    ),
]
HEADINGS = [
    ("II. ĐÁNH GIÁ CHUNG", True),
    ("3.1. Việc đưa TTHC ngành dọc tiếp nhận", True),
    ("1. Tiếp tục triển khai đầy đủ các văn bản chỉ đạo.", False),
    ("4.900 hồ sơ; trực tiếp 0 hồ sơ", False),
]


@cache
def text_of(name: str) -> str:
    return next((SAMPLES / "text").glob(f"{name}_*.txt")).read_bytes().decode("utf-8")


def gold_texts(name: str) -> Counter[str]:
    lines = (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return Counter(squeezed(json.loads(line)["text"]) for line in lines)


def squeezed(text: str) -> str:
    """Without white space and markup: what must be the same in a text and in its renditions."""
    return re.sub(r"\s|</?p>|</?ul[^>]*>|\*", "", text)


@cache
def printed_characters(name: str) -> str:
    with pypdfium2.PdfDocument(SAMPLES / "pdf" / f"{name}.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub("[\x02\ufffe]", "-", text)  # what pdfium makes of a hyphen at the end of a line


@pytest.mark.parametrize(("name", "pages", "width"), PRINTED)
def test_printed_pages_are_a4_with_embedded_fonts(name: str, pages: int, width: int) -> None:
    path = SAMPLES / "pdf" / f"{name}.pdf"
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == pages
        assert max(round(page.get_width()) for page in pdf) == width
    with pdfplumber.open(path) as pdf:
        fonts = {char["fontname"] for char in pdf.pages[0].chars}
    assert fonts
    assert all("+LiberationSerif" in font for font in fonts)


@pytest.mark.parametrize("name", [row[0] for row in PRINTED])
def test_printed_values_stand_as_often_as_in_the_text(name: str) -> None:
    printed, source = squeezed(printed_characters(name)), squeezed(text_of(name))
    counts = {value: (printed.count(value), source.count(value)) for value in gold_texts(name)}
    assert {value: pair for value, pair in counts.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize(("name", "pages", "width"), PRINTED)
def test_printing_adds_no_digits_but_page_numbers(name: str, pages: int, width: int) -> None:
    added = Counter(filter(str.isdigit, printed_characters(name))) - Counter(filter(str.isdigit, text_of(name)))
    numbers = Counter("".join(str(number) for number in range(2, pages + 1)))
    # The page number «6» in a cell of 000 became the page number 6 of the PDF.
    assert added == (numbers - Counter("6") if name == "000" else numbers)


def test_printed_tables_hold_no_markup() -> None:
    assert not any(mark in printed_characters(name) for name, *_ in PRINTED for mark in ("<p>", "<ul", "**", "---"))


@pytest.mark.parametrize(("name", "pages"), SCANNED)
def test_scans_are_images_at_300_dpi(name: str, pages: int) -> None:
    with pdfplumber.open(SAMPLES / "scan" / f"{name}.pdf") as pdf:
        assert len(pdf.pages) == pages
        for page in pdf.pages:
            (image,) = page.images
            assert not page.chars
            assert image["srcsize"][0] / image["width"] * 72 == pytest.approx(300, abs=1)


@pytest.mark.parametrize(("number", "has_image", "words"), MIXED)
def test_mixed_pages(number: int, has_image: bool, words: str) -> None:
    with pypdfium2.PdfDocument(SAMPLES / "mixed" / "001.pdf") as pdf:
        page = pdf[number - 1]
        text = " ".join(page.get_textpage().get_text_range().split())
        images = [item for item in page.get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert bool(images) == has_image
    assert words in text
    assert bool(text) == bool(words)


def test_the_misread_layer_is_invisible_garbage() -> None:
    with pdfplumber.open(SAMPLES / "mixed" / "001.pdf") as pdf:
        text = pdf.pages[2].extract_text()
    assert "15/3/2026" in text
    assert "hồ sơ" not in text


def test_the_fax_is_a_bilevel_tiff_of_three_pages() -> None:
    with Image.open(SAMPLES / "image" / "003_fax.tif") as fax:
        assert (fax.n_frames, fax.mode, fax.info["compression"]) == (3, "1", "group4")
        assert fax.info["dpi"] == (200, 200)


def test_the_picture_is_one_page() -> None:
    with Image.open(SAMPLES / "image" / "000_page1.png") as picture:
        assert (picture.mode, picture.size) == ("L", (1654, 2339))


def test_the_word_file_holds_every_value_and_a_footnote() -> None:
    document = docx.Document(str(SAMPLES / "docx" / "000.docx"))
    words = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    written = squeezed(words)
    source = squeezed(text_of("000"))
    assert [value for value in gold_texts("000") if written.count(value) != source.count(value)] == []
    assert any("footnotes" in part.partname for part in document.part.package.iter_parts())
    assert [len(table.columns) for table in document.tables] == [2, 2, 6]


def test_samples_are_small() -> None:
    sizes = {
        path: path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert max(sizes.values()) < 4 * MIB
    assert sum(sizes.values()) < 20 * MIB


@pytest.mark.parametrize(("cell", "paragraphs"), CELLS)
def test_cells(cell: str, paragraphs: tuple[str, ...]) -> None:
    assert cell_paragraphs(cell) == paragraphs


def test_rows_cut_by_a_page_break_are_joined() -> None:
    lines = ["TT\tViệc\tAi", "1\tXây dựng tại\tPhòng", "", "---\t---\t---", "\tTrung tâm xã\t", "2\tHọp\tBan"]
    rows = [[" ".join(cell) for cell in row.cells] for row in read_table(lines)]
    assert rows == [["TT", "Việc", "Ai"], ["1", "Xây dựng tại Trung tâm xã", "Phòng"], ["2", "Họp", "Ban"]]


@pytest.mark.parametrize(("number", "place", "text", "superior", "issuer"), LETTERHEADS)
def test_letterheads(number: str, place: str, text: str, superior: str | None, issuer: tuple[str, ...]) -> None:
    assert letterhead(number, place, text) == (superior, issuer)


@pytest.mark.parametrize(("line", "heading"), HEADINGS)
def test_headings(line: str, heading: bool) -> None:
    assert is_heading(line) == heading


def test_emphasis_becomes_runs() -> None:
    assert [(run.text, run.bold, run.italic) for run in runs("theo **“03 giảm”** (*để báo cáo*)")] == [
        ("theo ", False, False),
        ("“03 giảm”", True, False),
        (" (", False, False),
        ("để báo cáo", False, True),
        (")", False, False),
    ]


def test_a_page_number_read_into_a_cell_is_dropped() -> None:
    lines = ["TT\tViệc\tAi\tKhi", "1\tXây dựng tại\tPhòng\tI", "", "\tTrung tâm xã\t6\t"]
    assert read_table(lines)[1].cells[2] == ("Phòng",)


def test_sentences_cut_by_a_page_break_are_whole_again() -> None:
    body = " ".join(parse(text_of("003")).body)
    assert "công nghệ thông tin phường Hưng Đạo năm 2026 số 44/KH-UBND" in body


def test_a_text_without_a_number_line_is_refused() -> None:
    with pytest.raises(ValueError, match="Số:"):
        parse(text_of("004"))
