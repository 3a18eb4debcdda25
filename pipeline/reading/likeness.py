"""The signs of a page compared with each other: a 4 that looks like the sixes of its page, and like no other 4, is a 6.

Tesseract knows many typefaces a little, but a page is set in one or two and shows each digit many times. In Lato it
takes one 9 in thirty for a 2 and strokes of dates for ones, with confidence, and finds nothing in digits by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from normalizers.patterns import pattern
from pipeline.document import Line, Word

from .known_signs import LIKE_DIGITS, Distances, Figure, Image, Known, figures_of
from .lone_numbers import lone_number, with_first_numbers
from .misfits import CODE, as_printed, number_of_code
from .preparation.printed_signs import Print
from .replacing import replaced
from .two_readings import LONE

_DATE = pattern(r"[(]?(\d{1,2})([/1Il!|])(\d{1,2})([/1Il!|])((?:19|20)\d\d)[).,;:]{0,2}")
_DAYS, _MONTHS = 31, 12
_UPRIGHT = "Il|"
_UNLIKE, _FURTHER = 3.0, 0.1  # times, and by how much, a sign is further from its own kind than from the one it is of
_THE_SAME, _MUCH_UNLIKE, _NOT_THE_SAME = 3.0, 10.0, 0.05  # times the usual distance, and at least
_ONLY, _TIMES_ONLY, _MOST_ONLY = 0.03, 1.5, 0.05  # how far a sign is at most that has no other of its kind
_LEAST_OF_A_KIND, _FEW, _MANY = 4, 0.2, 0.5  # shares of a kind that a sign is like
_DOUBT = 0.8


def with_like_signs(image: Image, dpi: int, lines: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` of the straight gray page `image` with the digits that their shapes tell; lone signs are read or go."""
    told = tuple(lines)
    words = [word for line in told for word in line.words]
    figures, known = figures_of(image, dpi, words)
    decided: dict[int, Word | None] = {id(word): None for word in words if word.text == LONE}
    if known is not None:
        distances = 1 - known.patches @ known.patches.T
        np.fill_diagonal(distances, np.inf)
        for figure in figures:
            text = _compared(figure, known, distances) if figure.first is not None else as_printed(figure, known)
            if text != figure.word.text:
                decided[id(figure.word)] = replace(figure.word, text=text, confidence=_DOUBT)
        for word in words:
            if word.text == LONE:
                decided[id(word)] = lone_number(image, dpi, word, known)
            elif (text := _coded(image, dpi, word, known)) != word.text:
                decided[id(word)] = replace(word, text=text, confidence=_DOUBT)
    found = [line for line in (replaced(line, decided) for line in told) if any(line.cells)]
    return tuple(with_first_numbers(image, dpi, found, known) if known is not None else found)


def _coded(image: Image, dpi: int, word: Word, known: Known) -> str:
    """The text of a word, where it is the code of a document with the number that is printed."""
    shown = Print.of(image, dpi, word.box) if CODE.match(word.text) else None
    return word.text if shown is None else number_of_code(shown, word.text, known)


def _compared(figure: Figure, known: Known, distances: Distances) -> str:
    """The text of a figure that is part of what is known, its signs as others of their shape were read."""
    text, first, tall = _dated(figure, known, distances), figure.first or 0, figure.shown.tall()
    for at, sign in enumerate(text):
        if sign == "/" and at not in tall:  # «1/733»
            text = text[:at] + _point(known, distances[first + at]) + text[at + 1 :]
        elif sign.isdigit() or sign in LIKE_DIGITS or (sign.isalpha() and "," in text[:at]):
            text = text[:at] + _kind(sign, known, distances[first + at]) + text[at + 1 :]
    return "1" + text[1:] if text[:1] in _UPRIGHT and text[1:].isdigit() else text  # «lŠ»


def _point(known: Known, distances: Distances) -> str:
    """The point or comma that a low sign is, the stroke it was read as where it is like neither."""
    far, sign = min(((far, sign) for sign, far in known.kinds(distances).items() if sign in ".,"), default=(np.inf, ""))
    return sign if far <= known.limit else "/"


def _kind(sign: str, known: Known, distances: Distances) -> str:
    """The digit that a sign read as `sign` is."""
    own = known.far(distances, sign)
    if sign.isdigit() and own < _NOT_THE_SAME and known.share(distances, sign) > _FEW:  # so it is with most
        return sign
    others = [(far, other) for other, far in known.kinds(distances).items() if other.isdigit() and other != sign]
    far, other = min(others, default=(np.inf, sign))
    if not sign.isdigit():
        is_other = far <= known.limit
    elif own == np.inf:
        is_other = far <= min(max(_ONLY, _TIMES_ONLY * known.usual), _MOST_ONLY)
    else:
        is_other = far <= known.limit and (
            (own >= _UNLIKE * far and own - far >= _FURTHER)
            or (own >= _MUCH_UNLIKE * known.usual and own >= _NOT_THE_SAME and far <= _THE_SAME * known.usual)
            or _is_stray(sign, other, known, distances)
        )
    return other if is_other and known.is_typical(distances, other) else sign


def _is_stray(sign: str, other: str, known: Known, distances: Distances) -> bool:
    """True for a sign that is like most of another kind and like few of its own, which were misread as it was."""
    is_known = min(len(known.members[sign]), len(known.members[other])) >= _LEAST_OF_A_KIND
    return is_known and known.share(distances, sign) <= _FEW and known.share(distances, other) >= _MANY


def _dated(figure: Figure, known: Known, distances: Distances) -> str:
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
