"""Which font a run of WordprocessingML is set in: its own, its styles', the defaults', by name or by theme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from .word_elements import DRAWINGML, WORD, Element

_OFF = ("0", "false", "off")
_DEEPEST = 20  # styles based on each other; a circle would go on for ever
# Letters beyond ASCII, those that tell an encoding, are set in the font for hAnsi (ECMA-376, part 1, 17.3.2.26).
_NAMES = (("hAnsiTheme", True), ("hAnsi", False), ("asciiTheme", True), ("ascii", False))


class Fonts:
    """The fonts of one document, from its part of styles and, where it has one, that of its theme."""

    def __init__(self, styles: Element, theme: Element | None) -> None:
        self._theme = {} if theme is None else dict(_of_theme(theme))
        self._styles = {style.get(f"{WORD}styleId"): style for style in styles.iterfind(f"{WORD}style")}
        self._usual = next(
            (name for name, style in self._styles.items() if _is_usual(style) and name is not None),
            None,
        )
        self._default = self._named(styles.find(f"{WORD}docDefaults/{WORD}rPrDefault"))

    def of_run(self, run: Element, paragraph: str | None) -> str | None:
        """The font of `run`, which stands in a paragraph set in that font."""
        style = run.find(f"{WORD}rPr/{WORD}rStyle")
        return self._named(run) or self._styled(None if style is None else style.get(f"{WORD}val")) or paragraph

    def is_hidden(self, run: Element) -> bool:
        """True when `run`, or its style, is hidden text."""
        style = run.find(f"{WORD}rPr/{WORD}rStyle")
        holders = (run, *self._chain(None if style is None else style.get(f"{WORD}val")))
        marks = (mark for holder in holders if (mark := holder.find(f"{WORD}rPr/{WORD}vanish")) is not None)
        return next((mark.get(f"{WORD}val") not in _OFF for mark in marks), False)

    def of_paragraph(self, paragraph: Element) -> str | None:
        """The font of what `paragraph` holds, as far as its runs say nothing else."""
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        return self._styled(self._usual if style is None else style.get(f"{WORD}val")) or self._default

    def _styled(self, name: str | None) -> str | None:
        """The font of a style or of the nearest one that it is based on."""
        return next((font for style in self._chain(name) if (font := self._named(style))), None)

    def _chain(self, name: str | None) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name) if name is not None else None
            if style is None:
                return
            yield style
            based = style.find(f"{WORD}basedOn")
            name = None if based is None else based.get(f"{WORD}val")

    def _named(self, holder: Element | None) -> str | None:
        """The font that `holder` names in its own properties; that for complex scripts where its letters are such."""
        properties = None if holder is None else holder.find(f"{WORD}rPr")
        declared = None if properties is None else properties.find(f"{WORD}rFonts")
        if properties is None or declared is None:
            return None
        complex_script = properties.find(f"{WORD}cs") is not None or properties.find(f"{WORD}rtl") is not None
        names = (("cs", False),) if complex_script else _NAMES
        values = ((declared.get(f"{WORD}{name}"), themed) for name, themed in names)
        return next((font for value, themed in values if value and (font := self._theme_or(value, themed))), None)

    def _theme_or(self, value: str, themed: bool) -> str | None:
        return self._theme.get(value[:5]) if themed else value


def _is_usual(style: Element) -> bool:
    return style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in ("1", "true", "on")


def _of_theme(theme: Element) -> Iterator[tuple[str, str]]:
    """«major» and «minor» with the fonts that they stand for in names such as «minorHAnsi»."""
    for name in ("major", "minor"):
        for font in islice(theme.iterfind(f".//{DRAWINGML}{name}Font/{DRAWINGML}latin"), 1):
            if face := font.get("typeface"):
                yield name, face
