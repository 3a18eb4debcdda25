"""PDF text layers: the pages of data/reading (made by make.py there), and damaged files."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from normalizers import Span
from pipeline.document import Document, Page
from pipeline.errors import EncryptedError, TimeLimitError, TooLargeError, TruncatedError
from pipeline.reading import Limits, read, scan

DATA = Path(__file__).parent / "data" / "reading"

BODY = """\
Thực hiện Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ, Ủy
ban nhân dân xã Hà Đông báo cáo kết quả giải quyết thủ tục hành chính. Trong quý II
năm 2026, Trung tâm đã tiếp nhận 4.266 hồ sơ, trong đó trực tuyến 3.120 hồ sơ, đã giải
quyết 4.201 hồ sơ, đạt 98,7% kế hoạch đề ra từ đầu năm, tăng so với cùng kỳ năm trước."""

REPORT = f"""\
ỦY BAN NHÂN DÂN
XÃ HÀ ĐÔNG
Số: 12/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Đông, ngày 09 tháng 6 năm 2026
BÁO CÁO
Kết quả kiểm soát thủ tục hành chính quý II năm 2026
{BODY}
Trên đây là báo cáo của Ủy ban nhân dân xã./.
Nơi nhận:
- UBND tỉnh (để b/c);
- Văn phòng UBND tỉnh;
- Lưu: VT, TTPVHCC (02).
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Thị Thu Hằng\f\
2
Phụ lục: số liệu hồ sơ
TT\tLĩnh vực\tTổng số\tTrực tuyến
1\tHộ tịch và chứng thực các loại\t1.204\t1.100
2\tĐất đai\t305\t
\tTổng cộng\t1.509\t1.100
Ghi chú: số liệu tính đến hết ngày 14 tháng 6 năm 2026."""

SPACING = f"""\
ĐIỀU KHOẢN THI HÀNH
ĐIỀU KHOẢN THI HÀNH
GIẢI QUYẾT HỒ SƠ
Tỷ lệ giải quyết hồ sơ đúng hạn
BÁO CÁO TỔNG HỢP
Tổng số 120 1 hồ sơ
{BODY}
1 2 3 4 5 6 7"""

FORM = "Biểu số II.06a/VPCP/KSTT\nKỳ báo cáo: Quý II năm 2026"
MARGIN = "Kính gửi: Ủy ban nhân dân tỉnh\nCăn cứ Kế hoạch số 19/KH-UBND\nDỰ THẢO"

FILES = [
    ("report.pdf", REPORT),
    ("spacing.pdf", SPACING),
    ("merged.pdf", "Lĩnh vực\tTiếp nhận\t\n\tTrực tuyến\tTrực tiếp\nĐất đai\t1.204\t305"),
    ("turned.pdf", f"{FORM}\f{FORM}\f{MARGIN}"),
    ("figures.pdf", "Tiếp nhận trong kỳ 1.204\nKỳ trước chuyển qua 35\nCộng 1.239"),
    ("owner_password.pdf", MARGIN),
    ("cropped.pdf", "Số: 12/BC-UBND"),
]


def boxes(document: Document, text: str) -> list[tuple[int, ...]]:
    start = document.raw.index(text)
    found = document.locate(Span(start, start + len(text))).boxes or ()
    return [tuple(round(side) for side in (box.x0, box.top, box.x1, box.bottom)) for box in found]


@pytest.mark.parametrize(("name", "expected"), FILES, ids=[row[0] for row in FILES])
def test_read_as_a_person_reads_it(name: str, expected: str) -> None:
    document = read(DATA / name)
    assert document.raw == expected
    assert {page.source for page in document.pages} == {"pdf"}


@pytest.mark.parametrize("name", [row[0] for row in FILES])
def test_boxes_lie_on_the_page(name: str) -> None:
    for page in read(DATA / name).pages:
        for word in (word for line in page.lines for word in line.words):
            assert 0 <= word.box.x0 < word.box.x1 <= page.width
            assert 0 <= word.box.top < word.box.bottom <= page.height
            assert word.confidence == 1.0


def test_a_box_is_where_the_word_is_printed() -> None:
    report = read(DATA / "report.pdf")
    assert boxes(report, "4.266") == [(272, 218, 301, 231)]
    assert boxes(report, "Hộ tịch và chứng thực các loại") == [(124, 122, 240, 151)]  # both lines of the cell
    assert report.locate(Span(report.raw.index("1.509"), report.raw.index("1.509") + 5)).page == 2


def test_boxes_count_from_the_corner_of_what_is_shown() -> None:
    (page,) = read(DATA / "cropped.pdf").pages
    assert (round(page.width), round(page.height)) == (495, 742)
    assert round(next(page.lines[0].words).box.x0) == 85 - 50


def test_pages_are_shown_upright() -> None:
    by_rotate, by_reader, upright = read(DATA / "turned.pdf").pages
    assert (by_rotate.rotation, by_reader.rotation, upright.rotation) == (0, 90, 0)
    assert by_reader.width > by_reader.height
    assert [round(next(page.lines[0].words).box.x0) for page in (by_rotate, by_reader)] == [100, 100]


def test_pages_without_text_are_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page is a picture, the third has letters drawn as shapes; the second is empty."""
    shapes = {}

    def fake(image: NDArray[np.uint8], number: int, reason: str, limits: Limits, *, dpi: int) -> Page:
        shapes[number] = (image.shape, dpi)
        return Page(number, "ocr", reason)

    monkeypatch.setattr(scan, "scan_page", fake)
    pages = read(DATA / "pictures.pdf").pages
    assert [page.source for page in pages] == ["ocr", "blank", "ocr", "pdf"]
    assert [page.reason for page in pages[:3]] == [
        "no text layer",
        "nothing on the page",
        "no text layer, but something is drawn",
    ]
    assert shapes[1] == ((3508, 2481), 300)  # nothing is coloured
    assert pages[3].notes == ("pictures cover 24% of the page; text in them is not read",)


def test_password() -> None:
    with pytest.raises(EncryptedError) as caught:
        read(DATA / "password.pdf")
    assert "mật khẩu" in caught.value.message


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_cut_short(tmp_path: Path, share: float, caplog: pytest.LogCaptureFixture) -> None:
    whole = (DATA / "report.pdf").read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    with caplog.at_level(logging.DEBUG), pytest.raises(TruncatedError):
        read(path)
    assert not caplog.records


def test_limits() -> None:
    with pytest.raises(TooLargeError):
        read(DATA / "report.pdf", Limits(pages=1))
    with pytest.raises(TimeLimitError):
        read(DATA / "report.pdf", Limits(file_seconds=-1))
