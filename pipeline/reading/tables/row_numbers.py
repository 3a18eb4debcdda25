"""Row numbers in the first column of a table: «I» or «1», told by the rows around them.

Lists of tasks number their sections I, II, III and the rows of each 1, 2, 3. A capital I and a 1 are one upright stroke
in small print. The title of a section has nothing in the columns behind it; where it has, rows begin anew below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from normalizers.patterns import pattern
from pipeline.document import Line

_STROKE = pattern(r"[1Il|ÍÌ!]")
_SEVERAL = pattern(r"II|III|IV|V|VI{1,3}|IX|X")
_MANY_STROKES = pattern(r"[IHlÍ|1]{1,4}")
_STROKES = {"H": 2}
_ROMAN = ("", "I", "II", "III")
_LEAST_COLUMNS = 3


def with_row_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` with the strokes of their first columns as the numbers that the rows around make them."""
    told: dict[int, str] = {}
    for width, rows in groupby(lines, key=lambda line: len(line.cells)):
        if width >= _LEAST_COLUMNS:
            told |= dict(_numbered([line for line in rows if len(line.cells[0]) == 1]))
    return tuple(_told(line, told) for line in lines)


def _told(line: Line, told: dict[int, str]) -> Line:
    if not line.cells[0] or id(line.cells[0][0]) not in told:
        return line
    word = line.cells[0][0]
    return Line(((replace(word, text=told[id(word)]), *line.cells[0][1:]), *line.cells[1:]))


def _numbered(rows: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The words that are other numbers than they were read as; only in columns with sections."""
    words = [line.cells[0][0] for line in rows]
    texts = [word.text.rstrip(".") for word in words]
    sections = [line for line, text in zip(rows, texts, strict=True) if _SEVERAL.fullmatch(text)]
    if not sections:
        return
    titled = all(map(_is_title, sections))
    section = 0
    for at, text in enumerate(texts):
        number = text
        if _STROKE.fullmatch(text):
            number = ("I" if _is_title(rows[at]) else "1") if titled else _one(texts, at)
        elif _MANY_STROKES.fullmatch(text) and 0 < section < len(_ROMAN) - 1:
            number = _next_section(text, section)
        if number in _ROMAN:
            section = _ROMAN.index(number)
        texts[at] = number
        if number != text:
            yield id(words[at]), number + words[at].text[len(text) :]


def _is_title(line: Line) -> bool:
    """True for the title of a section: nothing stands in the columns behind it."""
    return not any(line.cells[2:])


def _one(texts: Sequence[str], at: int) -> str:
    """«I», «1», or the text itself where its neighbours do not tell."""
    before = texts[at - 1] if at else ""
    after = texts[at + 1] if at + 1 < len(texts) else ""
    if after == "2" or _SEVERAL.fullmatch(before) or before == "I":
        return "1"
    if _STROKE.fullmatch(after) or (after == "II" and not before):
        return "I"
    return texts[at]


def _next_section(text: str, section: int) -> str:
    """The number after `section` where `text` has as many strokes, give or take one that ran into another."""
    following = _ROMAN[section + 1]
    strokes = sum(_STROKES.get(sign, 1) for sign in text)
    return following if abs(strokes - len(following)) <= 1 and "H" in text else text
