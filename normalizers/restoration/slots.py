"""The positions of a text to decode, each with what was read and the words it may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..patterns import pattern
from ..text import Span
from .casing import cased
from .channel import Candidates, Channel
from .chunks import Kind, chunks
from .lexicon import Lexicon, canonical, strip
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
_FAINT = -5.0  # log10 P(read | word) of a word that is no candidate for a sound text
_APOSTROPHES = frozenset("'’‘")
_ROMAN = pattern(r"[IVX]{1,5}|L?X{1,3}[IV]{0,4}")
_LIST_MARK = pattern(r"[\p{L}][.)]")


def settled(token: Token, paragraph: str, lexicon: Lexicon) -> Slot:
    """The slot of a token that stays as it is."""
    word = lexicon.number.get(canonical(token.form), lexicon.unknown)
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
    answers = iter(channel.candidates([chunk.text for chunk in found if chunk.kind is Kind.WORD]))
    for chunk in found:
        if chunk.kind is Kind.WORD:
            words, scores = _native(next(answers), chunk.form, lexicon)
            evidence = tuple(
                weight * (score - STRANGER * (word == lexicon.unknown))
                for word, score in zip(words, scores, strict=True)
            )
            yield Slot(chunk.span, chunk.text, words, evidence, is_open=True)
        else:
            word = lexicon.number.get(chunk.form, lexicon.unknown)
            yield Slot(chunk.span, chunk.text, (word,), (0.0,), is_open=False)


def misread_slots(paragraph: str, lexicon: Lexicon, channel: Channel) -> Iterator[Slot]:
    """The slots of a Vietnamese paragraph that may hold a few letters read wrong; what is read is the first word."""
    found = list(tokens(paragraph))
    answers = iter(channel.candidates([_composed(token.span.of(paragraph)) for token in found if token.is_word]))
    for at, token in enumerate(found):
        if not token.is_word:
            yield settled(token, paragraph, lexicon)
            continue
        form = canonical(token.form)
        words, scores = _native(next(answers), form, lexicon)
        own = lexicon.number.get(form, lexicon.unknown)
        order = sorted(
            (at for at, word in enumerate(words) if scores[at] > _FAINT or word == own),
            key=lambda at: (words[at] != own, -scores[at]),
        )
        if len(order) < 2 or _is_strange(found, at, paragraph):
            yield settled(token, paragraph, lexicon)
            continue
        numbers = tuple(words[at] for at in order)
        yield Slot(token.span, token.span.of(paragraph), numbers, tuple(scores[at] for at in order), is_open=True)


def _native(found: Candidates, form: str, lexicon: Lexicon) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The candidates without foreign words, which are read right or not at all; the unknown word, and `form`, stay."""
    own = lexicon.number.get(form, lexicon.unknown)
    kept = [
        (word, score)
        for word, score in zip(found[0].tolist(), found[1].tolist(), strict=True)
        if word in lexicon.is_native or word in (own, lexicon.unknown)
    ]
    return tuple(word for word, _ in kept), tuple(score for _, score in kept)


def _is_strange(found: list[Token], at: int, paragraph: str) -> bool:
    """An abbreviation among other words, or part of a name with an apostrophe (K'Nớ)."""
    span = found[at].span
    if paragraph[span.start - 1 : span.start] in _APOSTROPHES or paragraph[span.end : span.end + 1] in _APOSTROPHES:
        return True
    read = span.of(paragraph)
    return read.isupper() and (len(read) < 2 or not _is_shouted(found, at, paragraph))


def _composed(read: str) -> str:
    placed = canonical(read.lower())
    return read if placed == read.lower() else cased(placed, read, shouted=True)


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
