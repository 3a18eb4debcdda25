"""Typefaces with all 134 Vietnamese letters, found among the fonts of the system and made known to reportlab.

Debian: `apt-get install fonts-liberation2 fonts-dejavu fonts-noto-core fonts-crosextra-carlito fonts-freefont-ttf`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FACES = ("", "-Bold", "-Italic", "-BoldItalic")
_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES] + ["đ"]
LETTERS = frozenset(letter for lower in _LOWER if not lower.isascii() for letter in (lower, lower.upper()))


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface, the Debian package that holds it, and its files for FACES."""

    name: str
    package: str
    files: tuple[str, str, str, str]


def _family(name: str, package: str, stem: str, ends: str = "-Regular -Bold -Italic -BoldItalic") -> Family:
    regular, bold, italic, both = (f"{stem}{end}.ttf" for end in ends.replace("_", "").split(" "))
    return Family(name, package, (regular, bold, italic, both))


_OBLIQUE = "_ -Bold -Oblique -BoldOblique"
_DEJAVU, _NOTO = "fonts-dejavu", "fonts-noto-core"
FAMILIES = {
    family.name: family
    for family in (
        _family("Liberation Serif", "fonts-liberation2", "LiberationSerif"),
        _family("Liberation Sans", "fonts-liberation2", "LiberationSans"),
        _family("DejaVu Serif", _DEJAVU, "DejaVuSerif", "_ -Bold -Italic -BoldItalic"),
        _family("DejaVu Sans", _DEJAVU, "DejaVuSans", _OBLIQUE),
        _family("DejaVu Condensed", _DEJAVU, "DejaVuSerifCondensed", "_ -Bold -Italic -BoldItalic"),
        _family("Noto Serif", _NOTO, "NotoSerif"),
        _family("Noto Sans", _NOTO, "NotoSans"),
        _family("Carlito", "fonts-crosextra-carlito", "Carlito"),
        _family("Free Serif", "fonts-freefont-ttf", "FreeSerif", "_ Bold Italic BoldItalic"),
        _family("Free Sans", "fonts-freefont-ttf", "FreeSans", "_ Bold Oblique BoldOblique"),
    )
}


@cache
def register(family: str) -> None:
    """Make the four faces known as «family», «family-Bold» …; FileNotFoundError says what to install."""
    wanted = FAMILIES[family]
    for face, file in zip(FACES, wanted.files, strict=True):
        pdfmetrics.registerFont(_font(family + face, file, wanted.package))


def _font(name: str, file: str, package: str) -> TTFont:
    """The first file of that name with all letters: Liberation 1.x, in a folder beside 2.x, lacks most of them."""
    for path in sorted(path for folder in _FOLDERS for path in folder.rglob(file)):
        try:
            font = TTFont(name, str(path))
        except TTFError:
            continue
        if all(ord(letter) in font.face.charToGlyph for letter in LETTERS):
            return font
    raise FileNotFoundError(f"{file} with all Vietnamese letters not found: apt-get install {package}")


def can_print(text: str, family: str) -> bool:
    """True when the regular face has every character of `text`."""
    register(family)
    glyphs = pdfmetrics.getFont(family).face.charToGlyph
    return all(ord(character) in glyphs for character in text)


@lru_cache(maxsize=1 << 16)
def width(text: str, font: str, size: float) -> float:
    """The width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
