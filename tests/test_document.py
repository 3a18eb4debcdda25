"""The offset space of a document: each word where `raw` has it, each box over its words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import Span
from pipeline.document import Box, Document, Line, Page, Word

texts = st.text(st.sampled_from("ạbĐ1.,/%"), min_size=1, max_size=6)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h), st.floats(0, 500), st.floats(0, 800), st.floats(0, 90), st.floats(0, 20)
)
words = st.builds(Word, texts, boxes, st.floats(0, 1))
cells = st.lists(words, max_size=3).map(tuple)
lines = st.lists(cells, max_size=4).map(tuple).map(Line)
contents = st.lists(st.lists(lines, max_size=5).map(tuple), min_size=1, max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of read pages, text pages and blank ones."""
    pages = []
    for number, content in enumerate(draw(contents), start=1):
        text = draw(st.none() | st.text(max_size=8))
        pages.append(Page(number, "pdf", "", lines=content) if text is None else Page(number, "text", "", text=text))
    return Document("report", "0" * 64, tuple(pages))


def in_order(document: Document) -> list[tuple[int, int, int, Word]]:
    """Page, start, end and word of every word, counted along `raw` without the document's own bookkeeping."""
    found, at = [], 0
    for page in document.pages:
        start = at
        for line in page.lines:
            for cell in line.cells:
                for word in cell:
                    found.append((page.number, at, at + len(word.text), word))
                    at += len(word.text) + 1
                at = at if cell else at + 1
            at = at if line.cells else at + 1
        at = start + len(page.raw) + 1
    return found


@settings(max_examples=60)
@given(documents())
def test_every_word_stands_where_raw_has_it(document: Document) -> None:
    assert document.raw == "\f".join(page.raw for page in document.pages)
    for page, start, end, word in in_order(document):
        assert document.raw[start:end] == word.text
        location = document.locate(Span(start, end))
        assert location.page == page
        assert location.boxes == (word.box,)
        assert location.confidence == word.confidence


@settings(max_examples=60)
@given(documents(), st.data())
def test_boxes_cover_every_word_of_a_span(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.raw)))
    end = data.draw(st.integers(start, len(document.raw)))
    location = document.locate(Span(start, end))
    touched = [row for row in in_order(document) if row[1] < end and start < row[2]]
    here = [word for page, _, _, word in touched if page == location.page]
    assert all(any(box.covers(word.box) for box in location.boxes or ()) for word in here)
    assert bool(here) == bool(location.boxes)
    assert location.confidence == min((word.confidence for _, _, _, word in touched), default=1.0)


def test_a_span_is_on_the_page_of_its_first_character() -> None:
    document = Document("report", "", (Page(1, "text", "", text="một"), Page(2, "text", "", text="hai")))
    assert [document.locate(Span(at, at + 1)).page for at in range(7)] == [1, 1, 1, 1, 2, 2, 2]
    assert document.locate(Span(4, 6)).boxes is None
