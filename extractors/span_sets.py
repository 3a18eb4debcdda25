"""A growing set of disjoint spans that answers quickly whether a span is still free."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from normalizers import Span


class SpanSet:
    """Spans in order; `claim` adds one that shares no character with the others."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: list[Span] = []
        for span in spans:
            self.claim(span)

    def touches(self, span: Span) -> bool:
        """True when a span of the set shares a character with `span`."""
        index = bisect_left(self._spans, Span(span.end, span.end))
        return index > 0 and self._spans[index - 1].end > span.start

    def claim(self, span: Span) -> bool:
        """Add `span` and return True, or return False when it is not free."""
        if self.touches(span):
            return False
        insort(self._spans, span)
        return True
