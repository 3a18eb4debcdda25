"""The lines of a text that may be in one of the encodings with a table, scored together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..restoration.models import models
from ..text import Span
from .scoring import AS_IS, HYPOTHESES, Numbers, Scores, as_it_stands, greatest, words
from .tokens import END, tokens

_PART = 5.0  # log10 of the gain that a part of a line needs to be looked at
_CLEAR = 12.0  # log10 of a difference that the words before would not turn
_HOPELESS = -1.0  # log10 of the gain on words with signs below which no context would help


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Lines and their words: ``rows[starts[i] : starts[i + 1]]`` are those of the words of ``lines[i]``.

    `numbers` are those of the lines in the text. `scores` and `spellings` have one row a line and one column a
    hypothesis; `edged` has a bit of each line for each hypothesis under which a word keeps the signs at its ends.
    """

    lines: tuple[Span, ...]
    numbers: tuple[int, ...]
    starts: Numbers
    rows: Numbers
    scores: Scores
    spellings: Numbers
    edged: Numbers

    def repeats(self, line: int, column: int) -> int:
        """How often the only word of a line that the hypothesis alters stands in it; 0 where there is another."""
        rows = self.rows[self.starts[line] : self.starts[line + 1]]
        spelling = words().spelling[rows]
        altered = rows[spelling[:, column] != spelling[:, AS_IS]].tolist()
        return len(altered) if len(set(altered)) == 1 else 0


def batch(value: str, lines: Sequence[Span], numbers: Sequence[int]) -> Batch | None:
    """Those `lines` of `value` scored, but for the ones in which no encoding makes sense; None where none is left."""
    suspects = (lines[number] for number in numbers)
    rows = words().rows(tokens("".join([f"{value[line.start : line.end]}\n" for line in suspects])))
    ends = np.flatnonzero(rows == words().row[END])
    own = np.delete(np.arange(len(rows)), ends)  # the places of words
    of_line = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=-1) - 1)
    odd = ~words().plain.take(rows[own])
    if not odd.any():
        return None
    kept, starts = _starts(of_line[odd])
    scores = words().score.take(rows[own[odd]], axis=0)
    gain, lead = _gain_and_lead(np.add.reduceat(scores, starts[:-1], axis=0))
    apart = greatest(scores[:, AS_IS + 1 :]) - as_it_stands(scores)
    parts = np.add.reduceat(np.maximum(apart, 0), starts[:-1])  # what the best cut of the line could gain
    clear = (gain >= _CLEAR) & (lead >= _CLEAR) & (parts - gain < _PART)
    hopeful = kept[(gain >= _HOPELESS) | (parts > _PART)]
    if not len(hopeful):
        return None
    # where the words with signs leave no doubt, those in ASCII need not be looked at
    looked = np.zeros(len(numbers), bool)
    looked[hopeful] = True
    in_full = looked.copy()
    in_full[kept[clear]] = False
    wanted = in_full[of_line] | (looked[of_line] & odd)
    return _scored(lines, [numbers[at] for at in hopeful.tolist()], rows[own[wanted]], of_line[wanted])


def _starts(of_line: Numbers) -> tuple[Numbers, Numbers]:
    """The lines that have words, and where the words of each begin among those of all."""
    first = np.flatnonzero(np.diff(of_line, prepend=-1))
    return of_line[first], np.append(first, len(of_line))


def _gain_and_lead(scores: Scores) -> tuple[Scores, Scores]:
    """Of each line, how much better the best encoding is than the line as it stands, and than the second best.

    TCVN 5712-1 reads most lines as TCVN3 does; where the two are best the third counts.
    """
    ranked = np.sort(scores[:, AS_IS + 1 :], axis=1)
    second = np.where(ranked[:, -1] == ranked[:, -2], ranked[:, -3], ranked[:, -2])
    return ranked[:, -1] - as_it_stands(scores), ranked[:, -1] - second


def _scored(lines: Sequence[Span], numbers: list[int], rows: Numbers, of_line: Numbers) -> Batch:
    _, starts = _starts(of_line)
    spellings = np.add.reduceat(words().spelling.take(rows, axis=0), starts[:-1], axis=0)
    edged = np.bitwise_or.reduceat(words().edged_in.take(rows), starts[:-1])
    spans = tuple([lines[number] for number in numbers])
    return Batch(spans, tuple(numbers), starts, rows, _line_scores(rows, starts), spellings, edged)


def _line_scores(rows: Numbers, starts: Numbers) -> Scores:
    """The scores of each line: the sum of those of its words; where that leaves a doubt, each after the one before."""
    scores = np.add.reduceat(words().score.take(rows, axis=0), starts[:-1], axis=0)
    gain, lead = _gain_and_lead(scores)
    doubtful = np.flatnonzero((np.abs(gain) < _CLEAR) | (lead < _CLEAR))
    if len(doubtful):
        sizes = np.diff(starts)[doubtful]
        own = np.concatenate([[0], np.cumsum(sizes)])
        at = np.repeat(starts[doubtful] - own[:-1], sizes) + np.arange(own[-1])
        scores[doubtful] = _in_context(rows[at], own)
    return scores


def _in_context(rows: Numbers, starts: Numbers) -> Scores:
    """The scores of each line: the sum of those of its words, each judged after the word before it."""
    table, ngrams = words(), models().ngrams
    score, number = table.score.take(rows, axis=0), table.number.take(rows, axis=0)
    first = np.zeros(len(rows), bool)
    first[starts[:-1]] = True
    for column in range(AS_IS, HYPOTHESES):
        word = number[:, column]
        at = np.flatnonzero((word[1:] >= 0) & (word[:-1] >= 0) & ~first[1:]) + 1
        if len(at):
            _, found = ngrams.bigrams(word[at - 1], word[at])
            score[at, column] += found - ngrams.unigrams[word[at]]
    return np.add.reduceat(score, starts[:-1], axis=0)
