"""The documents of both sets: which text in which typeface, with which tables; printed to PDF with their truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from . import made_tables
from .fonts import can_print
from .letter import drawn, set_foot, set_head, set_title
from .ruled import Sheet, set_table
from .texts import Prose, SetName, prose
from .truth import PageTruth
from .typesetting import MM, Margins, Style, Typesetter

# Most offices print in Times New Roman; Liberation Serif has its widths. Two families of each set the other lacks.
_FAMILIES = {
    "tune": ("Liberation Serif", "Liberation Sans", "DejaVu Serif", "Free Serif"),
    "test": (
        "Liberation Serif",
        "Noto Serif",
        "Liberation Serif",
        "Carlito",
        "DejaVu Sans",
        "Liberation Sans",
        "Free Serif",
    ),
}
_SIZES = (14.0, 13.0, 13.5, 12.0, 14.0)
_TABLE_SIZES = (11.0, 10.0, 12.0, 9.0)
_MANY = {"tune": 12, "test": 18}  # documents that consist of tables
Build = Callable[[Random, SetName, float], Sheet]


@dataclass(frozen=True, slots=True)
class Printed:
    """A vector PDF and the truth of its pages."""

    name: str
    path: Path
    pages: tuple[PageTruth, ...]


@cache
def documents(which: SetName, folder: Path) -> tuple[Printed, ...]:
    """Print all documents of a set into `folder`; the same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    numbered = zip(count(), [*_texts(which), *_tables(which)])
    return tuple(_print(number, which, item, folder) for number, item in numbered)


def _texts(which: SetName) -> Iterator[Prose | Build]:
    yield from prose(which)


def _tables(which: SetName) -> Iterator[Prose | Build]:
    yield from (_KINDS[number % len(_KINDS)] for number in range(_MANY[which]))


def _print(number: int, which: SetName, item: Prose | Build, folder: Path) -> Printed:
    random = Random(f"{which}/{number}")
    families = _FAMILIES[which]
    family = families[number % len(families)]
    if isinstance(item, Prose):
        name, family = item.name, _printable(item, family)
        page = _page(folder / f"{name}.pdf", family, random)
        _set_report(page, item, which, random, _SIZES[number % len(_SIZES)])
    else:
        name = f"table{number:02d}"
        family = "Liberation Serif" if item is _narrow_form else family  # others are too broad for 13 columns
        page = _page(folder / f"{name}.pdf", family, random, landscape=item is _wide_form or random.random() < 0.15)
        _set_tables(page, item, which, random, _TABLE_SIZES[number % len(_TABLE_SIZES)])
    return Printed(name, page.path, page.finish())


def _printable(item: Prose, family: str) -> str:
    """The family, or one that has all characters of the text."""
    text = "".join(item.paragraphs)
    return next(name for name in (family, "Liberation Serif", "DejaVu Sans") if can_print(text, name))


def _page(path: Path, family: str, random: Random, *, landscape: bool = False) -> Typesetter:
    side = random.uniform(15, 20) * MM
    margins = Margins(random.uniform(20, 25) * MM, side, random.uniform(25, 32) * MM, side)
    return Typesetter(path, family, landscape=landscape, margins=margins)


def _set_report(page: Typesetter, item: Prose, which: SetName, random: Random, size: float) -> None:
    letter = drawn(random, which, item.kind)
    set_head(page, letter)
    subject, *body = item.paragraphs
    if len(subject) > 300:  # no title but a first paragraph
        subject, body = "Về công tác kiểm soát thủ tục hành chính", list(item.paragraphs)
    set_title(page, item.kind, subject, size)
    at = random.randrange(1, len(body)) if len(body) > 3 and random.random() < 0.35 else -1
    for number, text in enumerate(body):
        if number == at:
            set_table(page, random.choice((_figures, _indicators))(random, which, 11.0))
        page.paragraph(text, _look(text, size))
    set_foot(page, letter)
    if random.random() < 0.3:
        page.new_page()
        page.paragraph("PHỤ LỤC", Style(size, "-Bold", "centre", after=8))
        set_table(page, _tasks(random, which, 11.0))


def _look(text: str, size: float) -> Style:
    heading = len(text) < 120 and not text.endswith((".", ";", ",", ":")) and text[:1] in "IVX123456789"
    face = "-Bold" if heading else "-Italic" if text.startswith("(") else ""
    return Style(size, face, "justify", indent=10 * MM, after=5, leading=1.28)


def _set_tables(page: Typesetter, build: Build, which: SetName, random: Random, size: float) -> None:
    letter = drawn(random, which, "BÁO CÁO")
    if build in (_wide_form, _narrow_form):
        _form_caption(page, which, random)
    else:
        page.paragraph("BIỂU TỔNG HỢP SỐ LIỆU", Style(13, "-Bold", "centre"))
    told = letter.number.removeprefix("Số: ")
    page.paragraph(
        f"(Kèm theo Báo cáo số {told} ngày {letter.dated.partition('ngày ')[2]})",
        Style(12, "-Italic", "centre", after=8),
    )
    set_table(page, build(random, which, size))
    if not page.landscape and page.room > 250:
        page.paragraph("Ghi chú: Số liệu tính đến thời điểm chốt kỳ báo cáo.", Style(12, "-Italic", after=6))
        set_foot(page, letter)


def _form_caption(page: Typesetter, which: SetName, random: Random) -> None:
    page.paragraph("Biểu số II.06a/VPCP/KSTT", Style(12, "-Bold"))
    page.paragraph("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", Style(13, "-Bold", "centre"))
    year = random.randint(2019, 2026)
    page.paragraph(f"Kỳ báo cáo: Quý {random.choice(('I', 'II', 'III', 'IV'))} năm {year}", Style(12, "", "centre"))
    reporter = random.choice(made_tables.words(which)["communes"]).title()
    page.paragraph(f"Đơn vị báo cáo: UBND xã {reporter}", Style(12))
    page.paragraph("Đơn vị tính: Số hồ sơ TTHC", Style(12, "-Italic", "right", after=4))


def _wide_form(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.form_ii06(random, which, min(size, 11.0), random.randint(6, 12))


def _narrow_form(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.form_ii06(random, which, min(size, 9.0), random.randint(6, 12))


def _tasks(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.task_list(random, which, size)


def _long_tasks(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.task_list(random, which, max(size, 11.0), long=True)


def _open_tasks(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.task_list(random, which, size, "rows")


def _figures(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.office_figures(random, which, size)


def _open_figures(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.office_figures(random, which, size, "rows")


def _indicators(random: Random, which: SetName, size: float) -> Sheet:
    return made_tables.indicators(random, which, size, random.choice(("rows", "grid")))


_KINDS: tuple[Build, ...] = (
    _wide_form,
    _tasks,
    _figures,
    _narrow_form,
    _open_figures,
    _indicators,
    _open_tasks,
    _long_tasks,
)
