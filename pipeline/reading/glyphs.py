"""Glyphs of a text layer to whole words: Vietnamese letters composed, no word torn at a change of font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from pipeline.document import Box, Word

from .baselines import Level, baselines


class Glyph(NamedTuple):
    """One character drawn; `text` may hold several code points, the box is in points, origin top left.

    `drop` is how far below the base line the box ends, `font` the name of the font.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    drop: float = 0.0
    font: str | None = None


class _Step(NamedTuple):
    """From one glyph of a line to the next: the gap in points, whether a space character stands there, the em."""

    gap: float
    space: bool
    em: float


# All in em, the height of a glyph.
_TRACKING = 0.35  # letter spacing wider than this is no letter spacing but columns of single digits
_GAP = 0.15  # beyond the letter spacing: a new word, where the file writes no space characters
_SPACED_GAP = 0.3  # the same where it does; below it stand letters of a fallback font with wrong widths
_SPACE = 0.08  # a space character narrower than this is drawn over its neighbours and parts no word
_THIN = 0.02  # narrower than this a glyph has no width
_OVERPRINT = 0.12  # the same letter again so close by is bold by printing twice


def word_lines(glyphs: Iterable[Glyph]) -> list[list[Word]]:
    """The words of `glyphs`, line by line and left to right, in NFC; a combining mark joins the letter it is on."""
    return [_split(line) for line in baselines(_join_marks(glyphs), _level)]


def _level(glyph: Glyph) -> Level:
    return glyph.bottom - glyph.drop, glyph.bottom - glyph.top


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of ``word_lines`` in one list."""
    return [word for line in word_lines(glyphs) for word in line]


def _is_mark(text: str) -> bool:
    return "\u0300" <= text[:1] <= "\u036f"


def _join_marks(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Marks drawn as glyphs of their own put into the letter they belong to, before or behind them in the file."""
    joined: list[Glyph] = []
    waiting: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.text:
            continue
        if _is_mark(glyph.text):
            if joined and _sits_on(glyph, joined[-1]):
                joined[-1] = _composed(joined[-1], glyph)
            else:
                waiting.append(glyph)
            continue
        if joined and _is_overstruck(glyph, joined[-1]):
            joined[-1] = _composed(joined[-1], glyph)
            continue
        joined.append(glyph)
        while waiting:
            mark = waiting.pop(0)
            if _sits_on(mark, glyph):
                joined[-1] = _composed(joined[-1], mark)
            else:
                joined.insert(len(joined) - 1, mark)
    return joined + waiting


def _sits_on(mark: Glyph, letter: Glyph) -> bool:
    """True when the middle of `mark` is over `letter`, or at its edge as a mark without width is."""
    if letter.text.isspace():
        return False
    slack = 0.1 * (letter.bottom - letter.top)
    middle = (mark.x0 + mark.x1) / 2
    return letter.x0 - slack <= middle <= letter.x1 + slack and mark.top < letter.bottom and letter.top < mark.bottom


def _is_overstruck(glyph: Glyph, letter: Glyph) -> bool:
    """True for a mark without width behind its letter, as the fonts of VNI have them."""
    em = letter.bottom - letter.top
    thin, near = glyph.x1 - glyph.x0 < _THIN * em, abs(glyph.x0 - letter.x1) < _OVERPRINT * em
    return thin and near and glyph.top < letter.bottom and not (glyph.text.isspace() or letter.text.isspace())


def _composed(letter: Glyph, mark: Glyph) -> Glyph:
    x0, x1 = min(letter.x0, mark.x0), max(letter.x1, mark.x1)
    return letter._replace(text=letter.text + mark.text, x0=x0, x1=x1)


def _split(line: Sequence[Glyph]) -> list[Word]:
    """The words of one line."""
    letters, spaced = _letters(line)
    if not letters:
        return []
    steps = [_step(a, b, space) for a, b, space in zip(letters, letters[1:], spaced[1:], strict=False)]
    parts = _breaks(steps)
    found, start = [], 0
    for at, (before, after) in enumerate(pairwise(letters), start=1):
        if parts[at - 1] or _is_raised(before, after):
            found.append(_word(letters[start:at]))
            start = at
    found.append(_word(letters[start:]))
    return found


def _letters(line: Sequence[Glyph]) -> tuple[list[Glyph], list[bool]]:
    """The visible glyphs left to right, overprints dropped, and for each whether a space stands before it."""
    letters: list[Glyph] = []
    spaced: list[bool] = []
    space = False
    for glyph in sorted(line, key=attrgetter("x0")):
        if glyph.text.isspace():
            space = True
            continue
        if letters and _is_overprint(letters[-1], glyph):
            continue
        letters.append(glyph)
        spaced.append(space)
        space = False
    return letters, spaced


def _is_overprint(first: Glyph, second: Glyph) -> bool:
    return first.text == second.text and second.x0 - first.x0 < _OVERPRINT * (first.bottom - first.top)


def _step(first: Glyph, second: Glyph, space: bool) -> _Step:
    return _Step(second.x0 - first.x1, space, max(first.bottom - first.top, second.bottom - second.top, 0.1))


def _breaks(steps: Sequence[_Step]) -> list[bool]:
    """For each step whether a new word begins there, judged by the letter spacing of this very line."""
    inner = [step.gap / step.em for step in steps if not step.space]
    tracking = median(inner) if inner else 0.0
    tracking = tracking if 0 < tracking <= _TRACKING else 0.0
    spaces = [step for step in steps if step.space]
    real = [step for step in spaces if step.gap > (tracking + _SPACE) * step.em]
    trusted = 2 * len(real) >= len(spaces)  # else the widths of the font are wrong, and the spaces alone tell
    limit = tracking + (_SPACED_GAP if spaces else _GAP)
    least = tracking + _SPACE if trusted else float("-inf")
    return [step.gap > (least if step.space else limit) * step.em for step in steps]


def _is_raised(first: Glyph, second: Glyph) -> bool:
    """True between a letter and a raised or lowered small one: «120¹» is not 1201."""
    one, other = first.bottom - first.top, second.bottom - second.top
    apart = abs(first.top + first.bottom - second.top - second.bottom) / 2
    return max(one, other) > 1.25 * min(one, other) and apart > 0.1 * max(one, other)


def _word(glyphs: Sequence[Glyph]) -> Word:
    text = "".join("".join(glyph.text for glyph in glyphs).split())
    box = Box(
        min(glyph.x0 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )
    return Word(unicodedata.normalize("NFC", text), box, font=_usual_font(glyphs))


def _usual_font(glyphs: Sequence[Glyph]) -> str | None:
    fonts = [glyph.font for glyph in glyphs]
    return fonts[0] if len(set(fonts)) == 1 else max(fonts, key=fonts.count)
