"""Presentations (.pptx): a page a visible slide, shapes and tables in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Page

from .drawings import shape_lines
from .limits import Limits
from .pieces import Piece, written
from .refusals import empty, too_large
from .zipped import Package, opened_package

_FORM = ".pptx"
_DRAWN_BESIDE = ("diagramData", "chart")  # SmartArt and charts have their words in parts of their own


def read_pptx(path: Path, limits: Limits) -> Iterator[Page]:
    """The slides; hidden ones and the notes of the speaker are left out, the former with a note.

    Raises TruncatedError, TooLargeError and EncryptedError.
    """
    with opened_package(path, _FORM, limits) as package:
        main = next(
            (aim for kind, aim in package.related("").values() if kind == "officeDocument"), "ppt/presentation.xml"
        )
        parts = package.related(main)
        entries = list(package.tree(main).iterfind("{*}sldIdLst/{*}sldId"))
        if len(entries) > limits.pages:
            raise too_large(_FORM, "số trang chiếu", "slides")
        number, hidden = 0, 0
        for entry in entries:
            kind, part = parts.get(_relation(entry.attrib) or "", ("", ""))
            slide = package.tree(part) if kind == "slide" else None
            if slide is None or slide.get("show") in ("0", "false"):
                hidden += slide is not None
                continue
            number += 1
            shown = written([*shape_lines(slide), *_beside(package, part)])
            notes = (
                (f"{hidden} trang chiếu ẩn phía trước bị bỏ qua · hidden slides before it are left out",)
                if hidden
                else ()
            )
            hidden = 0
            yield Page(number, "pptx", f"slide {number}", text=shown.text, fonts=shown.fonts, notes=notes)
        if not number:
            raise empty(_FORM)


def _relation(attributes: dict[str, str]) -> str | None:
    """The id of a relation, which stands beside an id without a namespace."""
    return next((value for key, value in attributes.items() if key.endswith("}id")), None)


def _beside(package: Package, part: str) -> Iterator[list[Piece]]:
    for kind, aim in package.related(part).values():
        if kind in _DRAWN_BESIDE and aim in package:
            yield from shape_lines(package.tree(aim))
