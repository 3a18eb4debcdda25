"""Which of the numbers of a sum that fails is the wrong one: the others are confirmed by the sums that hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .causes import is_slip
from .figures import Figure
from .sums import Sum


@dataclass(frozen=True, slots=True)
class Suspect:
    """The figure that is most likely wrong, and the number that would make the sum right."""

    figure: Figure
    needed: int


def suspect_of(failing: Sum, holding: Sequence[Sum], others: Sequence[Sum] = ()) -> Suspect | None:
    """The one figure that no sum in `holding` confirms, or that one slip explains; None where it cannot be told.

    `others` are the other sums of the account that fail: a figure that stands in all of them is more suspect.
    """
    if not all(figure.exact for figure in failing.figures):
        return None
    confirmed = {id(figure) for found in holding for figure in found.figures if found.asked != (0, 0)}
    open_ = [figure for figure in failing.figures if id(figure) not in confirmed] or list(failing.figures)
    shared = [figure for figure in open_ if others and all(figure in other.figures for other in others)]
    suspects = [Suspect(figure, _needed(failing, figure)) for figure in shared or open_]
    if len(suspects) == 1 and suspects[0].needed >= 0:
        return suspects[0]
    slips = [suspect for suspect in suspects if is_slip(suspect.figure.low, suspect.needed)]
    return slips[0] if len(slips) == 1 else None


def _needed(failing: Sum, figure: Figure) -> int:
    """The value of `figure` that makes the sum hold."""
    missing = failing.asked[0] - failing.added[0]
    return figure.low - missing if figure in failing.whole else figure.low + missing
