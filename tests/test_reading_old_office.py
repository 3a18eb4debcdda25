"""Files of Office 97-2003: what LibreOffice is told and how it is ended; with the real one, what comes out."""

from __future__ import annotations

import http.server
import os
import random
import shutil
import stat
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import olefile
import pytest
from office_files import Write, blocks, write_flat_odp, write_rtf, write_xlsx
from ole_files import ole_file
from xls_passwords import locked

from normalizers.legacy.codec import encode
from normalizers.legacy.encodings import Encoding
from pipeline import process
from pipeline.errors import EncryptedError, MissingOfficeError, TimeLimitError, TruncatedError
from pipeline.reading import Limits, libreoffice, read
from pipeline.report import Failure, attempt

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "docx" / "000.docx"
WORD = ole_file({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, 0)})
POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="the program that stands in for LibreOffice is a shell script"
)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    (tmp_path / "report.doc").write_bytes(WORD)
    return tmp_path / "report.doc"


@pytest.mark.parametrize(("program", "module"), [(None, True), ("soffice", False)])
def test_without_libreoffice_the_file_is_quarantined_by_its_own_reason(
    monkeypatch: pytest.MonkeyPatch, word: Path, program: str | None, module: bool
) -> None:
    monkeypatch.setattr(libreoffice, "_program", lambda: program)
    monkeypatch.setattr(libreoffice, "_has_module", lambda _program, _kind: module)
    with pytest.raises(MissingOfficeError, match="LibreOffice"):
        read(word)
    failure = attempt(word)
    assert isinstance(failure, Failure)
    assert (failure.code, failure.exit_code) == ("office_missing", 4)


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A shell script in place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(libreoffice, "_program", lambda: str(path))
    monkeypatch.setattr(libreoffice, "_has_module", lambda _program, _kind: True)


@POSIX
def test_a_conversion_that_takes_too_long_is_ended_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, word: Path
) -> None:
    stand_in(monkeypatch, tmp_path, f"sleep 600 & echo $! > {tmp_path}/child; wait")
    begin = time.monotonic()
    with pytest.raises(TimeLimitError, match="LibreOffice"):
        read(word, Limits(office_seconds=1))
    assert time.monotonic() - begin < 30
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or is_zombie(child):
            return
        time.sleep(0.1)
    os.kill(child, 9)
    pytest.fail("what LibreOffice had started goes on")


def is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@POSIX
@pytest.mark.parametrize("script", ["exit 0", "exit 1", 'touch "${10}/input.docx"'])
def test_a_conversion_without_outcome_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, word: Path, script: str
) -> None:
    stand_in(monkeypatch, tmp_path, script)
    with pytest.raises(TruncatedError, match=r"\.doc"):
        read(word)


@POSIX
def test_a_workbook_that_libreoffice_has_no_password_for_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, tmp_path, "exit 0")
    records = struct.pack("<HHHHII", 0x0809, 8, 0x0600, 5, 0, 0) + struct.pack("<HHH", 0x002F, 2, 0)
    (tmp_path / "report.xls").write_bytes(ole_file({"Workbook": records}))
    with pytest.raises(EncryptedError, match="mật khẩu"):
        read(tmp_path / "report.xls")


