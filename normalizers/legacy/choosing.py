"""Which encoding a line is in, from how its words read in each; the lines that leave no doubt all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .batch import Batch
from .encodings import TABLED, Encoding
from .evidence import Evidence, Found
from .fonts import FontHint, font_hint
from .scoring import AS_IS, as_it_stands

MARGIN = 2.0  # log10 by which a line must be likelier in an encoding than as it stands
_ALONE = 2.5  # and where one word alone is other than ASCII, each time it stands there
_AGREED = 0.5  # and where the declared font or the lines around speak for the encoding
_SURROUNDED = -2.0  # and where the lines on both sides do: «hoà» between lines of VNI is «hồ»
_FONT = 3.0  # log10 that a declared font is worth between encodings
NEIGHBOUR = 2.0  # log10 that a sure line nearby is worth; two are worth twice that
_SURE = 8.0  # log10 of the gain that makes a line a witness for its neighbours
_USUAL = 1.5  # log10 that the usual encoding of a text is worth between encodings


@dataclass(frozen=True, slots=True)
class Line:
    """A line under judgement: gains over the line as it stands and readings, one an encoding; that as it stands."""

    at: int  # in the batch
    gains: list[float]
    spelt: list[int]
    stands: int
    font: str | None


def clear_choices(candidates: Batch, fonts: Sequence[str | None]) -> list[Found | None]:
    """What `choice` gives for each line that leaves no doubt; None for the others. `fonts`: one a line."""
    spellings = candidates.spellings[:, AS_IS + 1 :]
    gains = candidates.scores[:, AS_IS + 1 :] - as_it_stands(candidates.scores)[:, None]
    every = np.arange(len(gains))
    best = gains.argmax(axis=1)
    spelt = spellings[every, best]
    others = np.where(spellings == spelt[:, None], -np.inf, gains)
    second = others.argmax(axis=1)
    gain, lead = gains[every, best], gains[every, best] - others[every, second]
    clear = (gain >= _SURE) & (lead >= MARGIN) & np.isfinite(lead) & (spelt != candidates.spellings[:, AS_IS])
    told = zip(
        clear.tolist(),
        candidates.lines,
        best.tolist(),
        gain.astype(np.float64).round(1).tolist(),
        lead.astype(np.float64).round(1).tolist(),
        second.tolist(),
        fonts,
        np.diff(candidates.starts).tolist(),
        (candidates.edged >> (AS_IS + 1 + best) & 1).tolist(),
        strict=True,
    )
    found: list[Found | None] = []
    for is_clear, line, first, value, margin, then, font, size, edged in told:
        hint = font_hint(font) if font and is_clear else None
        if not is_clear or (hint and hint.encoding is not TABLED[first]):
            found.append(None)
            continue
        evidence = Evidence(value, margin, TABLED[then], font if hint else None, words=size)
        found.append(Found(line, TABLED[first], evidence, edged=bool(edged)))
    return found


def lines_in_doubt(candidates: Batch, fonts: Sequence[str | None], found: Sequence[Found | None]) -> Iterator[Line]:
    """The lines of the batch for which nothing was `found` yet."""
    rows = [at for at, one in enumerate(found) if one is None]
    scores, spellings = candidates.scores[rows], candidates.spellings[rows]
    gains = (scores[:, AS_IS + 1 :] - as_it_stands(scores)[:, None]).tolist()
    spelt, own = spellings[:, AS_IS + 1 :].tolist(), spellings[:, AS_IS].tolist()
    for at, each, readings, stands in zip(rows, gains, spelt, own, strict=True):
        yield Line(at, each, readings, stands, fonts[at])


def choice(candidates: Batch, line: Line, favour: dict[Encoding, float], usual: Encoding | None = None) -> Found | None:
    """The encoding of a line, or None where it stays as it is; `favour` is what its neighbours add.

    `usual` is the encoding of the text around: it is preferred to others, and makes a font that speaks for it sure.
    """
    hint = font_hint(line.font) if line.font else None
    worth = _worth(line.gains, favour, hint, usual)
    best = worth.index(max(worth))
    if line.spelt[best] == line.stands:
        return None
    best = _preferred(line.spelt, worth, best, hint)
    gain, encoding = line.gains[best], TABLED[best]
    hinted = hint is not None and hint.encoding is encoding
    favoured = favour.get(encoding, 0.0)
    if gain < _needed(favoured, hinted, hinted and encoding is usual):
        return None
    if not (hinted or favoured) and gain < _SURE and gain < _ALONE * candidates.repeats(line.at, AS_IS + 1 + best):
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
    edged = bool(candidates.edged[line.at] >> (AS_IS + 1 + best) & 1)
    return Found(candidates.lines[line.at], encoding, evidence, edged=edged)


def _worth(
    gains: list[float], favour: dict[Encoding, float], hint: FontHint | None, usual: Encoding | None
) -> list[float]:
    """`gains` with what the neighbours, the font and the text around add, for the choice between encodings."""
    if not (favour or hint or usual):
        return gains
    worth = [gain + favour.get(encoding, 0.0) for gain, encoding in zip(gains, TABLED, strict=True)]
    if hint:
        worth[TABLED.index(hint.encoding)] += _FONT
    if usual:
        worth[TABLED.index(usual)] += _USUAL
    return worth


def _needed(favour: float, hinted: bool, usual: bool) -> float:
    """The gain that a line needs.

    With sure lines on both sides, or its font and other lines, it may even make less sense than as it stands.
    """
    if favour > NEIGHBOUR or usual or (hinted and favour):
        return _SURROUNDED
    return _AGREED if hinted or favour else MARGIN


def _preferred(spelt: list[int], worth: list[float], best: int, hint: FontHint | None) -> int:
    """Of the encodings that read a line as the best one does: that of the font, else the likeliest."""
    if hint:
        at = TABLED.index(hint.encoding)
        if spelt[at] == spelt[best] and worth[at] > worth[best] - NEIGHBOUR:
            return at
    return best


def is_sure(evidence: Evidence) -> bool:
    """True when a line may speak for its neighbours."""
    return (evidence.gain or 0.0) >= _SURE and (evidence.lead is None or evidence.lead >= MARGIN)
