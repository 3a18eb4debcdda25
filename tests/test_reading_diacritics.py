"""The diacritics of a syllable: its spellings, what the network sees of them, and what is made of that."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from normalizers.folding import fold
from normalizers.syllables import is_syllable
from pipeline.document import Box, Line, Word
from pipeline.reading.diacritics import names, network, words
from pipeline.reading.diacritics.crops import HEIGHT, WIDTH, Crop, crop, place_of
from pipeline.reading.diacritics.network import Scores, log_likelihood, scores
from pipeline.reading.diacritics.spellings import SHAPES, TONES, Spelling, spellings

SHEET = np.full((400, 900), 255, np.uint8)
PRINT = np.tile(np.array([0, 255], np.uint8), (400, 450))  # something to see everywhere
SYLLABLES = Path(__file__).parent / "data/reading/syllables.png"
# What stands on the picture, four in a row: scans of an office, worn ones, faxes, and capitals with two marks.
PRINTED = [
    "Nhuận",
    "Nhuồng",
    "Hồi",
    "Nữ",
    "Khệch",
    "Vứ",
    "Tạn",
    "Pữu",
    "Sỉnh",
    "Suêu",
    "Choảng",
    "Tẵng",
    "Phăm",
    "Soạp",
    "Khiên",
    "Tính",
    "Chỉ",
    "Đọc",
    "Ấp",
    "Ổng",
    "Ềnh",
    "Ễm",
    "Ẩn",
    "Ổn",
]


@pytest.mark.parametrize(
    ("letters", "some"),
    [
        ("an", "an àn án ãn ản ạn ăn ằn ắn ẵn ẳn ặn ân ần ấn ẫn ẩn ận"),
        ("hoa", "hoa hòa hóa hõa hỏa họa"),
        ("thuy", "thuy thùy thúy thũy thủy thụy"),
        ("quy", "quy quỳ quý quỹ quỷ quỵ"),
        ("duoc", "duốc duộc dước dược đuốc đuộc đước được"),
        ("khuyu", "khuyu khuỳu khuýu khuỹu khuỷu khuỵu"),
        ("xyz", ""),
        ("nghiengs", ""),
    ],
)
def test_spellings(letters: str, some: str) -> None:
    assert {each.text for each in spellings(letters)} == set(some.split())


@given(st.text("abcdeghiklmnopqrstuvxy", min_size=1, max_size=7))
def test_spellings_are_syllables_of_the_letters_told_apart_by_their_classes(letters: str) -> None:
    found = spellings(letters)
    assert all(is_syllable(each.text) and fold(each.text) == letters for each in found)
    assert len({each.classes for each in found}) == len(found)
    assert all(Spelling.of(each.text.upper()) == each for each in found)


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("Thuý", "THÚY"), (unicodedata.normalize("NFD", "được"), "được")]
)
def test_one_spelling_written_in_two_ways(one: str, other: str) -> None:
    assert Spelling.of(one).classes == Spelling.of(other).classes


@pytest.mark.parametrize(
    "word",
    [
        Box(10, 10, 40, 22),  # paper
        Box(10, 10, 10, 10),
        Box(40, 22, 10, 10),
        Box(-30, -30, -10, -10),
        Box(5000, 5000, 5040, 5012),
    ],
)
def test_there_is_nothing_to_see_on_paper_and_beside_the_page(word: Box) -> None:
    assert crop(SHEET, 150, place_of(word, [word])) is None


@pytest.mark.parametrize("word", [Box(10, 10, 40, 22), Box(0, 0, 5000, 12), Box(0, 0, 5, 5000), Box(-40, -40, 80, 80)])
def test_crops_have_one_size_and_bounded_values(word: Box) -> None:
    noisy = np.random.default_rng(1).integers(0, 255, SHEET.shape, np.uint8)
    found = crop(noisy, 150, place_of(word, [word]))
    assert found is not None
    assert (found.shape, found.dtype) == ((HEIGHT, WIDTH), np.float32)
    assert np.isfinite(found).all()
    assert -0.2 <= found.min() <= found.max() <= 1.3


def test_a_place_is_as_high_as_the_row_but_for_strokes_of_a_signature() -> None:
    row = [Box(0, 20, 30, 31), Box(40, 18, 70, 31), Box(80, 20, 110, 34), Box(120, 0, 150, 34)]
    even = place_of(row[0], row[:3])
    assert (even.top, even.bottom) == (pytest.approx(18 - 0.22 * 16), pytest.approx(34 + 0.08 * 16))
    assert place_of(row[0], row) == even
    assert place_of(row[3], row).top == even.top


def test_a_crop_is_ink_on_paper_however_dark_both_are() -> None:
    page = np.full((100, 300), 210, np.uint8)
    page[40:60, 100:140] = 60
    found = crop(page, 72, Box(60, 35, 180, 65))
    dim = crop((page // 2).astype(np.uint8), 72, Box(60, 35, 180, 65))
    assert found is not None
    assert dim is not None
    assert found.max() == pytest.approx(1, abs=0.1)
    assert found[:, :40].max() == pytest.approx(0, abs=0.1)
    assert np.abs(found - dim).max() < 0.05


def _crops() -> list[Crop]:
    """The pictured syllables, as `crop` cuts them out."""
    picture = np.asarray(Image.open(SYLLABLES))
    tops, lefts = range(0, picture.shape[0], HEIGHT), range(0, picture.shape[1], WIDTH)
    found = [crop(picture, 72, Box(left, top, left + WIDTH, top + HEIGHT)) for top in tops for left in lefts]
    return [view for view in found if view is not None]


def _likeliest(letters: str, found: Scores) -> str:
    return max(spellings(letters), key=lambda each: log_likelihood(each, found)).text


def test_the_network_tells_the_marks_of_scanned_syllables() -> None:
    told = [_likeliest(fold(word), found) for word, found in zip(PRINTED, scores(_crops()), strict=True)]
    assert [(word, other) for word, other in zip(PRINTED, told, strict=True) if word.lower() != other] == []


def test_scores_are_probabilities_and_the_same_alone_and_together() -> None:
    crops = _crops()[:5]
    together = scores(crops)
    for one, of_many in zip(crops, together, strict=True):
        (alone,) = scores([one])
        assert np.allclose(alone, of_many, atol=1e-4)
        tones, shapes, strokes = np.split(np.exp(of_many), [len(TONES), len(TONES) + len(SHAPES)])
        assert [part.sum() for part in (tones, shapes, strokes)] == pytest.approx([1, 1, 1], abs=1e-4)
    assert scores([]) == []


def _scores(spelling: str, odds: float) -> Scores:
    """Scores that make `spelling` likeliest: each of its classes `odds` (natural logarithm) before the others."""
    tone, shape, stroke = Spelling.of(spelling).classes
    raw = [np.where(np.arange(size) == at, odds, 0.0) for size, at in ((6, tone), (5, shape), (2, int(stroke)))]
    return np.concatenate([part - np.logaddexp.reduce(part) for part in raw]).astype(np.float32)


def _line(text: str, top: float, sure: float) -> Line:
    boxes = (Box(40.0 * at, top, 40.0 * at + 30, top + 11) for at in range(len(text.split())))
    return Line((tuple(Word(part, box, sure) for part, box in zip(text.split(), boxes, strict=True)),))


def _named(monkeypatch: pytest.MonkeyPatch, text: str, sure: float, seen: str, odds: float) -> list[Word]:
    """The words of the name `text` below an office where the network sees `seen`."""
    monkeypatch.setattr(network, "scores", lambda crops: [_scores(each, odds) for each in seen.split()][: len(crops)])
    lines = (_line("CHỦ TỊCH", 20, 0.96), _line(text, 80, sure))
    return list(names.with_diacritics_of_names(PRINT, lines, 150)[1].words)


# the name as read; with which confidence; what the network sees, with which odds (e to the power of) for each class; kept
NAMES = [
    ("Trịnh Thị Ấn", 0.92, "trịnh thị ẩn", 6.0, "Trịnh Thị Ẩn"),
    ("Đinh Văn Ấn", 0.97, "đinh văn ẩn", 6.0, "Đinh Văn Ẩn"),
    ("Định Văn Bổn", 0.6, "đinh văn bốn", 3.0, "Đinh Văn Bốn"),
    ("Trịnh Thị Ấn", 0.92, "trịnh thị ẩn", 2.0, "Trịnh Thị Ấn"),  # hardly seen
    ("Trịnh Thị Ấn", 0.99, "trịnh thị ẩn", 4.0, "Trịnh Thị Ấn"),  # and read for certain
    ("Doãn Văn Hoà", 0.9, "đoãn văn hòa", 6.0, "Đoãn Văn Hoà"),  # the old place of a tone is no other spelling
]


@pytest.mark.parametrize(("text", "sure", "seen", "odds", "kept"), NAMES)
def test_names(monkeypatch: pytest.MonkeyPatch, text: str, sure: float, seen: str, odds: float, kept: str) -> None:
    found = _named(monkeypatch, text, sure, seen, odds)
    assert " ".join(word.text for word in found) == kept
    for word, before in zip(found, text.split(), strict=True):
        assert word.confidence == sure if word.text == before else 0.5 <= word.confidence <= min(0.9, sure)


def test_no_name_becomes_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters may still be others: «Gao» that is printed «Cao»."""
    assert [word.confidence for word in _named(monkeypatch, "Gao Văn Na", 0.2, "gao văn na", 9.0)] == [0.2] * 3
    assert [word.confidence for word in _named(monkeypatch, "Gao Vấn Na", 0.2, "gao văn na", 9.0)] == [0.2, 0.5, 0.2]


