"""The TAB tables of the sample texts: rows that a page break cut are joined, leftovers of HTML go."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG = re.compile(r"\s*</?(?:p|ul|li)\b[^>]*>\s*")
_BULLET = re.compile(r"(?<=[.;:,)%])\s+-\s|(?<=\S)\s+-\s(?=\d)")
_LOOSE_BULLET = re.compile(r"(?<=\S)\s+-\s")  # only in a cell that is a list: «Phòng Văn hóa - Xã hội» is one name
_BULLET_START = re.compile(r"^-\s*(?=\S)")
_RULE = re.compile(r"[-\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; each cell is a tuple of paragraphs."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def is_section(self) -> bool:
        """Tell whether only a number and a title are filled: «I  Nhiệm vụ xây dựng …»."""
        return bool(self.cells[1]) and not any(self.cells[2:])


def read_table(lines: list[str]) -> tuple[Row, ...]:
    """Rows of the table; empty where `lines` hold none."""
    rows: list[list[str]] = []
    after_break = False
    for line in lines:
        if not line.strip():
            after_break = True
            continue
        cells = line.split("\t")
        if _RULE.fullmatch(line):
            continue
        if after_break and rows and _continues(cells):
            rows[-1] = [_joined(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        after_break = False
    return tuple(Row(tuple(cell_paragraphs(cell) for cell in row)) for row in rows)


def cell_paragraphs(cell: str) -> tuple[str, ...]:
    """Paragraphs of one cell, without tags; list items begin with «- »."""
    bullet = _LOOSE_BULLET if "<ul" in cell or cell.startswith("-") else _BULLET
    parts = [part.strip() for piece in _TAG.split(cell) for part in bullet.sub("\n- ", piece).split("\n")]
    paragraphs: list[str] = []
    for part in filter(None, parts):
        # 000, row II.1: «… thanh toán trực tuyến ⏎ <p>đạt 99,79%,</p>», a sentence cut by the page break.
        if paragraphs and part[0].islower():
            paragraphs[-1] += " " + part
        else:
            paragraphs.append(_BULLET_START.sub("- ", part))
    return tuple(paragraphs)


def _continues(cells: list[str]) -> bool:
    """The rest of a row on a new page: no number of its own, and not all of its cells are filled."""
    return not cells[0].strip() and not all(cell.strip() for cell in cells[1:])


def _joined(above: str, below: str) -> str:
    # 000, row 3.1: the page number «6» was read into a cell of the row that goes on.
    if below.strip().isdigit():
        return above
    return f"{above.rstrip()} {below.strip()}".strip() if below.strip() else above
