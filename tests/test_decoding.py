"""Documents in a legacy encoding: decoded before anything else, their raw text and places kept, and the user told."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.legacy.measure import same
from normalizers import Span, explain, normalize
from normalizers.legacy import Encoding, repaired
from normalizers.legacy.codec import encode
from normalizers.legacy.encodings import BYTE_OF, TABLED
from pipeline import process_document
from pipeline.console import Screen
from pipeline.decoding import decoded, decodings_told
from pipeline.document import Box, Document, Line, Page, Word
from pipeline.doubts import doubts_of
from pipeline.normalized import write_normalized
from pipeline.reading import read

SENTENCE = "Trưởng phòng báo cáo: trong quý I năm 2005 đã tiếp nhận 4.911 hồ sơ, giải quyết đúng hạn 98,5%."
TCVN3 = encode(SENTENCE, Encoding.TCVN3)
RUIN = "Trung tam Phuc vu hanh chinh céng tinh tiép nhan mdi 14.049 hé so"


def words(text: str, font: str | None = None) -> tuple[Line, ...]:
    return (
        Line((tuple(Word(word, Box(10 * at, 0, 10 * at + 9, 9), 1.0, font) for at, word in enumerate(text.split())),)),
    )


def test_the_soft_hyphen_is_a_letter_before_it_is_dropped() -> None:
    assert "\xad" in TCVN3
    assert normalize(TCVN3).value == SENTENCE
    assert normalize("thủ\xad tục").value == "thủ tục"


def test_explain_tells_encoding_evidence_and_runs() -> None:
    first, *_ = explain(TCVN3)
    (run,) = first.decoded
    assert first.step == "legacy_encodings"
    assert (run.encoding, run.raw) == (Encoding.TCVN3, Span(0, len(TCVN3)))
    assert run.evidence.gain is not None
    assert ("\xad", "ư") in [(change.before, change.edit.replacement) for change in first.changes]


def test_values_stand_in_the_raw_text_as_printed() -> None:
    report = process_document(Document("a", "0", (Page(1, "text", "", text=TCVN3),)))
    assert report.document.raw == TCVN3
    found = {fact.span.of(TCVN3): fact.value for fact in report.facts}
    assert {"4.911", "98,5%"} <= set(found)
    assert [run.encoding for run in report.decoded] == [Encoding.TCVN3]


@pytest.mark.parametrize("encoding", [Encoding.VNI, Encoding.TCVN3])
def test_boxes_hold(encoding: Encoding) -> None:
    page = Page(1, "pdf", "", 600, 800, words(encode(SENTENCE, encoding)))
    report = process_document(Document("a", "0", (page,)))
    (count,) = [fact for fact in report.facts if fact.kind == "dossier_count"]
    location = report.document.locate(count.span)
    at = SENTENCE.split().index("4.911")
    assert location.boxes == (Box(10 * at, 0, 10 * at + 9, 9),)


def test_pages_read_by_ocr_are_not_decoded() -> None:
    legacy = Page(1, "pdf", "", 600, 800, words(TCVN3))
    read = Page(2, "ocr", "", 600, 800, words(TCVN3))
    document = Document("a", "0", (legacy, read))
    assert decoded(document).text.value == f"{SENTENCE}\f{TCVN3}"


def test_words_of_an_ocr_without_vietnamese_are_no_legacy_text() -> None:
    assert repaired(RUIN).text.value == RUIN
    assert repaired("cac linh vu'c thudc tham quyén giai quyét cua UBND tinh").runs == ()


def test_fonts_of_words_are_evidence() -> None:
    pages = (Page(1, "pdf", "", 600, 800, (*words("teá", "VNI-Times"), *words("teá"))),)
    document = Document("a", "0", pages)
    assert document.fonts == [(Span(0, 3), "VNI-Times")]
    assert decoded(document).text.value.startswith("tế\n")


def test_a_line_is_parted_where_its_fonts_change() -> None:
    raw = "Tên: bµ NguyÔn ThÞ T\xad x· T©n Phó"
    fonts = [(Span(0, 4), "Times New Roman"), (Span(5, 20), ".VnTime"), (Span(21, len(raw)), ".VnTimeH")]
    assert repaired(raw, fonts).text.value == "Tên: bà Nguyễn Thị Tư XÃ TÂN PHÚ"


def test_what_was_decoded_is_told_in_both_languages() -> None:
    noted = Page(1, "text", "", text=TCVN3, notes=("not Unicode: read as Windows-1252 bytes",))
    document = Document("a", "0", (noted,))
    (told,) = doubts_of(document, decoded(document).runs)
    assert "TCVN3 (ABC)" in told.vi
    assert "TCVN3 (ABC)" in told.en
    assert list(decodings_told(repaired("giải quyê\u0301t hô\u0300 sơ").runs)) == []


def test_the_command_text_decodes_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "out.txt"
    file.write_bytes(TCVN3.encode("cp1252"))
    write_normalized(str(file), str(out), Screen("en"))
    assert out.read_text(encoding="utf-8") == f"{SENTENCE}\n"
    assert "TCVN3" in capsys.readouterr().err


HEAD = "ỦY BAN NHÂN DÂN TỈNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def as_bytes(value: str) -> bytes:
    """The file that `value` was read from as CP1252."""
    return b"".join(bytes((BYTE_OF.get(char, ord(char)),)) for char in value)


@pytest.mark.parametrize("encoding", TABLED)
def test_files_in_each_encoding(encoding: Encoding, tmp_path: Path) -> None:
    text = HEAD + SENTENCE
    (tmp_path / "a.txt").write_bytes(as_bytes(encode(text, encoding)))
    document = read(tmp_path / "a.txt")
    assert document.raw == encode(text, encoding)
    legacy = decoded(document)
    assert same(legacy.text.value, text, encoding)
    assert all(legacy.text.to_raw(legacy.text.from_raw(run.raw)) == run.raw for run in legacy.runs)


def test_a_body_in_another_encoding_than_the_head(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(HEAD.encode() + as_bytes(TCVN3))
    assert decoded(read(tmp_path / "a.txt")).text.value == HEAD + SENTENCE
