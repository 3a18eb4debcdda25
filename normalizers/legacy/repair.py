"""The one entry: a text in, the text with what was in a legacy encoding decoded, aligned, and the evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..text import Span, Text
from .evidence import Found, Repaired, Run
from .sequences import MAYBE
from .suspicion import CONTROL, MAYBE_VIQR, suspects

Fonts = str | Sequence[tuple[Span, str]] | None

_MARK = re.compile("[\u0300-\u0331]")
_LINE = re.compile("[^\n]+")


def repaired(text: Text | str, fonts: Fonts = None) -> Repaired:
    """`text` with every run in a legacy encoding decoded; text that is sound comes back as it is.

    `fonts`: the name of the font of the whole text, or ranges of ``text.value`` (in order) with their font names. A
    font is only believed where the letters agree.
    """
    text = Text.of(text) if isinstance(text, str) else text
    if text.value.isascii() and not CONTROL.search(text.value) and not MAYBE_VIQR.search(text.value):
        return Repaired(text, ())
    return _repaired(text, fonts)


def _repaired(text: Text, fonts: Fonts) -> Repaired:
    runs: list[Run] = []
    now = text
    for stage in _STAGES:
        if found := list(stage(now, text, fonts)):
            from .conversion import converted  # noqa: PLC0415 - numpy and the models: only where they are needed

            now, done = converted(now, found)
            runs += done
    return Repaired(now, tuple(sorted(runs, key=lambda run: run.raw)))


def _utf16(now: Text, _text: Text, _fonts: Fonts) -> Iterable[Found]:
    if "\0" not in now.value:
        return ()
    from .misread import utf16_runs  # noqa: PLC0415

    return utf16_runs(now.value)


def _utf8(now: Text, _text: Text, _fonts: Fonts) -> Iterable[Found]:
    if now.value.isascii() or not MAYBE.search(now.value):
        return ()
    from .misread import utf8_runs  # noqa: PLC0415

    return utf8_runs(now.value, _lines(now.value))


def _decomposed(now: Text, _text: Text, _fonts: Fonts) -> Iterable[Found]:
    if now.value.isascii() or not _MARK.search(now.value):
        return ()
    from .misread import decomposed_runs  # noqa: PLC0415

    return decomposed_runs(now.value, _lines(now.value))


def _tabled(now: Text, text: Text, fonts: Fonts) -> Iterable[Found]:
    lines = _lines(now.value)
    odd = suspects(now.value, lines)
    if not odd:
        return ()
    from .detection import detected  # noqa: PLC0415

    return detected(now.value, lines, odd, _font_at(now, text, fonts))


def _viqr(now: Text, _text: Text, _fonts: Fonts) -> Iterable[Found]:
    if not MAYBE_VIQR.search(now.value):
        return ()
    from .viqr_runs import viqr_runs  # noqa: PLC0415

    return viqr_runs(now.value, _lines(now.value))


_STAGES: tuple[Callable[[Text, Text, Fonts], Iterable[Found]], ...] = (_utf16, _utf8, _decomposed, _tabled, _viqr)


@lru_cache(maxsize=1)
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