@POSIX
def test_each_process_has_a_profile_of_its_own_without_macros_or_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, word: Path
) -> None:
    profile = 'cp "$(echo "$1" | sed s,-env:UserInstallation=file://,,)/user/registrymodifications.xcu"'
    stand_in(
        monkeypatch,
        tmp_path,
        f'echo "$1" >> {tmp_path}/profiles; {profile} {tmp_path}; cp {SAMPLE} "$(dirname "${{11}}")/x"; '
        f'while [ $# -gt 2 ]; do shift; done; cp {SAMPLE} "$1/input.docx"',
    )
    first, second = read(word), read(word)
    assert first.raw == second.raw
    assert first.pages[0].source == "doc"
    profiles = (tmp_path / "profiles").read_text().split()
    assert len(set(profiles)) == 2
    assert not any(Path(each.removeprefix("-env:UserInstallation=file://")).exists() for each in profiles)
    settings = (tmp_path / "registrymodifications.xcu").read_text()
    for name in ("DisableMacrosExecution", "DisableActiveContent", "BlockUntrustedRefererLinks", "ooInetHTTPProxyName"):
        assert f'oor:name="{name}"' in settings


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder, where LibreOffice is there in all its parts."""
    if len(libreoffice.status().formats) < 3:
        pytest.skip("no LibreOffice with Writer, Calc and Impress")
    return tmp_path_factory.mktemp("office")


def written(source: Path, form: str, old: str) -> Path:
    """`source` as LibreOffice writes it in an old format."""
    folder = source.with_suffix(f".{old}.folder")
    folder.mkdir()
    return libreoffice.convert(source, form, old, folder, 120)


def values(path: Path) -> list[tuple[str, str, str]]:
    return [(row["kind"], str(row["value"]), row["text"]) for row in process(path).rows()]


@pytest.mark.office
def test_old_word_has_the_values_of_its_successor(office: Path) -> None:
    shutil.copy(SAMPLE, office / "report.docx")
    assert values(written(office / "report.docx", "doc", "doc")) == values(SAMPLE)


@pytest.mark.office
def test_old_sheets_have_the_values_of_the_text(office: Path) -> None:
    same_values(office, write_xlsx, "xls", [line for line in read(SAMPLE).raw.split("\n") if line.strip()])


@pytest.mark.office
def test_old_slides_have_the_values_of_the_text(office: Path) -> None:
    """A small table: LibreOffice's own .ppt of one that is higher than the slide has its rows out of order."""
    lines = [line for line in read(SAMPLE).raw.split("\n") if line.strip() and "\t" not in line][:25]
    same_values(office, write_flat_odp, "ppt", [*lines, "Lĩnh vực\tHồ sơ tiếp nhận", "Đất đai\t300"])


def same_values(folder: Path, write: Write, old: str, lines: list[str]) -> None:
    (folder / f"{old}.txt").write_text("\n".join(lines), encoding="utf-8")
    write(folder / f"{old}.source", blocks(lines))
    expected = values(folder / f"{old}.txt")
    assert len(expected) > 10
    assert values(written(folder / f"{old}.source", old, old)) == expected


LEGACY = "Phương hướng, nhiệm vụ: giải quyết 1.204 hồ sơ – người dân được hưởng ưu đãi"
ENCODINGS = [(Encoding.TCVN3, ".VnTime"), (Encoding.VNI, "VNI-Times"), (Encoding.VPS, "VPS Times")]


@pytest.mark.office
@pytest.mark.parametrize(("encoding", "font"), ENCODINGS)
def test_legacy_text_comes_through_libreoffice(office: Path, encoding: Encoding, font: str) -> None:
    text = encode(LEGACY, encoding)
    document = docx.Document()
    document.add_paragraph().add_run(text).font.name = font
    document.save(str(office / f"{encoding}.docx"))
    write_xlsx(office / f"{encoding}.xlsx", [text], font)
    write_rtf(office / f"{encoding}.rtf", [text], font, as_bytes=True)
    for source, form in (("docx", "doc"), ("rtf", "doc"), ("xlsx", "xls")):
        old = written(office / f"{encoding}.{source}", form, form)
        assert read(old).raw.strip() == text, source
        shutil.rmtree(old.parent)
    old = written(office / f"{encoding}.xlsx", "xls", "xls")
    assert font in {name for _, name in read(old).fonts}


@pytest.mark.office
def test_a_workbook_that_excel_locked_by_itself_is_read(office: Path) -> None:
    """Excel encrypts a workbook whose structure is protected, with a password that every program knows."""
    write_xlsx(office / "protected.xlsx", blocks(["Tiếp nhận\t1.204"]))
    old = written(office / "protected.xlsx", "xls", "xls")
    with olefile.OleFileIO(old) as opened:
        stream = opened.openstream("Workbook").read()
    (office / "protected.xls").write_bytes(ole_file({"Workbook": locked(stream, "VelvetSweatshop")}))
    assert read(office / "protected.xls").raw == "Tiếp nhận\t1.204"
    (office / "secret.xls").write_bytes(ole_file({"Workbook": locked(stream, "của riêng")}))
    with pytest.raises(EncryptedError):
        read(office / "secret.xls")


WORD_2003 = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>
<w:p><w:r><w:t>Ph­¬ng h­íng: gi¶i quyÕt 1.204 hå s¬</w:t></w:r></w:p><w:sectPr/></w:body></w:wordDocument>"""
EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles><Worksheet ss:Name="S"><Table><Row>
<Cell><Data ss:Type="String">Tỷ lệ</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.985</Data></Cell>
</Row></Table></Worksheet></Workbook>"""


