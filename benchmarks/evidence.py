"""Whether every value really stands where it says: its characters in the text, its boxes over its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import Report
from pipeline.document import Box, Document
from pipeline.facts import Row

_WORD = re.compile(r"[^ \t\n\f]+")  # between the characters with which Document.raw joins words, cells, lines and pages
_ROUNDING = 0.011  # points: boxes are given with two decimals


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a page and its place in ``Document.raw``, found anew from the characters alone."""

    start: int
    end: int
    page: int
    text: str
    box: Box


def problems(report: Report) -> list[str]:
    """One line for each value whose text or boxes are not where they should be; none is what is promised."""
    words = list(placed_words(report.document))
    return [problem for row in report.rows() for problem in _problems(row, report.document.raw, words)]


def placed_words(document: Document) -> Iterator[Placed]:
    """The words of the pages with their places; ValueError where the text is not made of these words."""
    words = [(page.number, word) for page in document.pages for line in page.lines for word in line.words]
    if not words:
        return
    for found, (page, word) in zip(_WORD.finditer(document.raw), words, strict=True):
        if found[0] != word.text:
            raise ValueError(f"page {page}: {found[0]!r} stands where the word {word.text!r} was read")
        yield Placed(found.start(), found.end(), page, word.text, word.box)


def _problems(row: Row, raw: str, words: list[Placed]) -> Iterator[str]:
    where = f"{row['kind']} {row['text']!r} at {row['start']}"
    if raw[row["start"] : row["end"]] != row["text"]:
        yield f"{where}: not the text at this place"
    if not words:
        return
    touched = [word for word in words if word.start < row["end"] and row["start"] < word.end]
    if not touched or touched[0].page != row["page"]:
        yield f"{where}: not on page {row['page']}"
    boxes = [_grown(Box(*sides)) for sides in row["boxes"] or ()]
    for word in touched:
        if word.page == row["page"] and not any(box.covers(word.box) for box in boxes):
            yield f"{where}: no box covers {word.text!r}"


def _grown(box: Box) -> Box:
    return Box(box.x0 - _ROUNDING, box.top - _ROUNDING, box.x1 + _ROUNDING, box.bottom + _ROUNDING)
