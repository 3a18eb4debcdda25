"""One character for one letter: composition, look-alikes, invisible characters, place of the tone mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from .patterns import Match, pattern
from .text import Edit, substitutions

_LINE_ENDS = pattern(r"\r\n?|[\x0B\x85\u2028\u2029]")
# A TCVN3 text read as Latin-1 has U+00AD for ư: legacy encodings must be decoded before these steps run.
_INVISIBLE = pattern(
    r"[\x00-\x08\x0E-\x1F\x7F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]+"
)
_SPACES = pattern(r"[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]")
_CLUSTERS = pattern(r"\p{Latin}\p{M}{1,8}")

_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make the vowel, a tone comes after them
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_LOOK_ALIKES = str.maketrans("ǍǎÐƉðɖ⁄∕", "ĂăĐĐđđ//") | {code: code - 0xFEE0 for code in _FULL_WIDTH}
_LOOK_ALIKE = pattern("[ǍǎÐƉðɖ⁄∕\uff01-\uff5e]")

# Old place of the tone: on the last vowel of an open oa, oe, uy. Labials never stand before them, so an
# OCR ruin like «moé hinh» (mô hình, sample 004) is left alone; quý keeps its tone because qu is the onset.
_ONSETS = frozenset(
    ("", "ch", "d", "đ", "g", "gi", "h", "k", "kh", "l", "n", "nh", "ng", "r", "s", "t", "th", "tr", "x")
)
_OLD_TONE = pattern(r"[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ]")


def line_ends(value: str) -> Iterator[Edit]:
    """CR LF, CR, vertical tab and the Unicode separators become LF."""
    return substitutions(value, _LINE_ENDS, "\n")


def invisible(value: str) -> Iterator[Edit]:
    """Soft hyphens, zero-width and directional characters, byte order marks and control characters go."""
    return substitutions(value, _INVISIBLE, "")


def spaces(value: str) -> Iterator[Edit]:
    """No-break and typographic spaces become a space."""
    return iter(()) if value.isascii() else substitutions(value, _SPACES, " ")


def composition(value: str) -> Iterator[Edit]:
    """A Latin letter and its combining marks, in any order, become one letter (NFC): ``e + ̣ + ̂`` is ``ệ``."""
    return iter(()) if value.isascii() else substitutions(value, _CLUSTERS, _composed)


def _composed(match: Match) -> str:
    base, *marks = list(unicodedata.normalize("NFD", match[0]))
    marks.sort(key=lambda mark: mark not in _SHAPES)
    return unicodedata.normalize("NFC", base + "".join(marks))


def look_alikes(value: str) -> Iterator[Edit]:
    """ǎ, Ð, Ɖ and ð become the Vietnamese ă, Đ, đ; full-width signs and the fraction slash become ASCII."""
    if value.isascii():
        return iter(())
    return substitutions(value, _LOOK_ALIKE, lambda match: match[0].translate(_LOOK_ALIKES))


def tone_place(value: str) -> Iterator[Edit]:
    """The tone of an open oa, oe, uy stands on the first vowel: ``hoà`` is ``hòa``, ``uỷ`` is ``ủy``, ``quý`` stays."""
    return iter(()) if value.isascii() else substitutions(value, _OLD_TONE, lambda match: _moved(match, value))


def _moved(match: Match, value: str) -> str | None:
    start, end = match.span()
    word = start
    while word and start - word < 4 and _is_letter(value[word - 1]):
        word -= 1
    if value[word:start].lower() not in _ONSETS or (end < len(value) and _is_letter(value[end])):
        return None
    letters = unicodedata.normalize("NFD", match[0])  # first vowel, second vowel, tone
    return unicodedata.normalize("NFC", letters[0] + letters[2]) + letters[1]


def _is_letter(char: str) -> bool:
    return char.isalpha() or unicodedata.combining(char) > 0
