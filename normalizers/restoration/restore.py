"""Restoring a text: windows are judged, their words decoded, and only words change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..layout import broken_lines
from ..patterns import pattern
from ..text import Span, Text
from ..unicode import composition, line_ends
from . import codes
from .correction import Correction, Doubt
from .routing import Damage, damages

_LINE = pattern(r"[^\n\f\t]+")


def restore(text: Text | str) -> Text:
    """`text` with its Vietnamese restored where it was lost; digits, codes, addresses and sound words stay.

    Lines, spaces and punctuation are never changed, so the text keeps its number of lines.
    """
    text = Text.of(text) if isinstance(text, str) else text
    return text.edit(corrections(text.value, misread=True))


def lost_words(value: str) -> list[Correction]:
    """The step of `normalize`: words of damaged windows restored; sound Vietnamese is not even looked up."""
    return corrections(value)


def corrections(value: str, *, misread: bool = False, is_weak: Doubt | None = None) -> list[Correction]:
    """What restoring changes in `value`, in order; wrapped lines are decoded as one paragraph.

    With `misread` words of Vietnamese windows are mended too, where a few letters must have been read wrong, and less
    must speak for another word where the span `is_weak`; else these windows stay as they are, and a text that has no
    other opens no model.
    """
    joined = Text.of(value)
    for step in (line_ends, composition, broken_lines):
        joined = joined.edit(step(joined.value))
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(joined.value)]
    paragraphs = [line.of(joined.value) for line in lines]
    judged = damages(paragraphs)
    found: list[Correction] = []
    for damage in (Damage.STRIPPED, Damage.GARBLED, *((Damage.NONE,) if misread else ())):
        damaged = [line for line, each in zip(lines, judged, strict=True) if each is damage]
        if damaged:
            from .words import restored_words  # noqa: PLC0415 - numpy and the models: only where they are needed

            signs = list(_symbols(damaged, joined)) if damage is not Damage.NONE else []
            taken = {at for each in signs for at in range(each.span.start, each.span.end)}
            words = restored_words(damaged, joined, damage, is_weak)
            found += signs
            found += (each for each in words if not taken or taken.isdisjoint(range(each.span.start, each.span.end)))
    return sorted(found, key=lambda each: each.span)


def _symbols(lines: Sequence[Span], joined: Text) -> Iterator[Correction]:
    """The signs mended on `lines`; a blank between two lines stays."""
    for line in lines:
        for edit in (edit for step in codes.STEPS for edit in step(line.of(joined.value))):
            span = Span(line.start + edit.span.start, line.start + edit.span.end)
            raw = joined.to_raw(span)
            if len(raw) == len(span):
                yield Correction(raw, edit.replacement, span.of(joined.value), 1.0, None)
