"""Word documents: data/reading/report.docx (made by make_word.py there), and markup written here."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml import parse_xml

from pipeline.errors import TruncatedError, UnsupportedError
from pipeline.reading import read
from pipeline.reading.word_markup import Styles, lines, plain

DATA = Path(__file__).parent / "data" / "reading"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}><w:style w:styleId="LiBang"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders>
</w:tblPr></w:style><w:style w:styleId="Khung"><w:tblPr><w:tblBorders><w:top w:val="nil"/></w:tblBorders></w:tblPr>
</w:style></w:styles>"""

REPORT = """\
MẬT
ỦY BAN NHÂN DÂN
XÃ HÀ ĐÔNG
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Đông, ngày 09 tháng 6 năm 2026
BÁO CÁO
Thực hiện Kế hoạch số 19/KH-UBND
Tiếp nhận 125 hồ sơ
Lĩnh vực\tTiếp nhận\t
\tTổng số\tTrực tuyến
Hộ tịch và chứng thực\t1.204 hồ sơ\t
Đất đai\t\t300 5
Đạt tỷ lệ 98,7%.
Trên đây là báo cáo./.
CÔNG VĂN ĐẾN Số: 45


PHỤ LỤC\tI
Quyết định số 714/QĐ-UBND.
Trung tâm Phục vụ hành chính công"""


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def table(*rows: str, style: str = "LiBang", borders: str = "") -> str:
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row.split("|")) for row in rows)
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{borders}</w:tblPr>{body}</w:tbl>'


NIL = '<w:tblBorders><w:top w:val="none"/></w:tblBorders>'
SINGLE = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'

MARKUP = [
    ("paragraphs", paragraph("một") + paragraph("hai"), "một/hai"),
    ("line break", "<w:p><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r></w:p>", "một/hai"),
    ("tabulator", "<w:p><w:r><w:t>Số:</w:t><w:tab/><w:t>12</w:t></w:r></w:p>", "Số:\t12"),
    ("non-breaking hyphen", "<w:p><w:r><w:t>BC</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r></w:p>", "BC-UBND"),
    ("deleted", f"<w:p><w:del><w:r><w:delText>120</w:delText></w:r></w:del>{run('125')}</w:p>", "125"),
    ("inserted", f"<w:p>{run('có ')}<w:ins>{run('125')}</w:ins></w:p>", "có 125"),
    ("moved", f"<w:p><w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo></w:p>", "mới"),
    ("link", f"<w:p>{run('xem ')}<w:hyperlink>{run('Cổng')}</w:hyperlink></w:p>", "xem Cổng"),
    ("field", f"<w:p><w:r><w:instrText>DATE</w:instrText></w:r>{run('tháng 6')}</w:p>", "tháng 6"),
    ("content control", f"<w:sdt><w:sdtContent>{paragraph('98,7%')}</w:sdtContent></w:sdt>", "98,7%"),
    ("comment of the file", "<!-- x -->" + paragraph("một"), "một"),
    ("ruled table", table("a|b", "c|d"), "a\tb/c\td"),
    ("frame without borders", table("UBND|CỘNG HÒA", "Số|ngày", style="Khung"), "UBND/Số/CỘNG HÒA/ngày"),
    ("borders taken off", table("UBND|CỘNG HÒA", borders=NIL), "UBND/CỘNG HÒA"),
    ("borders put on", table("a|b", style="Khung", borders=SINGLE), "a\tb"),
    ("many columns without borders", table("a|b|c|d", style="Khung"), "a\tb\tc\td"),
    ("many rows without borders", table(*("a|1",) * 6, style="Khung"), "/".join(("a\t1",) * 6)),
]


@pytest.mark.parametrize(("case", "body", "expected"), MARKUP, ids=[row[0] for row in MARKUP])
def test_markup(case: str, body: str, expected: str) -> None:
    story = parse_xml(f"<w:body {W}>{body}</w:body>")
    assert [plain(line) for line in lines(story, Styles(parse_xml(STYLES)))] == expected.split("/"), case


def test_everything_in_document_order() -> None:
    document = read(DATA / "report.docx")
    assert document.raw == REPORT
    assert [page.source for page in document.pages] == ["docx"]


