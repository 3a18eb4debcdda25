"""One report in every format gives the same values; legacy fonts keep their bytes; bad files are told in a sentence."""

from __future__ import annotations

import random
import time
import zipfile
from pathlib import Path

import pytest
from office_files import THIN, WRITERS, blocks, write_html, write_odf, write_package, write_pptx, write_rtf, write_xlsx
from openpyxl import Workbook

from normalizers.legacy.codec import encode
from normalizers.legacy.encodings import Encoding
from pipeline import process
from pipeline.errors import EncryptedError, InputError, TooLargeError, TruncatedError, UnsupportedError
from pipeline.reading import Limits, read
from pipeline.report import Failure, attempt

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "docx" / "000.docx"
DATA = Path(__file__).parent / "data" / "reading"
FORMATS = sorted(WRITERS)
CONTENT = [
    "BÁO CÁO",
    "Tổng số hồ sơ tiếp nhận: 4.266 hồ sơ, đạt 98,7% (Công văn số 336/UBND-TTPVHCC ngày 19/3/2026).",
    [["Lĩnh vực", "Tiếp nhận"], ["Hộ tịch", "1.204"], ["Đất đai", "300"]],
]


def values(path: Path) -> list[tuple[str, str, str]]:
    return [(row["kind"], str(row["value"]), row["text"]) for row in process(path).rows()]


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_has_the_same_values_in_every_format(tmp_path: Path, form: str) -> None:
    lines = [line for line in read(SAMPLE).raw.split("\n") if line.strip()]
    (tmp_path / "report.txt").write_text("\n".join(lines), encoding="utf-8")
    expected = values(tmp_path / "report.txt")
    assert len(expected) > 60
    WRITERS[form](tmp_path / "report", blocks(lines))
    assert values(tmp_path / "report") == expected


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_is_told_by_the_content(tmp_path: Path, form: str) -> None:
    WRITERS[form](tmp_path / "report.txt", CONTENT)
    document = read(tmp_path / "report.txt")
    assert {page.source for page in document.pages} == {form}
    assert document.raw.endswith("Lĩnh vực\tTiếp nhận\nHộ tịch\t1.204\nĐất đai\t300")


# what LibreOffice makes of report.docx, and where that differs: {line: what stands there instead}
WRITTEN = [
    ("rtf", {"CÔNG VĂN ĐẾN Số: 45": None}),  # it leaves the text box out
    ("odt", {"Thực hiện Kế hoạch số 19/KH-UBND": "Thực hiện Kế hoạch số 19/KH\u2011UBND"}),
    (
        "html",
        {
            "Thực hiện Kế hoạch số 19/KH-UBND": "Thực hiện Kế hoạch số 19/KH\u2011UBND",
            "Tiếp nhận 125 hồ sơ": "Tiếp nhận 120125 hồ sơ",  # it writes deleted text like any other
            "PHỤ LỤC\tI": "PHỤ LỤC I",
            "Trung tâm Phục vụ hành chính công": None,
        },
    ),
]