@pytest.mark.office
@pytest.mark.parametrize(
    ("data", "source", "expected"),
    [
        (WORD_2003, "doc", "Ph­¬ng h­íng: gi¶i quyÕt 1.204 hå s¬"),
        (EXCEL_2003, "xls", "Tỷ lệ\t98,5%"),
    ],
)
def test_office_2003_in_xml(office: Path, data: str, source: str, expected: str) -> None:
    (office / f"report.{source}").write_text(data, encoding="utf-8")
    document = read(office / f"report.{source}")
    assert document.raw.strip() == expected
    assert document.pages[0].source == source


@pytest.mark.office
def test_letters_of_no_told_code_page_are_kept(office: Path) -> None:
    text = encode(LEGACY.replace("– ", ""), Encoding.TCVN3)
    write_rtf(office / "default.rtf", [text], ".VnTime", as_bytes=True)
    data = (office / "default.rtf").read_bytes().replace(b"fcharset0", b"fcharset1")
    (office / "default.rtf").write_bytes(data)
    assert read(written(office / "default.rtf", "doc", "doc")).raw.strip() == text


@pytest.mark.office
def test_flat_presentations(office: Path) -> None:
    write_flat_odp(office / "report.fodp", ["Tiếp nhận 1.204 hồ sơ"])
    assert read(office / "report.fodp").raw.strip() == "Tiếp nhận 1.204 hồ sơ"


STRUCTURED = r"""{\rtf1\ansi\uc1{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset2 Symbol;}}
{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc1\levelstartat1{\leveltext\'02\'00.;}{\levelnumbers\'01;}}
{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'01.;}{\levelnumbers\'01;}}\listid1}}
{\*\listoverridetable{\listoverride\listid1\listoverridecount0\ls1}}
\pard Nh\u7853?n 426{\super\chftn{\footnote\pard\plain\chftn  S\u7889? 99.}} h\u7891? s\u417?, {\f1 \'b3} 5{\super 2}{\v  777}{\deleted  888}.\par
\pard\ls1\ilvl0 {\listtext I.\tab}A\par\pard\ls1\ilvl1 {\listtext 1.\tab}B\par\pard\ls1\ilvl0 {\listtext II.\tab}C\par}"""
SHOWN = ["Nhận 426 hồ sơ, ≥ 5².", "I. A", "1. B", "II. C"]


@pytest.mark.office
@pytest.mark.parametrize("form", ["doc", "docx", "odt"])
def test_notes_numbers_signs_and_what_is_hidden(office: Path, form: str) -> None:
    (office / "structured.rtf").write_text(STRUCTURED, encoding="ascii")
    lines = read(office / "structured.rtf").raw.split("\n")
    assert lines[:4] == SHOWN
    made = read(written(office / "structured.rtf", "doc", form)).raw.split("\n")
    assert [line.strip() for line in made if line.strip()] == [line.strip() for line in lines if line.strip()]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize(("old", "write"), [("doc", write_rtf), ("xls", write_xlsx), ("ppt", write_flat_odp)])
def test_damaged_old_files_are_told(office: Path, tmp_path: Path, old: str, write: Write) -> None:
    source = tmp_path / "sound"
    write(source, blocks(["BÁO CÁO", "Tiếp nhận 1.204 hồ sơ, đạt 98,7%", "Lĩnh vực\tHồ sơ", "Đất đai\t300"]))
    sound = written(source, old, old).read_bytes()
    chance = random.Random(old)
    for number in range(8):
        data = bytearray(sound)
        if number % 2:
            data = data[: chance.randrange(600, len(data))]
        else:
            for _ in range(40):
                data[chance.randrange(512, len(data))] ^= 1 << chance.randrange(8)
        (tmp_path / "damaged").write_bytes(data)
        told = attempt(tmp_path / "damaged", limits=Limits(office_seconds=60))
        assert not isinstance(told, Failure) or told.exit_code == 3


@pytest.fixture
def visited() -> Iterator[tuple[str, list[str]]]:
    """The address of a web server on this machine, and what is asked of it."""
    asked: list[str] = []

    class Asked(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - as the server asks for them

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.office
def test_linked_pictures_are_not_fetched(office: Path, visited: tuple[str, list[str]]) -> None:
    address, asked = visited
    field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}/picture.png" \\d}}{{\fldrslt x}}}}'
    (office / "linked.rtf").write_text(rf"{{\rtf1\ansi Ti\'e1p nh\'e2n {field}\par}}", encoding="ascii")
    outcome = written(office / "linked.rtf", "doc", "docx")
    assert outcome.stat().st_size
    assert asked == []
