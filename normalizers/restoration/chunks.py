"""Garbled text as the channel sees it: words to restore, and the numbers, codes and marks that stay as they are.

Tesseract with its English model writes Vietnamese letters as digits and signs (``1€`` lệ, ``s6`` số, ``ngu¢i`` người,
``st?`` sự, ``vo’i`` với), so a word may hold them; what could be a real number, symbol or address is never a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from ..folding import fold
from ..patterns import Match, pattern
from ..text import Span
from .tokens import ADDRESS, CODE, NUMBER, SAME, SIGN, SYMBOL

LONGEST = 8  # characters of a word that holds a digit

_LETTER = r"\p{L}\p{M}\d€¢£¥§©®@&$"  # what can begin or end a word
_CHUNK = pattern(
    # A symbol (31/BC-UBND, 07/2023/TT-BNV, II.06a), an address.
    rf"(?<![\p{{L}}\d])({SYMBOL}\p{{Lu}}[\p{{L}}\d&-]{{0,24}}|{ADDRESS}"
    r"|(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:vn|com|org|net)\b"
    r"|[IVX]{1,6}\.\d+\p{Ll}?\b)"
    rf"|(?<![{_LETTER}])(\d[\d.,/:]*\d|\d)(?![{_LETTER}])"
    rf"|([{_LETTER}](?:[{_LETTER}?!'’‘|+=~]*[{_LETTER}])?[?!'’‘]*)"
    rf"|({SIGN})"
)

_MARKS = pattern(r"[\p{M}\d]+")  # combining marks that lost their letter
# «mẫu 1a», «quốc lộ 1a», «lớp K6»: what is so named is no word, whatever the letters look like.
_NAMED = pattern(r"\d{1,3}\p{L}|\p{Lu}\d{1,3}")
_MAY_BE_A_NUMBER = pattern(r"[lI|]\d{1,3}")  # «l2 hồ sơ» were 12, «I6» may have been 16 and not «lộ»
_NAMING = pattern(r"\b(?:bieu|diem|dieu|khoan|lo|lop|mau|thua|toa) \Z")
_QUANTITY = pattern(r"\d+(?:kg|km|cm|mm|m[23]?|ha|[lghacdsktx]|tr|lít)|(?:[kc]?m)[23]", ignore_case=True)
_WORD_WITH_DIGITS = pattern(r"[14690]{0,2}[^\d]+(?:\d{1,2}[^\d]+)*\d{0,2}")
_SHORT = pattern(r"\p{Lu}[06]|[16][€¢&@]|[€¢&@][16]")  # no lower-case letter, and yet a word: B0 Bộ, 1€ lệ
_HIGHLAND = pattern(r"\p{Lu}['’‘](?=\p{Lu})")  # the first letter of K'Nớ, H'Leo
_MARK = pattern(r"\p{Ll}|\p{Lu}|[IVX]+")


class Kind(IntEnum):
    """What a chunk is."""

    WORD = 0  # to restore
    FIXED = 1  # a word that stays as it is: a list mark, a unit
    NUMBER = 2
    CODE = 3  # the symbol of a document, an address, letters and digits that are no word
    PUNCTUATION = 4


@dataclass(frozen=True, slots=True)
class Chunk:
    """One token of a garbled paragraph; `form` is what the language model sees, for a word its lower case."""

    span: Span
    text: str
    kind: Kind
    form: str


def chunks(paragraph: str) -> Iterator[Chunk]:
    """The chunks of `paragraph` (NFC) left to right; blanks, and signs that mean nothing, are left out."""
    for match in _CHUNK.finditer(paragraph):
        if match.lastindex == 3:
            yield from _core(match, paragraph)
        elif match.lastindex is not None:
            kind = (Kind.CODE, Kind.NUMBER, Kind.WORD, Kind.PUNCTUATION)[match.lastindex - 1]
            yield _chunk(match.start(), match[0], kind)


def _chunk(start: int, text: str, kind: Kind) -> Chunk:
    form = {Kind.NUMBER: NUMBER, Kind.CODE: CODE, Kind.PUNCTUATION: SAME.get(text, text)}.get(kind, text.lower())
    return Chunk(Span(start, start + len(text)), text, kind, form)


def _core(match: Match, paragraph: str) -> Iterator[Chunk]:
    """The word of `match`, and the marks after it that are not its own."""
    start, text = match.start(), match[0]
    if len(text) > 2 and text.isalpha() and text.islower():  # most words by far
        yield Chunk(Span(start, start + len(text)), text, Kind.WORD, text)
        return
    name = None if text.isalpha() else _HIGHLAND.match(text)
    if name is not None:
        yield _chunk(start, text[: name.end() - 1], Kind.WORD)
        yield _chunk(start + name.end() - 1, text[name.end() - 1], Kind.PUNCTUATION)
        start, text = start + name.end(), text[name.end() :]
    end = len(text.rstrip("?!'’‘"))
    if end < len(text) and _belongs(paragraph, start, start + len(text), text[end:]):
        end = len(text)
    yield _chunk(start, text[:end], _kind(text[:end], paragraph, start, start + end))
    for at in range(end, len(text)):
        yield _chunk(start + at, text[at], Kind.PUNCTUATION)


def _belongs(paragraph: str, start: int, end: int, tail: str) -> bool:
    """True when the marks at the end of a chunk are part of a letter (``st?`` sự, ``tt’`` từ)."""
    if tail[0] in "?!":
        follows = paragraph[end : end + 2].lstrip(" ")
        return len(tail) == 1 and follows[:1].islower() and paragraph[start].isalpha()
    return len(tail) == 1 and paragraph[max(start - 1, 0) : start] not in {"'", "’", "‘", '"', "“"}


def _kind(core: str, paragraph: str, start: int, end: int) -> Kind:
    after = paragraph[end : end + 2]
    if not any(char.isdigit() for char in core):
        return _kind_of_letters(core, paragraph, start, after)
    if _QUANTITY.fullmatch(core) and (core != "1a" or after[:1] == ")"):
        return Kind.FIXED if core[0].isalpha() else Kind.NUMBER
    if _is_code(core, paragraph[max(start - 12, 0) : start], after):
        return Kind.CODE
    if core == "$6" and after[:1] == ":":
        return Kind.WORD
    lower = any(char.islower() for char in core) and "$" not in core[:1]
    return Kind.WORD if (lower and _WORD_WITH_DIGITS.fullmatch(core)) or _SHORT.fullmatch(core) else Kind.CODE


def _is_code(core: str, before: str, after: str) -> bool:
    """True for letters and digits that no word can be, by their shape or by what stands around."""
    if _MARKS.fullmatch(core) or _MAY_BE_A_NUMBER.fullmatch(core):
        return True
    if _NAMED.fullmatch(core) and _NAMING.search(fold(before)):
        return True
    fraction = before[-2:-1].isdigit() and before[-1:] in {".", ",", "/"}
    return len(core) > LONGEST or after.lstrip(" ")[:1] == "%" or fraction


def _kind_of_letters(core: str, paragraph: str, start: int, after: str) -> Kind:
    if after[:1] == ")" and len(core) == 1:
        return Kind.FIXED
    if after[:1] == "." and _MARK.fullmatch(core) and (core != core.lower() or len(core) == 1):
        return Kind.FIXED if not paragraph[:start].strip() else Kind.WORD
    if core in {"kg", "km", "cm", "mm"} and paragraph[:start].rstrip(" ")[-1:].isdigit():
        return Kind.FIXED
    return Kind.PUNCTUATION if core == "$" else Kind.WORD
