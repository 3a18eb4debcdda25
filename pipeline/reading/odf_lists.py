"""Automatic numbers of lists of OpenDocument (ODF 1.3, part 3, chapters 5.3 and 16.30)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .list_numbers import Counts, numeral, typed, whole
from .trees import Element, attribute, name_of


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: where it begins, its numerals, what stands around them, how many levels it shows."""

    start: int
    form: str
    before: str
    after: str
    shown: int
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class OdfList:
    """A list that is being read: what it has counted, and the level it stands on, from 1."""

    style: str
    counts: Counts
    level: int = 1


@dataclass(slots=True)
class Lists:
    """The styles of lists of a document, and the lists read so far by style and by id."""

    _styles: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, Counts] = field(default_factory=dict)

    def add(self, root: Element) -> None:
        """Take in the styles of lists below the root of a part."""
        for group in ("styles", "automatic-styles"):
            for style in root.iterfind(f"{{*}}{group}/{{*}}list-style"):
                self._styles[attribute(style, "name") or ""] = dict(_levels(style))

    def opened(self, element: Element, around: OdfList | None) -> OdfList:
        """The list that `element` begins or goes on with, inside the list `around`."""
        style = attribute(element, "style-name") or (around.style if around else "")
        if around is not None:
            return OdfList(style, around.counts, around.level + 1)
        before = attribute(element, "continue-list")
        if before is None and attribute(element, "continue-numbering") == "true":
            before = style
        counts = self._counts.get(before or "") or Counts()
        self._counts[style] = counts
        if own := attribute(element, "id"):
            self._counts[own] = counts
        return OdfList(style, counts)

    def mark(self, item: Element, own: OdfList) -> str:
        """What stands before the text of an item, and a space; empty where nothing does."""
        levels = self._styles.get(own.style, {})
        level = levels.get(own.level)
        if level is None or name_of(item) != "list-item":
            return ""
        start = attribute(item, "start-value")
        if start is not None:
            own.counts.forget(own.level)
        own.counts.count(own.level, whole(start, level.start))
        if not level.form:
            text = typed(level.bullet)
        else:
            places = range(max(1, own.level + 1 - level.shown), own.level + 1)
            shown = (each for at in places if (each := _numeral(levels.get(at), own.counts, at)))
            text = f"{level.before}{'.'.join(shown)}{level.after}"
        return f"{text.strip()} " if text.strip() else ""


def _numeral(level: _Level | None, counts: Counts, at: int) -> str:
    return numeral(counts.at(at, level.start), level.form) if level is not None and level.form else ""


def _levels(style: Element) -> Iterator[tuple[int, _Level]]:
    for level in style:
        if name_of(level).startswith("list-level-style-"):
            yield (
                whole(attribute(level, "level"), 1),
                _Level(
                    whole(attribute(level, "start-value"), 1),
                    attribute(level, "num-format") or "",
                    attribute(level, "num-prefix") or "",
                    attribute(level, "num-suffix") or "",
                    whole(attribute(level, "display-levels"), 1),
                    attribute(level, "bullet-char") or "",
                ),
            )
