"""A folder as the worst day brings it: damaged, huge, renamed and misleading files, with good reports among them."""

from __future__ import annotations

import os
import socket
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image

REPORT = """ỦY BAN NHÂN DÂN XÃ ĐÔNG {number}
Số: {number}/BC-UBND
Đông Hưng, ngày 09 tháng 6 năm 2026
BÁO CÁO
Kết quả giải quyết thủ tục hành chính quý II năm 2026
Tổng số hồ sơ tiếp nhận: {count} hồ sơ, đã giải quyết {count} hồ sơ, đạt 100%.
"""
_LINES = b"BT /F1 12 Tf 72 %d Td (%s) Tj ET\n"


def report(number: int) -> bytes:
    """A text report whose number and count tell which it is."""
    return REPORT.format(number=number, count=1000 + number).encode()


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of numbered objects, the first of them the catalog."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def text_pdf(pages: int = 1) -> bytes:
    """A PDF of so many pages, each with the same few lines of text."""
    told = (b"So: 77/BC-UBND", b"BAO CAO", b"Ket qua giai quyet thu tuc hanh chinh quy II nam 2026", b"4.911 ho so")
    content = b"".join(_LINES % (760 - 24 * at, line) for at, line in enumerate(told * 6))
    packed = zlib.compress(content)
    kids = b" ".join(b"%d 0 R" % (5 + page) for page in range(pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            *[page] * pages,
        ]
    )


def looped_pdf() -> bytes:
    """A PDF whose page tree is its own child."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 /Parent 3 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>",
        ]
    )


def _encrypted(path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path, encryption=pikepdf.Encryption(owner="chủ", user="mật khẩu"))


def _bomb(path: Path) -> None:
    """A .docx of some hundred kilobytes that unpacks to 400 MiB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * (1 << 20))


def _image(path: Path) -> None:
    Image.new("1", (20_000, 20_000), 1).save(path)


def _files(root: Path) -> dict[str, str]:
    """Regular files, and what must become of each."""
    whole = text_pdf()
    told: dict[str, tuple[bytes, str]] = {
        "truncated.pdf": (whole[: len(whole) // 3], "truncated"),
        "zero.pdf": (b"", "truncated"),
        "zero.txt": (b"", "truncated"),
        "exe.docx": (b"MZ\x90\x00\x03" + bytes(range(256)) * 40, "unsupported"),
        "archive.pdf": (b"Rar!\x1a\x07\x01\x00" + bytes(999), "unsupported"),
        "loop.pdf": (looped_pdf(), "truncated"),
        "5000 trang.pdf": (text_pdf(5000), "too_large"),
        "truly a pdf.txt": (whole, "done"),
        "báo cáo một.txt": (report(1), "done"),
        "a\nb\r\x1b[2J\u202egpj.txt": (report(2), "done"),
        "=cmd|' -C calc'!A1.txt": (report(3), "done"),
        "@SUM(1+1)*2\n.pdf": (b"", "truncated"),
        "n" * 246 + ".txt": (report(4), "done"),
        "đếm " * 35 + ".txt": (report(5), "done"),
        "  .txt": (report(6), "done"),
        "-rf --store.txt": (report(7), "done"),
        "bytes:00ff.txt": (report(8), "done"),
        os.fsdecode(b"la\xff\xfe\x80.txt"): (report(9), "done"),
        os.fsdecode(b"cut\xff.pdf"): (b"%PDF-1.4\nx", "truncated"),
        "%s %(x)d {0}.txt": (report(10), "done"),
    }
    for name, (content, _) in told.items():
        (root / name).write_bytes(content)
    return {name: what for name, (_, what) in told.items()}


def _no_files(root: Path, outside: Path) -> dict[str, str]:
    """Links, pipes and sockets."""
    (outside / "secret.txt").write_bytes(report(500))
    (outside / "folder").mkdir()
    (outside / "folder" / "x.txt").write_bytes(report(501))
    links = {
        "dangling": ("nowhere", "dangling_link"),
        "circle a": ("circle b", "dangling_link"),
        "circle b": ("circle a", "dangling_link"),
        "itself": ("itself", "dangling_link"),
        "out.txt": (str(outside / "secret.txt"), "outside_link"),
        "out folder": (str(outside / "folder"), "outside_link"),
        "passwd": ("/etc/passwd", "outside_link"),
        "within.txt": ("báo cáo một.txt", "done"),
    }
    for name, (target, _) in links.items():
        (root / name).symlink_to(target)
    (root / "back").symlink_to(root)  # a folder whose files are met anyway
    os.mkfifo(root / "fifo.pdf")
    before = Path.cwd()
    os.chdir(root)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind("socket.txt")
    finally:
        os.chdir(before)
    return {name: what for name, (_, what) in links.items()} | {
        "fifo.pdf": "special_file",
        "socket.txt": "special_file",
    }


def _deep(root: Path) -> dict[str, str]:
    """A tree of 60 folders, with a report at its end."""
    folder = Path(*(f"tầng {level}" for level in range(60)))
    (root / folder).mkdir(parents=True)
    (root / folder / "sâu.txt").write_bytes(report(11))
    return {str(folder / "sâu.txt"): "done"}


def hostile_folder(root: Path, outside: Path) -> dict[str, str]:
    """Fill `root`, with links to `outside`; gives "done" or the reason of quarantine for each path below it."""
    root.mkdir()
    outside.mkdir()
    expected = _files(root) | _no_files(root, outside) | _deep(root)
    _encrypted(root / "locked.pdf")
    _bomb(root / "bomb.docx")
    _image(root / "huge.png")
    _image(root / "huge.pdf.PNG")
    (root / "huge.pdf.PNG").rename(root / "an image.pdf")
    if os.geteuid():
        (root / "mine.txt").write_bytes(report(12))
        (root / "mine.txt").chmod(0)
        expected["mine.txt"] = "unreadable"
    return expected | {
        "locked.pdf": "encrypted",
        "bomb.docx": "too_large",
        "huge.png": "too_large",
        "an image.pdf": "too_large",
    }
