"""The words around a place in a text, for people to read."""

from __future__ import annotations

import re

from normalizers import Span

_LINE_END = re.compile(r"[\n\r\f]")
_SPACE = re.compile(r"\s+")
_SLACK = 4  # raw characters looked at for each one shown, so that a file of one endless line costs no more than others


def excerpt(raw: str, span: Span, reach: int) -> tuple[str, str, str]:
    """What stands before `span` in its line, at it, and after it: at most `reach` characters on either side.

    White space is made single, and «…» stands where a part of the line is left out.
    """
    before = _LINE_END.split(raw[max(0, span.start - _SLACK * reach) : span.start])[-1]
    after = _LINE_END.split(raw[span.end : span.end + _SLACK * reach], maxsplit=1)[0]
    return _last(_single(before).lstrip(), reach), _single(span.of(raw)), _first(_single(after).rstrip(), reach)


def _single(value: str) -> str:
    return _SPACE.sub(" ", value)


def _last(value: str, reach: int) -> str:
    """The end of `value`, from a whole word on."""
    if len(value) <= reach:
        return value
    kept = value[-reach:]
    return "…" + kept[kept.find(" ") + 1 :]


def _first(value: str, reach: int) -> str:
    """The beginning of `value`, to the end of a whole word."""
    if len(value) <= reach:
        return value
    kept = value[:reach]
    return (kept[: kept.rfind(" ")] if " " in kept.strip() else kept) + "…"
