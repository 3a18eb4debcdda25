"""Pages of names and other words, drawn at 300 dpi, each word with the place of its ink.

Two thirds of the words are drawn from all that can be written, so that the network learns none by heart: «Ẵng» is as
likely as «Nguyễn».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from benchmarks.scans.fonts import LETTERS
from normalizers.syllables import stripped_syllables
from pipeline.document import Box
from pipeline.reading.diacritics.spellings import spellings

DPI = 300
_SIZE = (2480, 3508)
# Families with all Vietnamese letters (Debian: fonts-liberation2, fonts-freefont-ttf, fonts-dejavu,
# fonts-sil-gentium-basic, fonts-ebgaramond, fonts-lato, fonts-roboto) and how often they are drawn; none of those that
# the pages have on which reading is measured, but for Liberation and FreeFont.
_FAMILIES = {
    "LiberationSerif": 10, "FreeSerif": 4, "LiberationSans": 3, "FreeSans": 2, "DejaVuSerif": 2, "GenBas": 2,
    "EBGaramond12": 2, "GenBkBas": 1, "Lato": 1, "Roboto": 1, "Gentium": 1,
}  # fmt: skip
_FACES = {"Bold": 6.0, "B": 6.0, "": 1.5, "Regular": 1.5, "R": 1.5} | dict.fromkeys(
    ("Italic", "BoldItalic", "Medium", "Semibold", "Black"), 0.5
)  # names of signatories are bold
_CASES = {"title": 8, "upper": 1, "lower": 2}
_POINTS = (11.5, 16.0)
_LEFT, _RIGHT, _TOP, _BOTTOM = 100, 2150, 120, 3350


@dataclass(frozen=True, slots=True)
class Printed:
    """A word of a page, where its ink is, and the top and bottom of the words beside it (pixels)."""

    text: str
    box: Box
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in gray and its words."""

    image: Image.Image
    words: tuple[Printed, ...]


def faces(folder: Path) -> dict[Path, float]:
    """The font files below `folder` that are drawn with, and how often; FileNotFoundError without any."""
    found = {}
    for path in sorted(folder.rglob("*.[to]tf")):
        for family, weight in _FAMILIES.items():
            face = path.stem.removeprefix(family).lstrip("-")
            if path.stem.startswith(family) and face in _FACES and _has_all_letters(path):
                found[path] = weight * _FACES[face]
    if not found:
        raise FileNotFoundError(f"no font of {', '.join(_FAMILIES)} in {folder}")
    return found


def _has_all_letters(path: Path) -> bool:
    """Liberation 1.x, often beside 2.x, lacks most of them."""
    with TTFont(path) as font:
        return all(ord(letter) in font.getBestCmap() for letter in LETTERS)


def sheet(random: Random, fonts: dict[Path, float], names: Sequence[str]) -> Sheet:
    """A page of lines of one to four words each, a third of them from `names`."""
    image = Image.new("L", _SIZE, 255)
    pen = ImageDraw.Draw(image)
    words: list[Printed] = []
    top = float(_TOP)
    while top < _BOTTOM:
        (path,) = random.choices(list(fonts), list(fonts.values()))
        size = random.uniform(*_POINTS) * DPI / 72
        font = ImageFont.truetype(str(path), size)
        left = float(random.randint(_LEFT, _LEFT + 160))
        while left < _RIGHT:
            group, left = _group(pen, (left, top), _some(random, names), font)
            words += group
            left += random.randint(40, 160)
        top += size * random.uniform(1.45, 2.2)
    return Sheet(image, tuple(words))


def _some(random: Random, names: Sequence[str]) -> list[str]:
    """One to four words in one case."""
    (case,) = random.choices(list(_CASES), list(_CASES.values()))
    drawn = [_word(random, names) for _ in range(random.choice((1, 2, 2, 3, 3, 3, 4)))]
    return [word.title() if case == "title" else word.upper() if case == "upper" else word for word in drawn]


def _word(random: Random, names: Sequence[str]) -> str:
    chance = random.random()
    if chance < 0.35 and names:
        return random.choice(names)
    if chance < 0.75:
        return random.choice(spellings(random.choice(_letters()))).text
    return random.choice(_syllables())


@cache
def _letters() -> tuple[str, ...]:
    return tuple(sorted(letters for letters in stripped_syllables() if spellings(letters)))


@cache
def _syllables() -> tuple[str, ...]:
    return tuple(each.text for letters in _letters() for each in spellings(letters))


def _group(
    pen: ImageDraw.ImageDraw, start: tuple[float, float], texts: Sequence[str], font: ImageFont.FreeTypeFont
) -> tuple[list[Printed], float]:
    """The `texts` drawn side by side from `start`, as far as there is room, and where they end."""
    left, top = start
    drawn: list[tuple[str, Box]] = []
    for text in texts:
        box = Box(*pen.textbbox((left, top), text, font=font))
        if box.x1 > _SIZE[0] - 80:
            break
        pen.text((left, top), text, font=font, fill=0)
        drawn.append((text, box))
        left += font.getlength(text + " ")
    highest = min((box.top for _, box in drawn), default=0.0)
    lowest = max((box.bottom for _, box in drawn), default=0.0)
    return [Printed(text, box, highest, lowest) for text, box in drawn], left
