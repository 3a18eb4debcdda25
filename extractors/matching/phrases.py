"""Phrases of a vocabulary found in a text: the only import of `spacy`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from weakref import WeakKeyDictionary

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from normalizers import fold

from ..subject import Subject
from ..vocabulary import Vocabulary, VocabularyError, load
from .garble import Respeller, has_marks, may_be
from .tokens import Cue, Token, tokenise

__all__ = ["Cue", "Phrasebook", "book"]


# Every vocabulary of phrases, so that a text is made ready for matching once for all of them.
VOCABULARIES = ("columns", "dossier_states", "indicators", "roles", "roles_behind", "sections", "titles", "units")
_OTHER = "·"  # stands for every word of no vocabulary, so that the store of strings does not grow with the texts


class Phrasebook:
    """The phrases of one vocabulary, matched on folded tokens, longest first.

    A single word must also bear the right marks where the text has marks («rút» is not «rụt»); in a phrase
    of several words a wrong tone or a lost mark is forgiven, since the words confirm each other.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._matcher = PhraseMatcher(_language().vocab, validate=False)
        self._spellings: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        self._words: list[str] = []
        for label, phrases in vocabulary.items():
            self._matcher.add(label, [_doc(_words(fold(phrase))) for phrase in phrases])
            for words in map(_words, phrases):
                self._words += words
                self._spellings.setdefault(tuple(map(fold, words)), set()).add(tuple(words))

    @cached_property
    def _respeller(self) -> Respeller:
        return Respeller(self._words)

    def find(self, subject: Subject) -> list[Cue]:
        """The cues of the text from left to right, none inside another; found once for each subject."""
        if id(self) not in subject.cues:
            subject.cues[id(self)] = list(self._find(subject))
        return subject.cues[id(self)]

    def _find(self, subject: Subject) -> Iterator[Cue]:
        tokens = subject.tokens
        words = [self._respeller.respell(t.canonical) for t in tokens] if subject.garbled else None
        matches = self._matcher(_known_doc(words) if words else _plain_doc(subject))
        done = 0
        for label, first, last in sorted(matches, key=lambda match: (match[1], -match[2])):
            if first >= done and self._confirmed(subject, tokens[first:last], words[first:last] if words else None):
                done = last
                yield Cue(_language().vocab.strings[label], tokens[first].start, tokens[last - 1].end)

    def _confirmed(self, subject: Subject, tokens: Sequence[Token], guessed: Sequence[str] | None) -> bool:
        """True when the words as printed may be those of the phrase."""
        if guessed:  # «téng» may be «tăng» or «tổng»: one guessed word confirms nothing
            return len(tokens) > 1 or tokens[0].canonical == guessed[0]
        printed = [subject.value[token.start : token.end] for token in tokens]
        spellings = self._spellings[tuple(token.canonical for token in tokens)]
        if len(tokens) == 1:
            return not has_marks(printed[0]) or (printed[0].lower(),) in spellings
        return any(all(map(may_be, printed, spelling)) for spelling in spellings)


@cache
def book(name: str) -> Phrasebook:
    """The phrases of ``data/NAME.toml``; raises VocabularyError for a name that VOCABULARIES does not list."""
    if name not in VOCABULARIES:
        raise VocabularyError(f"{name} is not among the vocabularies of phrases")
    return Phrasebook(load(name))


@cache
def _language() -> Language:
    return spacy.blank("xx")


@cache
def _vocabulary_words() -> frozenset[str]:
    phrases = (phrase for name in VOCABULARIES for phrases in load(name).values() for phrase in phrases)
    return frozenset(word for phrase in phrases for word in _words(fold(phrase)))


def _doc(words: Sequence[str]) -> Doc:
    return Doc(_language().vocab, words=list(words))


def _known_doc(words: Sequence[str]) -> Doc:
    known = _vocabulary_words()
    return _doc([word if word in known else _OTHER for word in words])


_plain: WeakKeyDictionary[Subject, Doc] = WeakKeyDictionary()


def _plain_doc(subject: Subject) -> Doc:
    """The tokens of a text as they stand, made ready once for all phrasebooks."""
    if subject not in _plain:
        _plain[subject] = _known_doc([token.canonical for token in subject.tokens])
    return _plain[subject]


def _words(phrase: str) -> list[str]:
    return [phrase[token.start : token.end] for token in tokenise(phrase)]
