"""Restoring a text: windows are judged, their words decoded, and only words change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..layout import broken_lines
from ..patterns import pattern
from ..text import Edit, Span, Text
from . import codes
from .casing import cased, shouting
from .models import Models, models
from .routing import Damage, damages
from .search import Choice, choices
from .slots import Slot, garbled_slots, stripped_slots

ENGLISH = 0.8  # weight of the channel of English OCR beside the language model
_LINE = pattern(r"[^\n\f\t]+")
_BATCH = 6000  # positions decoded together: bounds the memory


@dataclass(frozen=True, slots=True)
class Correction(Edit):
    """One word restored, or one document symbol mended.

    `probability` is that of the replacement against the second likeliest word, `instead`, by the scores of the search.
    """

    read: str
    probability: float
    instead: str | None


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the joined text to decode: its place and its slots."""

    span: Span
    slots: list[Slot]


def restore(text: Text | str) -> Text:
    """`text` with its Vietnamese restored where it was lost; digits, codes, addresses and sound words stay.

    Lines, spaces and punctuation are never changed, so the text keeps its number of lines.
    """
    text = Text.of(text) if isinstance(text, str) else text
    return text.edit(corrections(text.value))


def corrections(value: str) -> list[Correction]:
    """What `restore` changes in `value`, in order; wrapped lines are decoded as one paragraph."""
    joined = Text.of(value).edit(broken_lines(value))
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(joined.value)]
    paragraphs = [line.of(joined.value) for line in lines]
    judged = damages(paragraphs)
    found: list[Correction] = []
    for damage in (Damage.STRIPPED, Damage.GARBLED):
        damaged = [line for line, each in zip(lines, judged, strict=True) if each is damage]
        if damaged:
            found += _words(damaged, joined, damage)
            found += _symbols(damaged, joined)
    return sorted(found, key=lambda each: each.span)


def _words(lines: Sequence[Span], joined: Text, damage: Damage) -> Iterator[Correction]:
    """The words restored on `lines`, all with the same damage, decoded in batches."""
    model = models()
    batch: list[_Paragraph] = []
    size = 0
    for line in lines:
        paragraph = _Paragraph(line, _slots(line.of(joined.value), damage, model))
        if any(slot.is_open for slot in paragraph.slots):
            batch.append(paragraph)
            size += len(paragraph.slots) + 1
        if size > _BATCH:
            yield from _decoded(batch, joined, model, damage)
            batch, size = [], 0
    if batch:
        yield from _decoded(batch, joined, model, damage)


def _slots(paragraph: str, damage: Damage, model: Models) -> list[Slot]:
    if damage is Damage.STRIPPED:
        return list(stripped_slots(paragraph, model.lexicon))
    return list(garbled_slots(paragraph, model.lexicon, model.english, ENGLISH))


def _decoded(batch: Sequence[_Paragraph], joined: Text, model: Models, damage: Damage) -> Iterator[Correction]:
    found = choices([each.slots for each in batch], model, garbled=damage is Damage.GARBLED)
    for paragraph, chosen in zip(batch, found, strict=True):
        loud = shouting([choice.slot.read for choice in chosen])
        for choice, shouted in zip(chosen, loud, strict=True):
            correction = _correction(choice, paragraph.span.start, shouted, joined, model)
            if correction is not None:
                yield correction


def _correction(choice: Choice, start: int, shouted: bool, joined: Text, model: Models) -> Correction | None:
    """The correction of one slot of a paragraph that begins at `start` of the joined text, if it is one."""
    slot, words = choice.slot, model.lexicon.words
    if not slot.is_open or choice.word == model.lexicon.unknown:
        return None
    word = cased(words[choice.word], slot.read, shouted)
    if word == slot.read:
        return None
    span = joined.to_raw(Span(start + slot.span.start, start + slot.span.end))
    known = choice.second is not None and choice.second != model.lexicon.unknown
    instead = cased(words[choice.second], slot.read, shouted) if known and choice.second is not None else None
    return Correction(span, word, slot.read, 1 / (1 + 10 ** -min(choice.gap, 30.0)), instead)


def _symbols(lines: Sequence[Span], joined: Text) -> Iterator[Correction]:
    """The document symbols mended on `lines`; a blank between two lines stays."""
    for line in lines:
        for edit in (*codes.types(line.of(joined.value)), *codes.hyphens(line.of(joined.value))):
            span = Span(line.start + edit.span.start, line.start + edit.span.end)
            raw = joined.to_raw(span)
            if len(raw) == len(span):
                yield Correction(raw, edit.replacement, span.of(joined.value), 1.0, None)
