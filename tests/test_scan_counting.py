"""What benchmarks/scans counts: syllables, numbers, cells, paragraphs lost, names; and the figures made of it."""

from __future__ import annotations

import unicodedata

import pytest

from benchmarks.scans import pages as scan_pages
from benchmarks.scans.__main__ import main
from benchmarks.scans.counting import Tally, cells, has_name, lost, numbers, syllables, text_tallies
from benchmarks.scans.degrading import CONDITIONS
from benchmarks.scans.documents import Printed, documents
from benchmarks.scans.measure import HEAD, Outcome, row
from benchmarks.scans.one_page import Result, scored
from benchmarks.scans.part import TEXT_BARS, figures
from benchmarks.scans.truth import PageTruth, Paragraph, TextLine
from benchmarks.timing import Took
from pipeline.document import Box, Document, Line, Page, Word
from pipeline.report import process_document


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, ...]:
    try:
        return documents("tune", tmp_path_factory.mktemp("tune"))
    except FileNotFoundError as error:
        pytest.skip(str(error))


def test_syllables_are_runs_of_letters_and_numbers_keep_their_symbols() -> None:
    assert syllables("UBND-TTPVHCC đạt 12,5%") == ["UBND", "TTPVHCC", "đạt"]
    assert numbers("số 12/BC-UBND ngày 01/7/2025 đạt 99,5 % và 1.234 hồ sơ, số 103/2017/ NĐ-CP") == [
        "12/BC-UBND",
        "01/7/2025",
        "99,5%",
        "1.234",
        "103/2017/NĐ-CP",
    ]


def test_what_is_put_for_something_else_counts_once() -> None:
    words_, figures = text_tallies("một hai ba 10 20", "một hal bốn ba 10 2O")
    assert (words_.items, words_.right, words_.edits) == (3, 2, 3)
    assert (figures.items, figures.right) == (2, 1)


def test_tone_marks_of_both_places_and_letters_in_parts_are_the_same() -> None:
    words_, _ = text_tallies("hòa thủy ủy hòe quý", unicodedata.normalize("NFD", "hoà thuỷ uỷ hoè quý"))
    assert words_ == Tally(5, 5, 0)


def test_a_table_row_that_is_lost_costs_only_itself() -> None:
    truth = (("1", "a", "5"), ("2", "b", ""), ("3", "c", "7"))
    assert cells(truth, truth) == Tally(8, 8)
    assert cells(truth, (truth[0], truth[2])) == Tally(8, 6)
    assert cells(truth, (("x",), truth[0], ("2", "b", "9"), truth[2])) == Tally(9, 8)
    assert cells(truth, ()) == Tally(8, 0)
    assert cells((("1071/UBND- TTPVHCC",),), (("1071/UBND-TTPVHCC",),)) == Tally(1, 1)


def test_a_cell_in_the_wrong_column_is_wrong() -> None:
    assert cells((("1", "a", "5"),), (("1", "", "a", "5"),)) == Tally(3, 1)


def test_a_paragraph_is_lost_unless_read_or_marked() -> None:
    first = Paragraph((TextLine("một hai ba bốn năm", Box(0, 0, 100, 10)),))
    second = Paragraph((TextLine("sáu bảy tám chín mười", Box(0, 20, 100, 30)),))
    page = PageTruth(100, 100, (first, second))
    assert lost(page, "một hai", ()) == [second.text]
    assert lost(page, "một hai", [Box(0, 15, 100, 40)]) == []
    assert lost(page, "một", [Box(0, 15, 10, 40)]) == [first.text, second.text]


def test_a_name_must_stand_whole() -> None:
    assert has_name("Vũ Minh Ẩn", "CHỦ TỊCH\nVũ  Minh\nẨn")
    assert not has_name("Vũ Minh Ẩn", "Vũ Minh Án")
    assert not has_name("Vũ Minh An", "Vũ Minh Anh")


def test_a_perfect_reading_gets_a_perfect_score(printed: tuple[Printed, ...]) -> None:
    document = next(d for d in printed if d.pages[0].tables and d.pages[0].signer)
    case = scan_pages.Case("x-1", document.path, 0, document.pages[0], CONDITIONS["office200"])
    report = process_document(Document("x", "", (as_read(document.pages[0]),)))
    result = scored(case, report, Took(1.0, 1.0))
    assert result.raw[0].edits == 0
    assert result.raw[1].share == 1
    assert result.cells.items > 20
    assert result.cells.share == 1
    assert (result.lost, result.named, result.turned_right) == ([], True, True)
    assert all(word.right for word in result.words)
    assert result.diff == "" or result.text[0].edits


def as_read(truth: PageTruth) -> Page:
    """A page as if every word had been read."""
    lines: list[Line] = []
    for block in truth.blocks:
        for text in block.text.split("\n"):
            cells_ = [tuple(Word(word, block.box, 0.99) for word in cell.split()) for cell in text.split("\t")]
            lines.append(Line(tuple(cells_)))
    return Page(1, "ocr", "test", truth.width, truth.height, tuple(lines))


def test_the_table_adds_the_pages_up() -> None:
    def result(edits: int, named: bool | None) -> Result:
        tallies = (Tally(100, 100 - edits, edits), Tally(10, 9))
        return Result("x", tallies, tallies, Tally(), [], named, True, Took(2.0, 2.0), theirs=Took(1.0, 1.0))

    told = dict(zip(HEAD, row(Outcome("office200", (result(1, True), result(3, None)))), strict=True))
    assert told["syll err"] == "2.00"
    assert told["numbers"] == "90.00"
    assert told["prose"] == "90.00"
    assert told["names"] == "100.0 /1"
    assert told["cells"] == "-"
    assert told["x wall"] == "2.00"


def test_figures_have_their_bars() -> None:
    def outcome(name: str) -> Outcome:
        tallies = (Tally(1000, 998, 2), Tally(200, 199))
        lost_ = ["một hai ba"] if name == "bad150" else []
        one = Result("x", tallies, tallies, Tally(50, 49), lost_, True, True, Took(1.2, 1.2), theirs=Took(1.0, 1.0))
        return Outcome(name, (one,))

    told = list(figures({name: outcome(name) for name in CONDITIONS}))
    missed = [figure.what for figure in told if not figure.met]
    assert [what for what in missed if "paragraphs lost" in what] == missed
    assert len(told) == len(TEXT_BARS) * 2 + 3 + 1 + 1 + 1 + 3


def test_a_condition_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "office999"])
    assert "office999" in capsys.readouterr().err
