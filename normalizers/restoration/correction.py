"""What restoring changes: an edit with what was read and how sure the replacement is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ..text import Edit, Span

Doubt: TypeAlias = Callable[[Span], bool]  # whether recognition was not sure of what it read there

DOUBTFUL = 0.8  # a probability below this is told to the reader


@dataclass(frozen=True, slots=True)
class Correction(Edit):
    """One word restored, or one document symbol mended.

    `probability` is that of the replacement against the second likeliest word, `instead`, by the scores of the search.
    """

    read: str
    probability: float
    instead: str | None

    @property
    def is_doubtful(self) -> bool:
        """True when the word should be looked at before it is believed."""
        return self.probability < DOUBTFUL