def test_a_name_on_two_rows_is_seen_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def count(crops: Sequence[Crop]) -> list[Scores]:
        seen.append(len(crops))
        return [_scores("a", 0.0)] * len(crops)

    monkeypatch.setattr(network, "scores", count)
    (first,), (second,) = _line("Nguyễn Thị", 80, 0.9).cells, _line("Hồng Ấn", 95, 0.9).cells
    names.with_diacritics_of_names(PRINT, (_line("CHỦ TỊCH", 20, 0.96), Line(((*first, *second),))), 150)
    assert seen == [2, 2]


def test_words_that_nothing_is_to_be_seen_of_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "scores", lambda crops: [_scores("a", 9.0)] * len(crops))
    lines = (_line("CHỦ TỊCH", 20, 0.96), _line("Hoàng Thị Ấn", 80, 0.6))
    assert names.with_diacritics_of_names(SHEET, lines, 150) == lines


def test_only_names_below_an_office_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(crops: Sequence[Crop]) -> list[Scores]:
        raise AssertionError("nothing to look at")

    monkeypatch.setattr(network, "scores", none)
    lines = (_line("Tống Văn Na", 20, 0.5), _line("12 hồ sơ", 80, 0.5))
    assert names.with_diacritics_of_names(PRINT, lines, 150) == lines


