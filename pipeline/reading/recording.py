"""Pages kept as JSON and brought back without loss, so that what was recognised once need not be again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from normalizers import Span
from pipeline.atomic import replacing
from pipeline.document import Box, Line, Page, Word
from pipeline.errors import TruncatedError

FORMAT = 2


def save(pages: Iterable[Page], path: Path) -> None:
    """Write `pages` to `path` as JSON, whole or not at all; raises OutputError."""
    with replacing(path) as file:
        file.write(_written(pages) + b"\n")


def pack(pages: Iterable[Page]) -> bytes:
    """The same for a database: packed, about 8 kB a page."""
    return zlib.compress(_written(pages), 6)


def unpack(packed: bytes) -> tuple[Page, ...]:
    """The pages that `pack` packed."""
    return tuple(_page(item) for item in json.loads(zlib.decompress(packed))["pages"])


def load(path: Path) -> tuple[Page, ...]:
    """The pages written to `path` by `save`; raises TruncatedError for any other file."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        return tuple(_page(item) for item in data["pages"])
    except (ValueError, KeyError, TypeError) as error:
        raise TruncatedError(
            f"{path.name} không phải bản ghi trang của vanthu: hãy tạo lại.",
            f"{path.name} is no recording of pages by vanthu: make it anew.",
        ) from error


def _written(pages: Iterable[Page]) -> bytes:
    data = {"format": FORMAT, "pages": [_page_data(page) for page in pages]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _page_data(page: Page) -> dict[str, Any]:
    """The fields of `page` by name; a word is [text, x0, top, x1, bottom, confidence], and its font if known."""
    return {
        "number": page.number,
        "source": page.source,
        "reason": page.reason,
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "skew": page.skew,
        "notes": page.notes,
        "steps": page.steps,
        "coverage": page.coverage,
        "unread": [[box.x0, box.top, box.x1, box.bottom] for box in page.unread],
        "text": page.text,
        "lines": [[[_word_data(word) for word in cell] for cell in line.cells] for line in page.lines],
        "fonts": _told_spans(page.fonts),
        "cells": _told_spans(page.cells),
    }


def _told_spans(spans: Iterable[tuple[Span, str]]) -> list[list[int | str]]:
    return [[span.start, span.end, text] for span, text in spans]


def _word_data(word: Word) -> list[str | float]:
    font = [] if word.font is None else [word.font]
    return [word.text, word.box.x0, word.box.top, word.box.x1, word.box.bottom, word.confidence, *font]


def _page(data: dict[str, Any]) -> Page:
    lines = tuple(Line(tuple(tuple(_word(*word) for word in cell) for cell in line)) for line in data["lines"])
    unread = tuple(Box(*box) for box in data["unread"])
    told = {"lines": lines, "unread": unread}
    for name in ("fonts", "cells"):  # not in older recordings
        told[name] = tuple((Span(start, end), text) for start, end, text in data.get(name, ()))
    return Page(**{**data, **told, "notes": tuple(data["notes"]), "steps": tuple(data["steps"])})


def _word(
    text: str, x0: float, top: float, x1: float, bottom: float, confidence: float, font: str | None = None
) -> Word:
    return Word(text, Box(x0, top, x1, bottom), confidence, font)
