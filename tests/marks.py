"""Case tables: the spans to be found are marked ⟦…⟧ in the text."""

from __future__ import annotations

from extractors.extract import extract
from extractors.extraction import Extraction
from normalizers import STEPS, Text, normalize
from normalizers.restoration import lost_words

OPEN, CLOSE = "⟦", "⟧"


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and the marked spans in it (marks may nest)."""
    text: list[str] = []
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for char in marked:
        if char == OPEN:
            opened.append(len(text))
        elif char == CLOSE:
            spans.append((opened.pop(), len(text)))
        else:
            text.append(char)
    assert not opened, f"a mark is not closed: {marked}"
    return "".join(text), sorted(spans)


def unrestored(raw: str) -> Text:
    """`raw` normalised save for its lost words: rules must read what could not be restored, too."""
    text, before = Text.of(raw), ""
    while text.value != before:
        before = text.value
        for step in STEPS:
            if step is not lost_words:
                text = text.edit(step(text.value))
    return text


def found(raw: str, kind: str) -> list[tuple[int, int, Extraction]]:
    """What the whole extraction finds of one kind in a raw text: raw start, raw end, extraction."""
    text = normalize(raw)
    spans = [(text.to_raw(e.span), e) for e in extract(text) if e.kind == kind]
    return sorted(((span.start, span.end, e) for span, e in spans), key=lambda item: item[:2])
