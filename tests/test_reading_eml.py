"""Mails: the head, the body, the attachments, and mails in mails."""

from __future__ import annotations

import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from office_files import write_html, write_rtf, write_xlsx
from ole_files import ole_file
from test_reading_old_office import WORD

from pipeline.errors import MissingOfficeError, TooLargeError, TruncatedError
from pipeline.reading import Limits, libreoffice, read


def mail(subject: str = "Báo cáo tháng 6", body: str = "Tiếp nhận 12 hồ sơ.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Văn thư <van.thu@example.vn>", "tong.hop@example.vn"
    message["Date"], message["Subject"] = "Fri, 19 Jun 2026 08:30:00 +0700", subject
    message.set_content(body)
    return message


def saved(folder: Path, message: EmailMessage, limits: Limits | None = None) -> list[tuple[str, str]]:
    """The source and text of each page."""
    (folder / "a.eml").write_bytes(bytes(message))
    document = read(folder / "a.eml", limits or Limits())
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    return [(page.source, page.raw) for page in document.pages]


HEAD = "From: Văn thư <van.thu@example.vn>\nTo: tong.hop@example.vn\nDate: 19/06/2026 08:30\nSubject: Báo cáo tháng 6\n"


def attach(message: EmailMessage, path: Path, name: str, **told: str) -> None:
    message.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename=name, **told)


def test_text_alone(tmp_path: Path) -> None:
    assert saved(tmp_path, mail()) == [("eml", HEAD + "Tiếp nhận 12 hồ sơ.")]


def test_the_richer_of_two_bodies(tmp_path: Path) -> None:
    message = mail()
    message.add_alternative('<html><p style="font-family:.VnTime">hå s¬</p></html>', subtype="html")
    assert saved(tmp_path, message) == [("eml", HEAD + "hå s¬")]
    document = read(tmp_path / "a.eml")
    assert [(span.of(document.raw), name) for span, name in document.fonts] == [("hå s¬", ".VnTime")]


def test_attachments_are_further_pages(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a", ["Bảng"])
    write_rtf(tmp_path / "b", ["Văn bản"])
    message = mail()
    attach(message, tmp_path / "a", "Biểu số 1.xlsx")
    attach(message, tmp_path / "b", "b.doc")
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="x.gif")
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", cid="<logo>", disposition="inline")
    pages = saved(tmp_path, message)
    assert [source for source, _ in pages] == ["eml", "xlsx", "rtf"]
    first, second, third = read(tmp_path / "a.eml").pages
    assert second.reason == "attachment «Biểu số 1.xlsx»: sheet «Báo cáo»"
    assert second.cells[0][1] == "Báo cáo!A1"
    assert third.raw.strip() == "Văn bản"
    (note,) = first.notes
    assert "x.gif" in note


def test_a_web_page_saved_as_one_file(tmp_path: Path) -> None:
    page = "Content-Type: text/html\nContent-Location: file:///C:/a.htm\n\n<html><p>12 ho so</p></html>"
    rest = "Content-Type: text/xml\nContent-Location: file:///C:/filelist.xml\n\n<xml/>"
    picture = (
        "Content-Type: image/png\nContent-Location: file:///C:/a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
    )
    body = "".join(f"--x\n{part}\n" for part in (page, rest, picture))
    head = 'From: <Saved by x>\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    (tmp_path / "a.mht").write_text(f"{head}{body}--x--\n", encoding="ascii")
    (only,) = read(tmp_path / "a.mht").pages
    assert only.raw.endswith("12 ho so")
    assert only.notes == ()


def test_a_mail_in_a_mail(tmp_path: Path) -> None:
    inner = mail("Trong", "Số 12/BC-UBND")
    write_html(tmp_path / "a", ["Phụ lục"])
    attach(inner, tmp_path / "a", "a.html")
    message = mail()
    message.add_attachment(inner)
    assert [source for source, _ in saved(tmp_path, message)] == ["eml", "eml", "html"]


def nested(depth: int, *, as_file: bool) -> EmailMessage:
    message = mail()
    for _ in range(depth - 1):
        outer = mail()
        if as_file:
            outer.add_attachment(bytes(message), maintype="application", subtype="octet-stream", filename="a.eml")
        else:
            outer.add_attachment(message)
        message = outer
    return message


