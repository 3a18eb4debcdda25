"""Signs that fonts of symbols have where other fonts have letters: those of Symbol, and «□» for any other."""

from __future__ import annotations

import re

_SYMBOL = ("symbol", "symbolmt")
_OTHERS = ("wingdings", "webdings", "zapfdingbats", "zapf dingbats", "monotype sorts", "marlett")
_UNKNOWN = "□"  # a tick, a box, an arrow: it keeps the words beside it apart
_PRIVATE = re.compile("[\uf021-\uf0ff]")  # how signs are addressed in Unicode
_ADDRESSED = {code: chr(0xF000 + code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x100))}

# Adobe's Symbol encoding, as far as it is not ASCII or unused.
_SIGNS = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SIGNS |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SIGNS |= dict(zip(range(0xA1, 0xC0), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵", strict=True))
_SIGNS |= dict(zip(range(0xC0, 0xE2), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈", strict=True))
_SIGNS |= {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xE5: "∑", 0xF2: "∫"}


def is_symbols(font: str) -> bool:
    """True for the name of a font that has signs at the codes of letters."""
    name = _plain(font)
    return name in _SYMBOL or name.startswith(_OTHERS)


def signs(text: str, font: str) -> str:
    """`text` of a font of symbols, its characters of the private area as what they show; others were told before."""
    if _plain(font) in _SYMBOL:
        return _PRIVATE.sub(lambda match: _of_symbol(ord(match[0]) - 0xF000), text)
    return _PRIVATE.sub(_UNKNOWN, text)


def addressed(codes: str) -> str:
    """Codes of a font of symbols, written as the characters of Latin-1, as characters of the private area."""
    return codes.translate(_ADDRESSED)


def _plain(font: str) -> str:
    return font.rpartition("+")[2].lower()  # less the prefix of a subset in a PDF


def _of_symbol(code: int) -> str:
    return _SIGNS.get(code) or (chr(code) if code < 0x80 else _UNKNOWN)
