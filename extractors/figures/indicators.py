"""Which indicator a percentage states (vocabulary: indicators.toml)."""

from __future__ import annotations

from normalizers import Span

from ..matching.mentions import cues_within
from ..matching.phrases import book
from ..subject import Subject


def indicator_of(subject: Subject, left: Span, right: Span) -> str | None:
    """The indicator nearest before the percentage, else the first behind it; None when neither names one."""
    cues = [cue for cue in book("indicators").find(subject) if cue.label != "none"]
    before = cues_within(cues, left)
    if before:
        return before[-1].label
    behind = cues_within(cues, right)
    return behind[0].label if behind else None