def rewritten(target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """report.docx with each member as `change` returns it, those of None left out."""
    with zipfile.ZipFile(DATA / "report.docx") as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            if (data := change(member, old.read(member))) is not None:
                new.writestr(member, data)
    return target


DAMAGE = [
    ("main part is no XML", lambda name, data: b"<w:doc" if name == "word/document.xml" else data),
    ("styles missing", lambda name, data: None if name == "word/styles.xml" else data),
    ("content types missing", lambda name, data: None if name == "[Content_Types].xml" else data),
    ("notes are no XML", lambda name, data: b"no" if name == "word/footnotes.xml" else data),
    ("main part empty", lambda name, data: b"" if name == "word/document.xml" else data),
]


@pytest.mark.parametrize(("case", "change"), DAMAGE, ids=[row[0] for row in DAMAGE])
def test_damaged(tmp_path: Path, case: str, change: Callable[[str, bytes], bytes | None]) -> None:
    with pytest.raises(TruncatedError):
        read(rewritten(tmp_path / "damaged.docx", change))


def test_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "cut.docx"
    shutil.copy(DATA / "report.docx", path)
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(TruncatedError):
        read(path)


def test_main_part_of_another_kind(tmp_path: Path) -> None:
    def other(name: str, data: bytes) -> bytes:
        return data.replace(b"wordprocessingml.document.main", b"other.main") if "Types" in name else data

    with pytest.raises(UnsupportedError):
        read(rewritten(tmp_path / "other.docx", other))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """Neither a file of this machine nor a bomb of entities comes in through the XML."""
    secret = tmp_path / "secret.txt"
    secret.write_text("mật khẩu", encoding="utf-8")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY b "bom bom">]>'.encode()

    def with_entities(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        start = data.index(b"<w:document")
        return data[:start] + head + data[start:].replace(b"98,7%", b"&e;&b;")

    raw = read(rewritten(tmp_path / "entities.docx", with_entities)).raw
    assert "mật khẩu" not in raw
    assert "bom bom" not in raw
    assert "BÁO CÁO" in raw


HIDDEN = [
    ("itself", "<w:rPr><w:vanish/></w:rPr>", "ac"),
    ("switched off", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "abc"),
    ("by its style", '<w:rPr><w:rStyle w:val="An"/></w:rPr>', "ac"),
    ("by its style, switched off", '<w:rPr><w:rStyle w:val="An"/><w:vanish w:val="false"/></w:rPr>', "abc"),
]


@pytest.mark.parametrize(("case", "properties", "expected"), HIDDEN, ids=[row[0] for row in HIDDEN])
def test_hidden_text(case: str, properties: str, expected: str) -> None:
    styles = f'<w:styles {W}><w:style w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    body = f"<w:body {W}><w:p>{run('a')}<w:r>{properties}<w:t>b</w:t></w:r>{run('c')}</w:p></w:body>"
    assert [plain(line) for line in lines(parse_xml(body), Styles(parse_xml(styles)))] == [expected], case


def math(inside: str) -> str:
    return f'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inside}</m:oMath>'


def term(text: str, name: str) -> str:
    return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"


EQUATIONS = [
    ("fraction", f"<m:f>{term('12', 'num')}{term('15', 'den')}</m:f>", "12/15"),
    ("fraction of sums", f"<m:f>{term('1,5+2', 'num')}{term('15', 'den')}</m:f>", "(1,5+2)/15"),
    ("power", f"<m:sSup>{term('12 m', 'e')}{term('2', 'sup')}</m:sSup>", "12 m²"),
    ("index", f"<m:sSub>{term('CO', 'e')}{term('2', 'sub')}</m:sSub>", "CO₂"),
    ("root", f"<m:rad><m:deg/>{term('2', 'e')}</m:rad>", "√(2)"),
    ("sum", f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{term("i", "e")}</m:nary>', "∑i"),
    ("brackets", f"<m:d>{term('1', 'e')}{term('2', 'e')}</m:d>", "(1, 2)"),
    ("plain", "<m:r><m:t>x=98,5%</m:t></m:r>", "x=98,5%"),
]


@pytest.mark.parametrize(("case", "inside", "expected"), EQUATIONS, ids=[row[0] for row in EQUATIONS])
def test_equations(case: str, inside: str, expected: str) -> None:
    body = f"<w:body {W}><w:p>{run('đạt ')}{math(inside)}{run('.')}</w:p></w:body>"
    assert [plain(line) for line in lines(parse_xml(body), Styles(parse_xml(STYLES)))] == [f"đạt {expected}."], case
