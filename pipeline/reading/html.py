"""HTML: the text that a browser would show, blocks as lines, rows of tables with cells joined by TAB."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Page

from .html_blocks import lines
from .html_fonts import Fonts
from .limits import Limits
from .pieces import written
from .refusals import damaged, empty, too_large
from .text import WINDOWS_1252, decode_declared
from .trees import MarkupError, html_tree

_FORM = ".html"
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,30})", re.IGNORECASE)
_HEAD = 4096
_MOST_MARKS = 5_000_000  # signs «<»
_UNREAD = dict.fromkeys(range(0x20), None) | {ord(char): char for char in "\t\n\r"}  # control characters


def read_html(path: Path, limits: Limits) -> Iterator[Page]:
    """The document as one page of text; raises TruncatedError and TooLargeError."""
    data = path.read_bytes()
    if len(data) > limits.part_bytes or data.count(b"<") > _MOST_MARKS:
        raise too_large(_FORM, "dung lượng", "a size")
    declared = _DECLARED.search(data[:_HEAD])
    page = html_page(*decode_declared(data, declared[1].decode("ascii") if declared is not None else None))
    if not page.raw.strip():
        raise empty(_FORM)
    yield page


def html_page(text: str, encoding: str) -> Page:
    """The page of an HTML document already decoded; raises TruncatedError for one that cannot be read to its end."""
    try:
        root = html_tree(_closed(text.translate(_UNREAD)))
    except MarkupError as error:
        raise damaged(_FORM) from error
    styles = "\n".join(element.text or "" for element in root.iter("style")) if root is not None else ""
    shown = written(lines(root, Fonts.of(styles)) if root is not None else ())
    value = shown.text.translate(WINDOWS_1252)  # «&#150;» means the dash that Windows has there (HTML 5, 13.2.5.80)
    return Page(1, "html", f"HTML, {encoding}", text=value, fonts=shown.fonts)


def _closed(text: str) -> str:
    """`text` with a last comment that does not end as text: the browsers of its time showed what follows."""
    at = text.rfind("<!--")
    return text[:at] + text[at + 4 :] if at > text.rfind("-->") else text
