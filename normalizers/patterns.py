"""Regular expressions that cannot hang: the only import of `regex`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

Match = regex.Match[str]

TIMEOUT = 5.0  # seconds a search over one text may take


class PatternTimeoutError(Exception):
    """A pattern took longer than TIMEOUT on one text."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled expression whose every search has a time limit."""

    compiled: regex.Pattern[str]

    def finditer(self, value: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """Each match of the pattern in ``value[start:end]``, left to right; raises PatternTimeoutError."""
        try:
            yield from self.compiled.finditer(value, start, len(value) if end is None else end, timeout=TIMEOUT)
        except TimeoutError as error:
            raise PatternTimeoutError(self.compiled.pattern[:80]) from error

    def search(self, value: str, start: int = 0, end: int | None = None) -> Match | None:
        """The first match in ``value[start:end]``, or None; raises PatternTimeoutError."""
        try:
            return self.compiled.search(value, start, len(value) if end is None else end, timeout=TIMEOUT)
        except TimeoutError as error:
            raise PatternTimeoutError(self.compiled.pattern[:80]) from error

    def match(self, value: str, start: int = 0, end: int | None = None) -> Match | None:
        """The match that begins at `start`, or None; raises PatternTimeoutError."""
        try:
            return self.compiled.match(value, start, len(value) if end is None else end, timeout=TIMEOUT)
        except TimeoutError as error:
            raise PatternTimeoutError(self.compiled.pattern[:80]) from error

    def split(self, value: str) -> list[str]:
        """The parts of `value` between the matches; raises PatternTimeoutError."""
        try:
            return [part or "" for part in self.compiled.split(value, timeout=TIMEOUT)]
        except TimeoutError as error:
            raise PatternTimeoutError(self.compiled.pattern[:80]) from error

    def fullmatch(self, value: str, start: int = 0, end: int | None = None) -> Match | None:
        """The match of the whole of ``value[start:end]``, or None; raises PatternTimeoutError."""
        try:
            return self.compiled.fullmatch(value, start, len(value) if end is None else end, timeout=TIMEOUT)
        except TimeoutError as error:
            raise PatternTimeoutError(self.compiled.pattern[:80]) from error


def pattern(expression: str, *, ignore_case: bool = False, verbose: bool = False) -> Pattern:
    """Compile `expression` (regex VERSION1; ``^`` and ``$`` match at lines)."""
    flags = regex.VERSION1 | regex.MULTILINE
    if ignore_case:
        flags |= regex.IGNORECASE
    if verbose:
        flags |= regex.VERBOSE
    return Pattern(regex.compile(expression, flags))


def alternation(words: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """A non-capturing group of literal `words`, longest first so that no word hides a longer one."""
    return (
        "(?:"
        + "|".join(regex.escape(word, literal_spaces=True) for word in sorted(set(words), key=lambda w: (-len(w), w)))
        + ")"
    )
