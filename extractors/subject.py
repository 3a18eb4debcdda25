"""A normalised text prepared once for all extractors."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from normalizers import Span, Text, fold

from .matching.garble import is_garbled
from .matching.tokens import Cue, Token, tokenise


@dataclass(frozen=True, eq=False)
class Subject:
    """`text.value` and its folded twin of the same length: one offset space for both.

    `taken` holds, in order and without overlap, the spans that other extractors have already explained
    (document numbers, dates, periods): numbers inside them are not counted again.
    `cues` keeps the phrases found in the text, by phrasebook.
    """

    text: Text
    taken: tuple[Span, ...] = field(default=())
    cues: dict[int, list[Cue]] = field(default_factory=dict, repr=False)

    @property
    def value(self) -> str:
        """The normalised text itself."""
        return self.text.value

    @cached_property
    def folded(self) -> str:
        """The text in lower case without diacritics, character for character."""
        return fold(self.text.value)

    @cached_property
    def tokens(self) -> list[Token]:
        """The words, numbers and signs of the folded text."""
        return tokenise(self.folded)

    @cached_property
    def garbled(self) -> bool:
        """True when the marks of the text were lost or misread."""
        return is_garbled(self.text.value)

    @classmethod
    def of(cls, text: Text) -> Subject:
        """Prepare `text` for matching."""
        return cls(text)

    def is_taken(self, span: Span) -> bool:
        """True when `span` shares a character with a span explained already."""
        index = bisect_left(self.taken, span.end, key=lambda taken: taken.start)
        return index > 0 and self.taken[index - 1].end > span.start


def without_overlap(spans: list[Span]) -> tuple[Span, ...]:
    """The union of `spans` as ordered, disjoint spans."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
