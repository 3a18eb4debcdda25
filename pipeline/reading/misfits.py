"""Figures whose print has other signs than were read: a digit doubled or passed over, two signs that touch.

Tesseract reads «25/2/20266» where «25/2/2026» is printed in Lato, and 26,11 where there is a dash before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from normalizers.patterns import pattern

from .known_signs import LIKE_DIGITS, Figure, Known, shapes
from .preparation.printed_signs import Part, Print
from .two_readings import is_figure

_STROKES, _AROUND = "/1Il!|", "().,;:-–+"
_TOLD = "0123456789/"
CODE = pattern(rf"[\dIl|!{LIKE_DIGITS}]{{1,5}}/(?=\p{{L}})")
_LONGEST = 7  # signs up to the stroke of a code
_SIGNED = pattern(r"[-–+]\d.*")
_MOST_MORE = 2  # signs more or less than were read
_ONE, _TWO = (0.8, 1.2), (1.7, 2.4)  # times the usual width: one digit, two that touch
_BRACKET = 1.12  # times the height of digits
_SURE, _TIMES_SURE = 0.03, 4.0  # how far signs that outvote a reading are at most, and in times the usual
_MARKS = ".,;:"
_MOST_CHANGES = (2, 1)  # where all is told, and where it is not
_MOST_UNTOLD = 1 / 3
_NEVER = 99


def as_printed(figure: Figure, known: Known) -> str:
    """The text of a figure as its signs were read elsewhere; as it was read where they do not tell."""
    text, shown = figure.word.text, figure.shown
    tall = shown.tall()
    if not tall or abs(len(shown.parts) - len(text)) > _MOST_MORE:
        return text
    text = _with_strokes(shown, tall, text)
    level = shown.level(tall)
    every = range(len(shown.parts))
    told = _with_brackets(shown, list(shapes(shown, every, level, known)), text, level[0])
    found = _with_every_sign(text, told) if all(told) else text
    if found != text:
        return found
    sure = max(_SURE, _TIMES_SURE * known.usual)
    told = _with_brackets(shown, list(shapes(shown, every, level, known, sure)), text, level[0])
    found = fitted(_unfolded(shown, told), text)
    return found if is_figure(found[1:] if _SIGNED.fullmatch(found) else found) else text


def number_of_code(shown: Print, text: str, known: Known) -> str:
    """The code `text` («67/BC-UBND») with its number as those signs were read elsewhere."""
    code = CODE.match(text)
    if code is None or not shown.parts:
        return text
    level = shown.level(shown.tall())
    sure = max(_SURE, _TIMES_SURE * known.usual)
    told = list(shapes(shown, range(min(len(shown.parts), _LONGEST)), level, known, sure))
    number = "".join(told[: told.index("/") + 1]) if "/" in told else ""
    if not all(told[: len(number)]) or not number[:-1].isdigit():
        return text
    return fitted(list(number), code[0]) + text[code.end() :]


def _with_brackets(shown: Print, told: list[str], text: str, height: float) -> list[str]:
    """`told` with the brackets that were read and are higher than digits, of which a page has too few to know them."""
    high = [each for each, part in enumerate(shown.parts) if not told[each] and part.height >= _BRACKET * height]
    for at in high:
        if at == 0 and text[0] == "(":
            told[at] = "("
        elif at >= len(told) - 2 and ")" in text[-2:]:
            told[at] = ")"
    return told


def _with_strokes(shown: Print, tall: Sequence[int], text: str) -> str:
    """`text` with strokes where high and slanted signs were read as points or commas: «39,48» for «39/48»."""
    if len(shown.parts) != len(text):
        return text
    strokes = {at for at in tall if text[at] in ".," and shown.is_stroke(at)}
    return "".join("/" if at in strokes else sign for at, sign in enumerate(text))


def _with_every_sign(text: str, told: Sequence[str]) -> str:
    """What is `told` of the signs where nothing that was read is lost by it."""
    if len(told) == len(text):  # a stroke read as a comma; points and commas have a test of their own
        told = [shape if shape in _TOLD else sign for shape, sign in zip(told, text, strict=True)]
        kept = [sign for sign in text if sign.isdigit()]
    else:
        kept = [sign for sign in text.strip(_AROUND) if sign not in _STROKES]
    mark = text[-1] if text[-1] in _MARKS and told[-1] not in _MARKS else ""  # too faint to be a sign
    found, signs = "".join(told) + mark, iter((*told, mark))
    has_all = all(sign in signs for sign in kept if sign not in _STROKES)
    return found if has_all and is_figure(found) else text


def _unfolded(shown: Print, told: Sequence[str]) -> list[str]:
    """`told` with two places for two digits that touch; none where a sign is neither one digit nor two."""
    usual = float(np.median([_width(shown.parts[at]) for at in shown.tall()]))
    tall, found = set(shown.tall()), list[str]()
    for at, sign in enumerate(told):
        digits = _width(shown.parts[at]) / usual
        if not sign and not (at in tall and (_ONE[0] <= digits <= _ONE[1] or _TWO[0] <= digits <= _TWO[1])):
            return []
        found += [sign] * (2 if not sign and digits >= _TWO[0] else 1)
    return found


def _width(part: Part) -> int:
    return part.right - part.left


def fitted(told: Sequence[str], text: str) -> str:
    """`text` with the fewest changes that the signs `told` ask for, «» where one is not told; `text` if they are many.

    What is not told is a digit that was read. Only digits go, where the signs beside are told; none is put in where
    anything is not told, for that may be what is missing.
    """
    untold = sum(not sign for sign in told)
    if untold > _MOST_UNTOLD * len(told) or not told:
        return text

    @cache
    def best(at: int, read: int, *, sure: bool) -> tuple[int, str]:
        """The changes from sign `at` and character `read` on, and their text; `sure`: the sign before is told."""
        if at == len(told) and read == len(text):
            return 0, ""
        sign, found = told[at] if at < len(told) else " ", []
        if read < len(text) and at < len(told) and (_may_be(sign, text[read]) if sign else text[read].isdigit()):
            changes, rest = best(at + 1, read + 1, sure=bool(sign))
            found.append((changes + (bool(sign) and sign != text[read]), (sign or text[read]) + rest))
        if read < len(text) and text[read].isdigit() and sure and sign:
            changes, rest = best(at, read + 1, sure=True)
            found.append((changes + 1, rest))
        if at < len(told) and not untold:
            changes, rest = best(at + 1, read, sure=True)
            found.append((changes + 1, sign + rest))
        return min(found, default=(_NEVER, ""))

    changes, fit = best(0, 0, sure=True)
    return fit if changes <= _MOST_CHANGES[untold > 0] else text


def _may_be(sign: str, read: str) -> bool:
    """Whether a sign may have been `read` so: no mark was read where a digit is printed."""
    return read not in _MARKS or not sign.isdigit()
