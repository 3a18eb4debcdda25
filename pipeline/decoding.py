"""A document's text with what was in a legacy encoding decoded, and what the user is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from normalizers.legacy import Encoding, Repaired, Run, repaired

from .document import Document
from .labels import Label, name_of

_UNICODE = frozenset((Encoding.DECOMPOSED, Encoding.DECOMPOSED_WINDOWS))  # composed without a word


def decoded(document: Document) -> Repaired:
    """``document.raw`` decoded, its declared fonts in mind; pages read by OCR stay as they were read."""
    return repaired(document.raw, document.fonts, document.recognised().pages)


def decodings_told(runs: Sequence[Run]) -> Iterator[Label]:
    """One sentence for each legacy encoding that was decoded, the commonest first."""
    lines = Counter(run.encoding for run in runs if run.encoding not in _UNICODE)
    for encoding, count in lines.most_common():
        vi, en = name_of("encoding", encoding, "vi"), name_of("encoding", encoding, "en")
        yield Label(
            f"{count} dòng không phải Unicode (bảng mã {vi}) đã được chuyển sang Unicode, hãy đối chiếu với bản gốc.",
            f"{count} lines that are not Unicode ({en}) were turned into Unicode, compare them with the original.",
        )


def decoded_pages(document: Document, runs: Sequence[Run]) -> frozenset[int]:
    """The numbers of the pages that hold text in a legacy encoding."""
    return frozenset(document.locate(run.raw).page for run in runs if run.encoding not in _UNICODE)
