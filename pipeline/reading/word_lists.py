"""Automatic numbers of Word's paragraphs (ECMA-376, part 1, 17.9): «I.», «1.2.», «Điều 3.», «-»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from .legacy_fonts import in_font
from .list_numbers import Counts, numeral, typed, whole
from .pieces import Piece
from .word_elements import WORD as _W
from .word_elements import Element

_PLACE = re.compile("%([1-9])")
_NONE = frozenset(("none", "bullet"))
_DEEPEST = 20  # styles based on each other


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: where it begins, its numerals, its text with «%1» for the number of the first level."""

    start: int
    form: str
    text: str
    style: str | None
    font: str | None
    is_legal: bool  # shows all numbers as decimals


@dataclass(slots=True)
class _List:
    """A list: what it counts with others made of the same definition, and the levels that it begins anew once."""

    levels: dict[int, _Level]
    counts: Counts
    restarts: set[int]


class Numbering:
    """The lists of a document, from its parts of numbering and of styles; counts on as marks are asked for."""

    def __init__(self, part: Element | None, styles: Element) -> None:
        self._styles = {style.get(f"{_W}styleId"): style for style in styles.iterfind(f"{_W}style")}
        self._lists = {} if part is None else dict(self._all(part))

    def mark(self, paragraph: Element, font: str | None) -> list[Piece]:
        """What stands before the text of `paragraph`, which is set in `font`; nothing outside of lists."""
        found = self._place(paragraph) if self._lists else None
        if found is None:
            return []
        own, number = found
        level = own.levels[number]
        if number in own.restarts:
            own.restarts.discard(number)
            own.counts.forget(number)
        own.counts.count(number, level.start)
        name = level.font or font
        if level.form in _NONE:
            text = typed(in_font(level.text, name)) if level.form == "bullet" else ""
        else:
            text = _PLACE.sub(lambda match: _shown(own, level, int(match[1]) - 1), level.text)
        return [Piece(f"{text} ", name)] if text.strip() else []

    def _place(self, paragraph: Element) -> tuple[_List, int] | None:
        """The list of a paragraph and the level it stands on: its own, else those of its style."""
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        holders = [paragraph, *islice(self._chain(style), _DEEPEST)]
        properties = [found for each in holders if (found := each.find(f"{_W}pPr/{_W}numPr")) is not None]
        name = next((value for each in properties if (value := _value(each.find(f"{_W}numId")))), None)
        own = self._lists.get(name or "")
        if own is None:
            return None
        told = next((value for each in properties if (value := _value(each.find(f"{_W}ilvl")))), None)
        by_style = next((number for number, level in own.levels.items() if style and level.style == style), 0)
        number = whole(told, by_style)
        return (own, number) if number in own.levels else None

    def _chain(self, name: str | None) -> Iterator[Element]:
        style = self._styles.get(name)
        while style is not None and name is not None:
            yield style
            style = self._styles.get(_value(style.find(f"{_W}basedOn")))

    def _all(self, part: Element) -> Iterator[tuple[str, _List]]:
        """The lists by the numbers that paragraphs call them by."""
        kinds = {each.get(f"{_W}abstractNumId"): each for each in part.iterfind(f"{_W}abstractNum")}
        named = {value: each for each in kinds.values() if (value := _value(each.find(f"{_W}styleLink")))}
        counts = {name: Counts() for name in kinds}
        for number in part.iterfind(f"{_W}num"):
            name = _value(number.find(f"{_W}abstractNumId"))
            kind = kinds.get(name)
            if kind is None:
                continue
            kind = named.get(_value(kind.find(f"{_W}numStyleLink")) or "", kind)
            levels = dict(_levels(kind))
            restarts = set()
            for override in number.iterfind(f"{_W}lvlOverride"):
                levels |= dict(_levels(override))
                at, start = whole(override.get(f"{_W}ilvl"), 0), _value(override.find(f"{_W}startOverride"))
                if start is not None and at in levels:
                    levels[at] = replace(levels[at], start=whole(start, 1))
                    restarts.add(at)
            yield number.get(f"{_W}numId") or "", _List(levels, counts[name], restarts)


def _levels(holder: Element) -> Iterator[tuple[int, _Level]]:
    for level in holder.iterfind(f"{_W}lvl"):
        fonts = level.find(f"{_W}rPr/{_W}rFonts")
        legal = level.find(f"{_W}isLgl")
        yield (
            whole(level.get(f"{_W}ilvl"), 0),
            _Level(
                whole(_value(level.find(f"{_W}start")), 0),
                _value(level.find(f"{_W}numFmt")) or "decimal",
                _value(level.find(f"{_W}lvlText")) or "",
                _value(level.find(f"{_W}pStyle")),
                fonts.get(f"{_W}hAnsi") or fonts.get(f"{_W}ascii") if fonts is not None else None,
                legal is not None and legal.get(f"{_W}val") not in ("0", "false"),
            ),
        )


def _shown(own: _List, level: _Level, number: int) -> str:
    """The number that the list has reached on the level `number`, as it is shown in the mark of `level`."""
    counted = own.levels.get(number, level)
    form = "decimal" if level.is_legal else counted.form
    return "" if counted.form in _NONE else numeral(own.counts.at(number, counted.start), form)


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")
