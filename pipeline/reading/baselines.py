"""Things on a page, glyphs or words, gathered into the lines they stand on."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Level: TypeAlias = tuple[float, float]  # in points: how far down the page a thing stands, and its height
_Group: TypeAlias = tuple[float, float, list[tuple[int, T]]]  # a level, and the things there with their order

_SAME = 0.5  # points between things set on one base line
_REACH = 0.42  # of the height of a line: how far from it a raised or lowered sign may stand


def baselines(things: Iterable[T], level: Callable[[T], Level]) -> list[list[T]]:
    """The lines of `things`, top to bottom, each in the order given.

    The levels that carry most are taken first and draw the small ones beside them (raised figures, signs
    of another font) to themselves; two columns half a line apart therefore stay two lines.
    """
    lines: list[_Group[T]] = []  # from the top down
    for at, height, members in sorted(_groups(things, level), key=lambda group: (-len(group[2]), group[0])):
        near = _nearest(lines, at)
        if near is not None and abs(near[0] - at) <= _REACH * near[1]:
            near[2].extend(members)
        else:
            insort(lines, (at, height, members), key=itemgetter(0))
    return [[thing for _, thing in sorted(members, key=itemgetter(0))] for _, _, members in lines]


def _groups(things: Iterable[T], level: Callable[[T], Level]) -> list[_Group[T]]:
    """`things` by level: those closer than _SAME to the one before stand together."""
    groups: list[_Group[T]] = []
    last = float("-inf")
    measured = [(*level(thing), order, thing) for order, thing in enumerate(things)]
    for at, height, order, thing in sorted(measured, key=itemgetter(0, 2)):
        if at - last <= _SAME:
            groups[-1][2].append((order, thing))
        else:
            groups.append((at, height, [(order, thing)]))
        last = at
    return groups


def _nearest(lines: list[_Group[T]], level: float) -> _Group[T] | None:
    at = bisect_left(lines, level, key=itemgetter(0))
    return min(lines[max(0, at - 1) : at + 1], key=lambda line: abs(line[0] - level), default=None)
