"""Two readings of one word, weighed by the words around it; imports numpy, so the package does not import it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from ..text import Span
from .lexicon import canonical
from .models import Models, models
from .search import Choice, choices
from .slots import Slot, settled
from .tokens import tokens


@dataclass(frozen=True, slots=True)
class Rival:
    """Another reading, `word`, of the word at `span` of the Vietnamese text `text` (both NFC)."""

    text: str
    span: Span
    word: str


def odds(rivals: Sequence[Rival]) -> list[float]:
    """Of each rival, log10 of the odds between it and what is read at its place, by the language model alone.

    -inf for a rival that is no word of the lexicon, or whose place is no single word; raises ModelError.
    """
    if not rivals:
        return []
    model = models()
    found = choices([_slots(each, model) for each in rivals], model, garbled=False)
    return [next((_odds(choice) for choice in chosen if choice.slot.is_open), -inf) for chosen in found]


def _slots(rival: Rival, model: Models) -> list[Slot]:
    """The words of the text as they stand, but for the one at the span, which has two readings."""
    number, unknown = model.lexicon.number, model.lexicon.unknown
    other = number.get(canonical(rival.word.lower()), unknown)
    slots = []
    for token in tokens(rival.text):
        slot = settled(token, model.lexicon)
        if token.is_word and Span(token.start, token.end) == rival.span and other not in (unknown, slot.words[0]):
            slot = slot._replace(words=(slot.words[0], other), evidence=(0.0, 0.0), is_open=True)
        slots.append(slot)
    return slots


def _odds(choice: Choice) -> float:
    return choice.gap if choice.word == choice.slot.words[1] else -choice.gap
