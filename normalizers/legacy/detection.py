"""Which lines, or which parts of a line, are in which of the encodings with a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from ..text import Span
from .batch import Batch, batch
from .choosing import NEIGHBOUR, Line, choice, clear_choices, is_sure, lines_in_doubt
from .encodings import Encoding
from .evidence import Found
from .mixed import mixed_runs
from .ruins import is_ruin

FontAt = Callable[[Span], str | None]

_SEVERAL, _NEARLY_ALL = 3, 0.9  # sure lines, and the share of them, that make an encoding the usual one
_FAR = 4  # lines away at which a witness is not heard any more


def detected(value: str, lines: Sequence[Span], suspects: Sequence[int], font_of: FontAt) -> list[Found]:
    """The runs of those `lines` that are suspect (given by their numbers) that are in an encoding, in order.

    A run is a line or, in a mixed line, a part of it.
    """
    candidates = batch(value, lines, suspects)
    if candidates is None:
        return []
    fonts = list(map(font_of, candidates.lines))
    found = clear_choices(candidates, fonts)
    doubtful = list(lines_in_doubt(candidates, fonts, found))
    for line in doubtful:
        found[line.at] = choice(candidates, line, {})
    sure = [at for at, one in enumerate(found) if one and is_sure(one.evidence)]
    usual = _usual([one.encoding for at in sure if (one := found[at])])
    if sure:
        _listen(candidates, doubtful, sure, found, usual)
    mixed = mixed_runs(value, candidates, found, usual)
    runs = [run for at, one in enumerate(found) for run in mixed.get(at, [one] if one else [])]
    return [run for run in runs if run.evidence.font or not is_ruin(value, run)]


def _listen(
    candidates: Batch, doubtful: list[Line], sure: list[int], found: list[Found | None], usual: Encoding | None
) -> None:
    """Lines that are not sure of themselves are judged again with the `sure` ones around them in mind."""
    numbers = candidates.numbers
    own_numbers = [numbers[line.at] for line in doubtful]
    places = np.searchsorted([numbers[at] for at in sure], own_numbers).tolist()
    for line, number, after in zip(doubtful, own_numbers, places, strict=True):
        if (own := found[line.at]) and is_sure(own.evidence):
            continue
        favour: dict[Encoding, float] = {}
        for at in sure[max(0, after - 1) : after + 1]:
            if abs(numbers[at] - number) <= _FAR and (witness := found[at]):
                favour[witness.encoding] = favour.get(witness.encoding, 0.0) + NEIGHBOUR
        if favour or usual:
            found[line.at] = choice(candidates, line, favour, usual)


def _usual(sure: Sequence[Encoding]) -> Encoding | None:
    """The encoding that nearly all sure lines are in."""
    counted = Counter(sure)
    most = max(_SEVERAL, _NEARLY_ALL * len(sure))
    return next((encoding for encoding, count in counted.items() if count >= most), None)
