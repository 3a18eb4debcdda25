"""The signs of a page compared with each other: a 4 that looks like the sixes of its page, and like no other 4, is a 6.

Tesseract knows many typefaces a little, but a page is set in one or two and shows each digit many times. In Lato it
takes one 9 in thirty for a 2 and strokes of dates for ones, with confidence, and finds nothing in digits by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from normalizers.patterns import pattern
from pipeline.document import Box, Line, Word

from .preparation.printed_signs import Print
from .two_readings import LONE, is_figure

Image = NDArray[np.uint8]
Patches = NDArray[np.float32]  # of shape (signs, size)
Distances = NDArray[np.float32]  # 1 - cosine of two patches, from 0

_LETTERS = "§ŠØóÓéÉáÁ"  # that digits are read as
_FIGURES = frozenset("0123456789§ŠØ")  # a look at these is quicker than the pattern
_COMPARED = pattern(rf"(?=.*[0-9])[0-9/.,\-–+%():;Il!|{_LETTERS}]+|[Il|]?[§ŠØ]{{1,2}}")
_ROW = pattern(r"[0-9]{1,2}")
_DATE = pattern(r"[(]?(\d{1,2})([/1Il!|])(\d{1,2})([/1Il!|])((?:19|20)\d\d)[).,;:]{0,2}")
_DAYS, _MONTHS = 31, 12
_STROKES, _UPRIGHT = "/1Il!|", "Il|"
_LOW = ".,-–"
_TOLD = "0123456789/"
_AROUND = "().,;:-–+"
_MOST = 3000  # signs of a page
_ALIKE, _TIMES_USUAL, _MOST_ALIKE = 0.08, 2.5, 0.12  # distance of like signs: so many times the usual, between these
_UNLIKE, _FURTHER = 3.0, 0.1  # times, and by how much, a sign is further from its own kind than from the one it is of
_ONLY, _TIMES_ONLY, _MOST_ONLY = 0.03, 1.5, 0.05  # the same for a sign that has no other of its kind
_TYPICAL = 0.3  # of the signs of a kind are alike to one that is of it: the others are bold, or misread
_LONE_SIZE = (0.75, 1.3)  # times the height of the page's digits: what a digit by itself may have
_MOST_LONE = 3  # digits of a page number
_LEAST_COLUMNS = 3  # of a table whose rows may have numbers
_AROUND_NUMBER = 2.0  # points
_DOUBT = 0.8


@dataclass(frozen=True, slots=True)
class _Known:
    """The signs of the figures of a page: patches, what was read of each, and how far apart those of a kind are."""

    patches: Patches
    members: Mapping[str, NDArray[np.intp]]  # of each sign that was read, where its patches stand
    height: float  # of a digit, pixels
    usual: float

    @property
    def limit(self) -> float:
        return min(max(_ALIKE, _TIMES_USUAL * self.usual), _MOST_ALIKE)

    def kinds(self, distances: Distances) -> dict[str, float]:
        """How far a sign with `distances` to all that are known is from each kind: to the second nearest of it."""
        return {
            sign: float(np.partition(distances[members], 1)[1])
            for sign, members in self.members.items()
            if len(members) > 1
        }

    def is_typical(self, distances: Distances, sign: str) -> bool:
        """True for a sign that is like many of the kind, not only like a few that may be misread themselves."""
        return float(np.mean(distances[self.members[sign]] <= self.limit)) >= _TYPICAL


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of the page and its print; `first` is where its signs begin in what is known, None if they are not."""

    word: Word
    shown: Print
    first: int | None