def _worded(monkeypatch: pytest.MonkeyPatch, text: str, sure: float, seen: str, odds: float) -> list[str]:
    """The words of `text`, the marked one weak, where the network sees `seen` at it; the language model is the real one."""
    monkeypatch.setattr(network, "scores", lambda crops: [_scores(seen, odds) for _ in crops])
    ((cell,),) = (_line(text, 20, 0.97).cells,)
    weak = (Word(w.text.strip("⟦⟧"), w.box, sure if w.text[0] == "⟦" else w.confidence) for w in cell)
    (line,) = words.with_diacritics_of_words(PRINT, (Line((tuple(weak),)),), 150, worn=True)
    return [word.text for word in line.words]


# what is read, the weak word marked; what the network sees at it, and with which odds; what is kept of it
WORDS = [
    ("tiếp nhận ⟦hổ⟧ sơ trong kỳ", "hồ", 3.0, "hồ"),
    ("tiếp nhận ⟦hổ,⟧ sơ trong kỳ", "hồ", 3.0, "hồ,"),
    ("ỦY BAN NHÂN ⟦DẪN⟧ XÃ", "dân", 3.0, "DÂN"),
    ("Quyết ⟦Định⟧ số 12", "đinh", 1.0, "Định"),  # what is read is likelier by the words around
    ("tiếp nhận ⟦hồ⟧ sơ trong kỳ", "hổ", 4.0, "hồ"),
    ("tiếp nhận ⟦hổ⟧ sơ trong kỳ", "hổ", 6.0, "hổ"),
    ("⟦ả)⟧ Tiếp nhận hồ sơ", "a", 6.0, "ả)"),  # the letter of a list is no word
    ("tiếp nhận ⟦2025⟧ hồ sơ", "a", 6.0, "2025"),
    ("số ⟦12/BC-UBND⟧ ngày", "a", 6.0, "12/BC-UBND"),
    ("của ⟦hồSơ⟧ này", "hồ", 6.0, "hồSơ"),
]


@pytest.mark.parametrize(("text", "seen", "odds", "kept"), WORDS)
def test_words(monkeypatch: pytest.MonkeyPatch, text: str, seen: str, odds: float, kept: str) -> None:
    at = next(n for n, part in enumerate(text.split()) if part[0] == "⟦")
    found = _worded(monkeypatch, text, 0.7, seen, odds)
    assert found[at] == kept
    assert [each for n, each in enumerate(found) if n != at] == [each for n, each in enumerate(text.split()) if n != at]


@given(
    st.lists(st.text("aâăđdeêhinoôơtuưyUHĐ0123456789.,/-%()@ẫởị", min_size=1, max_size=6), min_size=2, max_size=6),
    st.floats(0, 1),
    st.lists(st.floats(-12, 0), min_size=13, max_size=13),
)
def test_letters_digits_and_signs_stay(parts: list[str], sure: float, raw: list[float]) -> None:
    lines = (_line("CHỦ TỊCH", 20, 0.96), _line(" ".join(parts), 80, sure))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(network, "scores", lambda crops: [np.array(raw, np.float32)] * len(crops))
        spelled = words.with_diacritics_of_words(PRINT, lines, 150, worn=True)
        found = names.with_diacritics_of_names(PRINT, spelled, 150)
    for before, after in zip(lines, found, strict=True):
        assert [fold(word.text) for word in after.words] == [fold(word.text) for word in before.words]
        assert [word.box for word in after.words] == [word.box for word in before.words]
