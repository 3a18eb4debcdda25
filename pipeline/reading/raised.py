"""Raised and lowered digits: «426¹» is 426 with the mark of a note, never 4261, and «m²» no m2."""

from __future__ import annotations

from typing import Literal

Level = Literal["super", "sub"]

LEVELS: dict[str, Level] = {"superscript": "super", "subscript": "sub"}  # as Office Open XML calls them
_DIGITS = "0123456789"
_RAISED = {"super": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"), "sub": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉")}


def raised(text: str, level: Level | None) -> str:
    """`text` as it stands above or below the line: its digits are other characters; as it is where it stands on it."""
    return text if level is None else text.translate(_RAISED[level])
