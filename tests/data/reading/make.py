"""Writes the small PDF files of this folder; run it again after changing it: ``python make.py``.

Needs reportlab, Pillow and the Liberation fonts (version 2); the files are committed so that the tests need none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
FONTS = Path("/usr/share/fonts/truetype/liberation2")
WIDTH, HEIGHT = A4
LEFT, RIGHT = 85, WIDTH - 45
BODY = (
    "Thực hiện Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ, Ủy ban nhân dân xã Hà Đông báo cáo "
    "kết quả giải quyết thủ tục hành chính. Trong quý II năm 2026, Trung tâm đã tiếp nhận 4.266 hồ sơ, trong đó trực "
    "tuyến 3.120 hồ sơ, đã giải quyết 4.201 hồ sơ, đạt 98,7% kế hoạch đề ra từ đầu năm, tăng so với cùng kỳ năm trước."
)
TABLE = (
    ("TT", "Lĩnh vực", "Tổng số", "Trực tuyến"),
    ("1", "Hộ tịch và chứng thực các loại", "1.204", "1.100"),
    ("2", "Đất đai", "305", ""),
    ("", "Tổng cộng", "1.509", "1.100"),
)


def fonts() -> None:
    for name, file in (("Serif", "LiberationSerif-Regular.ttf"), ("Bold", "LiberationSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def write(name: str, *pages: Callable[[Canvas], None], encrypt: StandardEncryption | None = None) -> None:
    canvas = Canvas(str(HERE / name), pagesize=A4, encrypt=encrypt, invariant=True)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()


def put(
    canvas: Canvas, x: float, y: float, text: str, font: str = "Serif", size: float = 13, tracking: float = 0
) -> None:
    line = canvas.beginText(x, y)
    line.setFont(font, size)
    line.setCharSpace(tracking)
    line.textOut(text)
    canvas.drawText(line)


def centred(canvas: Canvas, x: float, y: float, text: str, font: str = "Serif", size: float = 13) -> None:
    put(canvas, x - pdfmetrics.stringWidth(text, font, size) / 2, y, text, font, size)


def justified(canvas: Canvas, y: float, text: str, size: float = 13, spaces: bool = True) -> float:
    """`text` set to the full measure from `y` down; without `spaces` the words are only placed apart."""
    lines = simpleSplit(text, "Serif", size, RIGHT - LEFT)
    for number, line in enumerate(lines):
        words = line.split()
        natural = sum(pdfmetrics.stringWidth(word, "Serif", size) for word in words)
        last = number == len(lines) - 1
        gap = 0.25 * size if last else (RIGHT - LEFT - natural) / max(1, len(words) - 1)
        x = float(LEFT)
        for word in words:
            put(canvas, x, y, word + " " if spaces else word, size=size)
            x += pdfmetrics.stringWidth(word, "Serif", size) + gap
        y -= 18
    return y


def letterhead(canvas: Canvas) -> None:
    centred(canvas, 165, 780, "ỦY BAN NHÂN DÂN", size=12)
    centred(canvas, 165, 765, "XÃ HÀ ĐÔNG", "Bold", 12)
    centred(canvas, 410, 779, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bold", 12)
    centred(canvas, 410, 763, "Độc lập - Tự do - Hạnh phúc", "Bold", 13)
    canvas.line(330, 759, 490, 759)
    canvas.line(140, 761, 190, 761)
    centred(canvas, 165, 738, "Số: 12/BC-UBND")
    centred(canvas, 410, 738, "Hà Đông, ngày 09 tháng 6 năm 2026")
    centred(canvas, 315, 700, "BÁO CÁO", "Bold", 14)
    centred(canvas, 315, 682, "Kết quả kiểm soát thủ tục hành chính quý II năm 2026", "Bold", 14)
    y = justified(canvas, 650, BODY)
    y = justified(canvas, y - 6, "Trên đây là báo cáo của Ủy ban nhân dân xã./.")
    foot(canvas, y - 20)


def foot(canvas: Canvas, y: float) -> None:
    put(canvas, LEFT, y, "Nơi nhận:", "Bold", 12)
    for row, text in enumerate(
        ("- UBND tỉnh (để b/c);", "- Văn phòng UBND tỉnh;", "- Lưu: VT, TTPVHCC (02)."), start=1
    ):
        put(canvas, LEFT, y - 13 * row, text, size=11)
    centred(canvas, 420, y, "TM. ỦY BAN NHÂN DÂN", "Bold")
    centred(canvas, 420, y - 16, "KT. CHỦ TỊCH", "Bold")
    centred(canvas, 420, y - 32, "PHÓ CHỦ TỊCH", "Bold")
    centred(canvas, 420, y - 100, "Nguyễn Thị Thu Hằng", "Bold")


def table(canvas: Canvas) -> None:
    """A page number, a ruled table with a cell of two lines and an empty one, and text around it."""
    centred(canvas, WIDTH / 2, 800, "2")
    put(canvas, LEFT, 760, "Phụ lục: số liệu hồ sơ", "Bold")
    xs, y = (LEFT, LEFT + 35, LEFT + 165, LEFT + 245, LEFT + 325), 745
    canvas.setLineWidth(0.5)
    canvas.line(xs[0], y, xs[-1], y)
    for row in TABLE:
        height = 38 if len(row[1]) > 20 else 20
        for x, after, text in zip(xs, xs[1:], row, strict=False):
            for number, line in enumerate(simpleSplit(text, "Serif", 13, after - x - 8)):
                put(canvas, x + 4, y - 15 - 16 * number, line)
        for x in xs:
            canvas.line(x, y, x, y - height)
        y -= height
        canvas.line(xs[0], y, xs[-1], y)
    put(canvas, LEFT, y - 25, "Ghi chú: số liệu tính đến hết ngày 14 tháng 6 năm 2026.")


def merged(canvas: Canvas) -> None:
    """A header merged over two columns and over two rows, columns so narrow that neighbours nearly touch."""
    xs, ys = (100, 180, 260, 340), (700, 680, 660, 640)
    for x in (xs[0], xs[1], xs[3]):
        canvas.line(x, ys[0], x, ys[-1])
    canvas.line(xs[2], ys[1], xs[2], ys[-1])
    for y in (ys[0], ys[2], ys[3]):
        canvas.line(xs[0], y, xs[-1], y)
    canvas.line(xs[1], ys[1], xs[-1], ys[1])
    put(canvas, 104, 686, "Lĩnh vực")
    put(canvas, 230, 686, "Tiếp nhận")
    put(canvas, 184, 666, "Trực tuyến")
    put(canvas, 264, 666, "Trực tiếp")
    put(canvas, 104, 646, "Đất đai")
    put(canvas, 259 - pdfmetrics.stringWidth("1.204", "Serif", 13), 646, "1.204")
    put(canvas, 261, 646, "305")


def spacing(canvas: Canvas) -> None:
    """Lines that tempt a reader to tear words apart or to run them together."""
    put(canvas, LEFT, 780, "ĐIỀU KHOẢN THI HÀNH", "Bold", 14, tracking=2.5)
    x = float(LEFT)
    for part in ("ĐIỀ", "U KHO", "ẢN THI HÀNH"):  # a fallback font whose letters are measured too narrow
        put(canvas, x, 760, part)
        x += pdfmetrics.stringWidth(part, "Serif", 13) + 2.6
    x = float(LEFT)
    for part in ("GIẢ", " ", "I QUYẾT", " ", "HỒ SƠ"):  # the first space has no width of its own
        put(canvas, x, 740, part)
        x += pdfmetrics.stringWidth(part, "Serif", 13) if part != " " or x > LEFT + 60 else 0.2
    marks(canvas, 720, "Tỷ lệ giải quyết hồ sơ đúng hạn")
    for shift in (0, 0.4):
        put(canvas, LEFT + shift, 700, "BÁO CÁO TỔNG HỢP", "Bold")
    put(canvas, LEFT, 680, "Tổng số 120")
    put(canvas, LEFT + pdfmetrics.stringWidth("Tổng số 120", "Serif", 13), 685, "1", size=8)
    put(canvas, LEFT + 90, 680, "hồ sơ")
    y = justified(canvas, 650, BODY, spaces=False)
    put(canvas, LEFT, y - 10, "1", size=13)
    for number in range(2, 8):
        put(canvas, LEFT + 30 * (number - 1), y - 10, str(number))


def marks(canvas: Canvas, y: float, text: str) -> None:
    """`text` with each mark drawn as a glyph of its own over the letter before it."""
    x = float(LEFT)
    for char in text:
        base, *above = unicodedata.normalize("NFD", char)
        put(canvas, x, y, base)
        x += pdfmetrics.stringWidth(base, "Serif", 13)
        for mark in above:
            put(canvas, x - pdfmetrics.stringWidth(mark, "Serif", 13), y, mark)


def sideways(canvas: Canvas) -> None:
    """A table set sideways on an upright page: its reader turns the page clockwise."""
    canvas.setPageRotation(0)
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    put(canvas, 100, 400, "Biểu số II.06a/VPCP/KSTT")
    put(canvas, 100, 380, "Kỳ báo cáo: Quý II năm 2026")


def turned(canvas: Canvas) -> None:
    """The same page, shown upright by /Rotate."""
    sideways(canvas)
    canvas.setPageRotation(90)


def margin(canvas: Canvas) -> None:
    """An upright page with a word running up its margin."""
    canvas.setPageRotation(0)
    put(canvas, LEFT, 700, "Kính gửi: Ủy ban nhân dân tỉnh")
    put(canvas, LEFT, 680, "Căn cứ Kế hoạch số 19/KH-UBND")
    canvas.saveState()
    canvas.translate(40, 300)
    canvas.rotate(90)
    put(canvas, 0, 0, "DỰ THẢO")
    canvas.restoreState()


def columns_of_figures(canvas: Canvas) -> None:
    """Labels and figures set apart by a tabulator: read row by row."""
    for row, (label, figure) in enumerate(
        (("Tiếp nhận trong kỳ", "1.204"), ("Kỳ trước chuyển qua", "35"), ("Cộng", "1.239"))
    ):
        put(canvas, LEFT, 700 - 18 * row, label)
        put(canvas, 400, 700 - 18 * row, figure)


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.linear_gradient("L")), 20, 20, WIDTH - 40, HEIGHT - 40)


def picture_and_text(canvas: Canvas) -> None:
    justified(canvas, 780, BODY + " " + BODY)
    canvas.drawImage(ImageReader(Image.linear_gradient("L")), 100, 100, 300, 400)


def empty(canvas: Canvas) -> None:
    canvas.setLineWidth(1)


def outlines(canvas: Canvas) -> None:
    """Letters drawn as shapes: nothing to read in the text layer."""
    for x in range(100, 400, 20):
        canvas.circle(x, 500, 6, fill=1)


def cropped(canvas: Canvas) -> None:
    """A page shown without its outer 50 points."""
    canvas.setCropBox((50, 50, WIDTH - 50, HEIGHT - 50))
    put(canvas, LEFT, 700, "Số: 12/BC-UBND")


def main() -> None:
    fonts()
    write("report.pdf", letterhead, table)
    write("merged.pdf", merged)
    write("spacing.pdf", spacing)
    write("turned.pdf", turned, sideways, margin)
    write("pictures.pdf", picture, empty, outlines, picture_and_text)
    write("cropped.pdf", cropped)
    write("figures.pdf", columns_of_figures)
    write("password.pdf", margin, encrypt=StandardEncryption("secret", "owner", strength=128))
    write("owner_password.pdf", margin, encrypt=StandardEncryption("", "owner", strength=128))


if __name__ == "__main__":
    main()
