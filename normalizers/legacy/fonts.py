"""Which encoding the name of a font speaks for."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .encodings import Encoding

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?i)[,\s-]*(?:bold|italic|regular|oblique|mt|normal)+$")


@dataclass(frozen=True, slots=True)
class FontHint:
    """The encoding that a font was made for, and whether it draws small letters as capitals."""

    encoding: Encoding
    capitals: bool


@dataclass(frozen=True, slots=True)
class _Fonts:
    families: tuple[tuple[str, Encoding], ...]
    with_capitals: frozenset[Encoding]
    ending: str


@cache
def font_hint(name: str) -> FontHint | None:
    """The hint of the font `name` (``.VnTimeH``, ``ABCDEF+VNI-Times,Bold``); None for a font of no known family."""
    fonts = _fonts()
    plain = _STYLE.sub("", _SUBSET.sub("", name.strip()))
    for start, encoding in fonts.families:
        if plain.casefold().startswith(start):
            capitals = encoding in fonts.with_capitals and plain.endswith(fonts.ending)
            return FontHint(encoding, capitals)
    return None


@cache
def _fonts() -> _Fonts:
    data = tomllib.loads(files("normalizers").joinpath("data/legacy/fonts.toml").read_text("utf-8"))
    families = [(start.casefold(), Encoding(name)) for name, starts in data["families"].items() for start in starts]
    families.sort(key=lambda family: -len(family[0]))
    capitals = data["capitals"]
    return _Fonts(tuple(families), frozenset(map(Encoding, capitals["families"])), capitals["ending"])
