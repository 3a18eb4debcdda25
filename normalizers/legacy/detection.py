"""Which lines, or which parts of a line, are in which of the encodings with a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..text import Span
from .batch import Batch, batch
from .encodings import TABLED, Encoding
from .evidence import Evidence, Found
from .fonts import FontHint, font_hint
from .mixed import mixed_runs
from .scoring import AS_IS, FOREIGN

FontAt = Callable[[Span], str | None]

MARGIN = 2.0  # log10 by which a line must be likelier in an encoding than as it stands
_AGREED = 0.5  # and where the declared font or the lines around speak for the encoding
_FONT = 3.0  # log10 that a declared font is worth between encodings
_NEIGHBOUR = 2.0  # log10 that a sure line nearby is worth; two are worth twice that
_SURE = 8.0  # log10 of the gain that makes a line a witness for its neighbours
_FAR = 4  # lines away at which a witness is not heard any more


@dataclass(slots=True)
class _Line:
    """A line under judgement: scores of the encodings, less that of the line as it stands."""

    at: int  # in the batch
    number: int  # of the line in the text
    gains: list[float]
    font: str | None
    hint: FontHint | None
    found: Found | None = None


def detected(value: str, lines: Sequence[Span], suspects: Sequence[Span], font_of: FontAt) -> list[Found]:
    """The runs of the `suspects` among `lines` that are in an encoding, in order.

    A run is a line or, in a mixed line, a part of it.
    """
    candidates = batch(value, suspects)
    if candidates is None:
        return []
    number_of = {line.start: number for number, line in enumerate(lines)}
    judged = [_line(candidates, at, number_of[line.start], font_of(line)) for at, line in enumerate(candidates.lines)]
    for line in judged:
        line.found = _choice(candidates, line, {})
    _listen(candidates, judged)
    mixed = mixed_runs(value, candidates, [line.found for line in judged])
    found = [run for line in judged for run in mixed.get(line.at, [line.found] if line.found else [])]
    return [run for run in found if run is not None]


def _line(candidates: Batch, at: int, number: int, font: str | None) -> _Line:
    scores = candidates.scores[at]
    stands = max(scores[FOREIGN], scores[AS_IS])
    return _Line(at, number, (scores[AS_IS + 1 :] - stands).tolist(), font, font_hint(font) if font else None)


def _choice(candidates: Batch, line: _Line, favour: dict[Encoding, float]) -> Found | None:
    """The encoding of a line, or None where it stays as it is; `favour` is what its neighbours add."""
    worth = [gain + favour.get(encoding, 0.0) for gain, encoding in zip(line.gains, TABLED, strict=True)]
    if line.hint:
        worth[TABLED.index(line.hint.encoding)] += _FONT
    best = max(range(len(TABLED)), key=worth.__getitem__)
    spelt = candidates.spellings[line.at, AS_IS + 1 :].tolist()
    if spelt[best] == candidates.spellings[line.at, AS_IS]:
        return None
    best = _preferred(spelt, worth, best, line.hint)
    gain, encoding = line.gains[best], TABLED[best]
    agreed = favour.get(encoding, 0.0) > 0 or (line.hint is not None and line.hint.encoding is encoding)
    if gain < (_AGREED if agreed else MARGIN):
        return None
    others = [at for at in range(len(TABLED)) if spelt[at] != spelt[best]]
    second = max(others, key=line.gains.__getitem__, default=None)
    font = line.font if line.hint and line.hint.encoding is encoding else None
    evidence = Evidence(
        gain=round(gain, 1),
        lead=None if second is None else round(gain - line.gains[second], 1),
        runner_up=None if second is None else TABLED[second],
        font=font,
        neighbours=gain < MARGIN and favour.get(encoding, 0.0) > 0,
        words=int(candidates.starts[line.at + 1] - candidates.starts[line.at]),
    )
    capitals = font is not None and line.hint is not None and line.hint.capitals
    edged = bool(candidates.edged[line.at, AS_IS + 1 + best])
    return Found(candidates.lines[line.at], encoding, evidence, capitals, edged)


def _preferred(spelt: list[int], worth: list[float], best: int, hint: FontHint | None) -> int:
    """Of the encodings that read a line as the best one does: that of the font, else the first in the list."""
    same = [at for at in range(len(TABLED)) if spelt[at] == spelt[best] and worth[at] > worth[best] - _NEIGHBOUR]
    return next((at for at in same if hint and TABLED[at] is hint.encoding), max(same, key=lambda at: (worth[at], -at)))


def _listen(candidates: Batch, judged: list[_Line]) -> None:
    """Lines that are not sure of themselves are judged again with those around them in mind."""
    sure = [line for line in judged if line.found and (line.found.evidence.gain or 0.0) >= _SURE]
    if not sure:
        return
    numbers = np.array([line.number for line in sure])
    for line in judged:
        if max(line.gains) >= _SURE:
            continue
        after = int(np.searchsorted(numbers, line.number))
        favour: dict[Encoding, float] = {}
        for witness in sure[max(0, after - 1) : after + 1]:
            if abs(witness.number - line.number) <= _FAR and witness.found:
                favour[witness.found.encoding] = favour.get(witness.found.encoding, 0.0) + _NEIGHBOUR
        if favour:
            line.found = _choice(candidates, line, favour)
