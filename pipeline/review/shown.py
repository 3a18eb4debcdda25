"""What the page of a document shows: its pages with marks, its values and findings with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from normalizers import Span

from ..archive.decisions import Decision, spans_of
from ..archive.viewing import Viewed, ViewedFinding
from ..document import Box, Document
from ..facts import Row

MOST_VALUES = 1000  # shown of one document
_MOST_TEXT = 400_000  # characters shown of one document


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to jump to: characters of the raw text, and boxes on a page where there are pages."""

    page: int
    start: int
    end: int
    boxes: str  # "x0,top,x1,bottom;…" in points
    text: str


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with its place; `decision` is what was last said of it."""

    position: int
    row: Row
    spot: Spot
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with all its quotes."""

    position: int
    row: Row
    spots: list[Spot]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is marked alike: the positions of the values and findings it belongs to."""

    start: int
    text: str
    values: str
    findings: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page: a picture `width` by `height` points, or `pieces` of text."""

    number: int
    width: float
    height: float
    pieces: list[Piece] | None


def values_of(view: Viewed) -> list[ShownValue]:
    """The values of a document, MOST_VALUES at most."""
    said = _by_evidence(view.decisions)
    return [
        ShownValue(position, row, _spot_of_value(row), said.get((row["kind"], row["start"], row["end"])))
        for position, row in view.facts[:MOST_VALUES]
    ]


def findings_of(view: Viewed) -> list[ShownFinding]:
    """The findings of a document, each with its quotes as spots."""
    return [
        ShownFinding(each.position, each.row, list(_spots(each, view.document)), each.decision)
        for each in view.findings
    ]


def pages_of(view: Viewed) -> Iterator[ShownPage]:
    """The pages of a document that was read; none of one whose words were not kept."""
    if view.document is None:
        return
    document = view.document
    starts = accumulate((len(page.raw) + 1 for page in document.pages), initial=0)
    left = _MOST_TEXT
    values = [(Span(row["start"], row["end"]), str(position)) for position, row in view.facts[:MOST_VALUES]]
    findings = [(span, str(each.position)) for each in view.findings for span in spans_of(each.row["places"] or "")]
    for page, start in zip(document.pages, starts, strict=False):
        if page.text is None:
            yield ShownPage(page.number, page.width, page.height, None)
            continue
        pieces = _pieces(page.text[:left], start, values, findings)
        left -= min(left, len(page.text))
        yield ShownPage(page.number, 0, 0, pieces)


def is_cut(view: Viewed) -> bool:
    """Whether the text is longer than what is shown."""
    pages = view.document.pages if view.document else ()
    return sum(len(page.text or "") for page in pages) > _MOST_TEXT


def _by_evidence(decisions: Iterable[Decision]) -> dict[tuple[str, int, int], Decision]:
    return {
        (each.correction.kind, each.correction.place.span.start, each.correction.place.span.end): each
        for each in decisions
        if each.correction.target == "fact" and not each.undone
    }


def _spot_of_value(row: Row) -> Spot:
    return Spot(row["page"], row["start"], row["end"], _told(row["boxes"] or ()), row["text"])


def _spots(finding: ViewedFinding, document: Document | None) -> Iterator[Spot]:
    quotes = (finding.row["quotes"] or "").split(" | ")
    spans = spans_of(finding.row["places"] or "")
    for span, quote in zip(spans, quotes, strict=False):
        if document is None or span.end > len(document.raw):
            yield Spot(1, span.start, span.end, "", quote)
            continue
        location = document.locate(span)
        boxes = [[box.x0, box.top, box.x1, box.bottom] for box in location.boxes or ()]
        yield Spot(location.page, span.start, span.end, _told(boxes), " ".join(span.of(document.raw).split()))


def _told(boxes: Iterable[Sequence[float]]) -> str:
    return ";".join(",".join(f"{edge:.2f}" for edge in box) for box in boxes)


Marks = Sequence[tuple[Span, str]]


def _pieces(text: str, offset: int, values: Marks, findings: Marks) -> list[Piece]:
    """The text cut wherever a mark begins or ends."""
    whole = Span(offset, offset + len(text))
    here = [[mark for mark in marks if mark[0].overlaps(whole)] for marks in (values, findings)]
    edges = {edge for marks in here for span, _ in marks for edge in (span.start, span.end)}
    cuts = [offset, *sorted(edge for edge in edges if whole.start < edge < whole.end), whole.end]
    under = [_positions(marks, cuts) for marks in here]
    return [
        Piece(start, text[start - offset : end - offset], " ".join(one), " ".join(other))
        for start, end, one, other in zip(cuts, cuts[1:], *under, strict=False)
    ]


def _positions(marks: Marks, cuts: Sequence[int]) -> list[list[str]]:
    """For each stretch between two cuts the names of the marks over it."""
    found: list[list[str]] = [[] for _ in cuts]
    for span, name in marks:
        for at in range(max(0, bisect_right(cuts, span.start) - 1), len(cuts) - 1):
            if cuts[at] >= span.end:
                break
            if name not in found[at]:
                found[at].append(name)
    return found


def box_of(told: str) -> Box | None:
    """The box that a reviewer drew, told as "x0,top,x1,bottom"; None for anything else."""
    try:
        x0, top, x1, bottom = (float(edge) for edge in told.split(","))
    except ValueError:
        return None
    return Box(x0, top, x1, bottom)
