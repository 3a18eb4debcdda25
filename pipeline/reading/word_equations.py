"""Equations of Word (ECMA-376, part 1, chapter 22.1) on one line: «12/15», «x²», «√(2)»."""

from __future__ import annotations

from .raised import Level, raised
from .word_elements import Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATION = f"{_MATH}oMath"
_SCRIPTS: dict[str, tuple[tuple[str, Level], ...]] = {
    "sSup": (("sup", "super"),),
    "sSub": (("sub", "sub"),),
    "sSubSup": (("sub", "sub"), ("sup", "super")),
}
_INTEGRAL = "∫"  # what an operator that names no sign is


def equation(element: Element) -> str:
    """The text of an equation or of a part of one."""
    name = str(element.tag).removeprefix(_MATH)
    match name:
        case "t":
            text = element.text or ""
        case "f":
            text = f"{_operand(element, 'num')}/{_operand(element, 'den')}"
        case "rad":
            text = f"{raised(_part(element, 'deg'), 'super')}√({_part(element, 'e')})"
        case "sSup" | "sSub" | "sSubSup":
            text = _part(element, "e") + "".join(raised(_part(element, at), to) for at, to in _SCRIPTS[name])
        case "nary":
            sign = element.find(f"{_MATH}naryPr/{_MATH}chr")
            text = ((sign.get(f"{_MATH}val") if sign is not None else None) or _INTEGRAL) + _part(element, "e")
        case "d":
            text = f"({', '.join(_inside(part) for part in element.iterfind(f'{_MATH}e'))})"
        case _:
            text = _inside(element)
    return text


def _inside(element: Element) -> str:
    return "".join(equation(child) for child in element if isinstance(child.tag, str) and child.tag.startswith(_MATH))


def _part(element: Element, name: str) -> str:
    part = element.find(f"{_MATH}{name}")
    return "" if part is None else _inside(part)


def _operand(element: Element, name: str) -> str:
    """One side of a fraction, in brackets where it has parts of its own."""
    text = _part(element, name).strip()
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"
