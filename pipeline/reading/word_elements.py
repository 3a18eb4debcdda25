"""The elements of WordprocessingML, as far as they are looked at here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Element(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None

    def __iter__(self) -> Iterator[Element]: ...
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def find(self, path: str) -> Element | None: ...  # noqa: D102
    def iterfind(self, path: str) -> Iterator[Element]: ...  # noqa: D102
