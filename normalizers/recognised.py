"""Which part of a raw text recognition has read, and how surely."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .text import Span


@dataclass(frozen=True, slots=True)
class Recognised:
    """Raw spans read by OCR: whole pages, and the single words among them that it was not sure of, both in order."""

    pages: Sequence[Span] = ()
    weak: Sequence[Span] = ()

    def holds(self, span: Span) -> bool:
        """True when all of `span` was recognised."""
        return any(page.contains(span) for page in self.pages)

    def is_weak(self, span: Span) -> bool:
        """True when `span` touches a word that recognition was not sure of."""
        at = bisect_left(self.weak, Span(span.start, span.start))
        return any(word.overlaps(span) for word in self.weak[max(0, at - 1) : at + 1])
