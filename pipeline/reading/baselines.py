"""Things on a page, glyphs or words, gathered into the lines they stand on."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Protocol, TypeAlias, TypeVar


class Placed(Protocol):
    """Anything with a top and a bottom, in points from the top of the page."""

    @property
    def top(self) -> float: ...  # noqa: D102
    @property
    def bottom(self) -> float: ...  # noqa: D102


T = TypeVar("T")
_Level: TypeAlias = tuple[float, float, list[tuple[int, T]]]  # middle, height, things with their order

_SAME = 0.5  # points between the middles of things set on one baseline
_REACH = 0.35  # of the line's height: how far a raised or lowered mark may be from the middle of its line


def baselines(things: Iterable[T], place: Callable[[T], Placed]) -> list[list[T]]:
    """The lines of `things`, top to bottom, each in the order given.

    The baselines that carry most are taken first and draw the small ones beside them (raised figures, marks
    of another font) to themselves; two columns half a line apart therefore stay two lines.
    """
    lines: list[_Level[T]] = []  # by middle
    for middle, height, members in sorted(_levels(things, place), key=lambda level: (-len(level[2]), level[0])):
        near = _nearest(lines, middle)
        if near is not None and abs(near[0] - middle) <= _REACH * near[1]:
            near[2].extend(members)
        else:
            insort(lines, (middle, height, members), key=itemgetter(0))
    return [[thing for _, thing in sorted(members, key=itemgetter(0))] for _, _, members in lines]


def _levels(things: Iterable[T], place: Callable[[T], Placed]) -> list[_Level[T]]:
    """`things` by middle: those closer than _SAME to the one before share a level."""
    levels: list[_Level[T]] = []
    measured = []
    for order, thing in enumerate(things):
        where = place(thing)
        measured.append(((where.top + where.bottom) / 2, where.bottom - where.top, order, thing))
    measured.sort(key=itemgetter(0, 2))
    last = float("-inf")
    for middle, height, order, thing in measured:
        if middle - last <= _SAME:
            levels[-1][2].append((order, thing))
        else:
            levels.append((middle, height, [(order, thing)]))
        last = middle
    return levels


def _nearest(lines: list[_Level[T]], middle: float) -> _Level[T] | None:
    at = bisect_left(lines, middle, key=itemgetter(0))
    beside = lines[max(0, at - 1) : at + 1]
    return min(beside, key=lambda line: abs(line[0] - middle), default=None)