@pytest.mark.parametrize("as_file", [True, False])
def test_mails_lie_three_deep_at_most(tmp_path: Path, as_file: bool) -> None:
    assert len(saved(tmp_path, nested(3, as_file=as_file))) == 3
    with pytest.raises(TooLargeError):
        saved(tmp_path, nested(4, as_file=as_file))


def test_too_many_attachments(tmp_path: Path) -> None:
    message = mail()
    for number in range(4):
        message.add_attachment(b"Tep", maintype="application", subtype="octet-stream", filename=f"{number}.txt")
    assert len(saved(tmp_path, message)) == 5
    with pytest.raises(TooLargeError):
        saved(tmp_path, message, Limits(attachments=3))


def test_an_attachment_that_needs_a_missing_program_fails_the_mail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(libreoffice, "_program", lambda: None)
    (tmp_path / "old.doc").write_bytes(WORD)
    message = mail()
    attach(message, tmp_path / "old.doc", "old.doc")
    with pytest.raises(MissingOfficeError):
        saved(tmp_path, message)


def test_a_locked_attachment_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked").write_bytes(ole_file({"EncryptedPackage": b"x"}))
    message = mail()
    attach(message, tmp_path / "locked", "mật.xlsx")
    assert len(saved(tmp_path, message)) == 1
    assert "password" in read(tmp_path / "a.eml").pages[0].notes[0]


def test_cut_short(tmp_path: Path) -> None:
    write_rtf(tmp_path / "b", ["Văn bản"] * 50)
    message = mail()
    attach(message, tmp_path / "b", "b.doc")
    (tmp_path / "a.eml").write_bytes(bytes(message)[:-100])
    with pytest.raises(TruncatedError):
        read(tmp_path / "a.eml")


FIELDS = [
    "To: " + '"a" ' * 20_000,
    "To: " + "(" * 20_000,
    "Content-Type: text/plain; " + "a=b;" * 20_000,
    "Subject: " + "=?" * 20_000,
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field[:16])
def test_long_fields_are_quick(tmp_path: Path, field: str) -> None:
    (tmp_path / "a.eml").write_text(f"MIME-Version: 1.0\nFrom: a@example.vn\n{field}\n\nSo 12", encoding="ascii")
    begin = time.monotonic()
    assert read(tmp_path / "a.eml").raw.endswith("So 12")
    assert time.monotonic() - begin < 20


BODIES = [
    (b"Content-Type: text/plain; charset=us-ascii\n\nPh\xad\xacng", "Ph\xad¬ng"),
    (b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nU+G7kSAxMg==", "Số 12"),
    (b"Content-Type: text/plain; charset=nonsense\n\nS\xe1\xbb\x91 12", "Số 12"),
    (b"Content-Type: text/plain; charset=utf-7\n\nS+HtE- 12", "Số 12"),
    (b"Content-Type: nonsense\n\nS\xe1\xbb\x91 12", "Số 12"),
    (b"Content-Type: multipart/mixed\n\nSo 12", "So 12"),
]


@pytest.mark.parametrize(("rest", "expected"), BODIES)
def test_bodies(tmp_path: Path, rest: bytes, expected: str) -> None:
    (tmp_path / "a.eml").write_bytes(b"MIME-Version: 1.0\nSubject: x\n" + rest)
    assert read(tmp_path / "a.eml").raw.endswith(expected)


SUBJECTS = [
    ("bytes of TCVN3", b"H\xe5 s\xac", "Hå s¬"),
    ("bytes of UTF-8", "Hồ sơ".encode(), "Hồ sơ"),
    ("a charset that Python does not know", b"=?VISCII?Q?gi=E4i_quy=AAt?=", "giäi quyªt"),
    ("UTF-8 that is none", b"=?utf-8?Q?s=E1?=", "sá"),
    ("no base64", b"=?utf-8?B?xxx", "=?utf-8?B?xxx"),
]


@pytest.mark.parametrize(("case", "subject", "expected"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_subjects(tmp_path: Path, case: str, subject: bytes, expected: str) -> None:
    (tmp_path / "a.eml").write_bytes(b"MIME-Version: 1.0\nFrom: a@example.vn\nSubject: " + subject + b"\n\nSo 12")
    assert read(tmp_path / "a.eml").raw.split("\n")[1] == f"Subject: {expected}", case
