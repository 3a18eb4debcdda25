"""Web and mail addresses, in which no number, date or period is read."""

from __future__ import annotations

from collections.abc import Iterator

from normalizers import Span, patterns

_CORE = patterns.pattern(r"://|www\.|\.(?:vn|com|org|net)\b|@", ignore_case=True)
_BEFORE, _AFTER = patterns.pattern(r"\S*\Z"), patterns.pattern(r"\S*")
_REACH = 80  # characters an address can have before its telling part


def find_addresses(value: str) -> Iterator[Span]:
    """The addresses of a text, each as far as it has no white space, left to right."""
    end = 0
    for match in _CORE.finditer(value):
        if match.start() < end:
            continue
        before = _BEFORE.search(value, max(end, match.start() - _REACH), match.start())
        after = _AFTER.match(value, match.end())
        start, end = before.start() if before else match.start(), after.end() if after else match.end()
        yield Span(start, end)
