"""The searchable PDF: the page looks as before, the words are found again at their places, PDF/A only where warranted."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from archive_pages import SAMPLES, one_page, output_pages, picture, recorded, scanned_pdf, written_page
from PIL import Image

from pipeline.document import Box, Document, Page
from pipeline.errors import EncryptedError, SignedError, TruncatedError
from pipeline.ocr_output.affine import slanting
from pipeline.ocr_output.archive_pdf import ArchivePdf, check_rewritable
from pipeline.ocr_output.blocks import OutputPage
from pipeline.ocr_output.image_pages import image_pages
from pipeline.reading import Limits, read

TURNS = [0, 90, 180, 270]


def searchable(source: Path, pages: Sequence[OutputPage], out: Path) -> ArchivePdf:
    """Write the searchable PDF of a PDF to `out`."""
    with ArchivePdf([source], ours=False) as pdf, out.open("wb") as file:
        for page in pages:
            pdf.add(page)
        pdf.save(file, "1.2.3")
    return pdf


def of_image(source: Path, pages: Sequence[OutputPage], out: Path) -> ArchivePdf:
    """Write the searchable PDF of an image file to `out`."""
    folder = out.parent / "parts"
    folder.mkdir()
    parts = image_pages(source, [page.page for page in pages], Limits(), folder)
    with ArchivePdf(parts, ours=True) as pdf, out.open("wb") as file:
        for page in pages:
            pdf.add(page)
        pdf.save(file, "1.2.3")
    return pdf


def words(pages: Sequence[OutputPage]) -> list[list[str]]:
    return [[word.text for line in page.lines for word in line.words] for page in pages]


def by_pdfium(path: Path) -> list[list[str]]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range().split() for page in pdf]


def by_pdfplumber(path: Path) -> list[list[str]]:
    with pdfplumber.open(path) as pdf:
        return [[word["text"] for word in page.extract_words(use_text_flow=True)] for page in pdf.pages]


def drawn(path: Path) -> list[bytes]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.render(scale=1.5).to_numpy().tobytes() for page in pdf]


@pytest.mark.parametrize("name", ["scan/003.pdf", "scan/002_pages9-12.pdf"])
def test_the_words_are_found_in_order_and_the_pages_look_the_same(name: str, tmp_path: Path) -> None:
    pages = output_pages(recorded(name))
    pdf = searchable(SAMPLES / name, pages, tmp_path / "out.pdf")
    assert by_pdfium(tmp_path / "out.pdf") == words(pages)
    assert by_pdfplumber(tmp_path / "out.pdf") == words(pages)
    assert drawn(tmp_path / "out.pdf") == drawn(SAMPLES / name)
    assert pdf.claims_archival
    assert (tmp_path / "out.pdf").stat().st_size < 1.05 * (SAMPLES / name).stat().st_size


def test_the_pictures_are_not_packed_anew(tmp_path: Path) -> None:
    searchable(SAMPLES / "scan/003.pdf", output_pages(recorded()), tmp_path / "out.pdf")
    assert _pictures(tmp_path / "out.pdf") == _pictures(SAMPLES / "scan/003.pdf")


def _pictures(path: Path) -> list[bytes]:
    with pikepdf.open(path) as pdf:
        return [image.read_raw_bytes() for page in pdf.pages for image in page.get_images().values()]


@pytest.mark.parametrize("rotate", TURNS)
@pytest.mark.parametrize("turn", TURNS)
def test_words_of_turned_pages_lie_where_they_are_printed(turn: int, rotate: int, tmp_path: Path) -> None:
    """`rotate` is the turn at which the PDF shows the page, `turn` the one with which it was read."""
    portrait = turn % 180 == 0
    page = replace(written_page(*((595.0, 842.0) if portrait else (842.0, 595.0))), rotation=turn)
    stored = (595, 842) if rotate % 180 == 0 else (842, 595)
    pages = output_pages(one_page(page))
    searchable(scanned_pdf(tmp_path / "in.pdf", stored, rotate=rotate), pages, tmp_path / "out.pdf")
    again = read(tmp_path / "out.pdf").pages[0]
    assert (again.source, again.rotation, again.width, again.height) == ("pdf", turn, page.width, page.height)
    found = [word for line in again.lines for word in line.words]
    assert [word.text for word in found] == words(pages)[0]
    for word, expected in zip(found, (word for line in page.lines for word in line.words), strict=True):
        assert _sides(word.box) == pytest.approx(_sides(expected.box), abs=0.1)


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


@pytest.mark.parametrize("skew", [-2.0, 0.8])
def test_words_of_a_slanted_page_follow_their_lines(skew: float, tmp_path: Path) -> None:
    straight = written_page()
    slant = slanting(replace(straight, skew=skew))
    lines = tuple(
        replace(
            line, cells=tuple(tuple(replace(word, box=slant.box(word.box)) for word in cell) for cell in line.cells)
        )
        for line in straight.lines
    )
    page = replace(straight, lines=lines, skew=skew)
    pages = output_pages(one_page(page))
    searchable(scanned_pdf(tmp_path / "in.pdf"), pages, tmp_path / "out.pdf")
    assert by_pdfium(tmp_path / "out.pdf") == by_pdfplumber(tmp_path / "out.pdf") == words(pages)
    again = read(tmp_path / "out.pdf").pages[0]
    assert sorted(word.text for line in again.lines for word in line.words) == sorted(words(pages)[0])
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        assert all(char["matrix"][1] == char["matrix"][2] == 0 for char in pdf.pages[0].chars)  # each word is level
        found = pdf.pages[0].extract_words(use_text_flow=True)
    for word, expected in zip(found, (word for line in page.lines for word in line.words), strict=True):
        box = (word["x0"], word["top"], word["x1"], word["bottom"])
        assert box == pytest.approx(_sides(expected.box), abs=0.6)


def test_a_cropped_page_has_its_words_in_what_is_shown(tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf", (700, 1000))) as pdf:
        pdf.pages[0].CropBox = [50, 80, 645, 922]
        pdf.save(tmp_path / "in.pdf")
    page = written_page()
    searchable(tmp_path / "in.pdf", output_pages(one_page(page)), tmp_path / "out.pdf")
    found = read(tmp_path / "out.pdf").pages[0].lines[0].cells[0][0]
    assert _sides(found.box) == pytest.approx(_sides(page.lines[0].cells[0][0].box), abs=0.1)


def test_pages_with_a_sound_text_layer_stay_as_they_are(tmp_path: Path) -> None:
    document = recorded("mixed/001.pdf")
    pdf = searchable(SAMPLES / "mixed/001.pdf", output_pages(document), tmp_path / "out.pdf")
    with pikepdf.open(SAMPLES / "mixed/001.pdf") as before, pikepdf.open(tmp_path / "out.pdf") as after:
        for page, old, new in zip(document.pages, before.pages, after.pages, strict=True):
            if page.source == "ocr":
                assert isinstance(new.Contents, pikepdf.Array)
            else:
                assert new.Contents.read_raw_bytes() == old.Contents.read_raw_bytes()
        assert "/OutputIntents" not in after.Root
    assert not pdf.claims_archival
    assert drawn(tmp_path / "out.pdf") == drawn(SAMPLES / "mixed/001.pdf")


EARLIER = [
    b"q 595 0 0 842 0 0 cm /Im0 Do Q BT 3 Tr /F0 12 Tf 72 700 Td (garbled) Tj ET",
    b"q 3 Tr 595 0 0 842 0 0 cm /Im0 Do Q q 3 Tr BT /F0 12 Tf 72 700 Td (garbled) Tj T* [(text)] TJ ET Q",
    b"q 595 0 0 842 0 0 cm /Im0 Do Q /Fm0 Do",
]


@pytest.mark.parametrize("content", EARLIER)
def test_invisible_text_of_an_earlier_ocr_gives_way(content: bytes, tmp_path: Path) -> None:
    source = _with_content(tmp_path, content)
    pages = output_pages(one_page(written_page()))
    pdf = searchable(source, pages, tmp_path / "out.pdf")
    assert by_pdfium(source)[0][0].startswith("garbled")
    assert by_pdfium(tmp_path / "out.pdf") == words(pages)
    assert drawn(tmp_path / "out.pdf") == drawn(source)
    assert not pdf.double


CARELESS = [
    b"0.5 0 0 0.5 0 0 cm q 1190 0 0 1684 0 0 cm /Im0 Do",  # a state left open
    b"q q 595 0 0 842 0 0 cm /Im0 Do",
    b"Q 595 0 0 842 0 0 cm /Im0 Do",  # one taken back that was never saved
    b"595 0 0 842 0 0 cm /Im0 Do Q Q",
]


@pytest.mark.parametrize("content", CARELESS)
def test_words_stay_in_place_on_a_carelessly_written_page(content: bytes, tmp_path: Path) -> None:
    page = written_page()
    searchable(_with_content(tmp_path, content), output_pages(one_page(page)), tmp_path / "out.pdf")
    found = read(tmp_path / "out.pdf").pages[0].lines[0].cells[0][0]
    assert _sides(found.box) == pytest.approx(_sides(page.lines[0].cells[0][0].box), abs=0.1)
    assert drawn(tmp_path / "out.pdf") == drawn(tmp_path / "in.pdf")


def test_visible_text_stays_and_is_told(tmp_path: Path) -> None:
    source = _with_content(tmp_path, EARLIER[0].replace(b"3 Tr", b"0 Tr"))
    pdf = searchable(source, output_pages(one_page(written_page())), tmp_path / "out.pdf")
    assert pdf.double == [1]
    assert not pdf.claims_archival
    assert drawn(tmp_path / "out.pdf") == drawn(source)


def _with_content(tmp_path: Path, content: bytes) -> Path:
    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf")) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
        form = pdf.make_stream(b"BT 3 Tr /F0 12 Tf 72 700 Td (garbled) Tj ET")
        form.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 595, 842], Resources=fonts
        )
        page = pdf.pages[0]
        page.Resources.Font = fonts.Font
        if b"Fm0" in content:
            page.Resources.XObject.Fm0 = form
        page.Contents = pdf.make_stream(content)
        pdf.save(tmp_path / "in.pdf")
    return tmp_path / "in.pdf"


# Image files: how they are made, and whether their packing goes into the PDF as it is.
IMAGES: list[tuple[str, Callable[[Path], None], bool]] = [
    ("gray.jpg", lambda path: picture().save(path), True),
    ("colour.jpg", lambda path: picture(mode="RGB").save(path, progressive=True), True),
    ("cmyk.jpg", lambda path: picture(mode="CMYK").save(path), False),
    ("gray.png", lambda path: picture().save(path), False),
    ("palette.png", lambda path: picture(mode="P").save(path), False),
    ("fax.tif", lambda path: picture(mode="1").save(path, compression="group4"), False),
    ("colour.tif", lambda path: picture(mode="RGB").save(path, compression="tiff_lzw"), False),
    ("clear.png", lambda path: picture(mode="RGBA").save(path), False),
    ("deep.png", lambda path: picture().convert("I;16").save(path), False),
    ("shot.webp", lambda path: picture(mode="RGB").save(path, lossless=True), False),
]


@pytest.mark.parametrize(("name", "make", "as_it_is"), IMAGES, ids=lambda each: each if isinstance(each, str) else "")
def test_every_image_format_becomes_an_archival_page(
    name: str, make: Callable[[Path], None], as_it_is: bool, tmp_path: Path
) -> None:
    make(tmp_path / name)
    pages = output_pages(one_page(written_page()))
    pdf = of_image(tmp_path / name, pages, tmp_path / "out.pdf")
    assert by_pdfium(tmp_path / "out.pdf") == words(pages)
    assert pdf.claims_archival
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as shown:
        assert shown[0].get_size() == pytest.approx((595.0, 842.0))
        image = shown[0].render(scale=1).to_pil().convert("L")
    assert image.getpixel((50, 20)) == pytest.approx(0, abs=40)
    assert image.getpixel((300, 400)) == pytest.approx(255, abs=3)
    if as_it_is:
        assert _pictures(tmp_path / "out.pdf")[0] in (tmp_path / name).read_bytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_as_its_camera_says(orientation: int, tmp_path: Path) -> None:
    upright = picture()
    stored = upright
    for turn in {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }.get(orientation, []):
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "in.jpg", exif=exif, quality=95)
    pages = output_pages(one_page(written_page()))
    of_image(tmp_path / "in.jpg", pages, tmp_path / "out.pdf")
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as pdf:
        assert pdf[0].get_size() == pytest.approx((595.0, 842.0))
        image = pdf[0].render(scale=1).to_pil().convert("L")
    assert [image.getpixel(at) < 128 for at in ((50, 20), (545, 20), (50, 822), (545, 822))] == [
        True,
        False,
        False,
        False,
    ]
    found = read(tmp_path / "out.pdf").pages[0].lines[0].cells[0][0]
    assert _sides(found.box) == pytest.approx((72.0, 72.0, 102.0, 84.0), abs=0.1)


def test_the_pages_of_a_fax_keep_their_shape_and_order(tmp_path: Path) -> None:
    frames = [picture((1728, 1100), "1") for _ in range(40)]
    frames[0].save(tmp_path / "in.tif", save_all=True, append_images=frames[1:], compression="group4", dpi=(204, 98))
    page = written_page(610.0, 808.0)
    pages = output_pages(Document("in.tif", "0" * 64, tuple(replace(page, number=n) for n in range(1, 41))))
    pdf = of_image(tmp_path / "in.tif", pages, tmp_path / "out.pdf")
    assert pdf.claims_archival
    assert len(list((tmp_path / "parts").iterdir())) == 2
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as shown:
        assert {page.get_size() for page in shown} == {(610.0, 808.0)}
    assert by_pdfium(tmp_path / "out.pdf") == words(pages)


def test_an_archival_file_has_what_the_standard_asks_for(tmp_path: Path) -> None:
    picture().save(tmp_path / "in.png")
    of_image(tmp_path / "in.png", output_pages(one_page(written_page())), tmp_path / "out.pdf")
    data = (tmp_path / "out.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.7\n%")
    assert min(data[10:14]) > 127
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert not pdf.is_encrypted
        assert len(pdf.trailer.ID) == 2
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang"}
        assert "/Filter" not in pdf.Root.Metadata or pdf.Root.Metadata.Filter == pikepdf.Name.FlateDecode
        with pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata["pdf:Producer"]) == ("2B", "vanthu 1.2.3")
        intent = pdf.Root.OutputIntents[0]
        profile = intent.DestOutputProfile.read_bytes()
        assert (intent.S, intent.DestOutputProfile.N) == ("/GTS_PDFA1", 3)
        assert profile[8] <= 4
        assert profile[12:20] == b"mntrRGB "
        font = pdf.pages[0].Resources.Font.VanthuText
        descendant = font.DescendantFonts[0]
        assert (font.Encoding, descendant.DW) == ("/Identity-H", 500)
        used = {int(code, 16) for code in _codes(pdf.pages[0])}
        glyphs = descendant.CIDToGIDMap.read_bytes()
        assert {glyphs[2 * code : 2 * code + 2] for code in used} == {b"\0\1"}  # never .notdef
        assert descendant.FontDescriptor.FontFile2.read_bytes()[:4] == b"\0\1\0\0"
        assert all(f"<{code:04X}> <".encode() in font.ToUnicode.read_bytes() for code in used)


def _codes(page: pikepdf.Page) -> list[str]:
    shown = [each for each in pikepdf.parse_content_stream(page) if str(each.operator) == "Tj"]
    texts = [bytes(each.operands[0]).hex() for each in shown]
    return [text[at : at + 4] for text in texts for at in range(0, len(text), 4)]


def test_the_font_is_the_one_that_the_script_makes() -> None:
    from runpy import run_path

    made = run_path(str(SAMPLES.parent / "scripts/archive_files.py"))
    data = SAMPLES.parent / "pipeline/data/archive"
    assert made["invisible_font"]() == (data / "invisible.ttf").read_bytes()
    profile = (data / "srgb.icc").read_bytes()
    assert len(profile) == int.from_bytes(profile[:4])


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = output_pages(recorded())
    for name in ("a.pdf", "b.pdf"):
        searchable(SAMPLES / "scan/003.pdf", pages, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[])


def _note(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])]


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _picture_key(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.XObject.Im0[key] = value

    return change


NOT_PLAIN = [
    _form,
    _note,
    _script,
    _picture_key("/Interpolate", True),
    _picture_key("/ColorSpace", pikepdf.Name.DeviceCMYK),
    _picture_key("/Filter", pikepdf.Name.JPXDecode),
    _picture_key("/SMask", pikepdf.Dictionary()),
    _picture_key("/OPI", pikepdf.Dictionary()),
]


@pytest.mark.parametrize("change", NOT_PLAIN)
def test_a_file_that_is_not_plain_is_not_called_archival(change: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf")) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "1", "B"  # what it claims is not passed on
        pdf.save(tmp_path / "plain_b.pdf")
        change(pdf)
        pdf.save(tmp_path / "in.pdf")
    pages = output_pages(one_page(written_page()))
    assert searchable(tmp_path / "plain_b.pdf", pages, tmp_path / "plain_out.pdf").claims_archival
    assert not searchable(tmp_path / "in.pdf", pages, tmp_path / "out.pdf").claims_archival
    with pikepdf.open(tmp_path / "out.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == ""


def _signed_field(pdf: pikepdf.Pdf) -> None:
    value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"x")
    kid = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ký", V=value))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pikepdf.Dictionary(T="nhóm", Kids=[kid])])


def _signed_note(pdf: pikepdf.Pdf) -> None:
    value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"x")
    pdf.pages[0].Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, V=value)]


def _flag(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], SigFlags=3)


def _rights(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Perms = pikepdf.Dictionary(DocMDP=pikepdf.Dictionary())


def _circle(pdf: pikepdf.Pdf) -> None:
    _flag(pdf)
    field = pdf.make_indirect(pikepdf.Dictionary(T="vòng"))
    field.Kids = [field]
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


@pytest.mark.parametrize("sign", [_signed_field, _signed_note, _flag, _rights, _circle])
def test_a_signed_file_is_never_written_anew(sign: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf")) as pdf:
        sign(pdf)
        pdf.save(tmp_path / "in.pdf")
    with pytest.raises(SignedError):
        check_rewritable(tmp_path / "in.pdf")


def test_an_empty_signature_field_is_no_signature(tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf")) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ký")])
        pdf.save(tmp_path / "in.pdf")
    check_rewritable(tmp_path / "in.pdf")
    assert searchable(tmp_path / "in.pdf", output_pages(one_page(written_page())), tmp_path / "out.pdf").double == []


@pytest.mark.parametrize("password", ["", "mật khẩu"])
def test_an_encrypted_file_is_refused(password: str, tmp_path: Path) -> None:
    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf")) as pdf:
        pdf.save(tmp_path / "in.pdf", encryption=pikepdf.Encryption(owner="chủ", user=password))
    with pytest.raises(EncryptedError):
        check_rewritable(tmp_path / "in.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF"])
def test_a_damaged_file_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(data)
    with pytest.raises(TruncatedError):
        check_rewritable(tmp_path / "in.pdf")


def test_a_page_that_unpacks_without_end_is_left_alone(tmp_path: Path) -> None:
    import zlib

    with pikepdf.open(scanned_pdf(tmp_path / "plain.pdf")) as pdf:
        bomb = pdf.make_stream(b"")
        bomb.write(zlib.compress(b" " * 30_000_000), filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = bomb
        pdf.save(tmp_path / "in.pdf")
    pages = output_pages(one_page(written_page()))
    pdf_made = searchable(tmp_path / "in.pdf", pages, tmp_path / "out.pdf")
    assert not pdf_made.claims_archival
    assert by_pdfium(tmp_path / "out.pdf") == words(pages)


def test_text_is_copied_in_composed_letters(tmp_path: Path) -> None:
    base = written_page()
    line = base.lines[0]
    texts = ("Ệ", "ư\u0301ơ\u0300", "Đ", "₫", "𝟙", "½")
    cell = tuple(replace(word, text=text) for word, text in zip(line.cells[0], texts, strict=False))
    page: Page = replace(base, lines=(replace(line, cells=(cell,)),))
    pages = output_pages(one_page(page))
    searchable(scanned_pdf(tmp_path / "in.pdf"), pages, tmp_path / "out.pdf")
    assert by_pdfium(tmp_path / "out.pdf")[0] == words(pages)[0]
    assert words(pages)[0][:3] == ["Ệ", "ứờ", "Đ"]


def test_what_cannot_be_written_passes_through(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    source = scanned_pdf(tmp_path / "in.pdf")
    with ArchivePdf([source], ours=False) as pdf:
        pdf.add(output_pages(one_page(written_page()))[0])
        with pytest.raises(OSError, match="No space left"):
            pdf.save(Full(), "1.2.3")
