"""Styles of OpenDocument (ODF 1.3, part 3, chapter 16): fonts, borders, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .odf_lists import Lists
from .raised import Level
from .trees import Element, attribute, name_of

_DEEPEST = 20  # styles that build on each other
_EDGES = ("border", "border-top", "border-bottom", "border-left", "border-right")


@dataclass(frozen=True, slots=True)
class _Style:
    """What is used of a style, its font by the name of its face or family, and the style that tells the rest."""

    parent: str | None
    font: str | None
    level: Level | None
    is_bordered: bool
    is_hidden: bool


@dataclass(slots=True)
class Styles:
    """The styles of a document by (family, name); those without a name hold for a whole family. And its `lists`."""

    lists: Lists = field(default_factory=Lists)
    _faces: dict[str, str] = field(default_factory=dict)
    _styles: dict[tuple[str, str], _Style] = field(default_factory=dict)

    def add(self, root: Element) -> None:
        """Take in the font faces and styles below the root of a part."""
        self.lists.add(root)
        for face in root.iterfind("{*}font-face-decls/{*}font-face"):
            self._faces[attribute(face, "name") or ""] = _first(attribute(face, "font-family")) or ""
        for group in ("styles", "automatic-styles"):
            for element in root.iterfind(f"{{*}}{group}/*"):
                if name_of(element) in ("style", "default-style"):
                    key = (attribute(element, "family") or "", attribute(element, "name") or "")
                    self._styles[key] = self._style(element)

    @staticmethod
    def _style(element: Element) -> _Style:
        font, level, is_bordered, is_hidden = None, None, False, False
        for properties in element:
            match name_of(properties):
                case "text-properties":
                    face = attribute(properties, "font-name")
                    font = face or _first(attribute(properties, "font-family"))
                    level = _level(attribute(properties, "text-position") or "")
                    is_hidden = attribute(properties, "display") == "none"
                case "table-cell-properties":
                    is_bordered = any(_is_drawn(attribute(properties, edge)) for edge in _EDGES)
                case "table-properties":
                    is_hidden = attribute(properties, "display") == "false"
        return _Style(attribute(element, "parent-style-name"), font, level, is_bordered, is_hidden)

    def font(self, family: str, name: str | None) -> str | None:
        """The font that a style names, itself or through those it builds on; None for neither."""
        for style in self._chain(family, name):
            if style.font:
                return self._faces.get(style.font, style.font) or None
        return None

    def is_bordered(self, name: str | None) -> bool:
        """True when a style of cells draws an edge."""
        return any(style.is_bordered for style in self._chain("table-cell", name))

    def level(self, name: str | None) -> Level | None:
        """Whether a style of text sets it above or below its line."""
        return next((style.level for style in self._chain("text", name) if style.level), None)

    def is_hidden(self, family: str, name: str | None) -> bool:
        """True when a style hides a sheet (family «table») or characters («text»)."""
        return any(style.is_hidden for style in self._chain(family, name))

    def _chain(self, family: str, name: str | None) -> Iterable[_Style]:
        found: list[_Style] = []
        style = self._styles.get((family, name)) if name else None
        while style is not None and len(found) < _DEEPEST:
            found.append(style)
            style = self._styles.get((family, style.parent)) if style.parent else None
        whole = self._styles.get((family, ""))
        return [*found, whole] if whole is not None else found


def _first(families: str | None) -> str | None:
    """The first of a list of font families."""
    return (families or "").split(",")[0].strip("'\" ") or None


def _level(position: str) -> Level | None:
    """«super 58%», «33% 58%», «-10% 58%»: how far letters are moved up, and how large they are."""
    moved = position.split(" ", maxsplit=1)[0]
    if not moved.strip("-0%."):
        return None
    return "sub" if moved == "sub" or moved.startswith("-") else "super"


def _is_drawn(border: str | None) -> bool:
    return border is not None and border not in ("none", "hidden", "")
