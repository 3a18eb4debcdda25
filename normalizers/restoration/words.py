"""The words of damaged paragraphs, restored in batches; opens the models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text import Span, Text
from . import readings
from .casing import cased, shouting
from .correction import Correction, Doubt
from .lexicon import canonical
from .models import Models, models
from .routing import Damage
from .search import Choice, choices
from .slots import Slot, garbled_slots, misread_slots, stripped_slots

GAIN = 2.0  # log10 by which a word must be likelier than what is read in a sound text,
CAPITAL_GAIN = 3.0  # and where a capital says that what is read may be a name;
DOT_GAIN = 0.5  # log10, on a recognised page for a word that lacks only the dot below, which scans lose first
WEAK_SHARE = 0.65  # of the gain is enough for a word that recognition was not sure of
_SURE = 3.0  # log10 of the odds beyond which nothing is claimed: candidates farther behind were not searched
_BATCH = 16_000  # positions decoded together: bounds the memory


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the joined text to decode: its place and its slots."""

    span: Span
    slots: list[Slot]


def restored_words(
    lines: Sequence[Span], joined: Text, damage: Damage, is_weak: Doubt | None = None
) -> Iterator[Correction]:
    """The words restored on `lines`, all with the same damage, decoded in batches."""
    model = models()
    batch: list[_Paragraph] = []
    size = 0
    for line in lines:
        paragraph = _Paragraph(line, _slots(line.of(joined.value), damage, model, scanned=is_weak is not None))
        if any(slot.is_open for slot in paragraph.slots):
            batch.append(paragraph)
            size += len(paragraph.slots) + 1
        if size > _BATCH:
            yield from _decoded(batch, joined, model, damage, is_weak)
            batch, size = [], 0
    if batch:
        yield from _decoded(batch, joined, model, damage, is_weak)


def _slots(paragraph: str, damage: Damage, model: Models, *, scanned: bool) -> list[Slot]:
    if damage is Damage.STRIPPED:
        return list(stripped_slots(paragraph, model.lexicon, readings.stripped))
    if damage is Damage.GARBLED:
        return list(garbled_slots(paragraph, model.lexicon, readings.garbled))
    return list(misread_slots(paragraph, model.lexicon, readings.scanned if scanned else readings.misread))


def _decoded(
    batch: Sequence[_Paragraph], joined: Text, model: Models, damage: Damage, is_weak: Doubt | None
) -> Iterator[Correction]:
    found = choices([each.slots for each in batch], model, garbled=damage is Damage.GARBLED)
    syllable = model.lexicon.is_syllable.tolist()
    for paragraph, chosen in zip(batch, found, strict=True):
        loud = shouting([choice.slot.read if syllable[choice.word] else "" for choice in chosen])
        for choice, shouted in zip(chosen, loud, strict=True):
            if not choice.slot.is_open:
                continue
            correction = _correction(choice, paragraph.span.start, shouted, joined, model)
            if correction and (damage is not Damage.NONE or _is_due(choice, correction, is_weak)):
                yield correction


def _is_due(choice: Choice, correction: Correction, is_weak: Doubt | None) -> bool:
    """True where enough speaks for a change in a sound text; a name changes only where recognition was not sure."""
    if choice.slot.is_name and not (is_weak and is_weak(correction.span)):
        return False
    return choice.gain >= _needed(correction, is_weak)


def _needed(correction: Correction, is_weak: Doubt | None) -> float:
    """The gain that a change in a sound text needs: a name that no model knows must not become a word."""
    needed = GAIN if correction.read.islower() else CAPITAL_GAIN
    if not is_weak:
        return needed
    if correction.read.islower() and readings.without_dot(correction.replacement) == correction.read:
        return DOT_GAIN
    return needed * WEAK_SHARE if is_weak(correction.span) else needed


def _correction(choice: Choice, start: int, shouted: bool, joined: Text, model: Models) -> Correction | None:
    """The correction of one slot of a paragraph that begins at `start` of the joined text, if it is one."""
    slot, words = choice.slot, model.lexicon.words
    if choice.word == model.lexicon.unknown or words[choice.word] == canonical(slot.read.lower()):
        return None
    word = cased(words[choice.word], slot.read, shouted)
    span = joined.to_raw(Span(start + slot.start, start + slot.end))
    instead = None
    if choice.second is not None and choice.second != model.lexicon.unknown and choice.gap < _SURE:
        instead = cased(words[choice.second], slot.read, shouted)
    return Correction(span, word, slot.read, 1 / (1 + 10 ** -min(choice.gap, _SURE)), instead)
