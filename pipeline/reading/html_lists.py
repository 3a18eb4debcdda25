"""Automatic numbers of lists in HTML (HTML 5, 4.4.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .html_fonts import style_of
from .list_numbers import numeral
from .trees import Element, name_of

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(-?[0-9]{1,5})")


def marked(ordered: Element) -> Iterator[tuple[Element, str]]:
    """What an ordered list holds, each item with its number («3. »), anything else without."""
    number = _int(ordered.get("start"), 1)
    for child in ordered:
        if name_of(child) != "li":
            yield child, ""
            continue
        number = _int(child.get("value"), number)
        form = _form(child) or _form(ordered) or "1"
        yield child, "" if form == "none" else f"{numeral(number, form)}. "
        number += 1


def _form(element: Element) -> str | None:
    style = _STYLE.search(style_of(element))
    return style[1].lower() if style is not None else element.get("type")


def _int(text: str | None, otherwise: int) -> int:
    match = _NUMBER.match(text or "")
    return int(match[1]) if match is not None else otherwise
