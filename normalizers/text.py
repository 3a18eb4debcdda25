"""A string that remembers the raw characters behind each of its characters."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .patterns import Match, Pattern


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, value: str) -> str:
        """The part of `value` under this span."""
        return value[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of `span` by `replacement`; offsets are those of the text before the edit."""

    span: Span
    replacement: str


@lru_cache(maxsize=2)
def _counted(size: int) -> array[int]:
    """0, 1, 2 …: copying a piece of it is far faster than counting again for each text."""
    return array("q", range(size))


@dataclass(frozen=True, slots=True)
class Text:
    """`value`, and for its i-th character the raw range ``starts[i]..ends[i]``.

    Both arrays have ``len(value)`` items and never decrease, so a span of `value` always maps to one
    raw span. A character that an edit inserted has an empty range; characters that replace others of
    the same number keep theirs one by one, else each of them has the whole replaced range.
    """

    value: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, raw: str) -> Text:
        """The text whose characters are the raw characters themselves."""
        counted = _counted(1 << len(raw).bit_length())
        return cls(raw, counted[: len(raw)], counted[1 : len(raw) + 1])

    def __len__(self) -> int:
        return len(self.value)

    def __str__(self) -> str:
        return self.value

    def to_raw(self, span: Span) -> Span:
        """The raw span behind `span`; an empty span maps to an empty raw span."""
        if span.end > len(self.value):
            raise IndexError(f"{span} is outside a text of {len(self.value)} characters")
        if span.start == span.end:
            at = self.starts[span.start] if span.start < len(self.value) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def from_raw(self, span: Span) -> Span:
        """The smallest span of `value` that holds every character with a raw character of `span`."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end)
        return Span(first, max(first, last))

    def edit(self, edits: Iterable[Edit]) -> Text:
        """The text with `edits` applied; they must be in order and must not overlap."""
        value: list[str] = []
        starts, ends = array("q"), array("q")
        done = 0
        for edit in edits:
            start, end = edit.span.start, edit.span.end
            if start < done or end > len(self.value):
                raise ValueError(f"edit {edit} overlaps the one before it or leaves the text")
            value += (self.value[done:start], edit.replacement)
            starts.extend(self.starts[done:start])
            ends.extend(self.ends[done:start])
            if len(edit.replacement) == end - start:
                starts.extend(self.starts[start:end])
                ends.extend(self.ends[start:end])
            else:
                raw = self.to_raw(edit.span)
                starts.extend([raw.start] * len(edit.replacement))
                ends.extend([raw.end] * len(edit.replacement))
            done = end
        if not done and not value:
            return self
        value.append(self.value[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Text("".join(value), starts, ends)

    def sub(self, pattern: Pattern, replace: str | Callable[[Match], str | None]) -> Text:
        """The text with each match replaced; a function may return None to leave a match alone."""
        return self.edit(substitutions(self.value, pattern, replace))


def substitutions(value: str, pattern: Pattern, replace: str | Callable[[Match], str | None]) -> Iterator[Edit]:
    """The edits that replace each match of `pattern` in `value`; matches that would not change are left out."""
    for match in pattern.finditer(value):
        new = replace if isinstance(replace, str) else replace(match)
        if new is not None and new != match[0]:
            yield Edit(Span(match.start(), match.end()), new)
