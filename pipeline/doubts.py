"""What a reader of a document should look at again, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalizers.legacy import Run

from .decoding import decodings_told
from .document import DRAWN, Document
from .labels import Label
from .reading.text import NOT_UNICODE

_NOT_UNICODE = Label(
    "một số chữ không phải Unicode và có thể sai dấu: hãy chuyển tệp sang Unicode (UTF-8) rồi chạy lại.",
    "some characters are not Unicode and may be wrong: convert the file to Unicode (UTF-8) and run it again.",
)
_COVERED = 0.95  # of the letters of a page: what seals and signatures leave unread is less


def doubts_of(document: Document, decoded: Sequence[Run]) -> Iterator[Label]:
    """The doubts noted on the pages: text of another encoding, `decoded` or not, and what was left unread."""
    noted = [page for page in document.pages if page.notes]
    for page in document.pages:
        if page.coverage < _COVERED:
            share = f"{1 - page.coverage:.0%}"
            yield Label(
                f"trang {page.number}: khoảng {share} số chữ chưa đọc được, hãy xem lại trang.",
                f"page {page.number}: about {share} of the letters were not read, look at the page.",
            )
        elif page.unread:
            yield Label(
                f"trang {page.number}: {len(page.unread)} vùng có chữ chưa đọc được, hãy xem lại trang.",
                f"page {page.number}: {len(page.unread)} regions with letters were not read, look at the page.",
            )
        elif page.notes and page.source not in ("text", *DRAWN):
            notes = "; ".join(page.notes)
            yield Label(f"trang {page.number}: có phần không đọc: {notes}", f"page {page.number}: not read: {notes}")
    told = list(decodings_told(decoded))
    yield from told
    for note in dict.fromkeys(note for page in noted if page.source == "text" for note in page.notes):
        if note != NOT_UNICODE:
            vi, _, en = note.partition(" · ")
            yield Label(f"{vi}.", f"{en}.")
        elif not told:
            yield _NOT_UNICODE
    pages = ", ".join(str(page.number) for page in noted if page.source in DRAWN)
    if pages:
        yield Label(
            f"trang {pages}: còn hình ảnh hoặc nội dung chưa đọc được, hãy xem lại trang.",
            f"page {pages}: pictures or other content were not read, look at the page.",
        )
