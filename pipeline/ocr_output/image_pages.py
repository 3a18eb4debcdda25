"""Image files as pages of a PDF, their pixels as stored; the only import of `img2pdf`."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import img2pdf  # type: ignore[import-untyped]

from pipeline.document import Page
from pipeline.reading import Limits
from pipeline.reading.images import StoredFrame, stored_frames

from .affine import displayed_size

_PART_BYTES = 64 << 20  # images kept in memory at once
_PART_PAGES = 32


@dataclass(slots=True)
class _Part:
    """Frames that go to one PDF, with the width and height in points at which each is drawn before its turn."""

    frames: list[StoredFrame] = field(default_factory=list)
    sizes: list[tuple[float, float]] = field(default_factory=list)

    def add(self, frame: StoredFrame, page: Page) -> None:
        width, height = displayed_size(page)
        self.frames.append(frame)
        self.sizes.append((width, height) if frame.turn % 180 == 0 else (height, width))

    @property
    def is_full(self) -> bool:
        return len(self.frames) >= _PART_PAGES or sum(len(frame.data) for frame in self.frames) > _PART_BYTES

    def save(self, path: Path) -> None:
        """Write the PDF; the frames of a file of several all lie upright, so one turn holds for the part."""
        sizes = iter(self.sizes)

        def layout(*_: object) -> tuple[float, float, float, float]:
            width, height = next(sizes)
            return width, height, width, height

        with path.open("wb") as out:
            img2pdf.convert(
                [io.BytesIO(frame.data) for frame in self.frames],
                layout_fun=layout,
                rotation=img2pdf.Rotation[str(self.frames[0].turn)],
                first_frame_only=True,
                nodate=True,
                engine=img2pdf.Engine.pikepdf,
                outputstream=out,
            )


def image_pages(path: Path, pages: Sequence[Page], limits: Limits, folder: Path) -> list[Path]:
    """The pages of the image file at `path` as PDF files in `folder`, some pages each, as large as `pages` say."""
    logging.getLogger("img2pdf").setLevel(logging.CRITICAL)
    return list(_saved(zip(stored_frames(path, limits), pages, strict=True), folder))


def _saved(frames: Iterable[tuple[StoredFrame, Page]], folder: Path) -> Iterator[Path]:
    part, number = _Part(), 0
    for frame, page in frames:
        part.add(frame, page)
        if part.is_full:
            part.save(folder / f"{number}.pdf")
            yield folder / f"{number}.pdf"
            part, number = _Part(), number + 1
    if part.frames:
        part.save(folder / f"{number}.pdf")
        yield folder / f"{number}.pdf"
