"""The positions of a text to decode, each with what was read and the words it may stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..patterns import pattern
from ..syllables import is_accented, is_stripped_syllable
from .casing import cased
from .chunks import Kind, chunks
from .lexicon import Lexicon, canonical, strip
from .personal_names import names
from .tokens import Case, Token, case_of, tokens

# Numbers of the words that a string may be the reading of, and log10 of what speaks for each.
Readings = Callable[[str], tuple[Sequence[int], Sequence[float]]]


class Slot(NamedTuple):
    """One position: its place, the characters read there, the numbers of the words it may be, and log10 P(read | word).

    A slot with one word is settled; `is_open` tells whether the text may be changed there, `is_name` whether it is
    part of a person's name.
    """

    start: int
    end: int
    read: str
    words: Sequence[int]
    evidence: Sequence[float]
    is_open: bool
    is_name: bool = False


_APOSTROPHES = frozenset("'’‘")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzé0123456789€¢£¥§©®@&$?!'’‘|+=~ﬁﬂ")
_ROMAN = pattern(r"[IVX]{1,5}|L?X{1,3}[IV]{0,4}")
_LIST_MARK = pattern(r"[\p{L}][.)]")


def settled(token: Token, lexicon: Lexicon) -> Slot:
    """The slot of a token that stays as it is."""
    word = lexicon.number.get(canonical(token.form), lexicon.unknown)
    return Slot(token.start, token.end, token.read, (word,), (0.0,), is_open=False)


def stripped_slots(paragraph: str, lexicon: Lexicon, readings: Readings) -> Iterator[Slot]:
    """The slots of a paragraph without diacritics: a word may be any word with the same letters."""
    found = list(tokens(paragraph))
    for at, token in enumerate(found):
        if not token.is_word or _is_locked(found, at, paragraph):
            yield settled(token, lexicon)
            continue
        words, evidence = readings(token.form)
        if words:
            yield Slot(token.start, token.end, token.read, words, evidence, is_open=True)
        else:
            yield settled(token, lexicon)


def garbled_slots(paragraph: str, lexicon: Lexicon, readings: Readings) -> Iterator[Slot]:
    """The slots of a paragraph that an English OCR model read."""
    for chunk in list(chunks(paragraph)):  # before any reading is looked up: patterns have a time limit
        if chunk.kind is Kind.WORD and not _is_sound(chunk.text):
            words, evidence = readings(chunk.text)
            yield Slot(chunk.span.start, chunk.span.end, chunk.text, words, evidence, is_open=True)
        else:
            word = lexicon.number.get(canonical(chunk.form), lexicon.unknown)
            yield Slot(chunk.span.start, chunk.span.end, chunk.text, (word,), (0.0,), is_open=False)


def _is_sound(read: str) -> bool:
    """True for a word with a Vietnamese letter other than é, the only one that the English model writes: no garble."""
    return not read.isascii() and is_accented(read) and not _LATIN.issuperset(canonical(read.lower()))


def misread_slots(paragraph: str, lexicon: Lexicon, readings: Readings) -> Iterator[Slot]:
    """The slots of a Vietnamese paragraph that may hold a few letters read wrong; what is read is the first word."""
    found = list(tokens(paragraph))
    named = names(paragraph, found)
    for at, token in enumerate(found):
        read = token.read
        words, evidence = readings(_composed(read)) if token.is_word else ((), ())
        if len(words) < 2 or _is_strange(found, at, paragraph):
            yield settled(token, lexicon)
        else:
            yield Slot(token.start, token.end, read, words, evidence, is_open=True, is_name=at in named)


def _is_strange(found: list[Token], at: int, paragraph: str) -> bool:
    """An abbreviation among other words, or part of a name with an apostrophe (K'Nớ)."""
    token = found[at]
    if paragraph[token.start - 1 : token.start] in _APOSTROPHES or paragraph[token.end : token.end + 1] in _APOSTROPHES:
        return True
    read = token.read
    return read.isupper() and (len(read) < 2 or not _is_shouted(found, at, paragraph))


def _composed(read: str) -> str:
    placed = canonical(read.lower())
    return read if placed == read.lower() else cased(placed, read, shouted=True)


def _is_locked(found: list[Token], at: int, paragraph: str) -> bool:
    """A word that bears diacritics already, a list mark, a Roman number, an abbreviation that looks like a word."""
    token = found[at]
    read = token.read
    if token.start and read.islower() and read.isascii():
        return False
    if strip(token.form) != token.form:
        return True
    if token.start == 0 and _LIST_MARK.match(paragraph):
        return True
    if not read.isupper():
        return False
    if _ROMAN.fullmatch(read):
        return read not in ("VI", "XI") or paragraph[token.end : token.end + 1] == "."
    return len(read) > 1 and is_stripped_syllable(read) and not _is_shouted(found, at, paragraph)


def _is_shouted(found: list[Token], at: int, paragraph: str) -> bool:
    """True when a neighbouring word is in capitals too, so that the word is no abbreviation but part of a title."""
    near = [token.read for token in (*found[max(0, at - 2) : at], *found[at + 1 : at + 3]) if token.is_word]
    return any(case_of(word) is Case.UPPER for word in near) or not near
