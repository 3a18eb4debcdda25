"""The normalizers in their order, and the ways to run them: `normalize`, with or without corrections, and `explain`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from . import digits, layout, markup, restoration, symbols, tables, unicode
from .legacy import Run, repaired
from .recognised import Recognised
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
    layout.indents,
    layout.page_numbers,
    layout.page_feet,
    layout.page_breaks,
    layout.broken_lines,
    layout.blank_lines,
    symbols.document_symbols,
    digits.letters_in_numbers,
    digits.split_percentages,
    restoration.lost_words,
)


_SIGNS = (
    restoration.roman_numbers,
    restoration.doubled_letters,
    restoration.raised_words,
    restoration.joined_words,
    restoration.date_strokes,
)
_NOT_RECOGNISED = Recognised()
DECODING = "legacy_encodings"  # comes before the STEPS: one of them drops the soft hyphen, which is ư in TCVN3
ROUNDS = 8  # real documents need one, and a second to see that nothing is left to do


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a step: offsets before that step, the text it replaced, and the raw span behind it.

    The edit of a restored word is a Correction, which also tells how sure it is.
    """

    edit: Edit
    before: str
    raw: Span


@dataclass(frozen=True, slots=True)
class Explained:
    """What one step did; replaying `changes` with Text.edit gives the text after the step.

    `decoded`: of the step DECODING, the runs in a legacy encoding, with the evidence for each.
    """

    step: str
    changes: tuple[Change, ...]
    decoded: tuple[Run, ...] = ()


def normalize(text: Text | str) -> Text:
    """`text` with every step applied in order, until nothing changes: normalised text comes out as it went in.

    A raw string is decoded first where it is in a legacy encoding; a Text has been (`legacy.repaired`).
    """
    text = repaired(text).text if isinstance(text, str) else text
    for _, _, after in _stages(text):
        text = after
    return text


def normalize_with_corrections(
    text: Text | str, recognised: Recognised = _NOT_RECOGNISED
) -> tuple[Text, tuple[Change, ...]]:
    """`normalize(text)`, and the changes that restored a word: their edits are Corrections.

    Where the raw text was `recognised` by OCR, single letters of sound Vietnamese are mended as well.
    """
    text = repaired(text).text if isinstance(text, str) else text
    restored: list[Change] = []
    for step, edits, after in _stages(text):
        if step is restoration.lost_words:
            restored += _changes(edits, text)
        text = after
    if recognised.pages and (misread := _misread(text, recognised)):
        restored += _changes(misread, text)
        text = text.edit(misread)
    return text, tuple(restored)


def _misread(text: Text, recognised: Recognised) -> list[restoration.Correction]:
    """The words and signs of `text` that recognition misread, on recognised pages only."""
    signs = [found for step in _SIGNS for found in step(text.value)]
    words = restoration.corrections(
        text.value, misread=True, is_weak=lambda span: recognised.is_weak(text.to_raw(span))
    )
    return [each for each in _apart([*signs, *words]) if recognised.holds(text.to_raw(each.span))]


def _apart(found: Iterable[restoration.Correction]) -> list[restoration.Correction]:
    """Those of `found` that overlap none before them, in the order of the text: two steps may see one word."""
    kept: list[restoration.Correction] = []
    for each in found:
        at = bisect_right(kept, each.span, key=lambda other: other.span)
        if not any(each.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, each)
    return kept


def explain(text: Text | str) -> tuple[Explained, ...]:
    """The changes `normalize` makes, in their order; steps that change nothing are left out."""
    done: list[Explained] = []
    before = Text.of(text) if isinstance(text, str) else text
    if isinstance(text, str) and (runs := repaired(text)).runs:
        done.append(Explained(DECODING, tuple(_changes(_decodings(text, runs.text), before)), runs.runs))
        before = runs.text
    for step, edits, after in _stages(before):
        done.append(Explained(step.__name__, tuple(_changes(edits, before))))
        before = after
    return tuple(done)


def _decodings(raw: str, decoded: Text) -> Iterator[Edit]:
    """The edits, a letter each, that decoding `raw` came to."""
    for start, end, char in zip(decoded.starts, decoded.ends, decoded.value, strict=True):
        if raw[start:end] != char:
            yield Edit(Span(start, end), char)


def _changes(edits: Iterable[Edit], before: Text) -> Iterator[Change]:
    return (Change(edit, edit.span.of(before.value), before.to_raw(edit.span)) for edit in edits)


def _stages(text: Text) -> Iterator[tuple[Step, tuple[Edit, ...], Text]]:
    """Each step that changes something, its edits, the text after it; a later step may make work for an earlier one."""
    for _ in range(ROUNDS):
        settled = True
        for step in STEPS:
            if edits := tuple(step(text.value)):
                text, settled = text.edit(edits), False
                yield step, edits, text
        if settled:
            return
