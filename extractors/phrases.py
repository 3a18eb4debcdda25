"""Phrases of a vocabulary found in a text: the only import of `spacy`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from normalizers import Span, fold

from .garble import Respeller, has_marks
from .subject import Subject
from .tokens import Cue, Token, tokenise
from .vocabulary import Vocabulary, load

__all__ = ["Cue", "Phrasebook", "book"]


class Phrasebook:
    """The phrases of one vocabulary, matched on folded tokens, longest first.

    A single word must also bear the right marks where the text has marks («rút» is not «rụt»); in a phrase
    of several words a wrong tone is forgiven, since OCR drops them and the words confirm each other.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._nlp = spacy.blank("xx")
        self._matcher = PhraseMatcher(self._nlp.vocab, validate=False)
        self._single: dict[str, set[str]] = {}
        words: set[str] = set()
        for label, phrases in vocabulary.items():
            self._matcher.add(label, [self._doc(_words(fold(phrase))) for phrase in phrases])
            for phrase in phrases:
                words.update(_words(phrase))
                if len(_words(phrase)) == 1:
                    self._single.setdefault(fold(phrase), set()).add(phrase)
        self._words = words

    @cached_property
    def _respeller(self) -> Respeller:
        return Respeller(self._words)

    def _doc(self, words: Sequence[str]) -> Doc:
        return Doc(self._nlp.vocab, words=list(words))

    def find(self, subject: Subject) -> list[Cue]:
        """The cues of the text from left to right, none inside another; found once for each subject."""
        if id(self) not in subject.cues:
            subject.cues[id(self)] = self._find(subject)
        return subject.cues[id(self)]

    def _find(self, subject: Subject) -> list[Cue]:
        tokens = subject.tokens
        words = (
            [self._respeller.respell(t.canonical) for t in tokens] if subject.garbled else [t.canonical for t in tokens]
        )
        matches = sorted(self._matcher(self._doc(words)), key=lambda m: (m[1], -m[2]))
        cues: list[Cue] = []
        done = 0
        for label, first, last in matches:
            if first < done or not (last - first > 1 or self._confirmed(subject, tokens[first], words[first])):
                continue
            done = last
            cues.append(Cue(self._nlp.vocab.strings[label], tokens[first].start, tokens[last - 1].end))
        return cues

    def _confirmed(self, subject: Subject, token: Token, word: str) -> bool:
        if subject.garbled:
            return token.canonical == word  # «téng» may be «tăng» or «tổng»: one guessed word confirms nothing
        printed = Span(token.start, token.end).of(subject.value).lower()
        return not has_marks(printed) or printed in self._single.get(word, ())


@cache
def book(name: str) -> Phrasebook:
    """The phrases of ``data/NAME.toml``."""
    return Phrasebook(load(name))


def _words(phrase: str) -> list[str]:
    return [phrase[token.start : token.end] for token in tokenise(phrase)]
