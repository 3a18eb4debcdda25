"""What the archive files tell of the file that was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Page

from .grid import Grid


@dataclass(frozen=True, slots=True)
class Source:
    """The file read: its name, SHA-256 and number of pages, the pixels of each page of an image file; our version."""

    name: str
    sha256: str
    pages: int
    version: str
    pixels: Sequence[tuple[int, int]] = ()

    def grid(self, page: Page) -> Grid:
        """The pixels of `page`."""
        known = page.number <= len(self.pixels)
        return Grid.of(page, self.pixels[page.number - 1] if known else None)
