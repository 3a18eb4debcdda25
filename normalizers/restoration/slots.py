"""The positions of a text to decode, each with what was read and the words it may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..patterns import pattern
from ..text import Span
from .channel import Channel
from .chunks import Kind, chunks
from .lexicon import Lexicon, strip
from .tokens import Case, Token, case_of, tokens


@dataclass(frozen=True, slots=True)
class Slot:
    """One position: its place, the characters read there, the numbers of the words it may be, and log10 P(read | word).

    A slot with one word is settled; `is_open` tells whether the text may be changed there.
    """

    span: Span
    read: str
    words: tuple[int, ...]
    evidence: tuple[float, ...]
    is_open: bool


STRANGER = 1.5  # log10
_ROMAN = pattern(r"[IVX]{1,5}|L?X{1,3}[IV]{0,4}")
_LIST_MARK = pattern(r"[\p{L}][.)]")


def settled(token: Token, paragraph: str, lexicon: Lexicon) -> Slot:
    """The slot of a token that stays as it is."""
    word = lexicon.number.get(token.form, lexicon.unknown)
    return Slot(token.span, token.span.of(paragraph), (word,), (0.0,), is_open=False)


def stripped_slots(paragraph: str, lexicon: Lexicon) -> Iterator[Slot]:
    """The slots of a paragraph without diacritics: a word may be any word with the same letters."""
    found = list(tokens(paragraph))
    for at, token in enumerate(found):
        if not token.is_word or _is_locked(found, at, paragraph):
            yield settled(token, paragraph, lexicon)
            continue
        words = lexicon.candidates(token.form)
        if not words:
            yield settled(token, paragraph, lexicon)
            continue
        yield Slot(token.span, token.span.of(paragraph), words, (0.0,) * len(words), is_open=True)


def garbled_slots(paragraph: str, lexicon: Lexicon, channel: Channel, weight: float) -> Iterator[Slot]:
    """The slots of a paragraph that an English OCR model read; `weight` is that of the channel beside the model."""
    found = list(chunks(paragraph))
    read = [chunk.text for chunk in found if chunk.kind is Kind.WORD]
    answers = iter(channel.candidates(read))
    for chunk in found:
        if chunk.kind is not Kind.WORD:
            word = lexicon.number.get(chunk.form, lexicon.unknown)
            yield Slot(chunk.span, chunk.text, (word,), (0.0,), is_open=False)
            continue
        words, scores = next(answers)
        scores = np.where(words == lexicon.unknown, scores - STRANGER, scores) * weight
        yield Slot(chunk.span, chunk.text, tuple(words.tolist()), tuple(scores.tolist()), is_open=True)


def _is_locked(found: list[Token], at: int, paragraph: str) -> bool:
    """A word that bears diacritics already, a list mark, a Roman number, an abbreviation among other words."""
    token = found[at]
    read = token.span.of(paragraph)
    if strip(token.form) != token.form:
        return True
    if token.span.start == 0 and _LIST_MARK.match(paragraph):
        return True
    if not read.isupper():
        return False
    if _ROMAN.fullmatch(read):
        return read not in ("VI", "XI") or paragraph[token.span.end : token.span.end + 1] == "."
    return len(read) > 1 and not _is_shouted(found, at, paragraph)


def _is_shouted(found: list[Token], at: int, paragraph: str) -> bool:
    """True when a neighbouring word is in capitals too, so that the word is no abbreviation but part of a title."""
    near = [
        token.span.of(paragraph) for token in (*found[max(0, at - 2) : at], *found[at + 1 : at + 3]) if token.is_word
    ]
    return any(case_of(word) is Case.UPPER for word in near) or not near
