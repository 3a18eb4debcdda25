"""Word documents (.docx): everything a person sees, in document order; the only import of `python-docx`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.section import Section

from pipeline.document import Page

from .limits import Limits
from .pieces import Piece, written
from .refusals import damaged, unsupported
from .word_elements import WORD, Element
from .word_markup import Styles, lines, plain
from .zipped import check_package

_FORM = ".docx"
_NOTES = ("/word/footnotes.xml", "/word/endnotes.xml")


def read_docx(path: Path, limits: Limits) -> Iterator[Page]:
    """The document as one page of text: headers, body, notes, footers; a row of a table is its cells joined by TAB.

    Raises TruncatedError, TooLargeError (archive bombs, before anything is unpacked) and UnsupportedError.
    """
    check_package(path, _FORM, limits)
    document = _opened(path)
    try:
        text = written(_all_lines(document))
    except (KeyError, ValueError, SyntaxError) as error:  # a part that others point to is missing or no XML
        raise damaged(_FORM) from error
    yield Page(1, "docx", "Word document", text=text.text, fonts=text.fonts)


def _opened(path: Path) -> WordDocument:
    try:
        return docx.Document(str(path))
    except ValueError as error:  # python-docx: the package is no Word document
        raise unsupported("ZIP (.zip)") from error
    except Exception as error:  # python-docx, lxml, zipfile and zlib each have errors of their own for damage
        raise damaged(_FORM) from error


def _all_lines(document: WordDocument) -> Iterator[list[Piece]]:
    styles = Styles(document.styles.element, _part(document, "/theme"), _part(document, "/numbering"))
    yield from _running(document, styles, "header")
    yield from lines(document.element.body, styles)
    for part in document.part.package.iter_parts():
        if str(part.partname) in _NOTES:
            yield from _notes(part, styles)
    yield from _running(document, styles, "footer")


def _part(document: WordDocument, kind: str) -> Element | None:
    """The root of the part of that kind: what names the fonts of the theme, or tells how lists are numbered."""
    parts = (relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith(kind))
    return next((parse_xml(part.blob) for part in parts), None)


def _running(document: WordDocument, styles: Styles, name: str) -> Iterator[list[Piece]]:
    """The headers or footers, each text once; lone page numbers are left out, for the file has no pages."""
    seen: set[str] = set()
    for section in document.sections:
        for element in _running_elements(section, name):
            for line in lines(element, styles):
                text = plain(line)
                if text not in seen and text.strip() and not text.strip(" -/|").isdigit():
                    seen.add(text)
                    yield line


def _running_elements(section: Section, name: str) -> Iterator[Element]:
    for attribute in (f"first_page_{name}", name, f"even_page_{name}"):
        story = getattr(section, attribute)
        if not story.is_linked_to_previous:
            yield story._element


def _notes(part: Part, styles: Styles) -> Iterator[list[Piece]]:
    """The footnotes or endnotes; those of a type are the rules drawn above notes."""
    for note in parse_xml(part.blob):
        if note.get(f"{WORD}type") is None:
            yield from lines(note, styles)
