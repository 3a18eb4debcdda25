"""Which fonts an HTML document declares for its elements: by attribute, by style, by the simple rules of its sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from .trees import Element, name_of

_FAMILY = re.compile(r"(?:^|;)\s*font-family\s*:\s*[\"']?([^\"',;]+)", re.IGNORECASE)
_SHORT = re.compile(  # all in one: «font: bold 12pt/14pt .VnTime»
    r"(?:^|;)\s*font\s*:[^;]{0,80}?[0-9.](?:pt|px|em|ex|in|cm|mm|%)(?:/[^\s;]{1,20})?\s+[\"']?([^\"',;]+)",
    re.IGNORECASE,
)
_LONGEST = 4000
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of style sheets by (element, class), either of them empty for any."""

    rules: dict[tuple[str, str], str]

    @classmethod
    def of(cls, css: str) -> Self:
        """The rules with plain selectors («p», «.MsoNormal», «p.MsoNormal»); others are passed over."""
        rules: dict[tuple[str, str], str] = {}
        for selectors, declarations in _rules(css):
            font = family(declarations)
            if font is not None:
                for selector in selectors.split(","):
                    plain = _SIMPLE.fullmatch(selector.strip())
                    if plain is not None:
                        rules[(plain[1] or "").lower(), plain[2] or ""] = font
        return cls(rules)

    def at(self, element: Element, inherited: str | None) -> str | None:
        """The font of an element inside one of the font `inherited`."""
        own = family(style_of(element))
        face = (element.get("face") or "").split(",")[0].strip(" \"'") if name_of(element) == "font" else ""
        if own or face:
            return own or face
        if not self.rules:
            return inherited
        name, classes = name_of(element), (element.get("class") or "").split()
        keys = [(tag, each) for each in classes for tag in (name, "")] + [(name, "")]
        return next((self.rules[key] for key in keys if key in self.rules), inherited)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule, in time that grows with the length only."""
    first, *others = css.split("/*")
    plain = first + " ".join(other.partition("*/")[2] for other in others)
    for rule in plain.replace("<!--", " ").replace("-->", " ").split("}"):
        head, brace, declarations = rule.rpartition("{")
        if brace:
            yield head.rpartition("{")[2], declarations  # the rule may stand in another: «@media print {»


def style_of(element: Element) -> str:
    """The declarations of an element itself, of a length that no honest document needs."""
    return (element.get("style") or "")[:_LONGEST]


def family(style: str) -> str | None:
    """The first family that a list of declarations names."""
    lower = style.lower()
    match = _FAMILY.search(style) if "font-family" in lower else _SHORT.search(style) if "font:" in lower else None
    return match[1].strip() or None if match is not None else None
