"""The one entry: a text in, the text with what was in a legacy encoding decoded, aligned, and the evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from ..text import Span, Text
from .evidence import Found, Repaired, Run
from .font_ranges import Fonts, font_ranges
from .sequences import MAYBE, SEQUENCE
from .suspicion import CONTROL, VIQR, is_sound, suspects, viqr_lines

_MARK = re.compile("[\u0300-\u0331]")
_LINE = re.compile("[^\n\r\f\v\u2028\u2029]+")


def repaired(text: Text | str, fonts: Fonts = None, apart: Sequence[Span] = ()) -> Repaired:
    """`text` with every run in a legacy encoding decoded; text that is sound comes back as it is.

    `fonts`: the name of the font of the whole text, or ranges of ``text.value`` (in order) with their font names. A
    font is only believed where the letters agree. `apart`: ranges (in order) whose lines are left alone, pages that
    were read by OCR.
    """
    text = Text.of(text) if isinstance(text, str) else text
    if text.value.isascii() and not CONTROL.search(text.value) and not VIQR.search(text.value):
        return Repaired(text, ())
    given = _Given(text, fonts, [text.to_raw(span) for span in apart])
    runs: list[Run] = []
    now = text
    for stage in _STAGES:
        if found := list(stage(now, given)):
            from .conversion import converted  # noqa: PLC0415 - numpy and the models: only where they are needed

            now, done = converted(now, found)
            runs += done
    return Repaired(now, tuple(sorted(runs, key=attrgetter("raw.start", "raw.end"))))


@dataclass(frozen=True, slots=True)
class _Given:
    """What was asked for; `apart` are raw spans."""

    text: Text
    fonts: Fonts
    apart: Sequence[Span]

    def lines(self, now: Text) -> list[Span]:
        """The lines of `now`, which was made of the text, that are to be looked at."""
        every = _lines(now.value)
        return [line for line in every if not self.is_apart(now.starts[line.start])] if self.apart else every

    def is_apart(self, at: int) -> bool:
        """True when the raw character at `at` is to be left alone."""
        before = bisect_right(self.apart, at, key=lambda span: span.start) - 1
        return before >= 0 and at < self.apart[before].end


def _utf16(now: Text, _given: _Given) -> Iterable[Found]:
    if "\0" not in now.value:
        return ()
    from .misread import utf16_runs  # noqa: PLC0415

    return utf16_runs(now.value)


def _utf8(now: Text, given: _Given) -> Iterable[Found]:
    if now.value.isascii() or not (MAYBE.search(now.value) and SEQUENCE.search(now.value)):
        return ()
    from .misread import utf8_runs  # noqa: PLC0415

    return utf8_runs(now.value, given.lines(now))


def _decomposed(now: Text, given: _Given) -> Iterable[Found]:
    if now.value.isascii() or not _MARK.search(now.value):
        return ()
    from .misread import decomposed_runs  # noqa: PLC0415

    return decomposed_runs(now.value, given.lines(now))


def _tabled(now: Text, given: _Given) -> Iterable[Found]:
    if is_sound(now.value):
        return ()
    lines = given.lines(now)
    odd = suspects(now.value, lines)
    if not odd:
        return ()
    from .detection import detected  # noqa: PLC0415

    fonts = font_ranges(now, given.text, given.fonts)
    if parted := fonts.parted(lines):
        lines, odd = parted, suspects(now.value, parted)
    found = detected(now.value, lines, odd, fonts.font_of)
    return [run._replace(capitals=fonts.capitals(run.span, run.encoding)) for run in found]


def _viqr(now: Text, given: _Given) -> Iterable[Found]:
    lines = [line for line in viqr_lines(now.value) if not given.is_apart(now.starts[line.start])]
    if not lines:
        return ()
    from .viqr_runs import viqr_runs  # noqa: PLC0415

    return viqr_runs(now.value, lines)


_STAGES: tuple[Callable[[Text, _Given], Iterable[Found]], ...] = (_utf16, _utf8, _decomposed, _tabled, _viqr)


@lru_cache(maxsize=1)
def _lines(value: str) -> list[Span]:
    return [Span(*match.span()) for match in _LINE.finditer(value)]
