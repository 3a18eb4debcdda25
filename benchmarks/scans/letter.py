"""Letterhead and foot of an administrative document: two blocks side by side, in the places of Nghị định 30/2020."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .fonts import width
from .made_tables import words
from .texts import SetName
from .truth import Paragraph, TextLine
from .typesetting import Style, Typesetter, wrap

_MOTTO = (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "-Bold", 12.0), ("Độc lập - Tự do - Hạnh phúc", "-Bold", 13.0))
_SHARES = (0.41, 0.59)
_CAPACITIES = (
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("GIÁM ĐỐC",),
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
)
_RECIPIENTS = (
    "- Như trên;",
    "- UBND tỉnh (để báo cáo);",
    "- Thường trực HĐND;",
    "- Các phòng, ban chuyên môn;",
    "- Trang thông tin điện tử;",
    "- Lưu: VT, KSTT (02b).",
)
_CODES = {"BÁO CÁO": "BC", "CHỈ THỊ": "CT", "CÔNG ĐIỆN": "CĐ", "QUYẾT ĐỊNH": "QĐ", "KẾ HOẠCH": "KH", "THÔNG BÁO": "TB"}
SIGNATURE = 66.0  # points between capacity and name
_Piece = tuple[str, str, float]  # text, face, size


@dataclass(frozen=True, slots=True)
class Letter:
    """What frames a text: issuer, number, place and date, recipients, capacity and name of the signatory."""

    superior: str
    issuer: str
    number: str
    dated: str
    recipients: tuple[str, ...]
    capacity: tuple[str, ...]
    signer: str


def drawn(random: Random, which: SetName, kind: str) -> Letter:
    """A letter with made names."""
    told = words(which)
    province, commune = random.choice(told["provinces"]), random.choice(told["communes"])
    office = random.random() < 0.3
    superior = f"UBND TỈNH {province}" if office else "ỦY BAN NHÂN DÂN"
    issuer = random.choice(told["offices"]) if office else f"{random.choice(('XÃ', 'PHƯỜNG', 'HUYỆN'))} {commune}"
    place = (province if office else commune).title()
    agency = "VP" if office else "UBND"
    number = f"Số: {random.randint(3, 2400):02d}/{_CODES.get(kind, 'BC')}-{agency}"
    dated = (
        f"{place}, ngày {random.randint(1, 28):02d} tháng {random.randint(1, 12):02d} năm {random.randint(2019, 2026)}"
    )
    recipients = ("Nơi nhận:", *random.sample(_RECIPIENTS[:-1], random.randint(2, 4)), _RECIPIENTS[-1])
    signer = " ".join(random.choice(told[part]) for part in ("surnames", "middles", "given"))
    return Letter(
        superior,
        issuer,
        number,
        dated,
        recipients,
        random.choice(_CAPACITIES[2:] if office else _CAPACITIES[:2]),
        signer,
    )


def set_head(page: Typesetter, letter: Letter) -> None:
    """Issuer and number on the left, motto, place and date on the right."""
    left: list[_Piece] = [(letter.superior, "", 12.0), (letter.issuer, "-Bold", 12.0), (letter.number, "", 13.0)]
    right: list[_Piece] = [*_MOTTO, (letter.dated, "-Italic", 13.0)]
    top, bottoms = page.y, []
    for pieces, (x, across) in zip((left, right), _columns(page), strict=True):
        page.y = top
        lines = [line for piece in pieces[:-1] for line in _centred(page, piece, x, across)]
        page.rule(x + across * 0.32, page.y + 3, across * 0.36)
        page.y = max(page.y + 12, top + 46)
        lines += _centred(page, pieces[-1], x, across)
        page.add(Paragraph(tuple(lines)))
        bottoms.append(page.y)
    page.y = max(bottoms) + 16


def set_title(page: Typesetter, kind: str, subject: str, size: float) -> None:
    """The kind of the document in capitals, its subject under it, a short rule."""
    page.paragraph(kind, Style(size, "-Bold", "centre"))
    page.paragraph(subject, Style(size, "-Bold", "centre"))
    x, across = page.column
    page.rule(x + across * 0.38, page.y + 3, across * 0.24)
    page.y += 16


def set_foot(page: Typesetter, letter: Letter) -> None:
    """Recipients on the left, capacity, room for the signature, and name on the right; kept together."""
    needed = 24 + 17 * len(letter.capacity) + SIGNATURE + 20
    if page.room < max(needed, 20 * len(letter.recipients) + 24):
        page.new_page()
    page.y += 12
    top = page.y
    (x, across), (x2, across2) = _columns(page)
    first, *rest = letter.recipients
    lines = _left(page, (first, "-BoldItalic", 12.0), x, across)
    lines += [line for text in rest for line in _left(page, (text, "", 11.0), x, across)]
    page.add(Paragraph(tuple(lines)))
    below, page.y = page.y, top
    signing = [line for text in letter.capacity for line in _centred(page, (text, "-Bold", 13.0), x2, across2)]
    page.y += SIGNATURE
    (name,) = _centred(page, (letter.signer, "-Bold", 14.0), x2, across2)
    page.add(Paragraph((*signing, name)))
    page.sign(letter.signer, name.box)
    page.y = max(below, page.y) + 10


def _columns(page: Typesetter) -> tuple[tuple[float, float], tuple[float, float]]:
    """Left edge and width of both blocks; the motto needs its room also in broad typefaces."""
    x, across = page.column
    motto = max(width(text, page.family + face, size) for text, face, size in _MOTTO) + 4
    right = max(across * _SHARES[1], min(motto, across * 0.66))
    return (x, across - right), (x + across - right, right)


def _centred(page: Typesetter, piece: _Piece, x: float, across: float) -> list[TextLine]:
    return _lines(page, piece[0], Style(piece[2], piece[1], "centre"), x, across)


def _left(page: Typesetter, piece: _Piece, x: float, across: float) -> list[TextLine]:
    return _lines(page, piece[0], Style(piece[2], piece[1], leading=1.2), x, across)


def _lines(page: Typesetter, text: str, style: Style, x: float, across: float) -> list[TextLine]:
    lines = []
    rows: Sequence[Sequence[str]] = wrap(text, page.font(style), style.size, across)
    for row in rows:
        lines.append(page.line(row, x, page.y, across, style))
        page.y += style.size * style.leading
    return lines
