"""Where the declared fonts of a text stand, and lines parted where the encoding that a font speaks for changes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..text import Span, Text
from .fonts import FontHint, font_hint

Fonts = str | Sequence[tuple[Span, str]] | None

_BLANK = re.compile("[ \t]")


@dataclass(frozen=True, slots=True)
class FontRanges:
    """The fonts of a string: `name` that of all of it, or `spans` (in order) with a name each."""

    value: str
    name: str | None = None
    spans: Sequence[Span] = ()
    names: Sequence[str] = ()

    def font_of(self, part: Span) -> str | None:
        """The font of a part: that of the range in which its middle lies."""
        if not self.spans:
            return self.name
        middle = (part.start + part.end) // 2
        at = bisect_right(self.spans, middle, key=lambda span: span.start) - 1
        return self.names[at] if at >= 0 and middle < self.spans[at].end else None

    def parted(self, lines: Sequence[Span]) -> list[Span]:
        """`lines` cut at the blanks where the font speaks for another encoding; empty where no font speaks for any."""
        bounds = list(self._bounds())
        if not bounds:
            return []
        return [part for line in lines for part in self._parts(line, bounds)]

    def _bounds(self) -> Iterator[int]:
        """Where a stretch begins whose font speaks for another encoding, or draws letters as capitals."""
        ranges = zip(self.spans, self.names, strict=True)
        hint: FontHint | None = None
        end = 0
        for own, members in groupby(ranges, key=lambda item: font_hint(item[1])):
            spans = [span for span, _ in members]
            if hint and spans[0].start > end:  # between them letters of unknown font
                yield end
                hint = None
            if own != hint:
                yield spans[0].start
            hint, end = own, spans[-1].end
        if hint:
            yield end

    def _parts(self, line: Span, bounds: list[int]) -> Iterator[Span]:
        first, last = bisect_right(bounds, line.start), bisect_left(bounds, line.end)
        start = line.start
        for bound in bounds[first:last]:
            blank = _BLANK.search(self.value, bound - 1, line.end)  # a word is never cut
            if blank and start < blank.end() < line.end:
                yield Span(start, blank.end())
                start = blank.end()
        yield Span(start, line.end)


def font_ranges(now: Text, text: Text, fonts: Fonts) -> FontRanges:
    """The ranges of ``now.value`` that `fonts`, those of ``text.value``, are declared for."""
    if fonts is None or isinstance(fonts, str):
        return FontRanges(now.value, fonts)
    ranges = [(span, name) for span, name in fonts if len(span)]
    spans = [span for span, _ in ranges] if now is text else [now.from_raw(text.to_raw(span)) for span, _ in ranges]
    return FontRanges(now.value, None, spans, [name for _, name in ranges])
