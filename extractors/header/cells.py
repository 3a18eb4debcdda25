"""The pieces of text that stand side by side in the head and the foot of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizers import Span, fold, patterns

from .header_fields import Field

_LINE = patterns.pattern(r"[^\n\f]+")
_JUNK = " \t_*|=~·—–"
_LETTER = patterns.pattern(r"\p{L}")
_WIDE = 250  # characters; a longer line is a paragraph of the text, not two columns


@dataclass(frozen=True, slots=True)
class Cell:
    """One column's part of one line: `line` counts the lines, `after_blank` tells that an empty line precedes it."""

    span: Span
    text: str
    folded: str
    line: int
    after_blank: bool = False

    @property
    def capital(self) -> bool:
        """True when four in five letters are capitals and there are three letters at least."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)

    def part(self, start: int, end: int | None = None) -> Cell:
        """The cell of ``text[start:end]`` without the white space around it."""
        text = self.text[start:end]
        return _trimmed(
            self.span.start + start, text, self.folded[start : start + len(text)], self.line, self.after_blank
        )

    def field(self, confidence: float) -> Field:
        """The cell as a value."""
        return Field(" ".join(self.text.split()), self.span, confidence)


def _trimmed(start: int, text: str, folded: str, line: int, after_blank: bool) -> Cell:
    """The cell of `text`, which stands at `start`, without white space, rules and the rests of column borders."""
    left = len(text) - len(text.lstrip(_JUNK))
    kept = text.strip(_JUNK)
    begin = start + left
    return Cell(Span(begin, begin + len(kept)), kept, folded[left : left + len(kept)], line, after_blank)


def read_cells(value: str, span: Span, cuts: Sequence[patterns.Pattern]) -> list[Cell]:
    """The cells of the lines under `span`, cut at TABs and where a pattern of `cuts` (on folded text) begins or ends.

    Cells without a letter are left out.
    """
    folded = fold(span.of(value))
    found: list[Cell] = []
    done = span.start
    for number, match in enumerate(_LINE.finditer(value, span.start, span.end)):
        blank = value.count("\n", done, match.start()) > 1
        done = match.end()
        for start, end in _cut(match, folded[match.start() - span.start : match.end() - span.start], cuts):
            plain = folded[start - span.start : end - span.start]
            cell = _trimmed(start, value[start:end], plain, number, blank)
            if _LETTER.search(cell.text):
                found.append(cell)
    return found


def _cut(line: patterns.Match, folded: str, cuts: Sequence[patterns.Pattern]) -> Iterator[tuple[int, int]]:
    """The ranges between the edges of a line: TABs, and the places where the patterns match."""
    edges = {0, len(folded)}
    edges.update(at for at, char in enumerate(folded) if char == "\t")
    if len(folded) <= _WIDE:
        edges.update(edge for cut in cuts for match in cut.finditer(folded) for edge in match.span())
    for left, right in pairwise(sorted(edges)):
        yield line.start() + left, line.start() + right


def joined(cells: Sequence[Cell], value: str, confidence: float) -> Field:
    """The cells as one value; its span is that of all cells when only white space parts them, else of the last."""
    gaps = (value[a.span.end : b.span.start] for a, b in pairwise(cells))
    first = cells[-1] if any(gap.strip(_JUNK + "\n\f") for gap in gaps) else cells[0]
    words = " ".join(" ".join(part.text.split()) for part in cells)
    return Field(words, Span(first.span.start, cells[-1].span.end), confidence)
