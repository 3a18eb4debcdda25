"""The normalizers in their order, and the two ways to run them: `normalize` and `explain`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import digits, layout, markup, symbols, tables, unicode
from .text import Edit, Span, Text

Step = Callable[[str], Iterable[Edit]]

# A step reads the text and proposes edits; only Text.edit changes it, so no step can lose the alignment.
STEPS: tuple[Step, ...] = (
    markup.entities,
    unicode.line_ends,
    unicode.invisible,
    unicode.spaces,
    unicode.composition,
    unicode.look_alikes,
    unicode.tone_place,
    markup.tags,
    markup.bold,
    markup.italic,
    markup.headings,
    markup.rules,
    layout.spacing,
    tables.pipe_tables,
    tables.markdown_tables,
    layout.page_numbers,
    layout.page_feet,
    layout.page_breaks,
    layout.broken_lines,
    layout.blank_lines,
    symbols.document_symbols,
    digits.letters_in_numbers,
    digits.split_percentages,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a step: offsets before that step, the text it replaced, and the raw span behind it."""

    edit: Edit
    before: str
    raw: Span


@dataclass(frozen=True, slots=True)
class Explained:
    """What one step did; replaying `changes` with Text.edit gives the text after the step."""

    step: str
    changes: tuple[Change, ...]


def normalize(text: Text | str) -> Text:
    """`text` with every step applied in order; total, and the same again when applied twice."""
    text = Text.of(text) if isinstance(text, str) else text
    for step in STEPS:
        text = text.edit(step(text.value))
    return text


def explain(text: Text | str) -> tuple[Explained, ...]:
    """The changes `normalize` makes, step by step; steps that change nothing are left out."""
    text = Text.of(text) if isinstance(text, str) else text
    done: list[Explained] = []
    for step in STEPS:
        edits = tuple(step(text.value))
        if edits:
            changes = tuple(Change(edit, edit.span.of(text.value), text.to_raw(edit.span)) for edit in edits)
            done.append(Explained(step.__name__, changes))
        text = text.edit(edits)
    return tuple(done)
