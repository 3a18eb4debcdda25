"""How well the words of many lines read under every hypothesis at once: log10, one column a hypothesis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from .codec import decode
from .encodings import BYTE_OF, TABLED, Encoding
from .letters import letters
from .tokens import END, word_of
from .words import ALIEN, BAD, EDGE, EDGES, QUOTES, case_cost, foreign, vietnamese

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Degrees = NDArray[np.int8]

FOREIGN, AS_IS = 0, 1  # the columns of what is not converted; those of TABLED follow
HYPOTHESES = 2 + len(TABLED)
_AFTER = "".join(sign for sign in EDGES if sign not in "§¿¡£¥")  # signs that stand after a word
_TYPED = QUOTES + "°™©±×÷²³½€"  # signs that other programs and fonts put into a text in any encoding
# «CĐS», «HĐND», and as a font of capitals has them «nđ», «qđ»: says nothing of the language.
_ABBREVIATION = re.compile("(?=.*[ĐƯƠĂÂÊÔ])[A-ZĐƯƠĂÂÊÔ]{2,6}|(?=.*đ)[bcdđghklmnpqrstvx]{2,6}")
_REMEMBERED = 1 << 18
_UNKNOWN = -1.0  # log10 by which a word that the model does not know is less likely in Vietnamese than elsewhere
_FOREIGN_WORD = -1.5
FREQUENT, _WORD_BONUS = -3.5, 0.5
_WRONG = -3.0  # and by which a word that is none after decoding is less likely than as it stands


class Judged(NamedTuple):
    """A word under one hypothesis: what it reads, and which signs at its ends stay signs (see `stripped`)."""

    reading: str
    number: int
    score: float
    edged: int = 0


@dataclass(slots=True)
class Words:
    """The words met so far: their rows, and for each row and hypothesis what was found."""

    row: dict[bytes, int] = field(default_factory=dict)
    score: Scores = field(default_factory=lambda: np.zeros((0, HYPOTHESES), np.float32))
    number: Numbers = field(default_factory=lambda: np.zeros((0, HYPOTHESES), np.int64))  # in the model, or -1
    spelling: Numbers = field(default_factory=lambda: np.zeros((0, HYPOTHESES), np.int64))  # a hash of the letters
    plain: Flags = field(default_factory=lambda: np.zeros(0, bool))  # ASCII: reads the same everywhere
    states: Scores = field(default_factory=lambda: np.zeros((0, HYPOTHESES - 1), np.float32))  # see `_states`
    edged: Degrees = field(default_factory=lambda: np.zeros((0, HYPOTHESES), np.int8))  # see `stripped`
    edged_in: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))  # a bit for each column of `edged` above 0

    def rows(self, tokens: Sequence[bytes]) -> Numbers:
        """The row of each token (see `tokens`); new ones are judged first."""
        try:
            return np.fromiter(map(self.row.__getitem__, tokens), np.int64, len(tokens))
        except KeyError:
            pass
        new = sorted(token for token in set(tokens) if token not in self.row)
        if new:
            if len(self.row) + len(new) > _REMEMBERED:
                self._forget()
                new = sorted(set(tokens))
            self._add(new)
        return np.fromiter(map(self.row.__getitem__, tokens), np.int64, len(tokens))

    def _forget(self) -> None:
        self.row = {}
        self.score, self.number = self.score[:0], self.number[:0]
        self.spelling, self.edged, self.edged_in = self.spelling[:0], self.edged[:0], self.edged_in[:0]
        self.plain, self.states = self.plain[:0], self.states[:0]

    def _add(self, tokens: list[bytes]) -> None:
        start = len(self.score)
        met = ["\n" if token == END else word_of(token) for token in tokens]
        number, score, spelling, edged = _judged(met)
        self.number = np.concatenate([self.number, number])
        self.score = np.concatenate([self.score, score])
        self.spelling = np.concatenate([self.spelling, spelling])
        self.edged = np.concatenate([self.edged, edged])
        self.edged_in = np.concatenate([self.edged_in, (edged > 0) @ (1 << np.arange(HYPOTHESES))])
        plain = np.array(list(map(is_plain, met)), bool)
        self.plain = np.concatenate([self.plain, plain])
        self.states = np.concatenate([self.states, _states(score, plain)])
        self.row.update(zip(tokens, range(start, start + len(tokens)), strict=True))


@cache
def words() -> Words:
    """The words that this process has judged."""
    return Words()


def _judged(tokens: list[str]) -> tuple[Numbers, Scores, Numbers, Degrees]:
    """Number, score, spelling and edged of each token under each hypothesis; ASCII reads the same under all."""
    cost = [foreign(token) for token in tokens]
    own = [_word(token, token, cost[at], frozenset()) for at, token in enumerate(tokens)]
    number = _spread([each.number for each in own], np.int64)
    score = _spread([each.score for each in own], np.float32)
    edged = _spread([0] * len(own), np.int8)
    spelling = _spread(list(map(hash, tokens)), np.int64)
    number[:, FOREIGN], score[:, FOREIGN] = -1, cost
    wide = [at for at, token in enumerate(tokens) if not is_plain(token)]
    joined = "\n".join(tokens[at] for at in wide)
    alien = [_is_alien(tokens[at]) for at in wide]
    for column, encoding in enumerate(TABLED if wide else (), 2):
        read, shared = decode(joined, encoding).value.split("\n"), letters(encoding).shared
        judged = [
            Judged(word, -1, min(ALIEN, cost[at] + _WRONG))
            if is_alien
            else _word(tokens[at], word, cost[at], shared, encoding)
            for at, word, is_alien in zip(wide, read, alien, strict=True)
        ]
        readings, number[wide, column], score[wide, column], edged[wide, column] = zip(*judged, strict=True)
        spelling[wide, column] = list(map(hash, readings))
    return number, score, spelling, edged


def _states(score: Scores, plain: Flags) -> Scores:
    """Of each word the score as it stands, then those in the encodings; words in ASCII read the same in all."""
    stands = as_it_stands(score)[:, None]
    return np.where(plain[:, None], stands, np.concatenate([stands, score[:, AS_IS + 1 :]], axis=1))


def _spread(values: Sequence[float], kind: DTypeLike) -> NDArray[Any]:
    """`values` in every column."""
    return np.repeat(np.array(values, kind)[:, None], HYPOTHESES, axis=1)


def _word(was: str, word: str, as_foreign: float, shared: frozenset[str], encoding: Encoding | None = None) -> Judged:
    """`was`, which reads `word`, judged as Vietnamese."""
    number, score = vietnamese(word)
    if not is_plain(was):
        if not any(map(str.isalpha, was.strip(EDGES))):
            return _sign(was, word, as_foreign, encoding)
        if encoding and _ABBREVIATION.fullmatch(word):
            return Judged(word, number, max(score, as_foreign))
        if score > BAD:
            return Judged(word, number, score + _mixed_capitals(word, shared))
        if (within := _within_signs(was, as_foreign, encoding)) is not None:
            return within
        if encoding:
            return Judged(word, -1, min(BAD, as_foreign + _WRONG))
    return Judged(word, number, score) if score > BAD else Judged(word, -1, as_foreign + _unknown(was))


def _within_signs(was: str, as_foreign: float, encoding: Encoding | None) -> Judged | None:
    """`was` judged without the signs at its ends, which stay; None where that makes no word of it."""
    for edged in (1, 2):
        inner = stripped(was, edged)
        if inner == was:
            continue
        word = decode(inner, encoding).value if encoding else inner
        number, score = vietnamese(word)
        if score > BAD or inner.isascii():
            head = was.index(inner)
            reading = was[:head] + word + was[head + len(inner) :]
            return Judged(reading, number, score + EDGE * (len(was) - len(inner)) if score > BAD else as_foreign, edged)
    return None


def _unknown(was: str) -> float:
    if not was.isascii():
        return _FOREIGN_WORD
    return 0.0 if was.isupper() else _UNKNOWN


def _sign(was: str, word: str, as_foreign: float, encoding: Encoding | None) -> Judged:
    """Signs without a letter: quotes and dashes stay, several may be a word («®·» is đã in TCVN3).

    One that stands alone tells nothing of the encoding; there it is a letter all the same, for in a font of that
    encoding it cannot look otherwise.
    """
    number, score = vietnamese(word)
    if len(was) == 1:
        if score >= FREQUENT or was not in _TYPED:
            return Judged(word, number, as_foreign + (_WORD_BONUS if score >= FREQUENT else 0.0))
    elif inner := was.strip(QUOTES):
        if number >= 0:
            return Judged(word, number, score)
        if inner != was and encoding:
            word = was.replace(inner, decode(inner, encoding).value)
            number, score = vietnamese(word.strip(QUOTES))
        if number >= 0:
            return Judged(word, number, score, 1)
    return Judged(was, -1, as_foreign, 2)


def _mixed_capitals(word: str, shared: frozenset[str]) -> float:
    """What was wrongly held against a word in capitals whose toned letters have only small ones."""
    cost = case_cost(word) if shared else 0.0
    return case_cost("".join(char for char in word if char not in shared)) - cost if cost else 0.0


def as_it_stands(scores: Scores) -> Scores:
    """The better score of each row without a conversion: as another language, or as Vietnamese."""
    return np.maximum(scores[:, FOREIGN], scores[:, AS_IS])


def greatest(scores: Scores) -> Scores:
    """The greatest score of each row, column by column: numpy is slow where it goes through many short rows."""
    return reduce(np.maximum, scores.T)


def stripped(token: str, edged: int) -> str:
    """`token` without the signs at its ends, as far as `edged` (1 quotes and dashes, 2 others too) goes."""
    return token.strip(QUOTES) if edged == 1 else token.lstrip(EDGES).rstrip(_AFTER)


def is_plain(token: str) -> bool:
    """True for a word of ASCII letters and the end of a line, which read the same in every encoding with a table."""
    return token.isascii() and (token.isalpha() or token.isspace())


def _is_alien(token: str) -> bool:
    """True when a letter of `token` is in no eight-bit text."""
    return any(char > "\xff" and char not in BYTE_OF and char.isalpha() and char != "\u03bc" for char in token)
