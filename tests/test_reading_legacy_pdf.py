"""Text layers of fonts made for a legacy encoding: each way in which a PDF tells the characters of their codes."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from normalizers.legacy import Encoding
from normalizers.legacy.codec import encode
from pipeline.archiving import Archive, archive_file
from pipeline.console import Screen
from pipeline.decoding import decoded
from pipeline.document import Document
from pipeline.reading import read

SENTENCE = "Trưởng phòng báo cáo Ủy ban nhân dân phường: trước hạn được 98,5%, quý I năm 2005"
CODES = encode(SENTENCE, Encoding.TCVN3).encode("cp1252")
# As TCVN3 shows it: no toned capitals.
SHOWN = SENTENCE.replace("Ủ", "ủ")
UNICODE = "Ủy ban nhân dân phường"


def to_unicode(pairs: dict[int, int]) -> bytes:
    rows = "\n".join(f"<{code:02X}> <{char:04X}>" for code, char in pairs.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(pairs)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    ).encode()


def as_cp1252(code: int) -> int:
    return ord(bytes((code,)).decode("cp1252"))


def written(path: Path, font: str, codes: bytes, encoding: object = None, cmap: bytes | None = None) -> Document:
    """A PDF of one line of `codes` in a simple font called `font`."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 200))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{font}"), Flags=4, FontBBox=Array([0, -200, 1000, 900])
    )
    entry = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{font}"), FirstChar=0, LastChar=255,
        Widths=Array([500] * 256), FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    if encoding is not None:
        entry.Encoding = encoding
    if cmap is not None:
        entry.ToUnicode = Stream(pdf, cmap)
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(entry)))
    page.Contents = Stream(pdf, b"BT /F 10 Tf 20 100 Td <" + codes.hex().encode() + b"> Tj ET")
    pdf.save(path)
    return read(path)


WIN = Name.WinAnsiEncoding
DIFFERENCES = Dictionary(Type=Name.Encoding, Differences=Array([184, Name.cedilla, 0xAD, Name.hyphen]))
BASED = Dictionary(Type=Name.Encoding, BaseEncoding=WIN, Differences=Array([0xAD, Name.hyphen, 0xB8, Name("/g99")]))
PLAIN_CMAP = to_unicode({code: as_cp1252(code) for code in set(CODES)})
HYPHEN_CMAP = to_unicode({code: 0x2D if code == 0xAD else as_cp1252(code) for code in set(CODES)})
SYMBOL_CMAP = to_unicode({code: 0xF000 + code for code in set(CODES)})
WAYS = [
    ("as CP1252, where 0xAD is a hyphen", "ABCDEF+.VnTime", WIN, None),
    ("the font's own codes", ".VnTime", None, None),
    ("some codes named", "ABCDEF+.VnTime,Bold", DIFFERENCES, None),
    ("names that say nothing", ".VnArial", BASED, None),
    ("characters told", "ABCDEF+.VnTime", WIN, PLAIN_CMAP),
    ("characters told, ư as a hyphen", ".VnTime", WIN, HYPHEN_CMAP),
    ("characters told as symbols", ".VnTime", None, SYMBOL_CMAP),
    ("a font of no known name", "ABCDEF+TT1E", WIN, None),
]


@pytest.mark.parametrize(("_case", "font", "encoding", "cmap"), WAYS, ids=[way[0] for way in WAYS])
def test_ways_of_telling_characters(
    _case: str, font: str, encoding: object, cmap: bytes | None, tmp_path: Path
) -> None:
    document = written(tmp_path / "a.pdf", font, CODES, encoding, cmap)
    (page,) = document.pages
    assert (page.source, "tcvn3 decoded" in page.reason) == ("pdf", True)
    assert {name for _, name in document.fonts} == {font}
    assert decoded(document).text.value == SHOWN


def test_a_legacy_name_over_unicode_is_not_believed(tmp_path: Path) -> None:
    known = sorted(set(UNICODE))
    cmap = to_unicode({code: ord(char) for code, char in enumerate(known, 1)})
    codes = bytes(1 + known.index(char) for char in UNICODE)
    document = written(tmp_path / "a.pdf", ".VnTime", codes, None, cmap)
    assert document.raw == UNICODE
    assert decoded(document).runs == ()


def test_letters_of_vni_are_not_torn_from_their_marks(tmp_path: Path) -> None:
    text = "Tyû leä hoà sô ñaõ giaûi quyeát tröôùc haïn ñaït 100%"
    document = written(tmp_path / "a.pdf", "VNI-Times", text.encode("cp1252"), WIN)
    assert decoded(document).text.value == "Tỷ lệ hồ sơ đã giải quyết trước hạn đạt 100%"


def test_archives_can_search_a_decoded_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "a.pdf", tmp_path / "out.pdf"
    written(source, ".VnTime", CODES, WIN)
    archive_file(str(source), Archive(pdf=str(out)), Screen("en"))
    assert "Trưởng phòng báo cáo" in pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert "TCVN3" in capsys.readouterr().err
