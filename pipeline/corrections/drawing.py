"""Where a value that no extractor found stands: a stretch of the text, or a box drawn on a page."""

from __future__ import annotations

from itertools import accumulate

from normalizers import Span

from ..document import Box, Document, Word
from .correction import CorrectionError, Place

_MOST = 200  # characters of a value


def marked(document: Document, span: Span) -> Place:
    """The place of characters marked in the text; raises CorrectionError for none or too many."""
    if not 0 < len(span) <= _MOST or span.end > len(document.raw):
        raise CorrectionError("Hãy bôi đen đúng chữ số cần thêm.", "Mark just the characters of the value.")
    location = document.locate(span)
    return Place((span,), span.of(document.raw), location.page, location.boxes or ())


def drawn(document: Document, page: int, box: Box) -> Place:
    """The place of a box drawn on a page: from the first to the last word whose middle lies in it.

    Where no word was read it is an empty span behind the word before. Raises CorrectionError for a box that is
    on no page.
    """
    if not 1 <= page <= len(document.pages) or not _is_on(document, page, box):
        raise CorrectionError("Khung nằm ngoài trang: hãy vẽ lại.", "The box is not on the page: draw it again.")
    words = _words(document, page)
    inside = [span for span, word in words if _holds_middle(box, word.box)]
    if inside:
        span = Span(inside[0].start, inside[-1].end)
        if len(span) > _MOST:
            raise CorrectionError(
                "Khung quá rộng: hãy vẽ sát con số.", "The box is too wide: draw it close to the number."
            )
        return Place((span,), span.of(document.raw), page, (box,))
    before = [span.end for span, word in words if word.box.top <= (box.top + box.bottom) / 2]
    at = before[-1] if before else _starts(document)[page - 1]
    return Place((Span(at, at),), "", page, (box,))


def found_again(document: Document, place: Place) -> Place | None:
    """The place in the document as it is read now; None if it is not to be found."""
    if place.span.end <= len(document.raw) and place.span.of(document.raw) == place.text:
        return place
    if not place.boxes or not 1 <= place.page <= len(document.pages):
        return None
    return drawn(document, place.page, place.boxes[0])


def _words(document: Document, page: int) -> list[tuple[Span, Word]]:
    numbered = ((each.number, word) for each in document.pages for line in each.lines for word in line.words)
    placed = zip(document.word_spans, numbered, strict=True)
    return [(span, word) for span, (number, word) in placed if number == page]


def _is_on(document: Document, page: int, box: Box) -> bool:
    width, height = document.pages[page - 1].width, document.pages[page - 1].height
    return 0 <= box.x0 < box.x1 <= width and 0 <= box.top < box.bottom <= height


def _holds_middle(box: Box, word: Box) -> bool:
    return box.x0 <= (word.x0 + word.x1) / 2 <= box.x1 and box.top <= (word.top + word.bottom) / 2 <= box.bottom


def _starts(document: Document) -> list[int]:
    return list(accumulate((len(page.raw) + 1 for page in document.pages), initial=0))
