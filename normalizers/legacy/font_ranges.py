"""Where the declared fonts of a text stand, and lines parted where the encoding that a font speaks for changes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..text import Span, Text
from .encodings import Encoding
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

    def capitals(self, part: Span, encoding: Encoding) -> tuple[Span, ...]:
        """Where in `part` stand fonts of `encoding` that draw small letters as capitals."""
        first = max(0, bisect_right(self.spans, part.start, key=lambda span: span.start) - 1)
        last = bisect_left(self.spans, part.end, key=lambda span: span.start)
        ranges = zip(self.spans[first:last], self.names[first:last], strict=True) if self.spans else [(part, self.name)]
        return tuple(
            Span(max(span.start, part.start), min(span.end, part.end))
            for span, name in ranges
            if name
            and (hint := font_hint(name))
            and hint.capitals
            and hint.encoding is encoding
            and span.end > part.start
        )

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
