"""RTF: the text of every story with its fonts, bytes of old Vietnamese fonts kept as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Page

from .limits import Limits
from .pieces import written
from .refusals import damaged, empty
from .rtf_parser import Parser
from .rtf_tokens import tokens

_FORM = ".rtf"


def read_rtf(path: Path, limits: Limits) -> Iterator[Page]:
    """The document as one page: headers, body, notes, footers; a row of a table is its cells joined by TAB.

    Raises TruncatedError for a file that ends inside a group, or shows nothing.
    """
    parser = Parser()
    for token in tokens(path.read_bytes()[: limits.file_bytes]):
        if parser.is_done(token):
            break
    if not parser.is_whole:
        raise damaged(_FORM)
    text = written(parser.lines())
    if not text.text.strip():
        raise empty(_FORM)
    yield Page(1, "rtf", "RTF document", text=text.text, fonts=text.fonts)
