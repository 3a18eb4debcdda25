"""Lines of which only a part is in an encoding: the best way to cut them, word by word (Viterbi)."""

from __future__ import annotations

from itertools import groupby

import numpy as np

from ..text import Span
from .batch import Batch
from .encodings import TABLED, Encoding
from .evidence import Evidence, Found
from .scoring import AS_IS, Flags, Scores, greatest, words
from .tokens import TOKEN

_SWITCH = 4.0  # log10 that a change of encoding inside a line costs
_NEEDED = 5.0  # log10 of the gain that a part of a line needs
_USUAL = np.float32(0.3)  # log10 a word
_FEWEST = 4  # words of a line that is worth cutting


def mixed_runs(
    value: str, candidates: Batch, found: list[Found | None], usual: Encoding | None
) -> dict[int, list[Found]]:
    """For each line (its place in the batch) that reads better cut: the runs in it, in order.

    The `usual` encoding of the text is preferred to others that read as well.
    """
    states = words().states.take(candidates.rows, axis=0)
    if usual:
        states[:, 1 + TABLED.index(usual)] += _USUAL * ~words().plain.take(candidates.rows)
    totals = np.add.reduceat(states, candidates.starts[:-1], axis=0)
    chosen = greatest(totals)
    for at, one in enumerate(found):
        if one:
            chosen[at] = totals[at, 1 + TABLED.index(one.encoding)]
    bound = np.add.reduceat(greatest(states), candidates.starts[:-1])
    worth_it = (bound - chosen > 2 * _SWITCH) & (np.diff(candidates.starts) >= _FEWEST)
    cut: dict[int, list[Found]] = {}
    for at in np.flatnonzero(worth_it).tolist():
        start, end = int(candidates.starts[at]), int(candidates.starts[at + 1])
        path = _path(states[start:end])
        if len(set(path)) > 1:
            spelling = words().spelling[candidates.rows[start:end]]
            changes = spelling != spelling[:, [AS_IS]]
            cut[at] = _runs(value, candidates.lines[at], states[start:end], path, changes)
    return cut


def _path(states: Scores) -> list[int]:
    """The likeliest state of each word: 0 as it stands, else 1 + the place of the encoding."""
    total = states[0].copy()
    back = []
    for row in states[1:]:
        best = int(total.argmax())
        stay = total >= total[best] - _SWITCH
        back.append(np.where(stay, np.arange(len(total)), best))
        total = np.where(stay, total, total[best] - _SWITCH) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _runs(value: str, line: Span, states: Scores, path: list[int], changes: Flags) -> list[Found]:
    """The runs of a line cut along `path`, less the words at their ends that read the same as they stand."""
    places = [match.span() for match in TOKEN.finditer(value, line.start, line.end)]
    runs = []
    for state, members in groupby(range(len(path)), key=path.__getitem__):
        own = list(members)
        altered = [at for at in own if state and changes[at, AS_IS + state]]
        own = [at for at in own if altered and altered[0] <= at <= altered[-1]]
        if not own:
            continue
        part = states[own].sum(axis=0)
        gain = float(part[state] - part[0])
        if state and gain >= _NEEDED:
            others = np.delete(part, [0, state])
            evidence = Evidence(round(gain, 1), round(float(part[state] - others.max()), 1), words=len(own))
            runs.append(Found(Span(places[own[0]][0], places[own[-1]][1]), TABLED[state - 1], evidence, edged=True))
    return runs
