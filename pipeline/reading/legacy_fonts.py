"""What the codes of characters stand for in a font of a legacy encoding, those of CP1252, and in one of symbols."""

from __future__ import annotations

from collections.abc import Mapping

from normalizers.legacy.encodings import read_as_8_bit
from normalizers.legacy.fonts import font_hint

from .symbol_fonts import is_symbols, signs

_SOFT_HYPHEN = 0xAD  # ư in TCVN3; programs that know no better take it for a hyphen or a space
_TAKEN_FOR = frozenset(("-", "\u2010", " ", "\u00a0"))
_WHITE = b"\t\n\x0b\x0c\r"
_EVERY_CODE = {
    code: read_as_8_bit(bytes((code,))) for code in (*range(1, 0x20), *range(0x80, 0x100)) if code not in _WHITE
}
_PRIVATE = {0xF000 + code: chr(code) for code in range(0x20, 0x80)}  # how fonts of symbols are addressed in Unicode
_PRIVATE |= {0xF000 + code: char for code, char in _EVERY_CODE.items() if code >= 0x80}


def is_legacy(font: str | None) -> bool:
    """True for the name of a font that was made for a legacy encoding."""
    return font is not None and font_hint(font) is not None


def with_every_code(known: Mapping[int, str]) -> dict[int, str]:
    """`known`, the characters of single-byte codes, with those that a legacy font has beside them."""
    return with_soft_hyphen({**_EVERY_CODE, **known})


def with_soft_hyphen(known: Mapping[int, str]) -> dict[int, str]:
    """`known` with the soft hyphen where it was taken for another sign."""
    wrong = known.get(_SOFT_HYPHEN, " ") in _TAKEN_FOR
    return {**known, _SOFT_HYPHEN: "\xad"} if wrong else dict(known)


def in_font(text: str, font: str | None) -> str:
    """What `text` shows in the font of that name.

    Letters that a legacy font has in the private area (U+F0xx) are the characters of their codes. A font of symbols has
    signs. In any other font the text stays.
    """
    if font is None:
        return text
    if is_legacy(font):
        return text.translate(_PRIVATE)
    return signs(text, font) if is_symbols(font) else text