@pytest.mark.parametrize(("form", "changes"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_what_libreoffice_writes(form: str, changes: dict[str, str | None]) -> None:
    lines = [changes.get(line, line) for line in read(DATA / "report.docx").raw.split("\n") if line.strip()]
    found = [line.rstrip(" ") for line in read(DATA / f"report.{form}").raw.split("\n") if line.strip()]
    assert found == [line for line in lines if line is not None]


LEGACY = "Phương hướng, nhiệm vụ: giải quyết 1.204 hồ sơ – người dân được hưởng ưu đãi"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("encoding", "font"), [(Encoding.TCVN3, ".VnTime"), (Encoding.VNI, "VNI-Times")], ids=["tcvn3", "vni"]
)
def test_legacy_text_keeps_its_characters_and_its_font(
    tmp_path: Path, form: str, encoding: Encoding, font: str
) -> None:
    text = encode(LEGACY, encoding)
    WRITERS[form](tmp_path / "report", [text], font)
    document = read(tmp_path / "report")
    (found,) = [(span.of(document.raw), name) for span, name in document.fonts if text in span.of(document.raw)]
    assert found == (text, font)


def test_bytes_of_rtf_are_kept_one_by_one(tmp_path: Path) -> None:
    every = "".join(chr(byte) for byte in range(0xA0, 0x100)) + "\x81\x8d€–"
    write_rtf(tmp_path / "bytes.rtf", [every], ".VnTime", as_bytes=True)
    assert read(tmp_path / "bytes.rtf").raw.rstrip("\n") == every


@pytest.mark.parametrize("form", FORMATS)
def test_damage_is_told_and_never_hangs(tmp_path: Path, form: str) -> None:
    """Files cut short or with bytes changed: read, or refused by an error of our own, within seconds."""
    WRITERS[form](tmp_path / "sound", CONTENT)
    sound = (tmp_path / "sound").read_bytes()
    chance = random.Random(form)
    path = tmp_path / "damaged"
    begin = time.monotonic()
    refused = 0
    for number in range(60):
        data = bytearray(sound)
        if number % 2:
            data = data[: chance.randrange(1, len(data))]
        for _ in range(0 if number % 2 else chance.choice((1, 5, 50))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        told = attempt(path)
        if isinstance(told, Failure):
            refused += 1
            assert told.message.endswith(".")
            assert told.exit_code == 3
    assert refused >= 5
    assert time.monotonic() - begin < 60


CUT = ["rtf", "xlsx", "pptx", "odt", "ods", "odp", "eml"]  # HTML that is cut is HTML


@pytest.mark.parametrize("form", CUT)
def test_a_file_cut_short_is_never_half_read(tmp_path: Path, form: str) -> None:
    WRITERS[form](tmp_path / "sound", CONTENT)
    data = (tmp_path / "sound").read_bytes()
    (tmp_path / "cut").write_bytes(data[: len(data) * 3 // 4])
    with pytest.raises(TruncatedError):
        read(tmp_path / "cut")


def rewritten(source: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old, new, 1) if name == part else data)
    return target


PARTS = [
    ("xlsx", "xl/worksheets/sheet1.xml", b"<worksheet"),
    ("pptx", "ppt/slides/slide1.xml", b"<p:sld"),
    ("odt", "content.xml", b"<office:document-content"),
    ("ods", "content.xml", b"<office:document-content"),
]


@pytest.mark.parametrize(("form", "part", "root"), PARTS, ids=[row[0] for row in PARTS])
def test_entities_are_refused(tmp_path: Path, form: str, part: str, root: bytes) -> None:
    (tmp_path / "secret.txt").write_text("mật khẩu", encoding="utf-8")
    aim = (tmp_path / "secret.txt").as_uri().encode()
    bomb = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    head = b'<!DOCTYPE x [<!ENTITY l0 "lol"><!ENTITY s SYSTEM "' + aim + b'">' + bomb + b"]>" + root
    WRITERS[form](tmp_path / "sound", CONTENT)
    with pytest.raises(TruncatedError):
        read(rewritten(tmp_path / "sound", tmp_path / "entities", part, root, head))


@pytest.mark.parametrize(("form", "part", "root"), PARTS, ids=[row[0] for row in PARTS])
def test_bombs_are_not_unpacked(tmp_path: Path, form: str, part: str, root: bytes) -> None:
    WRITERS[form](tmp_path / "sound", CONTENT)
    bomb = rewritten(tmp_path / "sound", tmp_path / "bomb", part, root, b" " * 2_000_000 + root)
    for limits in (Limits(archive_ratio=50), Limits(archive_bytes=100_000), Limits(part_bytes=100_000)):
        with pytest.raises(TooLargeError):
            read(bomb, limits)


def test_a_part_of_too_many_elements_is_no_tree(tmp_path: Path) -> None:
    write_odf(tmp_path / "many.odt", "text", "<office:text>" + "<a/>" * 8_100_000 + "</office:text>")
    begin = time.monotonic()
    with pytest.raises(TooLargeError):
        read(tmp_path / "many.odt", Limits(archive_ratio=100_000))
    assert time.monotonic() - begin < 10


NESTED = [
    ("spans", "<text:p>" + "<text:span>" * 200 + "đáy" + "</text:span>" * 200 + "</text:p>"),
    (
        "boxes",
        "<text:p>"
        + "<draw:frame><draw:text-box><text:p>" * 70
        + "đáy"
        + "</text:p></draw:text-box></draw:frame>" * 70
        + "</text:p>",
    ),
    (
        "tables",
        "<table:table><table:table-row><table:table-cell>" * 75
        + "<text:p>đáy</text:p>"
        + "</table:table-cell></table:table-row></table:table>" * 75,
    ),
]


@pytest.mark.parametrize(("case", "body"), NESTED, ids=[row[0] for row in NESTED])
def test_what_lies_deep_is_read(tmp_path: Path, case: str, body: str) -> None:
    write_odf(tmp_path / "deep.odt", "text", f"<office:text>{body}</office:text>")
    assert read(tmp_path / "deep.odt").raw.strip() == "đáy", case


def test_a_table_of_more_cells_than_it_has(tmp_path: Path) -> None:
    row = '<table:table-row><table:table-cell table:number-columns-repeated="9999"/></table:table-row>'
    write_odf(tmp_path / "wide.odt", "text", f"<office:text><table:table>{row * 1000}</table:table></office:text>")
    with pytest.raises(TooLargeError):
        read(tmp_path / "wide.odt", Limits(archive_ratio=10_000))


NOTHING = [
    ("html", lambda path: write_html(path, [" "])),
    ("rtf", lambda path: write_rtf(path, [" "])),
    ("xlsx", lambda path: write_xlsx(path, [])),
    ("odt", lambda path: write_odf(path, "text", "<office:text/>")),
    ("ods", lambda path: write_odf(path, "spreadsheet", "<office:spreadsheet/>")),
    ("odp", lambda path: write_odf(path, "presentation", "<office:presentation/>")),
    ("odf without a body", lambda path: write_package(path, {"mimetype": "application/vnd.oasis.opendocument.text"})),
]


@pytest.mark.parametrize(("case", "write"), NOTHING, ids=[row[0] for row in NOTHING])
def test_nothing_in_it(tmp_path: Path, case: str, write: object) -> None:
    assert callable(write), case
    write(tmp_path / "empty")
    with pytest.raises(TruncatedError):
        read(tmp_path / "empty")


def test_encrypted_opendocument(tmp_path: Path) -> None:
    manifest = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    write_odf(tmp_path / "locked.odt", "text", "<office:text/>", manifest=manifest)
    with pytest.raises(EncryptedError):
        read(tmp_path / "locked.odt")


def test_a_hidden_slide_is_told(tmp_path: Path) -> None:
    write_pptx(tmp_path / "sound", CONTENT)
    hidden = rewritten(
        tmp_path / "sound", tmp_path / "hidden", "ppt/slides/slide1.xml", b"<p:sld ", b'<p:sld show="0" '
    )
    with pytest.raises(InputError):
        read(hidden)


def test_unknown_package(tmp_path: Path) -> None:
    write_package(tmp_path / "drawing", {"mimetype": "application/vnd.oasis.opendocument.graphics"})
    with pytest.raises(UnsupportedError):
        read(tmp_path / "drawing")


def test_cells_are_the_place_of_values(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu 06a"
    for at, row in enumerate([["Lĩnh vực", "Hồ sơ tiếp nhận", "Hồ sơ quá hạn"], ["Hộ tịch", 1204, 12]], 3):
        for column, value in enumerate(row, 2):
            sheet.cell(at, column, value).border = THIN
    book.save(tmp_path / "report.xlsx")
    rows = process(tmp_path / "report.xlsx").rows()
    assert [(row["text"], row["cell"], row["page"]) for row in rows] == [
        ("1204", "Biểu 06a!C4", 1),
        ("12", "Biểu 06a!D4", 1),
    ]