def with_like_signs(image: Image, dpi: int, lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the digits that their shapes tell; lone signs are read or go."""
    told = tuple(lines)
    words = [word for line in told for word in line.words]
    figures, known = _figures(image, dpi, words)
    decided: dict[int, Word | None] = {id(word): None for word in words if word.text == LONE}
    if known is not None:
        distances = 1 - known.patches @ known.patches.T
        np.fill_diagonal(distances, np.inf)
        for figure in figures:
            text = _compared(figure, known, distances) if figure.first is not None else _read(figure, known)
            if text != figure.word.text:
                decided[id(figure.word)] = replace(figure.word, text=text, confidence=_DOUBT)
        for word in words:
            if word.text == LONE:
                decided[id(word)] = _lone(image, dpi, word, known)
    found = [line for line in (_replaced(line, decided) for line in told) if any(line.cells)]
    return tuple(_with_first_numbers(image, dpi, found, known) if known is not None else found)


def _figures(image: Image, dpi: int, words: Iterable[Word]) -> tuple[list[_Figure], _Known | None]:
    """The figures among `words`; those whose signs are as many as their print has make what is known."""
    figures: list[_Figure] = []
    patches: list[NDArray[np.float32]] = []
    signs: list[str] = []
    heights: list[float] = []
    for word in words:
        if _FIGURES.isdisjoint(word.text) or not _COMPARED.fullmatch(word.text) or len(signs) > _MOST:
            continue
        shown = Print.of(image, dpi, word.box)
        if shown is None:
            continue
        fits = _fits(shown, word.text)
        figures.append(_Figure(word, shown, len(signs) if fits else None))
        if fits:
            digits = [at for at, sign in enumerate(word.text) if sign.isdigit()]
            height, base = shown.level(digits or shown.tall())
            heights.append(height)
            patches += (shown.patch(at, height, base) for at in range(len(word.text)))
            signs += word.text.replace("–", "-")
    if not signs:
        return figures, None
    members = {sign: np.array([at for at, each in enumerate(signs) if each == sign]) for sign in sorted(set(signs))}
    found = _Known(np.array(patches), members, float(np.median(heights)), 0.0)
    return figures, replace(found, usual=_usual(found))


def _fits(shown: Print, text: str) -> bool:
    """True where every character of `text` has its sign, the digits high ones and the points and dashes low ones."""
    tall = set(shown.tall())
    return len(shown.parts) == len(text) and all(
        at in tall if sign.isdigit() else sign not in _LOW or at not in tall for at, sign in enumerate(text)
    )


def _usual(known: _Known) -> float:
    """The median distance of a digit to the second nearest of its kind."""
    found: list[float] = []
    for sign, members in known.members.items():
        mine = known.patches[members]
        if sign.isdigit() and len(mine) > 2:
            found += np.partition(1 - mine @ mine.T, 2, axis=1)[:, 2].tolist()  # the nearest is the sign itself
    return float(np.median(found)) if found else 0.0


def _compared(figure: _Figure, known: _Known, distances: Distances) -> str:
    """The text of a figure that is part of what is known, its signs as others of their shape were read."""
    text, first, tall = _dated(figure, known, distances), figure.first or 0, figure.shown.tall()
    for at, sign in enumerate(text):
        if sign == "/" and at not in tall:  # «1/733»
            text = text[:at] + _point(known, distances[first + at]) + text[at + 1 :]
        elif sign.isdigit() or sign in _LETTERS:
            text = text[:at] + _kind(sign, known, distances[first + at]) + text[at + 1 :]
    return "1" + text[1:] if text[:1] in _UPRIGHT and text[1:].isdigit() else text  # «lŠ»


def _point(known: _Known, distances: Distances) -> str:
    """The point or comma that a low sign is, the stroke it was read as where it is like neither."""
    far, sign = min(((far, sign) for sign, far in known.kinds(distances).items() if sign in ".,"), default=(np.inf, ""))
    return sign if far <= known.limit else "/"


def _kind(sign: str, known: _Known, distances: Distances) -> str:
    """The digit that a sign read as `sign` is."""
    kinds = known.kinds(distances)
    own = kinds.get(sign, np.inf)
    others = [(far, other) for other, far in kinds.items() if other.isdigit() and other != sign]
    far, other = min(others, default=(np.inf, sign))
    if sign in _LETTERS:
        is_other = far <= known.limit
    elif own == np.inf:
        is_other = far <= min(max(_ONLY, _TIMES_ONLY * known.usual), _MOST_ONLY)
    else:
        is_other = far <= known.limit and own >= _UNLIKE * far and own - far >= _FURTHER
    return other if is_other and known.is_typical(distances, other) else sign


def _dated(figure: _Figure, known: _Known, distances: Distances) -> str:
    """The text of a figure with the strokes of a date that were read as ones."""
    text, first = figure.word.text, figure.first or 0
    date = _DATE.fullmatch(text)
    if not date or not (0 < int(date[1]) <= _DAYS and 0 < int(date[3]) <= _MONTHS):
        return text
    found = text
    for place in (2, 4):
        at = date.start(place)
        strokes = distances[first + at][known.members.get("/", [])]
        if text[at] != "/":
            if not len(strokes) or strokes.min() > known.limit:
                return text
            found = found[:at] + "/" + found[at + 1 :]
    return found


def _read(figure: _Figure, known: _Known) -> str:
    """The text of a figure whose print has other signs than were read, where every one of them is like some known."""
    text, shown = figure.word.text, figure.shown
    tall = shown.tall()
    if not tall or abs(len(shown.parts) - len(text)) > 2:
        return text
    shapes = list(_shape(shown, range(len(shown.parts)), shown.level(tall), known))
    if not all(shapes):
        return text
    if len(shapes) == len(text):  # a stroke read as a comma; points and commas have a test of their own
        shapes = [shape if shape in _TOLD else sign for shape, sign in zip(shapes, text, strict=True)]
        kept = [sign for sign in text if sign.isdigit()]
    else:
        kept = [sign for sign in text.strip(_AROUND) if sign not in _STROKES]
    found, signs = "".join(shapes), iter(shapes)
    has_all = all(sign in signs for sign in kept if sign not in _STROKES)
    return found if has_all and is_figure(found) else text


def _shape(shown: Print, at: Iterable[int], level: tuple[float, float], known: _Known) -> Iterable[str]:
    """What the signs numbered `at` look like: of each its kind, nothing where it is like none."""
    for each in at:
        distances = 1 - known.patches @ shown.patch(each, *level)
        ranked = sorted((far, sign) for sign, far in known.kinds(distances).items())
        if ranked and ranked[0][0] <= known.limit and known.is_typical(distances, ranked[0][1]):
            yield ranked[0][1]
        else:
            yield ""


def _with_first_numbers(image: Image, dpi: int, lines: Sequence[Line], known: _Known) -> Iterator[Line]:
    """`lines` with the numbers of rows that nothing was read of, where the row before or after tells the same."""
    numbers = [0, *map(_number, lines), 0]
    for at, line in enumerate(lines):
        before, after = numbers[at], numbers[at + 2]
        number = after - 1 if after else before + 1 if before else 0
        beside = lines[at + 1] if after else lines[at - 1]
        box = _first_cell(line, beside) if number > 0 else None
        word = _lone(image, dpi, Word(LONE, box, 0.0), known) if box else None
        yield Line(((word,), *line.cells[1:])) if word and word.text == str(number) else line


def _number(line: Line) -> int:
    """The number of a row, 0 where its first cell has none."""
    text = line.cells[0][0].text.rstrip(".") if len(line.cells) >= _LEAST_COLUMNS and len(line.cells[0]) == 1 else ""
    return int(text) if _ROW.fullmatch(text) else 0


def _first_cell(line: Line, numbered: Line) -> Box | None:
    """Where the number of a row stands that has none, by its other cells and by a row that has one."""
    rest = [word.box for word in line.words]
    if line.cells[0] or not rest or len(numbered.cells) != len(line.cells):
        return None
    middle = numbered.cells[0][0].box
    return Box(
        middle.x0 - _AROUND_NUMBER,
        min(box.top for box in rest) - _AROUND_NUMBER,
        middle.x1 + _AROUND_NUMBER,
        max(box.bottom for box in rest) + _AROUND_NUMBER,
    )


def _lone(image: Image, dpi: int, word: Word, known: _Known) -> Word | None:
    """The number at a place where one may stand, None where there is none."""
    shown = Print.of(image, dpi, word.box)
    if shown is None or not 0 < len(shown.parts) <= _MOST_LONE:
        return None
    every = range(len(shown.parts))
    level = shown.level(every)
    if not _LONE_SIZE[0] <= level[0] / known.height <= _LONE_SIZE[1]:
        return None
    found = list(_shape(shown, every, level, known))
    return replace(word, text="".join(found), confidence=_DOUBT) if all(map(str.isdigit, found)) else None


def _replaced(line: Line, decided: Mapping[int, Word | None]) -> Line:
    if not any(id(word) in decided for word in line.words):
        return line
    cells = ([decided.get(id(word), word) for word in cell] for cell in line.cells)
    return Line(tuple(tuple(word for word in cell if word is not None) for cell in cells))
