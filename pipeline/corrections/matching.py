"""Which fact a correction is about, also when another version has read the file since."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Box
from ..facts import Fact
from .correction import Correction, Place

_SAME = 0.5  # of the union of two boxes that is in both


def matched(correction: Correction, facts: Sequence[Fact]) -> tuple[int, bool] | None:
    """The index of the fact that the correction is about, and whether all its evidence is as it was; None for none.

    Kind, rule, place and characters are the evidence. Where they are no longer so, it is the fact of that kind at the
    same place on the page or, in a text, at the same characters.
    """
    same = [index for index, fact in enumerate(facts) if fact.kind == correction.kind]
    place = correction.place
    for index in same:
        fact = facts[index]
        if (fact.extraction.rule, fact.span, fact.text) == (correction.rule, place.span, place.text):
            return index, True
    near = [index for index in same if _is_near(facts[index], place)]
    return (near[0], False) if near else None


def _is_near(fact: Fact, place: Place) -> bool:
    boxes = fact.location.boxes
    if boxes and place.boxes:
        return fact.location.page == place.page and shared(boxes[0], place.boxes[0]) >= _SAME
    return fact.text == place.text and fact.span.overlaps(place.span)


def shared(one: Box, other: Box) -> float:
    """How much of the union of two boxes is in both, 0..1."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return 0.0
    both = across * down
    return both / (_area(one) + _area(other) - both)


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)
