"""The page generator of benchmarks/scans: its truth is what is printed, its images repeat, its two sets are apart."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from PIL import Image

from benchmarks.scans import pages as scan_pages
from benchmarks.scans.degrading import CONDITIONS, Condition, Source, degraded, save
from benchmarks.scans.documents import Printed, documents
from benchmarks.scans.fonts import LETTERS, can_print
from benchmarks.scans.made_tables import words
from benchmarks.scans.pages import cases
from benchmarks.scans.texts import SetName, prose
from benchmarks.scans.truth import PageTruth, Paragraph, Table, TextLine, spread
from benchmarks.scans.typesetting import Style, Typesetter, wrap
from pipeline.document import Box

SETS: tuple[SetName, ...] = ("tune", "test")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[SetName, tuple[Printed, ...]]:
    try:
        return {which: documents(which, tmp_path_factory.mktemp(which)) for which in SETS}
    except FileNotFoundError as error:
        pytest.skip(str(error))


def every_page(printed: dict[SetName, tuple[Printed, ...]]) -> list[PageTruth]:
    return [page for which in SETS for document in printed[which] for page in document.pages]


def paper() -> Image.Image:
    """A small sheet with strokes on it, 300 dpi."""
    page = Image.new("L", (700, 900), 255)
    for y in range(100, 800, 40):
        for x in range(80, 600, 30):
            page.paste(0, (x, y, x + 5, y + 22))
    return page


# truth


@pytest.mark.parametrize("which", SETS)
def test_every_word_of_the_truth_stands_in_the_text_layer(
    printed: dict[SetName, tuple[Printed, ...]], which: SetName
) -> None:
    for document in printed[which][::12]:
        with pdfplumber.open(document.path) as pdf:
            assert len(pdf.pages) == len(document.pages)
            for page, truth in zip(pdf.pages, document.pages, strict=True):
                found = [unicodedata.normalize("NFC", word["text"]) for word in page.extract_words(x_tolerance=1.5)]
                assert Counter("".join(found)) == Counter("".join(truth.words)), document.name
                assert (page.width, page.height) == pytest.approx((truth.width, truth.height), abs=0.1)


def test_boxes_lie_around_the_words_of_the_text_layer(printed: dict[SetName, tuple[Printed, ...]]) -> None:
    document = printed["tune"][0]
    with pdfplumber.open(document.path) as pdf:
        found = pdf.pages[0].extract_words()
    lines = [line for block in document.pages[0].blocks if isinstance(block, Paragraph) for line in block.lines]
    around = [line.box for line in lines]
    for word in found:
        middle = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
        assert any(b.x0 <= middle[0] <= b.x1 and b.top <= middle[1] <= b.bottom for b in around), word["text"]


def test_the_signatory_is_on_the_page_where_the_box_says(printed: dict[SetName, tuple[Printed, ...]]) -> None:
    signed = [page for page in every_page(printed) if page.signer]
    assert len(signed) >= 40
    for page in signed:
        assert page.signed is not None
        assert page.signer in page.text
        assert 0 < page.signed.top < page.signed.bottom < page.height


def test_there_is_enough_of_everything_to_measure(printed: dict[SetName, tuple[Printed, ...]]) -> None:
    pages = [page for document in printed["test"] for page in document.pages]
    tables = [table for page in pages for table in page.tables]
    assert len(pages) >= 60
    assert len([page for page in pages if page.tables]) >= 20
    assert any(page.width > page.height for page in pages)
    assert any(len(table.rows[0]) == 13 for table in tables)
    first_cells = {row[0] for table in tables for row in table.rows}
    assert {"1", "I", "III", ""} <= first_cells
    broken = [document for document in printed["test"] if sum(bool(page.tables) for page in document.pages) > 1]
    assert broken


def test_rows_of_a_table_have_one_text_a_column(printed: dict[SetName, tuple[Printed, ...]]) -> None:
    for page in every_page(printed):
        for table in page.tables:
            assert len({len(row) for row in table.rows}) == 1
            assert "\t" in table.text


def test_nothing_is_printed_outside_the_page(printed: dict[SetName, tuple[Printed, ...]]) -> None:
    for page in every_page(printed):
        for block in page.blocks:
            box = block.box
            assert min(box.x0, box.top) >= 0
            assert box.x1 <= page.width
            assert box.bottom <= page.height


def test_the_sets_share_no_text() -> None:
    tune, test = ({p for text in prose(which) for p in text.paragraphs if len(p.split()) > 7} for which in SETS)
    assert len(tune) > 100
    assert len(test) > 100
    assert not tune & test


def test_no_text_has_lost_its_diacritics() -> None:
    for text in (text for which in SETS for text in prose(which)):
        letters = "".join(text.paragraphs)
        assert sum(letter.lower() in LETTERS for letter in letters) > 0.1 * len(letters), text.name


def test_the_sets_share_no_words_of_tables_and_names() -> None:
    tune, test = words("tune"), words("test")
    assert tune.keys() == test.keys()
    for kind, mine in tune.items():
        assert not set(mine) & set(test[kind]), kind


def test_printing_again_gives_the_same_file(tmp_path: Path, printed: dict[SetName, tuple[Printed, ...]]) -> None:
    again = documents("tune", tmp_path)
    for before, after in zip(printed["tune"], again, strict=True):
        assert before.pages == after.pages
        assert before.path.read_bytes() == after.path.read_bytes()


def test_two_pages_of_a_spread_lie_beside_each_other() -> None:
    left = PageTruth(100, 200, (Paragraph((TextLine("trái", Box(10, 10, 40, 20)),)),))
    right = PageTruth(100, 200, (Table((("phải", ""),), Box(5, 5, 90, 50)),), "Tên Người", Box(1, 2, 3, 4))
    both = spread(left, right)
    assert (both.width, both.text) == (200, "trái\nphải\t")
    assert both.blocks[1].box == Box(105, 5, 190, 50)
    assert both.signed == Box(101, 2, 103, 4)


def test_all_letters_can_be_printed_and_a_foreign_one_cannot() -> None:
    assert len(LETTERS) == 134
    assert can_print("".join(LETTERS), "Liberation Serif")
    assert not can_print("漢", "Liberation Serif")


def test_a_word_wider_than_its_line_is_cut_after_a_hyphen(tmp_path: Path) -> None:
    Typesetter(tmp_path / "x.pdf", "Liberation Serif")
    assert wrap("số 1071/UBND-TTPVHCC", "Liberation Serif", 12, 75) == [["số"], ["1071/UBND-"], ["TTPVHCC"]]


def test_a_paragraph_that_has_no_room_goes_on_on_the_next_page(tmp_path: Path) -> None:
    page = Typesetter(tmp_path / "x.pdf", "Liberation Serif")
    page.paragraph("một hai ba " * 600, Style(14, align="justify"))
    first, second, *_ = page.finish()
    assert isinstance(first.blocks[-1], Paragraph)
    assert second.blocks[0].text == "2"
    assert len(first.text.split()) > 300


# degrading


@pytest.mark.parametrize("name", CONDITIONS)
def test_the_same_page_comes_out_the_same(name: str) -> None:
    condition = CONDITIONS[name]
    source = Source("x-1", paper(), paper(), Box(90, 190, 150, 205))
    first, again = (np.asarray(degraded(source, condition)) for _ in range(2))
    assert np.array_equal(first, again)
    assert name == "clean300" or not np.array_equal(first, np.asarray(paper()))


def test_another_seed_or_name_gives_another_image() -> None:
    page = paper()
    first = np.asarray(degraded(Source("x-1", page), Condition("a", "worn", 200, seed=1)))
    assert not np.array_equal(first, np.asarray(degraded(Source("x-1", page), Condition("a", "worn", 200, seed=2))))
    assert not np.array_equal(first, np.asarray(degraded(Source("x-2", page), Condition("a", "worn", 200, seed=1))))


def test_a_fax_is_black_and_white_and_a_scan_is_not(tmp_path: Path) -> None:
    fax = degraded(Source("x-1", paper()), CONDITIONS["bad200"])
    assert fax.mode == "1"
    save(fax, CONDITIONS["bad200"], tmp_path / "x.tif")
    with Image.open(tmp_path / "x.tif") as opened:
        assert opened.info["dpi"] == (200, 200)
        assert opened.info["compression"] == "group4"
    levels = np.asarray(degraded(Source("x-1", paper()), CONDITIONS["worn200"]))
    assert len(np.unique(levels)) > 50


def test_a_turned_page_is_the_upright_one_turned() -> None:
    source = Source("x-1", paper())
    upright = np.asarray(degraded(source, CONDITIONS["office200"]))
    for name, quarters in (("turned90", -1), ("turned180", 2), ("turned270", 1)):
        assert np.array_equal(np.asarray(degraded(source, CONDITIONS[name])), np.rot90(upright, quarters))


def test_the_jpeg_of_the_scanner_is_what_is_written(tmp_path: Path) -> None:
    condition = CONDITIONS["turned90"]
    image = degraded(Source("x-1", paper()), condition)
    save(image, condition, tmp_path / "x.jpg")
    with Image.open(tmp_path / "x.jpg") as opened:
        assert opened.size == image.size
        assert opened.info["dpi"] == (200, 200)


def test_the_seal_is_red_and_the_signature_blue() -> None:
    page = Image.new("L", (1400, 1400), 255)
    image = degraded(Source("x-1", page, signed=Box(170, 200, 230, 215)), CONDITIONS["stamp200"]).convert("RGB")
    red, green, blue = (np.asarray(image, dtype=int)[..., band] for band in range(3))
    assert ((red - green > 60) & (red - blue > 60)).sum() > 500
    assert ((blue - red > 40) & (green < 160)).sum() > 100


def test_black_borders_frame_the_page() -> None:
    image = np.asarray(degraded(Source("x-1", paper()), CONDITIONS["borders200"]).convert("L"))
    for edge in (image[:8], image[-8:], image[:, :8], image[:, -8:]):
        assert edge.mean() < 110
    assert image[image.shape[0] // 2, image.shape[1] // 2 - 20 :][:40].max() > 180


def test_conditions_choose_their_pages(
    printed: dict[SetName, tuple[Printed, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_pages, "documents", lambda which, _folder: printed[which])
    everything = cases("tune", CONDITIONS["office200"])
    assert len({case.name for case in everything}) == len(everything) >= 40
    assert all(case.truth.signer for case in cases("tune", CONDITIONS["stamp200"]))
    assert all(case.truth.text == "" for case in cases("tune", CONDITIONS["blank200"]))
    assert all(case.truth.width > 1100 for case in cases("tune", CONDITIONS["spread200"]))
    few = cases("tune", CONDITIONS["office200"], 5)
    assert [case.name for case in few[:: len(few) - 1]] == [everything[0].name, everything[-1].name]


def test_images_of_another_generator_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_pages, "FOLDER", tmp_path)
    old = tmp_path / "tune" / "office200" / "x-1.jpg"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    scan_pages.forget_old()
    assert not old.exists()
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    scan_pages.forget_old()
    assert old.exists()
