"""The words around a place in a text, for people to read."""

from __future__ import annotations

import re

from normalizers import Span

_LINE_ENDS = re.compile(r"[\n\r\f]")


def line_around(raw: str, span: Span) -> Span:
    """The line or lines of `raw` that `span` stands in, without the ends of lines."""
    start = max(raw.rfind(end, 0, span.start) for end in "\n\r\f") + 1
    after = _LINE_ENDS.search(raw, span.end)
    return Span(start, after.start() if after else len(raw))


def line_of(raw: str, span: Span) -> str:
    """The line of `raw` around `span`, white space made single."""
    return " ".join(line_around(raw, span).of(raw).split())


def excerpt(raw: str, span: Span, reach: int) -> tuple[str, str, str]:
    """What stands before `span` in its line, at it, and after it: at most `reach` characters on either side."""
    line = line_around(raw, span)
    before, after = _single(raw[line.start : span.start]).lstrip(), _single(raw[span.end : line.end]).rstrip()
    return _last(before, reach), _single(span.of(raw)), _first(after, reach)


def _single(value: str) -> str:
    return re.sub(r"\s+", " ", value)


def _last(value: str, reach: int) -> str:
    """The end of `value` from a whole word on, «…» before it where something is left out."""
    if len(value) <= reach:
        return value
    kept = value[-reach:]
    return "…" + kept[kept.find(" ") + 1 :]


def _first(value: str, reach: int) -> str:
    if len(value) <= reach:
        return value
    kept = value[:reach]
    return (kept[: kept.rfind(" ")] if " " in kept.strip() else kept) + "…"
