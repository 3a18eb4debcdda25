"""Every word of a document with what was read and what it was restored to, by the exact alignment of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from normalizers import Change, Correction, Span, Text
from pipeline.document import Box, Document, Word

_FORMAT = "Cf"  # category of what has no ink: joiners, marks of direction, soft hyphens
_SAME_LINE = 0.3  # of the lower word: words that share so much height stand side by side


@dataclass(frozen=True, slots=True)
class OutputWord:
    """A word as archives get it: `text` restored (NFC), `read` as recognised, `confidence` (0..1) in `text`.

    A word that the normaliser joined of several, or split, tells all that was read there in each of its parts.
    """

    text: str
    read: str
    box: Box
    confidence: float


OutputCell = tuple[OutputWord, ...]
OutputRow = tuple[OutputCell, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word read, the cell it stands in (page, row, column), and its stretch of the normalised text."""

    word: Word
    cell: tuple[int, int, int]
    span: Span
    confidence: float


def output_rows(document: Document, text: Text, restored: Sequence[Change]) -> list[tuple[OutputRow, ...]]:
    """The rows of each page with their words restored; `text` and `restored` are those of ``document.raw``.

    Nothing printed is lost and no digit changed: a word that the text leaves out, shortens or counts otherwise
    stays as it was read.
    """
    cells: dict[tuple[int, int, int], list[OutputWord]] = {}
    for group in _groups(_readings(document, text, restored)):
        for cell, word in _words(group, text):
            cells.setdefault(cell, []).append(word)
    return [
        tuple(
            tuple(tuple(cells.get((page, row, column), ())) for column in range(len(line.cells)))
            for row, line in enumerate(document.pages[page].lines)
        )
        for page in range(len(document.pages))
    ]


def _readings(document: Document, text: Text, restored: Sequence[Change]) -> list[_Reading]:
    """The words in order, each with its part of the normalised text, inserted characters beside it included."""
    raw = list(document.word_spans)
    spans = _with_inserted([text.from_raw(span) for span in raw], text.value)
    sure = _certainties(raw, restored)
    places = (
        ((number, row, column), word)
        for number, page in enumerate(document.pages)
        for row, line in enumerate(page.lines)
        for column, cell in enumerate(line.cells)
        for word in cell
    )
    return [
        _Reading(word, cell, span, min(word.confidence, certain))
        for (cell, word), span, certain in zip(places, spans, sure, strict=True)
    ]


def _with_inserted(spans: Sequence[Span], value: str) -> list[Span]:
    """The spans of words with the characters that the normaliser put right before or behind them."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    for at, (before, after) in enumerate(pairwise(spans)):
        gap = value[before.end : after.start]
        parts = gap.split()
        if parts and not gap[0].isspace():
            ends[at] += len(parts.pop(0))
        if parts and not gap[-1].isspace():
            starts[at + 1] -= len(parts[-1])
    return [Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def _certainties(raw: Sequence[Span], restored: Sequence[Change]) -> Iterator[float]:
    """For each word the least probability of what was restored in it, 1.0 where nothing was."""
    found = sorted((change.raw, change.edit.probability) for change in restored if isinstance(change.edit, Correction))
    at = 0
    for span in raw:
        while at < len(found) and found[at][0].end <= span.start:
            at += 1
        near = (probability for place, probability in found[at : at + len(span) + 1] if place.overlaps(span))
        yield min(near, default=1.0)


def _groups(readings: Iterable[_Reading]) -> Iterator[list[_Reading]]:
    """Words that the text cannot tell apart, together; every other word by itself."""
    group: list[_Reading] = []
    end = 0
    for reading in readings:
        if group and reading.span.start >= end:
            yield group
            group = []
        group.append(reading)
        end = max(end, reading.span.end)
    if group:
        yield group


def _words(group: Sequence[_Reading], text: Text) -> Iterator[tuple[tuple[int, int, int], OutputWord]]:
    """The words that come out of a group: its own boxes where there are as many, else their sum divided anew."""
    tokens = text.value[group[0].span.start : max(reading.span.end for reading in group)].split()
    if len(tokens) == len(group):
        for reading, token in zip(group, tokens, strict=True):
            yield reading.cell, _word(token, reading.word.text, reading.word.box, reading.confidence)
        return
    read = " ".join(reading.word.text for reading in group)
    if not tokens or not _is_faithful(read, " ".join(tokens)) or not _side_by_side(group):
        for reading in group:
            yield reading.cell, _word("", reading.word.text, reading.word.box, reading.word.confidence)
        return
    confidence = min(reading.confidence for reading in group)
    for token, box in zip(tokens, _divided(_around(group), [len(token) for token in tokens]), strict=True):
        yield group[0].cell, OutputWord(unicodedata.normalize("NFC", token), read, box, confidence)


def _word(token: str, read: str, box: Box, confidence: float) -> OutputWord:
    kept = token if token and _is_faithful(read, token) else _printed(read)
    return OutputWord(unicodedata.normalize("NFC", kept), read, box, confidence)


def _is_faithful(read: str, restored: str) -> bool:
    """True when `restored` has every digit of `read` in order, and is not `read` with something merely left out."""
    digits = [char for char in read if char.isdecimal()]
    if not _is_within(digits, restored):
        return False
    printed, told = "".join(_printed(read).split()), "".join(unicodedata.normalize("NFC", restored).split())
    return len(told) >= len(printed) or not _is_within(told, printed)


def _is_within(part: Iterable[str], whole: str) -> bool:
    """True when the characters of `part` come in that order in `whole`."""
    rest = iter(whole)
    return all(char in rest for char in part)


def _printed(read: str) -> str:
    """What was read, in NFC, less what has no ink; as it is where nothing else would be left."""
    inked = "".join(char for char in unicodedata.normalize("NFC", read) if unicodedata.category(char) != _FORMAT)
    return inked or read


def _side_by_side(group: Sequence[_Reading]) -> bool:
    """True when the words stand in one cell and on one line of it."""
    boxes = [reading.word.box for reading in group]
    return len({reading.cell for reading in group}) == 1 and all(
        min(a.bottom, b.bottom) - max(a.top, b.top) > _SAME_LINE * min(a.bottom - a.top, b.bottom - b.top)
        and a.x0 <= b.x0
        for a, b in pairwise(boxes)
    )


def _around(group: Sequence[_Reading]) -> Box:
    box = group[0].word.box
    for reading in group[1:]:
        box = box.union(reading.word.box)
    return box


def _divided(box: Box, lengths: Sequence[int]) -> Iterator[Box]:
    """`box` cut from left to right for words of so many characters, a space between them."""
    step = (box.x1 - box.x0) / (sum(lengths) + len(lengths) - 1)
    starts = accumulate((length + 1 for length in lengths[:-1]), initial=0)
    for start, length in zip(starts, lengths, strict=True):
        yield Box(box.x0 + start * step, box.top, box.x0 + (start + length) * step, box.bottom)
