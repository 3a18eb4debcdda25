"""A report's plain text, taken apart into the components that Nghị định 30/2020/NĐ-CP (Điều 8) names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .tables import Row, read_table

# Everything an issuer's symbol tells about its letterhead: the superior line (or none), then the issuer's own lines.
LETTERHEADS: dict[str, tuple[str | None, tuple[str, ...]]] = {
    "UBND": (None, ("ỦY BAN NHÂN DÂN", "{unit}")),
    "TTPVHCC": ("UBND {unit}", ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG")),
}
_LEVEL = r"(xã|phường|đặc khu|thị trấn)"
_LIST_MARK = re.compile(r"[-+•(*]|[IVX]+\. |\d+(\.\d+)*\. |[a-zđ]\) ")
_HEADING = re.compile(r"[IVX]+\. |\d+(\.\d+)*\. ")
_EMPHASIS = re.compile(r"(\*{1,2})([^*]+)\1")


@dataclass(frozen=True, slots=True)
class Report:
    """The components of one administrative document, in the order in which they are printed."""

    superior: str | None
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    kind: str
    subject: tuple[str, ...]
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    capacity: tuple[str, ...]
    signer: str
    appendix_title: tuple[str, ...] = ()
    appendix: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def parse(text: str) -> Report:
    """Take a sample text apart; ValueError where it has no «Số:» line or no «Nơi nhận»."""
    lines = text.splitlines()
    first_row = next((n for n, line in enumerate(lines) if "\t" in line), len(lines))
    prose = list(_blocks(lines[:first_row]))
    if not prose[0][0].startswith("Số:"):
        raise ValueError("The text does not begin with «Số:»")
    closing = next(n for n, block in enumerate(prose) if block[0].startswith("Nơi nhận"))
    number, place_and_date = prose[0][0], prose[1][0]
    superior, issuer = letterhead(number, place_and_date, text)
    recipients, capacity, signer, title = _closing(prose[closing:])
    return Report(
        superior,
        issuer,
        number,
        place_and_date,
        prose[2][0],
        tuple(prose[3]),
        tuple(_paragraphs(prose[4:closing], text)),
        recipients,
        capacity,
        signer,
        title,
        read_table(lines[first_row:]),
    )


def letterhead(number: str, place_and_date: str, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Derive the superior and the issuer from the symbol, the place, and the level printed before the place."""
    symbol = re.sub(r"\s", "", number).rpartition("-")[2]
    place = place_and_date.partition(",")[0]
    level = re.search(rf"{_LEVEL} {re.escape(place)}", text)
    unit = f"{level[1] if level else 'xã'} {place}".upper()
    superior, issuer = LETTERHEADS[symbol]
    return superior and superior.format(unit=unit), tuple(line.format(unit=unit) for line in issuer)


def runs(text: str) -> list[Run]:
    """Split at Markdown emphasis: `**bold**` and `*italic*` become runs, the marks go."""
    found, at = [], 0
    for match in _EMPHASIS.finditer(text):
        found.append(Run(text[at : match.start()]))
        found.append(Run(match[2], bold=match[1] == "**", italic=match[1] == "*"))
        at = match.end()
    found.append(Run(text[at:]))
    return [run for run in found if run.text]


def is_heading(paragraph: str) -> bool:
    """A numbered line without a full stop is a heading; numbered tasks are whole sentences (001, part III)."""
    return bool(_HEADING.match(paragraph)) and not paragraph.endswith((".", ";")) and len(paragraph) < 220


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Groups of neighbouring lines, blank lines between them."""
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def _paragraphs(blocks: list[list[str]], text: str) -> list[str]:
    """One string a paragraph; a sentence that a page break cut in two is whole again."""
    paragraphs: list[str] = []
    for block in blocks:
        for position, line in enumerate(block):
            if position == 0 and paragraphs and _runs_on(paragraphs[-1], line, text):
                paragraphs[-1] += " " + line
            else:
                paragraphs.append(line)
    return paragraphs


def _runs_on(before: str, after: str, text: str) -> bool:
    """Tell whether `after` continues the sentence of `before` on the next page."""
    if before.endswith((".", ":", ";", ")", "…")) or _LIST_MARK.match(after):
        return False
    if after[0].islower():
        return True
    if is_heading(before):
        return False
    if not after[0].isalpha():
        return True
    # «…phường Hưng ⏎⏎ Đạo năm 2026» (003): a name cut in two stands whole elsewhere.
    return f"{before.rsplit(maxsplit=1)[-1]} {after.split(maxsplit=1)[0]}" in text


def _closing(blocks: list[list[str]]) -> tuple[tuple[str, ...], tuple[str, ...], str, tuple[str, ...]]:
    """Recipients, the signer's capacity, the signer's name, and the lines above an appendix table."""
    lines = [line for block in blocks for line in block][1:]
    recipients = [line for line in lines if line.startswith("- ")]
    rest = [part.strip() for line in lines[len(recipients) :] for part in re.split(r"\*+", line) if part.strip()]
    count = next(n for n, line in enumerate(rest) if not line.isupper())
    return tuple(recipients), tuple(rest[:count]), rest[count], tuple(rest[count + 1 :])
