"""XML written as it comes, element by element, so that no page waits in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator  # writes only; nothing is parsed
from xml.sax.xmlreader import AttributesImpl

from normalizers.patterns import pattern

_NOT_XML = pattern(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_UNKNOWN = "\ufffd"


class Markup:
    """A stream of elements in UTF-8, everything escaped; characters that XML cannot hold become U+FFFD."""

    def __init__(self, out: BinaryIO, doctype: str = "") -> None:
        self._xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self._xml.startDocument()
        if doctype:
            self._xml.ignorableWhitespace(f"{doctype}\n")

    @contextmanager
    def element(self, name: str, /, **attributes: str | float) -> Iterator[None]:
        """An element around what is written in the block; a trailing underscore of an attribute is dropped."""
        told = {key.rstrip("_").replace("__", ":"): _clean(_written(value)) for key, value in attributes.items()}
        self._xml.startElement(name, AttributesImpl(told))
        yield
        self._xml.endElement(name)

    def leaf(self, name: str, text: str = "", /, **attributes: str | float) -> None:
        """An element that holds nothing but `text`."""
        with self.element(name, **attributes):
            if text:
                self._xml.characters(_clean(text))

    def text(self, text: str) -> None:
        """Text between elements, such as the space between words."""
        self._xml.characters(_clean(text))


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.4g}" if isinstance(value, float) else str(value)


def _clean(text: str) -> str:
    if text.isprintable() or not _NOT_XML.search(text):
        return text
    return "".join(_UNKNOWN if _NOT_XML.search(char) else char for char in text)
