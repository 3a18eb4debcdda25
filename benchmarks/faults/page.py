"""A page being written: its characters, its figures, and the identities that repetition makes."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace

from .figures import Figure, Kind
from .identities import Identity, one
from .relations import Same


@dataclass(frozen=True, slots=True)
class Document:
    """A text whose `figures` obey its `identities`; `known` are the findings that it gives as it stands."""

    name: str
    source: str
    figures: tuple[Figure, ...]
    identities: tuple[Identity, ...]
    known: tuple[tuple[str, ...], ...] = ()  # quotes of each fault that people found in it


@dataclass(slots=True)
class Page:
    """`write` words, `put` figures: a name put again is the same thing said twice."""

    text: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    _length: int = 0
    _times: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def write(self, words: str) -> None:
        """Add words that no identity rests on."""
        self.text.append(words)
        self._length += len(words)

    def put(self, name: str, kind: Kind, role: str, text: str) -> str:
        """Add a figure; returns its own name, which the first one shares with what it says."""
        times = self._times[name]
        own = name if not times else f"{name}#{len(times) + 1}"
        times.append(own)
        self.figures.append(Figure(own, kind, role, text, self._length))
        self.write(text)
        return own

    @property
    def printed(self) -> set[str]:
        """What has been said, without the repetitions."""
        return set(self._times)

    def repeated(self) -> list[Identity]:
        """One thing printed several times is printed alike."""
        return [one("A17", Same(tuple(names))) for names in self._times.values() if len(names) > 1]


def wrapped(source: str, width: int) -> str:
    """Lines of at most about `width` characters, as on a page that was read: blanks become line ends."""
    chars, column = list(source), 0
    for at, char in enumerate(chars):
        column = 0 if char == "\n" else column + 1
        if char == " " and column > width and "\t" not in _line(source, at):
            chars[at], column = "\n", 0
    return "".join(chars)


def stripped(source: str) -> str:
    """The text without its diacritics, character by character."""
    return "".join(_plain(char) for char in source)


def reprinted(figures: list[Figure], source: str) -> tuple[Figure, ...]:
    """The figures with the characters that `source`, of the same length, has at their places."""
    return tuple(replace(figure, text=source[figure.start : figure.end]) for figure in figures)


def _line(source: str, at: int) -> str:
    end = source.find("\n", at)
    return source[source.rfind("\n", 0, at) + 1 : end if end >= 0 else len(source)]


def _plain(char: str) -> str:
    return {"đ": "d", "Đ": "D"}.get(char) or unicodedata.normalize("NFD", char)[0]
