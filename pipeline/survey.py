"""What is known of a file before anything is done with it: its format, its encodings, whether it needs OCR."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from normalizers.legacy import Run

from . import bugs
from .decoding import decoded
from .document import Document
from .errors import VanthuError
from .facts import Row
from .labels import Label
from .reading import Limits, read_without_ocr
from .reading.sniffing import sniff

UNICODE = "unicode"  # of lines in no legacy encoding
UNTOLD = "windows-1252"  # and of such lines in files that are not Unicode


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One file: `encodings` are shares (0..1) of its lines of text, the largest first; `error` why it cannot be read.

    `reasons` tell why pages need recognition, each with the number of pages.
    """

    file: str
    format: str | None = None
    pages: int = 0
    ocr_pages: int = 0
    lines: int = 0
    encodings: tuple[tuple[str, float], ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    error: str | None = None
    message: Label | None = None

    def row(self) -> Row:
        """The file as an object of JSON."""
        return {
            "file": self.file,
            "format": self.format,
            "pages": self.pages,
            "needs_ocr": self.ocr_pages > 0,
            "ocr_pages": self.ocr_pages,
            "ocr_reasons": dict(self.reasons),
            "lines": self.lines,
            "encodings": dict(self.encodings),
            "error": self.error,
            "message": self.message.vi if self.message else None,
            "message_en": self.message.en if self.message else None,
        }


def survey(path: Path, limits: Limits) -> Surveyed:
    """What the file at `path` is; a file that cannot be read is one that tells so: nothing is raised for it."""
    name = str(path)
    kind: str | None = None
    try:
        kind = sniff(path)
        return _surveyed(name, kind, read_without_ocr(path, limits))
    except VanthuError as error:
        return Surveyed(name, kind, error=error.code, message=Label(error.message, error.message_en))
    except OSError as error:
        why = error.strerror or str(error)
        told = Label(f"Không mở được tệp ({why}).", f"The file cannot be opened ({why}).")
        return Surveyed(name, kind, error="unreadable", message=told)
    except Exception:
        bugs.show_traceback()
        return Surveyed(name, kind, error="bug", message=bugs.MESSAGE)


def _surveyed(name: str, kind: str, document: Document) -> Surveyed:
    encodings = Counter(_encodings(document, decoded(document).runs))
    reasons = Counter(page.reason for page in document.pages if page.source == "ocr")
    lines = encodings.total()
    return Surveyed(
        name,
        kind,
        len(document.pages),
        reasons.total(),
        lines,
        tuple((encoding, round(count / lines, 4)) for encoding, count in encodings.most_common()),
        tuple(reasons.most_common()),
    )


def _encodings(document: Document, runs: Sequence[Run]) -> Iterator[str]:
    """The encoding of each line that holds anything: that of the first run in it."""
    for page, start in zip(document.pages, _starts(document), strict=True):
        usual = UNTOLD if page.reason.endswith(UNTOLD) else UNICODE
        at = start
        for line in page.raw.split("\n"):
            if line.strip():
                run = _run_in(runs, at, at + len(line))
                yield str(run.encoding) if run else UNICODE if line.isascii() else usual
            at += len(line) + 1


def _starts(document: Document) -> list[int]:
    sizes = [len(page.raw) + 1 for page in document.pages]
    return list(accumulate(sizes[:-1], initial=0))


def _run_in(runs: Sequence[Run], start: int, end: int) -> Run | None:
    """The first of `runs` (in order) that reaches into ``start..end``."""
    at = bisect_right(runs, start, key=lambda run: run.raw.end)
    return runs[at] if at < len(runs) and runs[at].raw.start < end else None
