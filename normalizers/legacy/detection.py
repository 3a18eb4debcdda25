"""Which lines, or which parts of a line, are in which of the encodings with a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..text import Span
from .batch import Batch, batch
from .encodings import TABLED, Encoding
from .evidence import Evidence, Found
from .fonts import FontHint, font_hint
from .mixed import mixed_runs
from .ruins import is_ruin
from .scoring import AS_IS, as_it_stands

FontAt = Callable[[Span], str | None]

MARGIN = 2.0  # log10 by which a line must be likelier in an encoding than as it stands
_ALONE = 2.5  # and where one word alone is other than ASCII, each time it stands there
_AGREED = 0.5  # and where the declared font or the lines around speak for the encoding
_SURROUNDED = -2.0  # and where the lines on both sides do: «hoà» between lines of VNI is «hồ»
_FONT = 3.0  # log10 that a declared font is worth between encodings
_NEIGHBOUR = 2.0  # log10 that a sure line nearby is worth; two are worth twice that
_SURE = 8.0  # log10 of the gain that makes a line a witness for its neighbours
_USUAL = 1.5  # log10 that the usual encoding of a text is worth between encodings
_SEVERAL, _NEARLY_ALL = 3, 0.9  # sure lines, and the share of them, that make an encoding the usual one
_FAR = 4  # lines away at which a witness is not heard any more


@dataclass(slots=True)
class _Line:
    """A line under judgement: gains over the line as it stands and readings, one an encoding; that as it stands."""

    at: int  # in the batch
    number: int  # of the line in the text
    gains: list[float]
    spelt: list[int]
    stands: int
    font: str | None
    found: Found | None = None


def detected(value: str, lines: Sequence[Span], suspects: Sequence[Span], font_of: FontAt) -> list[Found]:
    """The runs of the `suspects` among `lines` that are in an encoding, in order.

    A run is a line or, in a mixed line, a part of it.
    """
    candidates = batch(value, suspects)
    if candidates is None:
        return []
    number_of = {line.start: number for number, line in enumerate(lines)}
    judged = _judged(candidates, number_of, font_of)
    for line, plain in zip(judged, _plain_choices(candidates, judged), strict=True):
        line.found = plain or _choice(candidates, line, {})
    sure = [line for line in judged if line.found and _is_sure(line.found.evidence)]
    usual = _usual(sure)
    if sure:
        _listen(candidates, judged, sure, usual)
    mixed = mixed_runs(value, candidates, [line.found for line in judged], usual)
    found = [run for line in judged for run in mixed.get(line.at, [line.found] if line.found else [])]
    return [run for run in found if run.evidence.font or not is_ruin(value, run)]


def _judged(candidates: Batch, number_of: dict[int, int], font_of: FontAt) -> list[_Line]:
    scores, spellings = candidates.scores, candidates.spellings
    stands = as_it_stands(scores)
    gains = (scores[:, AS_IS + 1 :] - stands[:, None]).tolist()
    spelt, own = spellings[:, AS_IS + 1 :].tolist(), spellings[:, AS_IS].tolist()
    return [
        _Line(at, number_of[line.start], gains[at], spelt[at], own[at], font_of(line))
        for at, line in enumerate(candidates.lines)
    ]


def _plain_choices(candidates: Batch, judged: list[_Line]) -> Iterator[Found | None]:
    """What `_choice` gives for each line that leaves no doubt, all at once; None for the others."""
    scores, spellings = candidates.scores[:, AS_IS + 1 :], candidates.spellings[:, AS_IS + 1 :]
    gains = scores - as_it_stands(candidates.scores)[:, None]
    every = np.arange(len(gains))
    best = gains.argmax(axis=1)
    spelt = spellings[every, best]
    others = np.where(spellings == spelt[:, None], -np.inf, gains)
    second = others.argmax(axis=1)
    gain, lead = gains[every, best], gains[every, best] - others[every, second]
    plain = (gain >= _SURE) & (lead >= MARGIN) & np.isfinite(lead) & (spelt != candidates.spellings[:, AS_IS])
    sizes, edged = np.diff(candidates.starts).tolist(), (candidates.edged[every, AS_IS + 1 + best] > 0).tolist()
    told = zip(plain.tolist(), best.tolist(), second.tolist(), gain.tolist(), lead.tolist(), strict=True)
    for line, (sure, first, then, value, margin) in zip(judged, told, strict=True):
        hint = font_hint(line.font) if line.font else None
        if not sure or (hint and hint.encoding is not TABLED[first]):
            yield None
            continue
        font = line.font if hint else None
        evidence = Evidence(round(value, 1), round(margin, 1), TABLED[then], font, words=sizes[line.at])
        yield Found(candidates.lines[line.at], TABLED[first], evidence, edged=edged[line.at])


def _choice(
    candidates: Batch, line: _Line, favour: dict[Encoding, float], usual: Encoding | None = None
) -> Found | None:
    """The encoding of a line, or None where it stays as it is; `favour` is what its neighbours add.

    `usual` is the encoding of the text around: it is preferred to others, and makes a font that speaks for it sure.
    """
    hint = font_hint(line.font) if line.font else None
    worth = line.gains
    if favour or hint or usual:
        worth = [gain + favour.get(encoding, 0.0) for gain, encoding in zip(worth, TABLED, strict=True)]
        if hint:
            worth[TABLED.index(hint.encoding)] += _FONT
        if usual:
            worth[TABLED.index(usual)] += _USUAL
    best = worth.index(max(worth))
    if line.spelt[best] == line.stands:
        return None
    best = _preferred(line.spelt, worth, best, hint)
    gain, encoding = line.gains[best], TABLED[best]
    hinted = hint is not None and hint.encoding is encoding
    repeats = candidates.repeats(line.at, AS_IS + 1 + best) if gain < _SURE else 0
    if gain < _needed(favour.get(encoding, 0.0), hinted, hinted and encoding is usual, repeats):
        return None
    gains, spelling = line.gains, line.spelt[best]
    second = max((at for at in range(len(TABLED)) if line.spelt[at] != spelling), key=gains.__getitem__, default=None)
    evidence = Evidence(
        gain=round(gain, 1),
        lead=None if second is None else round(gain - gains[second], 1),
        runner_up=None if second is None else TABLED[second],
        font=line.font if hinted else None,
        neighbours=gain < MARGIN and encoding in favour,
        words=int(candidates.starts[line.at + 1] - candidates.starts[line.at]),
    )
    edged = bool(candidates.edged[line.at, AS_IS + 1 + best])
    return Found(candidates.lines[line.at], encoding, evidence, edged=edged)


def _needed(favour: float, hinted: bool, usual: bool, repeats: int) -> float:
    """The gain that a line needs.

    With sure lines on both sides, or its font and other lines, it may even make less sense than as it stands.
    """
    if favour > _NEIGHBOUR or usual or (hinted and favour):
        return _SURROUNDED
    if hinted or favour:
        return _AGREED
    return _ALONE * repeats if repeats else MARGIN


def _preferred(spelt: list[int], worth: list[float], best: int, hint: FontHint | None) -> int:
    """Of the encodings that read a line as the best one does: that of the font, else the likeliest."""
    if hint:
        at = TABLED.index(hint.encoding)
        if spelt[at] == spelt[best] and worth[at] > worth[best] - _NEIGHBOUR:
            return at
    return best


def _is_sure(evidence: Evidence) -> bool:
    return (evidence.gain or 0.0) >= _SURE and (evidence.lead is None or evidence.lead >= MARGIN)


def _listen(candidates: Batch, judged: list[_Line], sure: list[_Line], usual: Encoding | None) -> None:
    """Lines that are not sure of themselves are judged again with the `sure` ones around them in mind."""
    numbers = np.array([line.number for line in sure])
    for line in judged:
        if line.found and _is_sure(line.found.evidence):
            continue
        after = int(np.searchsorted(numbers, line.number))
        favour: dict[Encoding, float] = {}
        for witness in sure[max(0, after - 1) : after + 1]:
            if abs(witness.number - line.number) <= _FAR and witness.found:
                favour[witness.found.encoding] = favour.get(witness.found.encoding, 0.0) + _NEIGHBOUR
        if favour or usual:
            line.found = _choice(candidates, line, favour, usual)


def _usual(sure: Sequence[_Line]) -> Encoding | None:
    """The encoding that nearly all sure lines are in."""
    counted = Counter(line.found.encoding for line in sure if line.found)
    most = max(_SEVERAL, _NEARLY_ALL * len(sure))
    return next((encoding for encoding, count in counted.items() if count >= most), None)
