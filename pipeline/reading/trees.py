"""Trees of XML and HTML, entities never expanded and nothing outside them read; the only import of `lxml`.

Names of elements are compared without their namespace: the strict and the transitional form of an office format differ
in nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol

from lxml import etree, html  # type: ignore[import-untyped]


class Element(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None
    tail: str | None
    attrib: dict[str, str]

    def __iter__(self) -> Iterator[Element]: ...
    def get(self, key: str, default: str | None = None) -> str | None: ...  # noqa: D102
    def find(self, path: str) -> Element | None: ...  # noqa: D102
    def iterfind(self, path: str) -> Iterator[Element]: ...  # noqa: D102
    def iter(self, *names: str) -> Iterator[Element]: ...  # noqa: D102
    def getparent(self) -> Element | None: ...  # noqa: D102
    def itertext(self) -> Iterator[str]: ...  # noqa: D102


class MarkupError(ValueError):
    """The data is no XML, or XML with a document type, which no office format has."""


def xml_tree(data: bytes) -> Element:
    """The root of an XML document; raises MarkupError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise MarkupError(str(error)) from error
    _refuse_entities(root)
    return root


def xml_elements(stream: IO[bytes], *names: str) -> Iterator[Element]:
    """Each element of one of `names` as it ends; it is emptied as the next is asked for.

    One that stands inside another comes first, and empty in that other. Raises MarkupError.
    """
    tags = tuple(f"{{*}}{name}" for name in names)
    try:
        events = etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False)
        first = True
        for _, element in events:
            if first:
                _refuse_entities(element)
                first = False
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.LxmlError, ValueError) as error:
        raise MarkupError(str(error)) from error


def html_tree(text: str) -> Element | None:
    """The root of an HTML document, as browsers mend it; None for one without any content.

    Raises MarkupError where the parser gave up, as it does at some thousand elements inside each other.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root: Element | None = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    if len(parser.error_log.filter_from_fatals()):
        raise MarkupError(str(parser.error_log.last_error))
    return root


def name_of(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element (an entity)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name, in whatever namespace."""
    if (plain := element.get(name)) is not None:
        return plain
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), None)


def _refuse_entities(element: object) -> None:
    if element.getroottree().docinfo.internalDTD is not None:  # type: ignore[attr-defined]
        raise MarkupError("a document type, and with it entities")
