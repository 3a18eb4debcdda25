"""The one entry: a text in, the text with what was in a legacy encoding decoded, aligned, and the evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..text import Span, Text
from .evidence import Found, Repaired, Run

Fonts = str | Sequence[tuple[Span, str]] | None

_LINE = re.compile("[^\n]+")
# What makes an ASCII text worth a look: marks of VIQR, control characters that some encodings use for capitals.
_WORTH = re.compile(r"[aeoAEO]\^|[aA]\(['`?~.a-z]|[uoUO]\+['`?~.a-z\s]|[aeiouyAEIOUY][`~]|[\0-\x08\x0e-\x1f]")


def repaired(text: Text | str, fonts: Fonts = None) -> Repaired:
    """`text` with every run in a legacy encoding decoded; text that is sound comes back as it is.

    `fonts`: the name of the font of the whole text, or ranges of ``text.value`` (in order) with their font names. A
    font is only believed where the letters agree.
    """
    text = Text.of(text) if isinstance(text, str) else text
    if text.value.isascii() and not _WORTH.search(text.value):
        return Repaired(text, ())
    return _repaired(text, fonts)


def _repaired(text: Text, fonts: Fonts) -> Repaired:
    from . import detection, misread, viqr_runs  # the models are opened only for a text that is worth a look
    from .conversion import converted

    runs: list[Run] = []
    stages: tuple[Callable[[Text], Iterable[Found]], ...] = (
        lambda now: misread.utf16_runs(now.value),
        lambda now: misread.utf8_runs(now.value, _lines(now.value)),
        lambda now: misread.decomposed_runs(now.value, _lines(now.value)),
        lambda now: detection.detected(now.value, _lines(now.value), _font_at(now, text, fonts)),
        lambda now: viqr_runs.viqr_runs(now.value, _lines(now.value)),
    )
    now = text
    for stage in stages:
        if found := list(stage(now)):
            now, done = converted(now, found)
            runs += done
    return Repaired(now, tuple(sorted(runs, key=lambda run: run.raw)))


def _lines(value: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in _LINE.finditer(value)]


@dataclass(frozen=True, slots=True)
class _FontAt:
    """The font of a line: that of the range in which its middle lies."""

    now: Text
    starts: list[int]
    ranges: list[tuple[Span, str]]

    def __call__(self, line: Span) -> str | None:
        middle = self.now.starts[(line.start + line.end) // 2]
        at = bisect_right(self.starts, middle) - 1
        return self.ranges[at][1] if at >= 0 and middle < self.ranges[at][0].end else None


def _font_at(now: Text, text: Text, fonts: Fonts) -> Callable[[Span], str | None]:
    if fonts is None or isinstance(fonts, str):
        return lambda _: fonts
    ranges = [(text.to_raw(span), name) for span, name in fonts]
    return _FontAt(now, [span.start for span, _ in ranges], ranges)
