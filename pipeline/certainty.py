"""How sure the restored words are that a value of a document leans on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from normalizers import Change, Correction, Span, Text

REACH = 40  # characters: the words that say what a number is seldom stand farther away
_LONGEST = 60  # characters of a restored word, so that one that begins before the reach is seen too


@dataclass(frozen=True, slots=True)
class Certainty:
    """The words restored in `value`: where they stand, in order, and the probability of each."""

    value: str = ""
    spans: Sequence[Span] = ()
    probabilities: Sequence[float] = ()

    @classmethod
    def of(cls, text: Text, changes: Sequence[Change]) -> Certainty:
        """The certainty of a normalised text and the changes that restored its words."""
        found = sorted(
            (text.from_raw(change.raw), change.edit.probability)
            for change in changes
            if isinstance(change.edit, Correction)
        )
        return cls(text.value, [span for span, _ in found], [probability for _, probability in found])

    def near(self, span: Span) -> float:
        """The least probability of the words restored at `span` or within REACH of it on its line; 1.0 without any."""
        if not self.spans:
            return 1.0
        start = max(self.value.rfind("\n", 0, span.start) + 1, span.start - REACH)
        end = self.value.find("\n", span.end, span.end + REACH)
        reach = Span(start, end if end >= 0 else span.end + REACH)
        begin = max(0, start - _LONGEST)
        first, last = bisect_left(self.spans, Span(begin, begin)), bisect_left(self.spans, Span(reach.end, reach.end))
        near = zip(self.spans[first:last], self.probabilities[first:last], strict=True)
        return min((probability for place, probability in near if place.overlaps(reach)), default=1.0)
