"""Form II.06 with its thirteen columns as a drawn page of 200 dpi, and what its cells say."""

from __future__ import annotations

from functools import cache

from drawn_tables import DPI
from PIL import Image, ImageDraw, ImageFont

from renditions.fonts import find_faces

LANDSCAPE = (2339, 1654)
ABOVE = (
    (110, 120, "Regular", "Biểu số II.06a/VPCP/KSTT"),
    (700, 120, "Bold", "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
    (980, 170, "Italic", "Kỳ báo cáo: Quý II/2026"),
    (860, 215, "Italic", "(Từ ngày 15/3/2026 đến ngày 14/6/2026)"),
    (1760, 260, "Italic", "Đơn vị tính: Số hồ sơ TTHC"),
)
XS = (100, 170, 590, 740, 880, 1030, 1170, 1310, 1450, 1590, 1730, 1880, 2020, 2160)
HEAD = (  # row, column, last row and column of the cell, lines
    (0, 0, 2, 0, ("TT",)),
    (0, 1, 2, 1, ("Lĩnh vực giải quyết",)),
    (0, 2, 0, 5, ("Số lượng hồ sơ tiếp nhận",)),
    (0, 6, 0, 9, ("Số lượng hồ sơ đã giải quyết",)),
    (0, 10, 0, 12, ("Số hồ sơ đang giải quyết",)),
    (1, 2, 2, 2, ("Tổng số",)),
    (1, 3, 1, 4, ("Trong kỳ",)),
    (1, 5, 2, 5, ("Từ kỳ", "trước")),
    (1, 6, 2, 6, ("Tổng số",)),
    (1, 7, 2, 7, ("Trước", "hạn")),
    (1, 8, 2, 8, ("Đúng", "hạn")),
    (1, 9, 2, 9, ("Quá hạn",)),
    (1, 10, 2, 10, ("Tổng số",)),
    (1, 11, 2, 11, ("Trong", "hạn")),
    (1, 12, 2, 12, ("Quá hạn",)),
    (2, 3, 2, 3, ("Trực", "tuyến")),
    (2, 4, 2, 4, ("Trực tiếp,", "bưu chính")),
    *((3, column, 3, column, (f"({column + 1})",)) for column in range(13)),
)
MEASURES = [
    "received_total",
    "received_online",
    "received_direct",
    "carried_over",
    "resolved_total",
    "resolved_early",
    "resolved_on_time",
    "resolved_overdue",
    "pending_total",
    "pending_in_time",
    "pending_overdue",
]
BODY = (
    ("1", "Đất đai", "1.943", "1.210", "402", "331", "1.516", "820", "655", "41", "427", "398", "29"),
    ("2", "Hộ tịch", "318", "256", "51", "11", "309", "287", "22", "0", "9", "9", "0"),
    ("3", "Chứng thực", "2.764", "", "2.764", "", "2.764", "2.764", "", "", "", "", ""),
    ("4", "Hoạt động xây dựng", "87", "79", "1", "7", "74", "68", "5", "1", "13", "12", "1"),
    ("5", "Bảo trợ xã hội", "45", "38", "3", "4", "41", "35", "6", "", "4", "4", ""),
    ("6", "Lao động, tiền lương", "7", "7", "", "", "6", "6", "", "", "1", "1", ""),
    ("", "Tổng cộng", "5.164", "1.590", "3.221", "353", "4.710", "3.980", "688", "42", "454", "424", "30"),
)
_TOP, _HEAD_ROW, _ROW = 310, 62, 46
YS = tuple(_TOP + _HEAD_ROW * row for row in range(5)) + tuple(
    _TOP + 4 * _HEAD_ROW + _ROW * row for row in range(1, len(BODY) + 1)
)


def rows() -> list[list[str]]:
    """The text of every cell, a merged one in its top left unit."""
    found = [[""] * 13 for _ in range(4)] + [list(row) for row in BODY]
    for row, column, _, _, lines in HEAD:
        found[row][column] = " ".join(lines)
    return found


def form() -> Image.Image:
    """The page, white and sharp."""
    page = Image.new("L", LANDSCAPE, 255)
    draw = ImageDraw.Draw(page)
    for x, y, face, text in ABOVE:
        draw.text((x, y), text, font=_font(face, 34), fill=0)
    for row, column, last_row, last_column, lines in HEAD:
        _cell(draw, (XS[column], YS[row], XS[last_column + 1], YS[last_row + 1]), lines, "Bold")
    for row, texts in enumerate(BODY, start=4):
        for column, text in enumerate(texts):
            _cell(draw, (XS[column], YS[row], XS[column + 1], YS[row + 1]), (text,), "Regular", left=column == 1)
    return page


def _cell(
    draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], lines: tuple[str, ...], face: str, *, left: bool = False
) -> None:
    draw.rectangle(box, outline=0, width=2)
    font, height = _font(face, 28), 30
    top = (box[1] + box[3] - height * len(lines)) / 2 - 1
    for at, line in enumerate(lines):
        x = box[0] + 8 if left else (box[0] + box[2] - draw.textlength(line, font=font)) / 2
        draw.text((x, top + height * at), line, font=font, fill=0)


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Liberation Serif, of 10 points at 28 pixels."""
    assert DPI == 200
    return ImageFont.truetype(str(find_faces()[face]), size)
