"""Small files that claim to be huge, and images that are no pages: refused in one sentence, or read without harm."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import docx
import numpy as np
import pytest
from docx.oxml.ns import qn
from PIL import Image

from pipeline.document import Page
from pipeline.errors import InputError
from pipeline.reading import pdf as pdf_reading
from pipeline.reading import read
from pipeline.reading.limits import Limits
from pipeline.report import process


def test_a_cell_that_claims_millions_of_columns(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "TT"
    span = table.cell(0, 0)._tc.get_or_add_tcPr().get_or_add_gridSpan()
    span.set(qn("w:val"), "2000000000")
    document.save(str(tmp_path / "wide.docx"))
    begin = time.monotonic()
    assert "TT" in read(tmp_path / "wide.docx").raw
    assert time.monotonic() - begin < 5


def _pdf(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (table, len(out))


def test_a_page_whose_content_unpacks_to_millions_of_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bomb.pdf").write_bytes(_pdf(b"BT ET " * 4_000_000))
    monkeypatch.setattr(pdf_reading, "_scanned", lambda _renderer, page, _limits: lambda: page)
    begin = time.monotonic()
    (page,) = pdf_reading.read_pdf(tmp_path / "bomb.pdf", Limits())
    assert isinstance(page, Page)
    assert (page.source, page.reason) == ("ocr", "the text layer is too large to be read")
    assert time.monotonic() - begin < 10


def test_an_image_of_three_rows_is_no_page(tmp_path: Path) -> None:
    Image.fromarray(np.full((3, 6000), 255, np.uint8)).save(tmp_path / "thin.png")
    with pytest.raises(InputError, match="không phải một trang giấy"):
        read(tmp_path / "thin.png")


def test_a_tiff_cut_in_half_is_damaged(tmp_path: Path) -> None:
    Image.fromarray(np.full((900, 700), 255, np.uint8)).save(tmp_path / "whole.tif")
    whole = (tmp_path / "whole.tif").read_bytes()
    (tmp_path / "cut.tif").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError):
        read(tmp_path / "cut.tif")


def test_a_text_too_tangled_for_a_pattern_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("normalizers.patterns.TIMEOUT", 0.05)  # a quick machine reads it in less than the usual limit
    (tmp_path / "pipes.txt").write_text("|1" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="quá phức tạp"):
        process(tmp_path / "pipes.txt")
