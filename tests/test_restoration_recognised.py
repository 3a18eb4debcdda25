"""What is mended on recognised pages only: misread words, joined Roman numbers, doubled and raised letters."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import unmark

from normalizers import Recognised, Span, Text, normalize, normalize_with_corrections
from normalizers.restoration import date_strokes, doubled_letters, joined_words, raised_words, roman_numbers
from pipeline.document import WEAK, Box, Document, Line, Page, Source, Word

# Roman numbers of headings and quarters: text, what is mended in it («read>number»).
ROMAN = [
    ("I. Tình hình\nH. Kết quả\nHI. Kiến nghị\nIV. Đề xuất", "H>II HI>III"),
    ("I. Ô\nIl. Đ\nIII. C", "Il>II"),
    ("II. A\nHI. B", "HI>III"),
    ("HI. C\nIV. D", "HI>III"),
    ("L. Kết quả\nII. C", "L>I"),
    ("I. A\n**H. B**", "H>II"),
    ("I.A\nH.B", "H>II"),
    ("I. A\nÍI. B\nI|I. C", "ÍI>II I|I>III"),
    ("I. A\nHI. B", ""),  # III does not follow I
    ("V. A\nHI. B", ""),
    ("H. Kết quả", ""),  # no heading before it tells
    ("II. A\nH. B", ""),
    ("I. A\nL. B", ""),
    ("I. A\nHH. B", ""),  # four strokes are read IV
    ("I. A\nHI, B", ""),
    ("I. A\nI1. B\n11. C", ""),  # with Arabic digits it may be one
    ("I. A\nông H. Nam", ""),
    ("I. A\nH. nam", ""),
    ("1. A\nH. B", ""),
    ("A. Một\nG. Hai\nH. Ba\nI. Bốn\nK. Năm\nL. Sáu", ""),
    ("Quý H năm 2025", "H>II"),
    ("quý H/2021, quý l năm", "H>II l>I"),
    ("(quý HI)", "HI>III"),
    ("QUÝ IlI, năm", "IlI>III"),
    ("quý 1I", "1I>II"),
    ("quý II1/2021", "II1>III"),
    ("quý I, quý II, quý III và quý IV", ""),
    ("quý 1, quý 2/2025, quý 11", ""),
    ("quý Hà, quý HH, quý\nH", ""),
    ("phố H, quý khách", ""),
]


@pytest.mark.parametrize(("text", "expected"), ROMAN)
def test_roman_numbers(text: str, expected: str) -> None:
    found = sorted(roman_numbers(text), key=lambda each: each.span)
    assert " ".join(f"{each.read}>{each.replacement}" for each in found) == expected
    assert all(each.span.of(text) == each.read and not each.is_doubtful for each in found)


def test_a_list_of_letters_below_a_roman_heading_stays() -> None:
    assert list(roman_numbers("I. Kết quả\nA. Một\nB. Hai\nG. Ba\nH. Bốn\nK. Năm")) == []


STROKES = st.text("IlL|ÍÌĨỊH", min_size=1, max_size=4)


@given(STROKES)
def test_the_strokes_are_counted(read: str) -> None:
    strokes = sum(2 if sign == "H" else 1 for sign in read)
    found = list(roman_numbers(f"trong quý {read} năm"))
    if read in ("I", "II", "III") or strokes > 3 or len(read) > 3:
        assert found == []
    else:
        assert [each.replacement for each in found] == ["I" * strokes]


# letters read twice
DOUBLED = [
    ("65/QĐĐ-UBND", "QĐĐ>QĐ"),
    ("12/2025/NĐĐ-CP, 5/QĐĐ-TTg", "NĐĐ>NĐ QĐĐ>QĐ"),
    ("QĐĐ-UBND", "QĐĐ>QĐ"),
    ("65/QĐ-UBND, 12/NĐ-CP", ""),
    ("HĐĐ-UBND, AQĐĐ-UBND, qĐĐ-UBND", ""),
    ("QĐĐ, QĐĐ-ubnd", ""),
    ("12/BG-UBND, 7/BO-SYT, 9/BGC-VP, 3/BCC-UBND", "BG>BC BO>BC BGC>BC BCC>BC"),
    ("12/BC-UBND, 12/BGTVT-KH, BG-12, số BO-UBND", ""),
    ("KT. GIẢM ĐỌC\nGLAM ĐOC\nPHÓ GLIÁM ĐỐC", "GIẢM ĐỌC>GIÁM ĐỐC GLAM ĐOC>GIÁM ĐỐC GLIÁM ĐỐC>GIÁM ĐỐC"),
    ("GIÁM ĐỐC, Giảm đọc, GIẢM ĐỌCSÁCH, TỔNG GIÁM ĐỐC", ""),
    ("Ghỉ chú: số liệu", "ỉ>i"),
    ("khu VƯC, lĩnh Vực y tế", "VƯC>vực Vực>vực"),
    ("khu vực, KHU VỰC, lĩnh Vực1", ""),
    ("Ghi chú, ghỉ chú, Ghỉ chúng", ""),
]
# words raised to capitals
RAISED = [
    ("hồ SƠ", "SƠ>sơ"),
    ("(hồ SƠ) các SỐ liệu vào SỔ.", "SƠ>sơ SỐ>số SỔ>sổ"),
    ("có CÓ", "CÓ>có"),
    ("về TTHC, là OCOP, của SVĐ, cho CO, có VÔS1", ""),
    ("một CỬA, có XÃ", ""),  # capitals of another shape were printed
    ("HỒ SƠ", ""),
    ("Số hồ\nSƠ", "SƠ>sơ"),
    ("Số hồ\nSƠ đã nhận", "SƠ>sơ"),
    ("tiếp nhận hồ\nSƠ KẾT SÁU THÁNG", ""),
    ("có\nSƠ", ""),
    ("- Lưu: VT, KSTT (02B).", "B>b"),
    ("Lưu: VT (5Đ)", "Đ>b"),
    ("Lưu: VT (02b). Phụ lục (02B)", ""),
    ("Phụ lục (02B)", ""),
    ("hồ Sơ, tỉnh Sóc", "Sơ>sơ"),
    ("phường Ô", ""),
    ("Thường Xuyên, thường Xuyên", "Xuyên>xuyên Xuyên>xuyên"),
    ("huyện Thường Xuân, Mỹ Xuyên", ""),
    ("hồ SƠX1", ""),
    ("khu VỰC, lĩnh VựC; hồ sƠ", "VỰC>vực VựC>vực sƠ>sơ"),
    ("khu VỰC1, nhóm SoS, xã Vực", ""),
]


# two words run together
JOINED = [
    ("Niêm yết công khaithủ tục", "khaithủ>khai thủ"),
    ("Đãgiải quyết, ThủTục", "Đãgiải>Đã giải ThủTục>Thủ Tục"),
    ("Báo cáo số2288/BC-UBND, Số12/2025/NĐ-CP", "số>số  Số>Số "),
    ("thựchiện", ""),  # «thự chiện» could be written as well
    ("nghiệp, giải, nghiêng, khuỷu", ""),
    ("website, online, khaithu", ""),
    ("https://vĩnhphúc.vn/thủtục a@thủtục.vn thủtục=1", ""),
    ("Đắkrông, K'Nớnăm", ""),
    ("số2288, số2/a", ""),
    ("TIẾPNHẬN", "TIẾPNHẬN>TIẾP NHẬN"),
    ("BIỂUTỔNGHỢPSỐLIỆU", "BIỂUTỔNGHỢPSỐLIỆU>BIỂU TỔNG HỢP SỐ LIỆU"),
    ("TTPVHCC, UBNDTỈNH, NGHIÊNG, VIETTELPOST, HCMĐÀ", ""),
    ("Tỷ lệ(%), tỷ lệ (%), lệ(a)", "lệ>lệ "),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_joined_words(text: str, expected: str) -> None:
    found = sorted(joined_words(text), key=lambda each: each.span)
    assert " ".join(f"{each.read}>{each.replacement}" for each in found) == expected


@given(st.text("aáạăâbcdđeêghiíknoôơpqrstuưvxyỷ ", max_size=40))
def test_joined_words_only_gain_spaces(text: str) -> None:
    changed = Text.of(text).edit(sorted(joined_words(text), key=lambda each: each.span)).value
    assert changed.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("text", "expected"), DOUBLED)
def test_doubled_letters(text: str, expected: str) -> None:
    assert " ".join(f"{each.read}>{each.replacement}" for each in doubled_letters(text)) == expected


@pytest.mark.parametrize(("text", "expected"), RAISED)
def test_raised_words(text: str, expected: str) -> None:
    assert " ".join(f"{each.read}>{each.replacement}" for each in raised_words(text)) == expected
    assert all(each.span.of(text) == each.read for each in raised_words(text))


# strokes of dates that were read as colons
STROKES = [
    ("Hạn 23⟦:⟧4/2026, ngày 10/11⟦:⟧2026.", "Hạn 23/4/2026, ngày 10/11/2026."),
    ("05⟦:⟧3⟦:⟧2026", "05/3/2026"),
    ("lúc 23:4, 10:11/12", None),
    ("32:1/2026, 5/13:2026, 12:11/20261, 1:12/1/2026", None),
    ("tỷ lệ 1:2/2026-2, số 3/1:2026:7", None),
]


@pytest.mark.parametrize(("text", "expected"), STROKES)
def test_date_strokes(text: str, expected: str | None) -> None:
    raw, spans = unmark(text)
    found = list(date_strokes(raw))
    assert [(each.span.start, each.span.end) for each in found] == spans
    assert Text.of(raw).edit(found).value == (expected or raw)


# a page: what becomes of it when every step that mends signs has seen it
PAGES = [
    ("bảo hiểm xã hội khu VỰC nơi đặt trụ sở", "bảo hiểm xã hội khu vực nơi đặt trụ sở"),  # two steps see one word
    ("có 12 hồ SƠ của lĩnh VỰC này, hạn 23:4/2026", "có 12 hồ sơ của lĩnh vực này, hạn 23/4/2026"),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_a_word_that_two_steps_see_is_mended_once(text: str, expected: str) -> None:
    found, changes = normalize_with_corrections(text, Recognised((Span(0, len(text)),)))
    assert found.value == expected
    assert len({change.raw for change in changes}) == len(changes)


PIECES = [
    "khu",
    "lĩnh",
    "VỰC",
    "VựC",
    "vưc",
    "hồ",
    "SƠ",
    "Sơ",
    "sơ.",
    "thường",
    "Xuyên",
    "QĐĐ-UBND",
    "5/BGC-UBND",
    "23:4/2026",
    "1:2:2026",
    "GIÁM ĐOC",
    "Ghỉ chú",
    "HI.",
    "II.",
    "Lưu: VT, KSTT (02p)",
    "tổchức",
    "UBNDxã",
    "của",
    "xãHòa",
    "ĐỐi tượng",
    "12",
    "(3)",
    "IV,",
    "Ấn",
    "Ổn",
    "l0",
    "đơn",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", "\n", ". "))), max_size=25))
def test_every_page_can_be_mended(pieces: list[tuple[str, str]]) -> None:
    text = "".join(part for piece in pieces for part in piece)
    found, changes = normalize_with_corrections(text, Recognised((Span(0, len(text)),)))
    assert all(change.raw.of(text) for change in changes)
    assert [each for each in found.value if each.isdigit()] == [each for each in text if each.isdigit()]


# Which part was recognised.

SPANS = Recognised((Span(0, 10), Span(20, 30)), (Span(2, 4), Span(6, 9), Span(22, 25)))

# span, recognised as a whole, touches a weak word
PARTS = [
    ((0, 2), True, False),
    ((0, 3), True, True),
    ((3, 4), True, True),
    ((4, 6), True, False),
    ((1, 9), True, True),
    ((8, 12), False, True),
    ((10, 20), False, False),
    ((12, 15), False, False),
    ((5, 25), False, True),
    ((20, 30), True, True),
    ((25, 30), True, False),
    ((30, 31), False, False),
]


@pytest.mark.parametrize(("span", "held", "weak"), PARTS)
def test_parts_of_a_text(span: tuple[int, int], held: bool, weak: bool) -> None:
    assert SPANS.holds(Span(*span)) is held
    assert SPANS.is_weak(Span(*span)) is weak


def test_nothing_is_recognised_unless_it_is_said() -> None:
    assert not Recognised().holds(Span(0, 1))
    assert not Recognised().is_weak(Span(0, 1))


@given(st.lists(st.integers(1, 6), max_size=20), st.integers(0, 60), st.integers(1, 30))
def test_weak_words_are_found_as_by_looking_at_all(lengths: list[int], start: int, length: int) -> None:
    words, at = [], 0
    for number, size in enumerate(lengths):
        if number % 2:
            words.append(Span(at, at + size))
        at += size
    span = Span(start, start + length)
    assert Recognised((), words).is_weak(span) is any(word.overlaps(span) for word in words)


def words_of(text: str, confidence: float) -> tuple[Word, ...]:
    return tuple(Word(word, Box(0, 0, 1, 1), confidence) for word in text.split())


def page(number: int, source: Source, *lines: str, confidence: float = 0.99) -> Page:
    return Page(number, source, "made", 100, 100, tuple(Line((words_of(line, confidence),)) for line in lines))


def test_what_of_a_document_was_recognised() -> None:
    unsure = Line((words_of("hồ", WEAK), (), words_of("sơ này", WEAK - 0.01)))
    document = Document(
        "a.pdf",
        "ab" * 32,
        (
            page(1, "pdf", "một cửa", confidence=0.5),
            replace(page(2, "ocr", "hai"), lines=(*page(2, "ocr", "hai").lines, unsure)),
            Page(3, "blank", "blank scan"),
            page(4, "ocr", "cuối", confidence=0.2),
        ),
    )
    found = document.recognised()
    assert document.raw == "một cửa\fhai\nhồ\t\tsơ này\f\fcuối"
    assert [span.of(document.raw) for span in found.pages] == ["hai\nhồ\t\tsơ này", "cuối"]
    assert [span.of(document.raw) for span in found.weak] == ["sơ", "này", "cuối"]


def test_a_text_file_was_not_recognised() -> None:
    document = Document("a.txt", "ab" * 32, (Page(1, "text", "made", text="Số hồ sơ"),))
    assert document.recognised() == Recognised((), [])


# Which pages are mended.

SENTENCE = (
    "Trong kỳ báo cáo, Ủy ban nhân dân xã đã giải quyểt trước hạn 6.215 hồ SƠ theo 65/QĐĐ-UBND trong quý H năm 2025."
)
MENDED = (
    "Trong kỳ báo cáo, Ủy ban nhân dân xã đã giải quyết trước hạn 6.215 hồ sơ theo 65/QĐ-UBND trong quý II năm 2025."
)
PAGES = [(), (0,), (1,), (2,), (0, 2), (0, 1, 2)]


@pytest.mark.parametrize("recognised", PAGES)
def test_only_recognised_pages_are_mended(recognised: tuple[int, ...]) -> None:
    raw = "\f".join([SENTENCE] * 3)
    spans = [Span(at, at + len(SENTENCE)) for at in range(0, len(raw), len(SENTENCE) + 1)]
    text, changes = normalize_with_corrections(raw, Recognised([spans[at] for at in recognised]))
    assert text.value.split("\n") == [MENDED if at in recognised else SENTENCE for at in range(3)]
    assert len(changes) == 4 * len(recognised)
    assert [change.raw for change in changes] == sorted(change.raw for change in changes)
    for change in changes:
        assert any(spans[at].contains(change.raw) for at in recognised)
        assert change.raw.of(raw) == change.before


def test_a_text_that_was_not_recognised_is_only_normalised() -> None:
    text, changes = normalize_with_corrections(SENTENCE)
    assert text == normalize(SENTENCE)
    assert changes == ()


def test_a_weak_word_gives_way_more_easily() -> None:
    """What is mended without a doubt is mended with one too; the other way round it need not be."""
    whole = (Span(0, len(SENTENCE)),)
    sure, _ = normalize_with_corrections(SENTENCE, Recognised(whole))
    words = [Span(*match.span()) for match in re.finditer(r"\S+", SENTENCE)]
    doubted, _ = normalize_with_corrections(SENTENCE, Recognised(whole, words))
    assert sure.value == doubted.value == MENDED


# A lost dot in small print: text, what it becomes on a recognised page; a text file keeps it.
DOTS = [
    ("Hoàn thành trước han", "Hoàn thành trước hạn"),
    ("Đang thực hiên", "Đang thực hiện"),
    ("Bảo trợ xã hôi", "Bảo trợ xã hội"),
    ("hôi thảo, hương ước, hiên nhà", "hội thảo, hương ước, hiên nhà"),
]


@pytest.mark.parametrize(("text", "mended"), DOTS)
def test_lost_dots(text: str, mended: str) -> None:
    assert normalize_with_corrections(text, Recognised((Span(0, len(text)),)))[0].value == mended
    assert normalize_with_corrections(text)[0].value == text


# Lines of a report with misread letters among numbers and symbols.
PIECES = """
Ủy ban nhân dân xã đã tiếp nhận¦Trong kỳ báo cáo¦số hồ SƠ đã giải quyểt¦truớc hạn¦trong quý H¦quý HI/2021¦tỷ lệ đat
tiép nhận trưc tuyến¦của công dần¦65/QĐĐ-UBND¦118/2025/NĐ-CP¦số 1170/UBND-TTPVHCC¦66.7/2025/NQ-CP¦98,5%¦6.215 hồ sơ
1.234.567¦09/6/2025¦ngày 12 tháng 6 năm 2025¦(4)¦4.900/4.900¦0912.345.678¦12-15¦H. Kết quả¦I. Tình hình¦HI. Kiến nghị
IV. Đề xuất¦TTHC¦II.06a/VPCP/KSTT¦5¦17¦0¦quý 2¦a)¦+¦-¦;¦thủ tuc hành chính¦Phường Hoà Lạc¦thôn 7A¦km 12+300"""
LINES = st.lists(
    st.tuples(
        st.sampled_from(re.split(r"[¦\n]", PIECES.strip("\n"))), st.sampled_from([" ", " ", " ", "\n", "\t", "\f"])
    ),
    max_size=30,
).map(lambda pairs: "".join(piece + blank for piece, blank in pairs))


def digits(value: str) -> list[str]:
    return re.findall(r"\d", value)


@settings(max_examples=60, deadline=None)
@given(LINES, st.booleans())
def test_digits_are_never_changed(raw: str, weak: bool) -> None:
    doubted = [Span(*match.span()) for match in re.finditer(r"\S+", raw)] if weak else []
    before = normalize(raw)
    text, changes = normalize_with_corrections(raw, Recognised((Span(0, len(raw)),), doubted))
    assert digits(text.value) == digits(before.value)
    assert re.findall(r"\d[\d.,/%]*", text.value) == re.findall(r"\d[\d.,/%]*", before.value)
    assert re.findall(r"[\n\t\f]", text.value) == re.findall(r"[\n\t\f]", before.value)
    assert not any(re.search(r"\d", change.edit.replacement) for change in changes)


@settings(max_examples=30, deadline=None)
@given(LINES, LINES)
def test_the_page_that_was_not_recognised_stays(first: str, second: str) -> None:
    raw = f"{first}\f{second}"
    at = len(first) + 1
    read = Recognised((Span(at, len(raw)),), ())
    text, changes = normalize_with_corrections(raw, read)
    plain = normalize(raw)
    cut = plain.from_raw(Span(0, at)).end
    assert text.value[:cut] == plain.value[:cut]
    assert all(change.raw.start >= at for change in changes if change not in normalize_with_corrections(raw)[1])
    assert list(text.starts) == sorted(text.starts)
