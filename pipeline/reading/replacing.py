"""Words of a line by others, or by none."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.document import Line, Word


def replaced(line: Line, decided: Mapping[int, Word | None]) -> Line:
    """`line` with what is `decided` of its words, by their id; None: the word goes, and its cell stays."""
    if not any(id(word) in decided for word in line.words):
        return line
    cells = ([decided.get(id(word), word) for word in cell] for cell in line.cells)
    return Line(tuple(tuple(word for word in cell if word is not None) for cell in cells))
