"""A paragraph as the language model sees it: words, numbers, codes and punctuation, each with its span."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from ..patterns import pattern

START, END, UNKNOWN, NUMBER, CODE = "<s>", "</s>", "<unk>", "<num>", "<code>"
PUNCTUATION = (".", ",", ";", ":", "(", ")", "/", "-", "%", '"', "?", "!", "+", "…")
CLASSES = (START, END, UNKNOWN, NUMBER, CODE, *PUNCTUATION)

# Signs that the model sees as one.
SAME = {"–": "-", "—": "-", "“": '"', "”": '"', "«": '"', "»": '"', "'": '"', "’": '"', "‘": '"', "•": "-", "*": "-"}
# A symbol (31/BC-UBND, 07/2023/TT-BNV), an address, the name of a file or of a column. Every repeat is bounded, and
# none begins inside a word: a line of a megabyte takes a time in proportion.
ADDRESS = (
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|https?://\S{1,2000}|www\.\S{1,2000}"
    r"|(?<![\w./\\-])[\w./\\-]{1,200}\.(?:xlsx?|docx?|pptx?|pdf|csv|txt|html?|xml|json|zip|rar|png|jpe?g)\b"
    r"|(?<![\w-])[\p{L}\d-]{1,40}(?:_[\p{L}\d-]{0,40}){1,12}(?:=\S{0,40})?"
)
SIGN = r"[.,;:()/%\"?!+…–—“”«»'’‘•*-]"
SYMBOL = r"\d{1,12}[\p{L}\d.]{0,12}(?:/[\p{L}\d.&-]{1,24}){0,4}/[\p{L}\d.&-]{0,24}"
# A symbol or an address, a number, a word, a sign; anything else is skipped.
_TOKEN = pattern(
    rf"({SYMBOL}\p{{L}}[\p{{L}}\d&-]{{0,24}}|{ADDRESS})"
    r"|(\d[\d.,/:]*\d|\d)"
    r"|(\p{L}[\p{L}\p{M}]*)"
    rf"|({SIGN})"
)


class Case(IntEnum):
    """How a word is written; a token that is not a word is LOWER."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3


class Token(NamedTuple):
    """One token of a paragraph: its place, what is read there, its form in the vocabulary, and whether it is a word."""

    start: int
    end: int
    read: str
    form: str
    is_word: bool


def tokens(paragraph: str) -> Iterator[Token]:
    """The tokens of `paragraph` (NFC) left to right; a word's form is the word in lower case."""
    for match in _TOKEN.finditer(paragraph):
        kind, text = match.lastindex, match[0]
        form = text.lower() if kind == 3 else CODE if kind == 1 else NUMBER if kind == 2 else SAME.get(text, text)
        yield Token(match.start(), match.end(), text, form, kind == 3)


def case_of(word: str) -> Case:
    """``tỷ`` LOWER, ``Tỷ`` and ``Ủ`` TITLE, ``TỶ`` UPPER, ``tTHC`` MIXED."""
    if word.islower():
        return Case.LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Case.TITLE
    return Case.UPPER if word.isupper() else Case.MIXED
